"""Who sits in a room: under which name, what they have read, what they show, and who they are for blocks alone."""

from datetime import date
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon import clock, crypto, settings
from arcanon.notices.models import Notice
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.vault import room_scope as scope
from arcanon.rooms import seals

PRESENCE, TYPING, SEEN = "presence", "typing", "seen"
SIGNS = (PRESENCE, TYPING, SEEN)  # what the two see of each other, as long as both let it be seen


class Seat(Model):
    """One of the two people of a room, under the name they bear there."""

    room: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField("arcanon.Room", related_name="seats")
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
        return authorship.unseal(self.writer, sealed_as(self.room_id, self.number), self.sealed_on or clock.today())

    @property
    def revealed(self) -> str:
        """What they reveal; for templates that have asked whether both do."""
        return seals.unseal(self.room_id, self.number, self.reveal, "reveal") or ""

    async def stay_reachable(self, viewer: Viewer) -> None:
        """Seals anew, once a day, who speaks here: conversations may last longer than the keys of the days."""
        if self.sealed_on != clock.today():
            self.writer, self.sealed_on = authorship.seal(viewer, sealed_as(self.room_id, self.number)), clock.today()
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


def pair(one: str, other: str) -> str:
    """Two people together, whoever asks; under the server's secret it tells of neither."""
    return crypto.mac(crypto.derive(settings.current().secret, "partners"), " ".join(sorted((one, other))))[:20]


def sealed_as(room_id: str, seat: int) -> str:
    """The subject under which the person of a seat is sealed."""
    return f"{room_id} {seat}"
