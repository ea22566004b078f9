"""What is said in a room."""

from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon.rooms import seals

BODY_AT_MOST = 2_000  # characters
LINES_AT_MOST = 40


class Message(Model):
    """Words in a room. Numbered 1, 2, 3 within it, without gaps; the number is the order, never the clock."""

    room: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField("arcanon.Room", related_name="messages")
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
        return seals.unseal(self.room_id, self.number, self.sealed)
