"""Who may open a room, and what is said in it."""

import asyncio
from datetime import date, datetime

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto, settings
from arcanon.crypto import BrokenSealError
from arcanon.database import KeyUsedError, erase, unit
from arcanon.limits import TooManyError
from arcanon.notices.models import Notice
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.names import name_for
from arcanon.people.vault import room_scope as scope
from arcanon.rooms import keys

BODY_AT_MOST = 2_000  # characters
LINES_AT_MOST = 40
REVEAL_AT_MOST = 300  # characters
ROOMS_AT_MOST = 20  # open conversations of one person
ID_LENGTH = 16

PRESENCE, TYPING, SEEN = "presence", "typing", "seen"
SIGNS = (PRESENCE, TYPING, SEEN)  # what the two see of each other, as long as both let it be seen


class EndedError(Exception):
    """The conversation is over; nothing can be said in it any more."""


class OpenedError(Exception):
    """Both have revealed what they wrote; it cannot be taken back."""


class Room(Model):
    """A conversation of two. `top` is the number of its last message, `takes` that of the last one taken back."""

    id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    top = fields.IntField(default=0)
    takes = fields.IntField(default=0)
    created_at: datetime = fields.DatetimeField()
    said_at: datetime | None = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    burned_at = fields.DatetimeField(null=True)

    seats: fields.ReverseRelation["Seat"]
    both: list["Seat"]  # the two seats, of a room that was found for a viewer

    class Meta:
        table = "rooms"
        indexes = (("said_at",),)

    @classmethod
    async def open_to(cls, viewer: Visitor, room_id: str) -> "Room | None":
        """This room, if the viewer has a seat in it. One query."""
        return next(iter(await cls.of(viewer, [room_id])), None)

    @classmethod
    async def of(cls, viewer: Visitor, ids: list[str]) -> list["Room"]:
        """Those of these rooms in which the viewer has a seat, the one last spoken in first. One query."""
        own = {room_id: viewer.tag(scope(room_id)) for room_id in ids}
        rooms: dict[str, Room] = {}
        for seat in await Seat.filter(room_id__in=ids).select_related("room").order_by("number"):
            room = rooms.setdefault(seat.room_id, seat.room)
            room.both = [*getattr(room, "both", []), seat]
        mine = [room for room in rooms.values() if any(seat.tag == own[room.id] for seat in room.both)]
        return sorted(mine, key=lambda room: room.said_at or room.created_at, reverse=True)

    @classmethod
    async def check_space(cls, viewer: Visitor) -> None:
        """Raises `TooManyError` when the viewer is in as many open conversations as one may be."""
        rooms = await cls.of(viewer, viewer.vault.rooms)
        if sum(not room.ended_at for room in rooms) >= ROOMS_AT_MOST:
            raise TooManyError(
                f"You are in {ROOMS_AT_MOST} open conversations, as many as one may be in. End one of them first."
            )

    @classmethod
    async def between(cls, room_id: str, *people: tuple[str, str | None]) -> "Room":
        """Opens a room for these, each a seat's tag and the person's id. Part of the unit that brings them together.

        The id is for blocks to reach; None when nobody can tell it any more.
        """
        keys.make(room_id)
        room = await cls.create(id=room_id, created_at=clock.now())
        room.both = []
        for number, (tag, person_id) in enumerate(people, 1):
            name = name_for(tag, [seat.name for seat in room.both])
            writer = authorship.seal_person(person_id, _writer(room_id, number)) if person_id else None
            seat = await Seat.create(
                room=room, number=number, tag=tag, name=name, writer=writer, sealed_on=clock.today()
            )
            room.both.append(seat)
        return room

    async def begin_with(self, *lines: str) -> None:
        """The first words of who has the first seat, then of the second, if any. Part of the unit that opens it."""
        for seat, line in zip(self.both, lines, strict=False):
            if line:
                await self._add(seat.number, line, f"first {seat.number}")
                await seat.see(self.top if seat.seen == self.top - 1 else 0, top=self.top)

    @property
    def topic(self) -> str:
        """What the bus calls this room."""
        return topic(self.id)

    @property
    def is_readable(self) -> bool:
        """Whether its key is here: not when it was burned, and not when the database came without its keys."""
        return keys.of(self.id) is not None

    @property
    def is_open(self) -> bool:
        """Whether something can be said in it."""
        return not self.ended_at and self.is_readable

    @property
    def is_revealed(self) -> bool:
        return all(seat.reveal for seat in self.both)

    def shows(self, sign: str) -> bool:
        """Whether the two see this sign of each other."""
        return not any(sign in seat.hides.split() for seat in self.both)

    def seat_of(self, viewer: Visitor) -> "Seat":
        return next(seat for seat in self.both if seat.tag == viewer.tag(scope(self.id)))

    def other(self, viewer: Visitor) -> "Seat":
        return next(seat for seat in self.both if seat.tag != viewer.tag(scope(self.id)))

    @unit
    async def say(self, viewer: Viewer, body: str, key: str, seen: int = 0) -> "Message":
        """Writes the next message. The same key with the same words says nothing twice: the first one is returned.

        `seen` is the number of the last message that its writer had before them. Raises `KeyUsedError` when the key
        has said other words, `EndedError` when the conversation is over.
        """
        room = await self._locked()
        seat = await Seat.get(id=self.seat_of(viewer).id)
        earlier = await Message.get_or_none(room_id=self.id, key=key)
        if earlier:
            if earlier.seat != seat.number or (earlier.sealed and earlier.body != body):
                raise KeyUsedError(key)
            return earlier
        if not room.is_open:
            raise EndedError(self.id)
        message = await room._add(seat.number, body, key)
        await self.other(viewer).hear()
        await seat.stay_reachable(viewer)
        await seat.see(min(seen, room.top - 1), top=room.top - 1)
        if seat.seen == room.top - 1:
            await seat.see(room.top, top=room.top)
        return message

    async def remember(self, viewer: Viewer) -> None:
        """Keeps in the viewer's vault whom they talk with, so that they meet others first; once for each room."""
        person = self.other(viewer).person
        partner = {pair(viewer.person_id, person): self.created_at.isoformat()} if person else {}
        if viewer.vault.would_learn(partner, self.id):
            await viewer.change_vault(lambda vault: vault.meet(partner, self.id))

    async def _locked(self) -> "Room":
        """This room as it is now, and ours alone until the unit of work ends: one message at a time, so no gaps."""
        return await Room.filter(id=self.id).select_for_update().get()

    async def _add(self, seat: int, body: str, key: str) -> "Message":
        self.top += 1
        self.said_at = clock.now()
        await self.save(update_fields=["top", "said_at"])
        sealed = crypto.seal(keys.make(self.id), body.encode(), _purpose(self.id, self.top))
        return await Message.create(
            room_id=self.id, number=self.top, seat=seat, sealed=sealed, key=key, created_at=self.said_at
        )

    def said(self, *, after: int, before: int | None = None) -> QuerySet["Message"]:
        """What was said after a number, and before another, in order."""
        found = Message.filter(room_id=self.id, number__gt=after)
        return (found if before is None else found.filter(number__lt=before)).order_by("number")

    def taken(self, *, after: int) -> QuerySet["Message"]:
        """What was taken back since."""
        return Message.filter(room_id=self.id, taken__gt=after).order_by("taken")

    @unit
    async def take_back(self, viewer: Viewer, number: int) -> "Message | None":
        """Erases the words of one's own message; its place stays. None when there is no such message of theirs."""
        room = await self._locked()
        message = await Message.get_or_none(room_id=self.id, number=number, seat=self.seat_of(viewer).number)
        if message and message.sealed:
            erase()
            room.takes += 1
            await room.save(update_fields=["takes"])
            message.sealed, message.taken = None, room.takes
            await message.save(update_fields=["sealed", "taken"])
        return message

    @unit
    async def see(self, viewer: Viewer, number: int) -> bool:
        """The viewer has read up to this number. Returns whether they had not before."""
        room = await self._locked()
        seat = await Seat.get(id=self.seat_of(viewer).id)
        return await seat.see(min(number, room.top), top=room.top)

    @unit
    async def show_signs(self, viewer: Viewer, signs: list[str]) -> None:
        """Lets the other see these signs of oneself, as long as they let theirs be seen, and no others."""
        hidden = " ".join(sign for sign in SIGNS if sign not in signs)
        await Seat.filter(id=self.seat_of(viewer).id).update(hides=hidden)

    @unit
    async def offer(self, viewer: Viewer, words: str) -> None:
        """Seals what one would reveal; when the other has done so, too, it is open to both, for good.

        Raises `EndedError`, or `OpenedError` when both have done it already.
        """
        if not (await self._locked()).is_open:
            raise EndedError(self.id)
        await self._check_sealed()
        seat = self.seat_of(viewer)
        erase()
        seat.reveal = crypto.seal(keys.make(self.id), words.encode(), _purpose(self.id, seat.number, "reveal"))
        await seat.save(update_fields=["reveal"])

    @unit
    async def withdraw(self, viewer: Viewer) -> None:
        """Takes back what one would have revealed. Raises `OpenedError` when it is open to both by now."""
        await self._locked()
        await self._check_sealed()
        erase()
        await Seat.filter(id=self.seat_of(viewer).id).update(reveal=None)

    async def _check_sealed(self) -> None:
        if await Seat.filter(room_id=self.id, reveal__isnull=False).count() == len(self.both):
            raise OpenedError(self.id)

    @unit
    async def end(self) -> None:
        """Closes the conversation for both, once."""
        await Room.filter(id=self.id, ended_at=None).update(ended_at=clock.now())

    async def burn(self) -> None:
        """Ends the conversation and erases what was said, for both, in the database and by destroying its key."""
        await self._erase()
        await asyncio.to_thread(keys.destroy, self.id)

    @unit
    async def _erase(self) -> None:
        erase()
        room = await self._locked()
        await Message.filter(room_id=self.id).delete()
        await Notice.untell("message", self.id)
        await Seat.filter(room_id=self.id).update(reveal=None)
        ended_at = room.ended_at or clock.now()
        await Room.filter(id=self.id).update(ended_at=ended_at, burned_at=clock.now())

    @classmethod
    async def sweep(cls) -> None:
        """Erases the conversations whose days are over, and the keys of those that are gone."""
        over = await cls._sweep()
        burned = map(str, await cls.filter(burned_at__isnull=False).values_list("id", flat=True))
        kept = set(map(str, await cls.all().values_list("id", flat=True)))
        forgotten = [one for one in await asyncio.to_thread(keys.orphaned) if one not in kept]
        await asyncio.to_thread(keys.destroy, *over, *burned, *forgotten)

    @classmethod
    @unit
    async def _sweep(cls) -> list[str]:
        limit = clock.days_ago(settings.current().room_days)
        silent = Q(said_at__lte=limit) | Q(said_at=None, created_at__lte=limit)
        # Rows, not values: only then are they locked, so that nothing is said in between.
        over = [room.id for room in await cls.filter(silent).order_by("id").select_for_update()]
        if over:
            erase()
            await Notice.untell("message", *over)
            await Notice.untell("accepted", *over)
            await cls.filter(id__in=over).delete()
        return over


