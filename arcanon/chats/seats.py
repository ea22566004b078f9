"""The two seats of a chat: a name there, what has been read, what is shown, and, sealed, the person."""

from datetime import date
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.chats import sealed_text
from arcanon.notifications.models import Notification, notification_channel
from arcanon.people.models import Viewer, Visitor, chat_scope, seal_person, unseal_person
from arcanon.realtime import bus
from arcanon.text import clock

PRESENCE, TYPING, SEEN = "presence", "typing", "seen"
SIGNALS = (PRESENCE, TYPING, SEEN)  # what the two can see of each other, as long as neither hides it


class Seat(Model):
    """One of the two people in a chat, under the name they have there."""

    chat: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField("arcanon.Chat", related_name="seats")
    number = fields.SmallIntField()
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    seen = fields.IntField(default=0)  # the number of the last message they have read
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

    async def reseal_person(self, viewer: Viewer) -> None:
        """Seals the person again, once a day: a chat may last longer than the key of the day it began on."""
        if self.sealed_on != clock.today():
            self.sealed_person = seal_person(viewer.person_id, seal_subject(self.chat_id, self.number))
            self.sealed_on = clock.today()
            await self.save(update_fields=["sealed_person", "sealed_on"])

    async def mark_seen(self, number: int, *, last_number: int) -> bool:
        """Notes that everything up to a number is read. Returns whether that is news. Needs a lock on the chat."""
        if number >= last_number:
            await Notification.withdraw("message", self.chat_id, tag=self.tag)
        if number <= self.seen:
            return False
        self.seen = number
        await self.save(update_fields=["seen"])
        return True

    async def notify(self) -> None:
        """Notifies this person that there is something new to read. Part of the transaction in which it was sent."""
        await Notification.withdraw("message", self.chat_id, tag=self.tag)
        await Notification.send(self.tag, "message", self.chat_id, number=self.number)

    async def update_badge(self) -> None:
        """Has this person's other pages count their notifications again."""
        await bus.nudge(notification_channel(self.tag))


def pair_tag(person_id: str, other_id: str) -> str:
    """Returns a tag for two people, the same for both; without the server's secret it says nothing about either."""
    pair = " ".join(sorted((person_id, other_id)))
    return crypto.mac(crypto.derive(settings.current().secret, "partners"), pair)[:20]


def seal_subject(chat_id: str, seat: int) -> str:
    """Returns the subject id under which the person in a seat is sealed."""
    return f"{chat_id} {seat}"
