"""A chat: its messages in order, its end, and its key."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from arcanon.chats import keys as chat_keys
from arcanon.chats import sealed_text
from arcanon.chats.kept import forget, kept_chat
from arcanon.chats.messages import Message
from arcanon.chats.seats import Seat, change_name, mark_seen, seal_subject
from arcanon.crypto.records import Record
from arcanon.db.statements import Statements, finely_noted
from arcanon.db.transactions import empty_log_after_commit, note_change, statements, transaction
from arcanon.notifications.models import Notification
from arcanon.people.models import seal_person
from arcanon.realtime import bus
from arcanon.text import clock
from arcanon.text.pseudonyms import name_for

ID_LENGTH = 16  # characters
ABOUT_SIZE = 2560  # bytes, more than any heading takes in JSON; most of them are spaces


@dataclass(kw_only=True)
class About(Record):
    """What the two wanted when they were brought together: their roles, by the number of their seats, and topics.

    `post` is the id of the post that one of them invited the other about; `heading` is what it was called, for chats of
    earlier releases, which do not know the id.
    """

    roles: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    heading: str = ""
    post: str = ""

    def to_padded_json(self) -> str:
        """Returns the record with spaces at its end: its size must not say how many topics there are."""
        return self.to_json().ljust(ABOUT_SIZE).decode()


class ChatEndedError(Exception):
    """The chat has ended; no message can be sent in it any more."""


_NEXT_NUMBER = finely_noted(
    """
    UPDATE chats SET last_number = last_number + 1, last_message_at = $2, last_seat = $3
    WHERE id = $1 AND ended_at IS NULL RETURNING last_number"""
)
_INSERT_MESSAGE = finely_noted(
    """
    INSERT INTO messages (chat_id, number, seat, sealed, retraction, key, created_at)
    VALUES ($1, $2, $3, $4, 0, $5, $6)"""
)


class Chat(Model):
    """A chat. `last_number` is the number of its last message, `last_retraction` that of the last one unsent."""

    id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    last_number = fields.IntField(default=0)
    last_retraction = fields.IntField(default=0)
    last_seat: int | None = fields.SmallIntField(null=True)  # of the last message
    sealed_about: bytes | None = fields.BinaryField(null=True)  # what brought the two together, under the chat's key
    created_at: datetime = fields.DatetimeField()
    last_message_at: datetime | None = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "chats"
        indexes = (("last_message_at",),)

    @classmethod
    async def open_between(
        cls, chat_id: str, *people: tuple[str, str | None, str], about: "About | None" = None
    ) -> "Chat":
        """Opens a chat for two people, each with the tag of their seat, their id, and the first line they wrote or "".

        `about` is what brought them together. An id is sealed, for blocks; it is None if nobody can tell it any more.
        Part of the transaction that brings the two together.
        """
        key = chat_keys.read_or_make_key(chat_id)
        sealed_about = sealed_text.seal(chat_id, 0, about.to_padded_json(), sealed_text.ABOUT) if about else None
        chat = await cls.create(id=chat_id, created_at=clock.now(), sealed_about=sealed_about)
        seats: list[Seat] = []
        for number, (tag, person_id, _line) in enumerate(people, 1):
            seats.append(
                await Seat.create(
                    chat=chat,
                    number=number,
                    tag=tag,
                    name=name_for(tag, [seat.name for seat in seats]),
                    sealed_person=seal_person(person_id, seal_subject(chat_id, number)) if person_id else None,
                    sealed_on=clock.today(),
                )
            )
        for seat, (_tag, _person_id, line) in zip(seats, people, strict=True):
            if line:
                await _write_first_line(chat_id, seat, line, key)
        return chat

    @staticmethod
    def append(chat_id: str, seat: int, body: str, key: str, chat_key: bytes) -> Statements[Message]:
        """Yields the statements that write the next message; returns it. Raises `ChatEndedError`.

        The first of them locks the chat: one message at a time, so there are no gaps in their numbers.
        """
        now = clock.now()
        note_change(change_name(chat_id))
        rows = yield _NEXT_NUMBER, chat_id, now, seat
        if not rows:
            raise ChatEndedError(chat_id)
        number = rows[0]["last_number"]
        sealed = sealed_text.seal_with(chat_key, chat_id, number, body)
        yield _INSERT_MESSAGE, chat_id, number, seat, sealed, key, now
        message = Message(
            chat_id=chat_id, number=number, seat=seat, sealed=sealed, retraction=0, key=key, created_at=now
        )
        message.known_body = body
        return message

    @property
    def about(self) -> "About":
        """What brought the two together; empty if nothing is known of it, or its key is gone."""
        unsealed = sealed_text.unseal(self.id, 0, self.sealed_about, sealed_text.ABOUT)
        return About.from_json(unsealed.encode()) if unsealed else About()

    @property
    def channel(self) -> str:
        return chat_channel(self.id)

    @property
    def is_readable(self) -> bool:
        """Whether its key is here: not if it was deleted, and not if the database was moved without its keys."""
        return not self.deleted_at and chat_keys.key_at_hand(self.id) is not None

    @property
    def is_open(self) -> bool:
        """Whether messages can be sent in it."""
        return not self.ended_at and self.is_readable

    async def locked(self) -> "Chat":
        """Returns this chat as it is now, locked until the transaction ends: one message at a time, so no gaps."""
        return await Chat.filter(id=self.id).select_for_update().get()

    async def read_newer(self, after: int, limit: int) -> list[Message]:
        """Returns the messages after a number, in order. One query; none for one that this process has just written."""
        newest, retraction = kept_chat(self.id).newest or (None, 0)
        is_only_one = newest is not None and newest.number == self.last_number == after + 1
        # What was unsent meanwhile, in whichever process, must be read again.
        if newest is not None and is_only_one and retraction == self.last_retraction:
            return [newest]
        return await Message.read(self.id, after=after, limit=limit)

    @transaction
    async def end(self) -> None:
        """Ends the chat for both, once."""
        await Chat.filter(id=self.id, ended_at=None).update(ended_at=clock.now())
        await bus.nudge(self.channel)

    async def delete_for_both(self) -> None:
        """Ends the chat and erases its messages for both: in the database, and by destroying its key."""
        await self._erase()
        forget(self.id)
        await asyncio.to_thread(chat_keys.destroy_keys, self.id)

    @transaction
    async def _erase(self) -> None:
        empty_log_after_commit()
        chat = await self.locked()
        await Message.filter(chat_id=self.id).delete()
        await Chat.filter(id=self.id).update(sealed_about=None)
        await Notification.withdraw("accepted", self.id)
        await Seat.filter(chat_id=self.id).update(sealed_reveal=None)
        ended_at = chat.ended_at or clock.now()
        await Chat.filter(id=self.id).update(ended_at=ended_at, deleted_at=clock.now())
        await bus.nudge(self.channel)


@statements
def _write_first_line(chat_id: str, seat: Seat, line: str, key: bytes) -> Statements[None]:
    yield from Chat.append(chat_id, seat.number, line, f"first {seat.number}", key)
    seat.seen = yield from mark_seen(chat_id, seat.number, seat.seen)


def chat_channel(chat_id: str) -> str:
    """Returns the bus channel that is nudged when anything in a chat changes."""
    return f"channel:chat:{chat_id}"