class Seat(Model):
    """One of the two people of a room, under the name they bear there."""

    room: fields.ForeignKeyRelation[Room] = fields.ForeignKeyField("arcanon.Room", related_name="seats")
    number = fields.SmallIntField()
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    seen = fields.IntField(default=0)  # the number of the last message they have read
    hides = fields.CharField(max_length=24, default="")  # of the signs, those they do not show
    reveal: bytes | None = fields.BinaryField(null=True)  # what they would reveal, under the room's key
    writer: bytes | None = fields.BinaryField(null=True)  # the person, sealed under the key of a day: blocks reach here
    sealed_on: date | None = fields.DateField(null=True)

    id: int
    room_id: str

    class Meta:
        table = "seats"
        unique_together = (("room", "tag"), ("room", "number"))

    @classmethod
    async def rooms_of(cls, viewer: Visitor, ids: list[str]) -> set[str]:
        """The ids of those of these rooms in which the viewer has a seat. One query."""
        own = cls.filter(room_id__in=ids, tag__in=[viewer.tag(scope(one)) for one in ids])
        return set(map(str, await own.values_list("room_id", flat=True)))

    @property
    def person(self) -> str | None:
        """The id of whoever sits here, for a block; None when nobody can tell any more."""
        return authorship.unseal(self.writer, _writer(self.room_id, self.number), self.sealed_on or clock.today())

    @property
    def revealed(self) -> str:
        """What they reveal; for templates that have asked whether both do."""
        return _open(self.room_id, self.reveal, self.number, "reveal") or ""

    async def stay_reachable(self, viewer: Viewer) -> None:
        """Seals anew, once a day, who speaks here: conversations may last longer than the keys of the days."""
        if self.sealed_on != clock.today():
            self.writer, self.sealed_on = authorship.seal(viewer, _writer(self.room_id, self.number)), clock.today()
            await self.save(update_fields=["writer", "sealed_on"])

    async def see(self, number: int, *, top: int) -> bool:
        """Has read up to a number. Part of a unit of work that holds the room."""
        if number >= top:
            await Notice.untell("message", self.room_id, tag=self.tag)
        if number <= self.seen:
            return False
        self.seen = number
        await self.save(update_fields=["seen"])
        return True

    async def hear(self) -> None:
        """Something new is there to read. Part of the unit of work in which it was said."""
        await Notice.untell("message", self.room_id, tag=self.tag)
        await Notice.tell(self.tag, "message", self.room_id, number=self.number)


