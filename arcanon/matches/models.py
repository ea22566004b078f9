"""Match requests: who waits, who fits, and who takes whom."""

from datetime import timedelta
from enum import StrEnum

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto, database, settings
from arcanon.blocks.models import Block
from arcanon.database import unit
from arcanon.people import authorship
from arcanon.people.models import Viewer
from arcanon.rooms.models import ID_LENGTH, Room, scope

LIFE = timedelta(hours=24)


class Wish(StrEnum):
    TALK = "talk"
    LISTEN = "listen"
    EITHER = "either"


# Who may meet whom: somebody has to listen, and somebody has something to say.
FITTING = {
    Wish.TALK: [Wish.LISTEN, Wish.EITHER],
    Wish.LISTEN: [Wish.TALK, Wish.EITHER],
    Wish.EITHER: [Wish.TALK, Wish.LISTEN, Wish.EITHER],
}


class MatchRequest(Model):
    """Somebody waits. Nothing here is theirs but a seat in the room to come, made beforehand so that they may be away.

    Whose request it is, only their vault knows: it holds the room's id. So two requests of one person, even
    in two copies of the database, have nothing in common.
    """

    room_id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    state = fields.CharField(max_length=8, default="waiting")
    wish = fields.CharField(max_length=6)
    topics = fields.CharField(max_length=900)  # short names between spaces; none means anything
    seat_tag = fields.CharField(max_length=32)
    writer = fields.BinaryField(null=True)  # the person, sealed under the key of the day: blocks reach here
    created_at = fields.DatetimeField()

    class Meta:
        table = "match_requests"
        indexes = (("state", "created_at"),)

    @classmethod
    def waiting(cls) -> QuerySet["MatchRequest"]:
        """The open requests, the longest wait first."""
        return cls.filter(state="waiting", created_at__gt=clock.now() - LIFE).order_by("created_at", "room_id")

    @classmethod
    @unit
    async def ask(cls, viewer: Viewer, wish: Wish, topics: list[str]) -> Room | None:
        """Takes the longest waiting request that fits and opens its room; None when this one has to wait itself.

        Somebody who waits already goes on waiting for what they asked first.
        """
        # Two people who ask at the same moment would each see nobody waiting, and wait for ever.
        await database.lock("matches")
        vault = await viewer.look_again()
        if vault.match and await cls.waiting().filter(room_id=vault.match).exists():
            return None
        if vault.match and not await Room.exists(id=vault.match):
            await viewer.change_vault(lambda vault: vault.stop_waiting())
        request = await cls._claim(viewer, wish, topics)
        room_id = request.room_id if request else crypto.new_id(ID_LENGTH)
        seat_tag = viewer.tag(scope(room_id))
        if request:
            await viewer.change_vault(lambda vault: vault.enter(room_id))
            return await Room.between(room_id, request.seat_tag, seat_tag)
        await viewer.change_vault(lambda vault: vault.wait_for(room_id))
        await cls.create(
            room_id=room_id,
            wish=wish,
            topics=" ".join(topics),
            seat_tag=seat_tag,
            writer=authorship.seal(viewer, room_id),
            created_at=clock.now(),
        )
        return None

    @classmethod
    async def _claim(cls, viewer: Viewer, wish: Wish, topics: list[str]) -> "MatchRequest | None":
        """The longest waiting request that fits, taken: one conditional change of one row, one winner."""
        waiting = await cls.waiting().filter(wish__in=FITTING[wish])
        people = {one.room_id: authorship.unseal(one.writer, one.room_id, one.created_at) for one in waiting}
        apart = await Block.apart(viewer.person_id, set(filter(None, people.values())))
        for request in waiting:
            theirs = request.topics.split()
            fits = not topics or not theirs or bool(set(topics) & set(theirs))
            if not fits or people[request.room_id] in apart:
                continue
            if await cls.filter(room_id=request.room_id, state="waiting").update(state="taken"):
                await request.delete()
                return request
        return None

    @classmethod
    @unit
    async def cancel(cls, viewer: Viewer) -> None:
        """Stops waiting. What has become a conversation meanwhile stays one."""
        await database.lock("matches")
        room_id = (await viewer.look_again()).match
        if not room_id or await Room.exists(id=room_id):
            return
        await viewer.change_vault(lambda vault: vault.stop_waiting())
        await cls.filter(room_id=room_id).delete()

    @classmethod
    @unit
    async def sweep(cls) -> None:
        """Forgets the requests whose day is over."""
        await cls.filter(created_at__lte=clock.now() - LIFE).delete()

    @property
    def topic(self) -> str:
        """What the bus calls this request."""
        return topic(self.room_id)

    @property
    def subjects(self) -> list[str]:
        topics = settings.current().topics
        return [topics[key] for key in self.topics.split() if key in topics]


def topic(room_id: str) -> str:
    """What the bus calls a wait for this room."""
    return f"match {room_id}"
