"""Notifications: something happened to somebody's own words. Each is for a tag of one scope, not for a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import crypto
from arcanon.blocks.models import Block
from arcanon.db.statements import Statements
from arcanon.db.transactions import statements, transaction
from arcanon.people.models import NotificationQuery, Viewer, Visitor, unseal_person
from arcanon.realtime import bus
from arcanon.text import clock

MILESTONES = (1, 5, 10, 25, 50, 100, 250, 500, 1000)  # numbers of likes that make a notification
LIFETIME_DAYS = 90
MAX_COUNTED = 100


class Notification(Model):
    """One thing that happened.

    `kind` is "reply", "likes", "invitation" or "accepted" (an invitation). `subject` is the id of the comment, of what
    is liked, of the invitation or of the chat. New messages are none: what is unread follows from their numbers.
    """

    id = fields.CharField(primary_key=True, max_length=16)
    tag = fields.CharField(max_length=32)
    kind = fields.CharField(max_length=12)
    post: Any = fields.ForeignKeyField("arcanon.Post", related_name="notifications", null=True)
    comment: Any = fields.ForeignKeyField("arcanon.Comment", related_name="notifications", null=True)
    comment_id: str | None

    subject = fields.CharField(max_length=16)
    number = fields.IntField(default=0)  # how many likes
    sealed_sender = fields.BinaryField(null=True)  # who invites about an old text, under the key of the day
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "notifications"
        unique_together = (("kind", "subject", "number"),)
        indexes = (("tag", "created_at"), ("post_id",), ("comment_id",), ("created_at",))

    @classmethod
    def add(
        cls,
        tag: str,
        kind: str,
        subject: str,
        *,
        post_id: str | None = None,
        comment_id: str | None = None,
        number: int = 0,
        sealed_sender: bytes | None = None,
    ) -> Statements[None]:
        """Yields the statement that notifies the person with this tag, once."""
        about = (kind, post_id, comment_id, subject, number, sealed_sender)
        yield _INSERT, crypto.new_id(16), tag, *about, clock.now()
        bus.nudge_after_commit(notification_channel(tag))

    @classmethod
    @statements
    def send(cls, *about: Any, **more: Any) -> Statements[None]:
        """Notifies somebody as `add` does. Part of the transaction in which it happened."""
        yield from cls.add(*about, **more)

    @classmethod
    async def withdraw(cls, kind: str, *subjects: str, tag: str = "") -> None:
        """Deletes what is no longer true, for everybody or for one tag. Part of the transaction in which it ended."""
        found = cls.filter(kind=kind, subject__in=subjects)
        await (found.filter(tag=tag) if tag else found).delete()

    @classmethod
    def for_viewer(cls, viewer: Visitor) -> QuerySet["Notification"]:
        return cls.matching(viewer.notification_query)

    @classmethod
    def matching(cls, query: NotificationQuery) -> QuerySet["Notification"]:
        found = cls.filter(tag__in=query.tags)
        return found if query.accepts_invitations else found.exclude(kind="invitation")

    @classmethod
    def unread(cls, query: NotificationQuery) -> QuerySet["Notification"]:
        """Returns what is unread. Only the vault knows what is read: rows that change together would be linked."""
        found = cls.matching(query)
        if query.read_until:
            found = found.filter(created_at__gt=datetime.fromisoformat(query.read_until))
        return found.filter(id__not_in=query.read) if query.read else found

    @classmethod
    async def without_blocked(cls, person_id: str, found: Sequence["Notification"]) -> list["Notification"]:
        """Returns the notifications whose sender this person has not blocked (nor been blocked by).

        One query if there are invitations about old texts among them, else none.
        """
        senders = {
            one.id: (unseal_person(one.sealed_sender, one.subject, one.created_at), one.created_at)
            for one in found
            if one.sealed_sender
        }
        blocked = await Block.blocked_among(person_id, senders)
        return [one for one in found if one.id not in blocked]

    @classmethod
    async def count_unread(cls, viewer: Visitor) -> int:
        """Counts what is unread, up to `MAX_COUNTED`. No query for somebody who has not written anything yet."""
        query = viewer.notification_query
        if not isinstance(viewer, Viewer) or not query.tags:
            return 0
        found = cls.unread(query).only("id", "subject", "sealed_sender", "created_at").limit(MAX_COUNTED)
        return len(await cls.without_blocked(viewer.person_id, await found))

    @classmethod
    async def mark_read(cls, viewer: Viewer, notification_id: str) -> bool:
        """Marks a notification as read. Returns whether the viewer has one with this id."""
        exists = await cls.for_viewer(viewer).filter(id=notification_id).exists()
        if exists:
            await viewer.change_vault(lambda vault: vault.mark_read(notification_id))
        return exists

    @classmethod
    async def mark_all_read(cls, viewer: Viewer, until: datetime) -> None:
        """Marks everything as read that happened up to a moment: what came after it was not shown yet."""
        await viewer.change_vault(lambda vault: vault.mark_all_read(until))

    def is_read_by(self, viewer: Visitor) -> bool:
        query = viewer.notification_query
        is_old = bool(query.read_until) and self.created_at <= datetime.fromisoformat(query.read_until)
        return is_old or self.id in query.read

    @classmethod
    @transaction
    async def delete_expired(cls) -> None:
        await cls.filter(created_at__lte=clock.days_ago(LIFETIME_DAYS)).delete()


_INSERT = """
    INSERT INTO notifications (id, tag, kind, post_id, comment_id, subject, number, sealed_sender, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (kind, subject, number) DO NOTHING"""


def notification_channel(tag: str) -> str:
    """Returns the bus channel that is nudged when whoever has this tag is notified."""
    return f"channel:notifications:{tag}"
