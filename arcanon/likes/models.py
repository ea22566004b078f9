"""Likes: a row that says somebody of this thread likes this, and not who they are in it."""

from tortoise import fields
from tortoise.expressions import F
from tortoise.models import Model

from arcanon import crypto
from arcanon.comments.models import Comment
from arcanon.database import GoneError, unit
from arcanon.notices.models import MILESTONES, Notice
from arcanon.people.models import Viewer
from arcanon.posts.models import Post


def _scope(post_id: str) -> str:
    """Not the thread's own scope: the database does not tell which of its writers liked what."""
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
    @unit
    async def set(cls, viewer: Viewer, subject: Post | Comment, *, liked: bool) -> bool:
        """Likes, or takes the like back. Said twice it is still said once. Refreshes the subject's count.

        Returns whether its writer was told of a milestone. Raises `GoneError` when the subject has just been deleted.
        """
        tag = viewer.tag(_scope(_post_id(subject)))
        await viewer.change_vault(
            lambda vault: vault.keep("likes", subject.id) if liked else vault.forget("likes", subject.id)
        )
        # The post's row is ours from here, so that two clicks of one person stand in a line.
        if not await Post.filter(id=_post_id(subject)).update(like_count=F("like_count")):
            raise GoneError(subject.id)
        rows = type(subject).filter(id=subject.id)
        has_grown = False
        was_liked = await cls.filter(subject=subject.id, tag=tag).exists()
        if liked and not was_liked:
            if not await rows.update(like_count=F("like_count") + 1):
                raise GoneError(subject.id)
            comment_id = subject.id if isinstance(subject, Comment) else None
            await cls.create(
                id=crypto.new_id(16), post_id=_post_id(subject), comment_id=comment_id, subject=subject.id, tag=tag
            )
            has_grown = True
        elif was_liked and not liked:
            await cls.filter(subject=subject.id, tag=tag).delete()
            await rows.update(like_count=F("like_count") - 1)
        subject.like_count = await cls.filter(subject=subject.id).count()
        # Once for each milestone, also when likes come and go; nobody is told of their own.
        is_told = has_grown and subject.like_count in MILESTONES and not subject.is_by(viewer)
        if is_told:
            number, comment_id = subject.like_count, subject.id if isinstance(subject, Comment) else None
            about = _post_id(subject)
            await Notice.tell(subject.tag, "likes", subject.id, post=about, comment=comment_id, number=number)
        return is_told


def _post_id(subject: Post | Comment) -> str:
    return subject.id if isinstance(subject, Post) else subject.post_id
