"""Match requests: who waits, who fits, and who takes whom."""

import asyncio
import json
from dataclasses import asdict
from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto, database
from arcanon.blocks.models import Block
from arcanon.database import unit
from arcanon.matches.wanted import FITTING, Wanted, Wish
from arcanon.people import authorship
from arcanon.people.models import Viewer
from arcanon.rooms import keys
from arcanon.rooms.models import ID_LENGTH, Room, pair, scope

LIFE = timedelta(hours=24)


class MatchRequest(Model):
    """Somebody waits. Nothing here is theirs but a seat in the room to come, made beforehand so that they may be away.

    Whose request it is, only their vault knows: it holds the room's id. So two requests of one person, even
    in two copies of the database, have nothing in common. What they look for lies under the key of the room to come.
    """

    room_id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    state = fields.CharField(max_length=8, default="waiting")
    wish = fields.CharField(max_length=6)
    topics = fields.CharField(max_length=900)  # short names between spaces; none means anything
    seat_tag = fields.CharField(max_length=32)
    writer = fields.BinaryField(null=True)  # the person, sealed under the key of the day: blocks reach here
    sealed: bytes | None = fields.BinaryField(null=True)  # what they look for, and whom they talked with last
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "match_requests"
        indexes = (("state", "created_at"),)

    @classmethod
    def waiting(cls) -> QuerySet["MatchRequest"]:
        """The open requests, the longest wait first."""
        return cls.filter(state="waiting", created_at__gt=clock.now() - LIFE).order_by("created_at", "room_id")

    @classmethod
    @unit
    async def ask(cls, viewer: Viewer, wanted: Wanted) -> Room | None:
        """Takes the request that fits best and opens its room; None when this one has to wait itself.

        Somebody who waits already goes on waiting for what they asked first. Raises `TooManyError`.
        """
        # Two people who ask at the same moment would each see nobody waiting, and wait for ever.
        await database.lock("matches")
        vault = await viewer.look_again()
        if vault.match and await cls.waiting().filter(room_id=vault.match).exists():
            return None
        await Room.check_space(viewer)
        if vault.match and not await Room.exists(id=vault.match):
            await viewer.change_vault(lambda vault: vault.stop_waiting())
        room = await cls._claim(viewer, wanted)
        if room is None:
            room_id = crypto.new_id(ID_LENGTH)
            await viewer.change_vault(lambda vault: vault.wait_for(room_id))
            request = cls(
                room_id=room_id,
                wish=wanted.wish,
                seat_tag=viewer.tag(scope(room_id)),
                writer=authorship.seal(viewer, room_id),
                created_at=clock.now(),
            )
            request._want(wanted, list(viewer.vault.partners))
            await request.save()
        return room

    @classmethod
    async def of(cls, viewer: Viewer) -> "MatchRequest | None":
        """What this viewer waits for, if they do."""
        return await cls.waiting().get_or_none(room_id=viewer.vault.match) if viewer.vault.match else None

    @classmethod
    async def widen(cls, viewer: Viewer, what: str) -> Room | None:
        """Looks for any topic, or for any people; the wait goes on from where it was, or ends here."""
        room, left = await cls._widen(viewer, what)
        await asyncio.to_thread(keys.destroy, *left)
        return room

    @classmethod
    @unit
    async def _widen(cls, viewer: Viewer, what: str) -> tuple[Room | None, list[str]]:
        await database.lock("matches")
        await viewer.look_again()
        own = await cls.of(viewer)
        opened = own.opened if own else None
        if own is None or opened is None:
            return None, []
        wider = opened[0].wider(what)
        room = await cls._claim(viewer, wider)
        if room:
            await viewer.change_vault(lambda vault: vault.forget_room(own.room_id))
            await own.delete()
            return room, [own.room_id]
        own._want(wider, opened[1])
        await own.save(update_fields=["topics", "sealed"])
        return None, []

    @classmethod
    async def _claim(cls, viewer: Viewer, wanted: Wanted) -> Room | None:
        """Takes the best fit, the longest wait among equals: one conditional change of one row, one winner.

        Whoever one of the two talked with lately comes last: when nobody else waits who fits.
        """
        recent = await _partners(viewer)
        if viewer.vault.would_learn(recent):
            await viewer.change_vault(lambda vault: vault.meet(recent))
        fitting: list[tuple[tuple[bool, int], MatchRequest, Wanted, str]] = []
        for request in await cls.waiting().filter(wish__in=FITTING[wanted.wish]):
            opened, person = request.opened, request.person
            if opened and person and person != viewer.person_id and opened[0].fits(wanted):
                theirs, met = opened
                is_recent = pair(viewer.person_id, person) in {*viewer.vault.partners, *met}
                fitting.append(((is_recent, -wanted.closeness(theirs)), request, theirs, person))
        apart = await Block.apart(viewer.person_id, {person for _, _, _, person in fitting})
        # A stable sort: the longest wait stays first.
        for _, request, theirs, person in sorted(fitting, key=lambda one: one[0]):
            if person in apart:
                continue
            if await cls.filter(room_id=request.room_id, state="waiting").update(state="taken"):
                await request.delete()
                room = await request._open(viewer, person)
                await room.begin_with(theirs.line, wanted.line)
                await room.both[0].hear()  # who waited may be anywhere
                return room
        return None

    async def _open(self, viewer: Viewer, person: str) -> Room:
        """The room of who waited, with the viewer in its second seat."""
        now = {pair(viewer.person_id, person): clock.now().isoformat()}
        await viewer.change_vault(lambda vault: vault.enter(self.room_id, now))
        own_tag = viewer.tag(scope(self.room_id))
        return await Room.between(self.room_id, (self.seat_tag, person), (own_tag, viewer.person_id))

    def _want(self, wanted: Wanted, met: list[str]) -> None:
        self.topics = " ".join(wanted.topics)
        content = json.dumps({"wanted": asdict(wanted), "met": met}, separators=(",", ":")).encode()
        self.sealed = crypto.seal(keys.make(self.room_id), content, f"wanted {self.room_id}")

    @property
    def opened(self) -> tuple[Wanted, list[str]] | None:
        """What they look for, and whom they talked with last; None when there is no key for it any more."""
        if not self.sealed:  # from before there was more than this
            return Wanted(Wish(self.wish), tuple(self.topics.split())), []
        key = keys.of(self.room_id)
        if not key:
            return None
        content = json.loads(crypto.unseal(key, self.sealed, f"wanted {self.room_id}"))
        return Wanted.of(content["wanted"]), content["met"]

    @property
    def wanted(self) -> Wanted | None:
        """What they look for, if it can be read."""
        opened = self.opened
        return opened[0] if opened else None

    @property
    def person(self) -> str | None:
        """The id of who waits, for blocks; None when nobody can tell any more."""
        return authorship.unseal(self.writer, self.room_id, self.created_at)

    @classmethod
    async def cancel(cls, viewer: Viewer) -> None:
        """Stops waiting. What has become a conversation meanwhile stays one."""
        await asyncio.to_thread(keys.destroy, *await cls._cancel(viewer))

    @classmethod
    @unit
    async def _cancel(cls, viewer: Viewer) -> list[str]:
        await database.lock("matches")
        room_id = (await viewer.look_again()).match
        if not room_id or await Room.exists(id=room_id):
            return []
        await viewer.change_vault(lambda vault: vault.stop_waiting())
        await cls.filter(room_id=room_id).delete()
        return [room_id]

    @classmethod
    async def sweep(cls) -> None:
        """Forgets the requests whose day is over, and what was asked for in them."""
        await asyncio.to_thread(keys.destroy, *await cls._sweep())

    @classmethod
    @unit
    async def _sweep(cls) -> list[str]:
        await database.lock("matches")
        over = cls.filter(created_at__lte=clock.now() - LIFE)
        ids = list(map(str, await over.values_list("room_id", flat=True)))
        await over.delete()
        return ids

    @property
    def topic(self) -> str:
        """What the bus calls this request."""
        return topic(self.room_id)


def topic(room_id: str) -> str:
    """What the bus calls a wait for this room."""
    return f"match {room_id}"


async def _partners(viewer: Viewer) -> dict[str, str]:
    """Those the viewer has talked with, as pairs with them, and when that began."""
    rooms = await Room.of(viewer, viewer.vault.rooms)
    people = [(room.other(viewer).person, room.created_at) for room in sorted(rooms, key=lambda room: room.created_at)]
    return {pair(viewer.person_id, person): began.isoformat() for person, began in people if person}
