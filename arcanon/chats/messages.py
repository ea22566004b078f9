"""The messages of a chat."""

from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon.chats import sealed_text

MAX_BODY_LENGTH = 2_000  # characters
MAX_LINES = 40


class Message(Model):
    """A message, numbered 1, 2, 3 within its chat, without gaps. The number is the order, never the clock."""

    chat: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField("arcanon.Chat", related_name="messages")
    number = fields.IntField()
    seat = fields.SmallIntField()  # the number of its sender's seat
    sealed: bytes | None = fields.BinaryField(null=True)  # the text, under the chat's key; None if it was unsent
    retraction = fields.IntField(default=0)  # counts the messages of this chat that were unsent, in that order
    key = fields.CharField(max_length=32)
    created_at: datetime = fields.DatetimeField()

    chat_id: str

    class Meta:
        table = "messages"
        unique_together = (("chat", "number"), ("chat", "key"))

    @property
    def body(self) -> str | None:
        """The text, or None if it was unsent or its key is gone."""
        return sealed_text.unseal(self.chat_id, self.number, self.sealed)