class Message(Model):
    """Words in a room. Numbered 1, 2, 3 within it, without gaps; the number is the order, never the clock."""

    room: fields.ForeignKeyRelation[Room] = fields.ForeignKeyField("arcanon.Room", related_name="messages")
    number = fields.IntField()
    seat = fields.SmallIntField()
    sealed: bytes | None = fields.BinaryField(null=True)  # the words, under the room's key; None when taken back
    taken = fields.IntField(default=0)  # which of those taken back in this room it was
    key = fields.CharField(max_length=32)
    created_at: datetime = fields.DatetimeField()

    room_id: str

    class Meta:
        table = "messages"
        unique_together = (("room", "number"), ("room", "key"))

    @property
    def body(self) -> str | None:
        """The words; None when they were taken back, or when there is no key for them any more."""
        return _open(self.room_id, self.sealed, self.number)


def pair(one: str, other: str) -> str:
    """Two people together, whoever asks; under the server's secret it tells of neither."""
    return crypto.mac(crypto.derive(settings.current().secret, "partners"), " ".join(sorted((one, other))))[:20]


def topic(room_id: str) -> str:
    """What the bus calls a room."""
    return f"room {room_id}"


def _open(room_id: str, sealed: bytes | None, number: int, what: str = "message") -> str | None:
    key = keys.of(room_id)
    if not key or not sealed:
        return None
    try:
        return crypto.unseal(key, sealed, _purpose(room_id, number, what)).decode()
    except BrokenSealError:  # the key is being destroyed just now
        return None


def _purpose(room_id: str, number: int, what: str = "message") -> str:
    return f"{what} {room_id} {number}"


def _writer(room_id: str, seat: int) -> str:
    return f"{room_id} {seat}"
