"""The two seats of a chat: a name there, what has been read, what is shown, and, sealed, the person."""

from datetime import date
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.chats import sealed_text
from arcanon.db.statements import Statements, finely_noted
from arcanon.db.transactions import note_change
from arcanon.notifications.models import notification_channel
from arcanon.people.models import Viewer, Visitor, chat_scope, seal_person, unseal_person
from arcanon.realtime import bus
from arcanon.text import clock

PRESENCE, TYPING, SEEN = "presence", "typing", "seen"
NOTHING_READ = -(2**31)  # a number below every other
SIGNALS = (PRESENCE, TYPING, SEEN)  # what the two can see of each other, as long as neither hides it


class Seat(Model):
    """One of the two people in a chat, under the name they have there."""

    chat: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField("arcanon.Chat", related_name="seats")
    number = fields.SmallIntField()
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    seen = fields.IntField(default=0)  # the number of the last message they have read; below 0: see `announce_chat`
    hidden_signals = fields.CharField(max_length=24, default="")  # some of SIGNALS, between spaces
    sealed_reveal: bytes | None = fields.BinaryField(null=True)  # what they would reveal, under the chat's key
    sealed_person: bytes | None = fields.BinaryField(null=True)  # the person's id, under the key of a day, for blocks
    sealed_on: date | None = fields.DateField(null=True)

    id: int
    chat_id: str

    class Meta:
        table = "seats"
        unique_together = (("chat", "tag"), ("chat", "number"))

    @classmethod
    async def chats_of(cls, viewer: Visitor, chat_ids: list[str]) -> set[str]:
        """Returns the ids of those chats in which the viewer has a seat. One query."""
        own = cls.filter(chat_id__in=chat_ids, tag__in=[viewer.tag(chat_scope(id_)) for id_ in chat_ids])
        return set(map(str, await own.values_list("chat_id", flat=True)))

    @property
    def person_id(self) -> str | None:
        """The id of the person in this seat, for a block; None if nobody can tell any more."""
        return unseal_person(
            self.sealed_person, seal_subject(self.chat_id, self.number), self.sealed_on or clock.today()
        )

    @property
    def revealed(self) -> str:
        """What they reveal. Only for templates that have checked whether both do, and for the person themselves."""
        return sealed_text.unseal(self.chat_id, self.number, self.sealed_reveal, sealed_text.REVEAL) or ""

    def reseal_person(self, viewer: Viewer) -> Statements[None]:
        """Seals the person again, once a day: a chat may last longer than the key of the day it began on."""
        today = clock.today()
        if self.sealed_on != today:
            note_change(change_name(self.chat_id))
            sealed = seal_person(viewer.person_id, seal_subject(self.chat_id, self.number))
            yield _RESEAL, self.id, sealed, today

    async def announce_chat(self) -> None:
        """Has the chat count as unread until it is opened, even if nobody says anything. Part of the transaction.

        What they have read already, their own first line, is remembered as a number below 0.
        """
        self.seen = -1 - self.seen
        await self.save(update_fields=["seen"])
        await bus.nudge(self.badge_channel)

    @property
    def read_count(self) -> int:
        """How many messages they have read."""
        return self.seen if self.seen >= 0 else -1 - self.seen

    @property
    def badge_channel(self) -> str:
        """The bus channel that has this person's pages count again what is unread."""
        return notification_channel(self.tag)


def change_name(chat_id: str) -> str:
    """Returns the name that changes with a chat and its seats (see `arcanon.db.revisions`)."""
    return f"chat {chat_id}"


def mark_seen(chat_id: str, seat: int, number: int) -> Statements[int]:
    """Yields the statements that mark everything as read up to a number; returns the number of the last one read.

    It goes on to the next message of the other person: their own messages need no reading.
    """
    note_change(change_name(chat_id))
    rows = yield _READ_UP_TO, chat_id, number, seat
    up_to: int | None = rows[0]["number"]
    if up_to is None:  # the chat has just been erased
        return NOTHING_READ
    yield _MARK_SEEN, chat_id, seat, up_to
    return up_to


# One statement, so that no message can arrive between its two halves.
_READ_UP_TO = """
    SELECT COALESCE(
        (SELECT min(number) - 1 FROM messages WHERE chat_id = $1 AND number > $2 AND seat <> $3),
        (SELECT last_number FROM chats WHERE id = $1)
    ) AS number"""
_MARK_SEEN = finely_noted("UPDATE seats SET seen = $3 WHERE chat_id = $1 AND number = $2 AND seen < $3")
_RESEAL = finely_noted("UPDATE seats SET sealed_person = $2, sealed_on = $3 WHERE id = $1")


def pair_tag(person_id: str, other_id: str) -> str:
    """Returns a tag for two people, the same for both; without the server's secret it says nothing about either."""
    pair = " ".join(sorted((person_id, other_id)))
    return crypto.mac(crypto.derive(settings.current().secret, "partners"), pair)[:20]


def seal_subject(chat_id: str, seat: int) -> str:
    """Returns the subject id under which the person in a seat is sealed."""
    return f"{chat_id} {seat}"
