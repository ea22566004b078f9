"""Who may open a room, and what is said in it."""

from datetime import datetime

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock
from arcanon.database import KeyUsedError, unit
from arcanon.people.models import Visitor
from arcanon.people.names import name_for

BODY_AT_MOST = 2_000  # characters
LINES_AT_MOST = 40
ID_LENGTH = 16


def scope(room_id: str) -> str:
    """The scope of one conversation."""
    return f"room {room_id}"


class EndedError(Exception):
    """The conversation is over; nothing can be said in it any more."""


class Room(Model):
    """A conversation of two. `top` is the number of its last message, 0 while nothing is said."""

    id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    top = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    seats: fields.ReverseRelation["Seat"]

    class Meta:
        table = "rooms"

    @classmethod
    def open_to(cls, viewer: Visitor, room_id: str) -> QuerySet["Room"]:
        """This room, if the viewer has a seat in it."""
        return cls.filter(id=room_id, seats__tag=viewer.tag(scope(room_id))).prefetch_related("seats")

    @classmethod
    async def of(cls, viewer: Visitor, ids: list[str]) -> list["Room"]:
        """Those of these rooms in which the viewer has a seat, the newest first."""
        rooms = await cls.filter(id__in=ids).order_by("-created_at").prefetch_related("seats")
        return [room for room in rooms if any(seat.tag == viewer.tag(scope(room.id)) for seat in room.seats)]

    @classmethod
    async def between(cls, room_id: str, *tags: str) -> "Room":
        """Opens a room with a seat for each of these tags. Part of the unit of work that brings them together."""
        room = await cls.create(id=room_id, created_at=clock.now())
        names: list[str] = []
        for number, tag in enumerate(tags, 1):
            names.append(name_for(tag, names))
            await Seat.create(room=room, number=number, tag=tag, name=names[-1])
        return room

    async def begin_with(self, line: str) -> None:
        """The first words, of who has the first seat. Part of the unit of work that opens the room."""
        self.top = 1
        await self.save(update_fields=["top"])
        await Message.create(room_id=self.id, number=1, seat=1, body=line, key="first", created_at=clock.now())

    @property
    def topic(self) -> str:
        """What the bus calls this room."""
        return f"room {self.id}"

    def seat_of(self, viewer: Visitor) -> "Seat":
        return next(seat for seat in self.seats if seat.tag == viewer.tag(scope(self.id)))

    def other(self, viewer: Visitor) -> "Seat":
        return next(seat for seat in self.seats if seat.tag != viewer.tag(scope(self.id)))

    @unit
    async def say(self, viewer: Visitor, body: str, key: str) -> "Message":
        """Writes the next message. The same key with the same words says nothing twice: the first one is returned.

        Raises `KeyUsedError` when the key has said other words, `EndedError` when the conversation is over.
        """
        room = await Room.filter(id=self.id).select_for_update().get()  # one message at a time, so no gap in numbers
        seat = self.seat_of(viewer)
        earlier = await Message.get_or_none(room_id=self.id, key=key)
        if earlier:
            if earlier.body != body or earlier.seat != seat.number:
                raise KeyUsedError(key)
            return earlier
        if room.ended_at:
            raise EndedError(self.id)
        room.top += 1
        await room.save(update_fields=["top"])
        return await Message.create(
            room_id=self.id, number=room.top, seat=seat.number, body=body, key=key, created_at=clock.now()
        )

    def said(self, *, after: int, before: int | None = None) -> QuerySet["Message"]:
        """What was said after a number, and before another, in order."""
        found = Message.filter(room_id=self.id, number__gt=after)
        return (found if before is None else found.filter(number__lt=before)).order_by("number")

    @unit
    async def end(self) -> None:
        """Closes the conversation for both, once."""
        await Room.filter(id=self.id, ended_at=None).update(ended_at=clock.now())


class Seat(Model):
    """One of the two people of a room, under the name they bear there."""

    room: fields.ForeignKeyRelation[Room] = fields.ForeignKeyField("arcanon.Room", related_name="seats")
    number = fields.SmallIntField()
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)

    class Meta:
        table = "seats"
        unique_together = (("room", "tag"), ("room", "number"))

    @classmethod
    async def rooms_of(cls, viewer: Visitor, ids: list[str]) -> set[str]:
        """The ids of those of these rooms in which the viewer has a seat. One query."""
        own = cls.filter(room_id__in=ids, tag__in=[viewer.tag(scope(one)) for one in ids])
        return set(map(str, await own.values_list("room_id", flat=True)))


class Message(Model):
    """Words in a room. Numbered 1, 2, 3 within it, without gaps; the number is the order, never the clock."""

    room: fields.ForeignKeyRelation[Room] = fields.ForeignKeyField("arcanon.Room", related_name="messages")
    number = fields.IntField()
    seat = fields.SmallIntField()
    body = fields.TextField()
    key = fields.CharField(max_length=32)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "messages"
        unique_together = (("room", "number"), ("room", "key"))
