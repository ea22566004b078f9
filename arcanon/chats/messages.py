"""The messages of a chat."""

from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon.chats import sealed_text
from arcanon.db.statements import as_model
from arcanon.db.transactions import fetch

MAX_BODY_LENGTH = 2_000  # characters
MAX_LINES = 40
MAX_NUMBER = 2**31 - 1  # of a message, in PostgreSQL's type

_READ = "SELECT * FROM messages WHERE chat_id = $1 AND number > $2 AND number < $3 ORDER BY number LIMIT $4"
_READ_UNSENT = "SELECT * FROM messages WHERE chat_id = $1 AND retraction > $2 ORDER BY retraction"


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
    known_body: str | None = None  # if this process has just written it

    class Meta:
        table = "messages"
        unique_together = (("chat", "number"), ("chat", "key"))

    @property
    def body(self) -> str | None:
        """The text, or None if it was unsent or its key is gone."""
        return self.known_body or sealed_text.unseal(self.chat_id, self.number, self.sealed)

    @classmethod
    async def read(
        cls, chat_id: str, *, after: int, before: int | None = None, limit: int | None = None
    ) -> list["Message"]:
        """Returns the messages of a chat after a number (and before another), in order. One query."""
        rows = await fetch(_READ, chat_id, after, MAX_NUMBER if before is None else before, limit or MAX_NUMBER)
        return [as_model(cls, row) for row in rows]

    @classmethod
    async def read_unsent(cls, chat_id: str, *, after: int) -> list["Message"]:
        """Returns the messages of a chat that were unsent after a retraction, in that order. One query."""
        return [as_model(cls, row) for row in await fetch(_READ_UNSENT, chat_id, after)]
