"""Invitations to talk: from somebody who has read something, to whoever wrote it."""

import secrets
from datetime import timedelta

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import crypto, settings
from arcanon.blocks.models import Block
from arcanon.chats.models import ID_LENGTH, About, Chat, Membership, chat_scope
from arcanon.comments.models import Comment
from arcanon.db.errors import GoneError
from arcanon.db.transactions import empty_log_after_commit, transaction
from arcanon.notifications.models import Notification
from arcanon.people.models import Vault, Viewer, Visitor, seal_person, unseal_person
from arcanon.posts.models import Post
from arcanon.text import clock

LIFETIME = timedelta(days=7)
MAX_LINE_LENGTH = 300  # characters


class AlreadyInvitedError(Exception):
    """The sender has an open invitation in this thread already."""


class Invitation(Model):
    """Somebody invites the writer of a post or comment to talk. The chat's id and their seat's tag are made beforehand.

    The sender never learns that it was declined: for them it is open until its days are over. An invitation that a
    block keeps from its recipient is "declined" from the start.
    """

    chat_id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="invitations")
    comment: fields.ForeignKeyNullableRelation[Comment] = fields.ForeignKeyField(
        "arcanon.Comment", related_name="invitations", null=True
    )
    state = fields.CharField(max_length=8, default="open")
    recipient_tag = fields.CharField(max_length=32)  # of the thread
    sender_tag = fields.CharField(max_length=32)  # of all invitations in this thread
    reply_tag = fields.CharField(max_length=32)  # the sender's, of this invitation alone
    seat_tag = fields.CharField(max_length=32)  # the sender's, of the chat to come
    sealed_person = fields.BinaryField(null=True)  # the sender's id, under the key of the day, for blocks
    line = fields.CharField(max_length=MAX_LINE_LENGTH)
    created_at = fields.DatetimeField()

    post_id: str

    class Meta:
        table = "invitations"
        unique_together = (("post", "sender_tag"),)
        indexes = (("recipient_tag", "state"), ("comment_id",), ("created_at",))

    @classmethod
    def current(cls) -> QuerySet["Invitation"]:
        """Returns the invitations whose days are not over."""
        return cls.filter(created_at__gt=clock.now() - LIFETIME)

    @classmethod
    async def received_by(cls, viewer: Viewer, chat_id: str) -> "Invitation | None":
        """Returns this invitation if it is open and the viewer may answer it."""
        received, _sent = await cls.received_and_sent(viewer)
        return next((invitation for invitation in received if invitation.chat_id == chat_id), None)

    @classmethod
    def sent_by(cls, viewer: Visitor) -> QuerySet["Invitation"]:
        """Returns the viewer's own invitations that are open as far as they may know."""
        return cls.current().filter(chat_id__in=viewer.vault.invitations).select_related("post", "comment")

    @classmethod
    async def received_and_sent(cls, viewer: Viewer) -> tuple[list["Invitation"], dict[str, "Invitation"]]:
        """Returns what the viewer may answer, oldest first, and what they sent, by chat id. Two queries at most."""
        own = viewer.vault.invitations
        is_received = Q(state="open", recipient_tag__in=viewer.tags if viewer.vault.accepts_invitations else [])
        found = await cls.current().filter(is_received | Q(chat_id__in=own)).select_related("post", "comment")
        sent = {invitation.chat_id: invitation for invitation in found if invitation.chat_id in own}
        received = [invitation for invitation in found if invitation.chat_id not in sent]
        received.sort(key=lambda invitation: invitation.created_at)
        return await cls._without_blocked(viewer, received), sent

    @classmethod
    async def _without_blocked(cls, viewer: Viewer, received: list["Invitation"]) -> list["Invitation"]:
        """Returns the invitations whose sender the viewer had not blocked (nor been blocked by) when they were sent.

        Only those about old texts need checking: the others were checked when they were sent.
        """
        window = timedelta(days=settings.current().authorship_days)
        unchecked = [one for one in received if one.created_at - one.subject.created_at > window]
        senders = {one.chat_id: (one.sender_id, one.created_at) for one in unchecked}
        blocked = await Block.blocked_among(viewer.person_id, senders)
        return [one for one in received if one.chat_id not in blocked]

    @classmethod
    @transaction
    async def send(cls, viewer: Viewer, subject: Post | Comment, line: str, key: str) -> "Invitation":
        """Invites the writer of a post or comment, once for each one-time key.

        Raises `AlreadyInvitedError` if there is an open invitation in this thread, `GoneError` if the subject was just
        deleted, `QuotaError` if the viewer has too many open chats.
        """
        post_id = subject.id if isinstance(subject, Post) else subject.post_id
        chat_id = crypto.derive_id(viewer.tag(f"invitation {post_id} {key}"), ID_LENGTH)
        sender_tag = viewer.tag(f"invitations {post_id}")
        vault = await viewer.reload_vault()
        await Membership.check_quota(viewer)
        current = {one.chat_id for one in await cls.current().filter(chat_id__in=vault.invitations)}

        def keep(vault: Vault) -> None:
            # Invitations that nobody answered are forgotten when the next one is sent.
            for unanswered in [id_ for id_ in vault.invitations if id_ not in current]:
                vault.forget("invitations", unanswered)
            vault.keep("invitations", chat_id)
            vault.keep_chat(chat_id)
            vault.follow_scope(invitation_scope(chat_id))

        await viewer.change_vault(keep)
        # This locks the post's row, so that neither it nor the comment is deleted in between.
        if not await Post.filter(id=post_id).update(comment_count=F("comment_count")):
            raise GoneError(post_id)
        if not await type(subject).exists(id=subject.id):
            raise GoneError(subject.id)
        await cls.filter(post_id=post_id, sender_tag=sender_tag, created_at__lte=clock.now() - LIFETIME).delete()
        earlier = await cls.get_or_none(post_id=post_id, sender_tag=sender_tag)
        if earlier:
            if earlier.chat_id != chat_id:
                raise AlreadyInvitedError(post_id)
            return earlier
        writer_id = unseal_person(subject.sealed_writer, subject.id, subject.created_at)
        is_blocked = bool(writer_id and await Block.separated_from(viewer.person_id, [writer_id]))
        comment_id = subject.id if isinstance(subject, Comment) else None
        invitation = await cls.create(
            chat_id=chat_id,
            post_id=post_id,
            comment_id=comment_id,
            state="declined" if is_blocked else "open",
            recipient_tag=subject.tag,
            sender_tag=sender_tag,
            reply_tag=viewer.tag(invitation_scope(chat_id)),
            seat_tag=viewer.tag(chat_scope(chat_id)),
            sealed_person=seal_person(viewer.person_id, chat_id),
            line="" if is_blocked else line,
            created_at=clock.now(),
        )
        if not is_blocked:
            # If nobody can tell any more who wrote the text, blocks are checked when its writer looks.
            sealed_sender = None if writer_id else seal_person(viewer.person_id, chat_id)
            await Notification.send(
                subject.tag,
                "invitation",
                chat_id,
                post_id=post_id,
                comment_id=comment_id,
                sealed_sender=sealed_sender,
            )
        return invitation

    @transaction
    async def accept(self, viewer: Viewer) -> Chat:
        """Opens the chat, with new names for both. Raises `GoneError` if the invitation is gone, or `QuotaError`.

        If one has blocked the other since, the chat opens all the same and nobody comes: otherwise an invitation that
        fails would show somebody who has blocked a writer who that writer is.
        """
        await Membership.check_quota(viewer)
        await viewer.change_vault(lambda vault: vault.keep_chat(self.chat_id))
        empty_log_after_commit()
        sender_id = self.sender_id
        is_blocked = bool(sender_id and await Block.separated_from(viewer.person_id, [sender_id]))
        if not await self._close():
            raise GoneError(self.chat_id)
        sender_tag = secrets.token_hex(16) if is_blocked else self.seat_tag
        own_tag = viewer.tag(chat_scope(self.chat_id))
        chat = await Chat.open_between(
            self.chat_id,
            (sender_tag, sender_id, self.line),
            (own_tag, viewer.person_id, ""),
            about=About(post=self.post_id),
        )
        if not is_blocked:
            await Invitation.filter(chat_id=self.chat_id).delete()
            await Notification.send(self.reply_tag, "accepted", self.chat_id)
        return chat

    @transaction
    async def decline(self) -> None:
        """Declines without telling anybody: the invitation disappears, and its line is erased."""
        empty_log_after_commit()
        await self._close()

    async def _close(self) -> bool:
        """Closes the invitation if it is open: one conditional update of one row, so one winner."""
        await Notification.withdraw("invitation", self.chat_id)
        return bool(await Invitation.filter(chat_id=self.chat_id, state="open").update(state="declined", line=""))

    @property
    def sender_id(self) -> str | None:
        """The id of the person who sent it, for a block; None if nobody can tell any more."""
        return unseal_person(self.sealed_person, self.chat_id, self.created_at)

    @classmethod
    @transaction
    async def withdraw(cls, viewer: Viewer, chat_id: str) -> None:
        """Withdraws the viewer's own invitation. Raises `GoneError` if there is none, or if it is a chat by now."""
        if not await cls.sent_by(viewer).filter(chat_id=chat_id).exists():
            raise GoneError(chat_id)

        def forget(vault: Vault) -> None:
            vault.forget("invitations", chat_id)
            vault.forget_chat(chat_id)

        await viewer.change_vault(forget)
        empty_log_after_commit()
        await Notification.withdraw("invitation", chat_id)
        if not await cls.filter(chat_id=chat_id).delete():
            raise GoneError(chat_id)

    @classmethod
    @transaction
    async def delete_expired(cls) -> None:
        """Deletes the invitations whose days are over, and the notifications about them."""
        empty_log_after_commit()
        expired = cls.filter(created_at__lte=clock.now() - LIFETIME)
        await Notification.withdraw("invitation", *map(str, await expired.values_list("chat_id", flat=True)))
        await expired.delete()

    @property
    def subject(self) -> Post | Comment:
        """What it is about: the comment, or the post itself."""
        return self.comment or self.post


def invitation_scope(chat_id: str) -> str:
    """Returns the scope in which the sender is notified that an invitation was accepted."""
    return f"invitation {chat_id}"
