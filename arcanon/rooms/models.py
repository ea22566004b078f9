"""Who may open a room, and what is said in it."""

import asyncio
from datetime import datetime

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock
from arcanon.database import KeyUsedError, erase, unit
from arcanon.limits import TooManyError
from arcanon.notices.models import Notice
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.names import name_for
from arcanon.people.vault import room_scope as scope
from arcanon.rooms import keys, seals
from arcanon.rooms.messages import Message
from arcanon.rooms.seats import SIGNS, Seat, pair, sealed_as

__all__ = ["Message", "Room", "Seat", "pair", "scope"]  # what other features use

ROOMS_AT_MOST = 20  # open conversations of one person
ID_LENGTH = 16


class EndedError(Exception):
    """The conversation is over; nothing can be said in it any more."""


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
            writer = authorship.seal_person(person_id, sealed_as(room_id, number)) if person_id else None
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
                await self._seen_by(seat, seat.seen)

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
        room = await self.locked()
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
        await room._seen_by(seat, max(seen, seat.seen))
        return message

    async def remember(self, viewer: Viewer) -> None:
        """Keeps in the viewer's vault whom they talk with, so that they meet others first; once for each room."""
        person = self.other(viewer).person
        partner = {pair(viewer.person_id, person): self.created_at.isoformat()} if person else {}
        if viewer.vault.would_learn(partner, self.id):
            await viewer.change_vault(lambda vault: vault.meet(partner, self.id))

    async def locked(self) -> "Room":
        """This room as it is now, and ours alone until the unit of work ends: one message at a time, so no gaps."""
        return await Room.filter(id=self.id).select_for_update().get()

    async def _add(self, seat: int, body: str, key: str) -> "Message":
        self.top += 1
        self.said_at = clock.now()
        await self.save(update_fields=["top", "said_at"])
        sealed = seals.seal(self.id, self.top, body)
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
        room = await self.locked()
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
        room = await self.locked()
        return await room._seen_by(await Seat.get(id=self.seat_of(viewer).id), number)

    async def _seen_by(self, seat: "Seat", number: int) -> bool:
        """Read up to a number, and on to the next message of the other: one's own need no reading."""
        unread = await self.said(after=number).exclude(seat=seat.number).first()
        return await seat.see(unread.number - 1 if unread else self.top, top=self.top)

    @unit
    async def show_signs(self, viewer: Viewer, signs: list[str]) -> None:
        """Lets the other see these signs of oneself, as long as they let theirs be seen, and no others."""
        hidden = " ".join(sign for sign in SIGNS if sign not in signs)
        await Seat.filter(id=self.seat_of(viewer).id).update(hides=hidden)

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
        room = await self.locked()
        await Message.filter(room_id=self.id).delete()
        await Notice.untell("message", self.id)
        await Seat.filter(room_id=self.id).update(reveal=None)
        ended_at = room.ended_at or clock.now()
        await Room.filter(id=self.id).update(ended_at=ended_at, burned_at=clock.now())


def topic(room_id: str) -> str:
    """What the bus calls a room."""
    return f"room {room_id}"
