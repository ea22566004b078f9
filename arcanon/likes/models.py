"""Likes. A row says that somebody likes a post or comment, and nothing about who they are in the thread."""

from tortoise import fields
from tortoise.expressions import F
from tortoise.models import Model

from arcanon import crypto
from arcanon.comments.models import Comment
from arcanon.db.transactions import GoneError, transaction
from arcanon.notifications.models import MILESTONES, Notification
from arcanon.people.models import Viewer
from arcanon.posts.models import Post


def _likes_scope(post_id: str) -> str:
    """Returns a scope apart from the thread's own, so that the database does not tell which writer liked what."""
    return f"likes {post_id}"


class Like(Model):
    id = fields.CharField(primary_key=True, max_length=16)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="likes")
    comment: fields.ForeignKeyNullableRelation[Comment] = fields.ForeignKeyField(
        "arcanon.Comment", related_name="likes", null=True
    )
    subject = fields.CharField(max_length=16)  # the id of the post itself, or of the comment under it
    tag = fields.CharField(max_length=32)

    class Meta:
        table = "likes"
        unique_together = (("subject", "tag"),)
        indexes = (("post_id",), ("comment_id",))

    @classmethod
    @transaction
    async def set(cls, viewer: Viewer, subject: Post | Comment, *, liked: bool) -> None:
        """Likes the subject, or takes the like back; doing it twice changes nothing. Updates the subject's count.

        Raises `GoneError` if the subject has just been deleted.
        """
        post_id = subject.id if isinstance(subject, Post) else subject.post_id
        comment_id = subject.id if isinstance(subject, Comment) else None
        tag = viewer.tag(_likes_scope(post_id))
        await viewer.change_vault(
            lambda vault: vault.keep("likes", subject.id) if liked else vault.forget("likes", subject.id)
        )
        # This locks the post's row, so that two clicks of one person come one after the other.
        if not await Post.filter(id=post_id).update(like_count=F("like_count")):
            raise GoneError(subject.id)
        rows = type(subject).filter(id=subject.id)
        is_new = False
        was_liked = await cls.filter(subject=subject.id, tag=tag).exists()
        if liked and not was_liked:
            if not await rows.update(like_count=F("like_count") + 1):
                raise GoneError(subject.id)
            await cls.create(id=crypto.new_id(16), post_id=post_id, comment_id=comment_id, subject=subject.id, tag=tag)
            is_new = True
        elif was_liked and not liked:
            await cls.filter(subject=subject.id, tag=tag).delete()
            await rows.update(like_count=F("like_count") - 1)
        subject.like_count = await cls.filter(subject=subject.id).count()
        # Each milestone counts once, even if likes come and go; and nobody is notified of their own.
        if is_new and subject.like_count in MILESTONES and not subject.is_by(viewer):
            await Notification.send(
                subject.tag,
                "likes",
                subject.id,
                post_id=post_id,
                comment_id=comment_id,
                number=subject.like_count,
            )
