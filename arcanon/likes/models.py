"""Likes. A row says that somebody likes a post or comment, and nothing about who they are in the thread."""

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from arcanon import crypto
from arcanon.comments.models import Comment
from arcanon.db.errors import GoneError
from arcanon.db.statements import Statements
from arcanon.db.transactions import statements
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
    @statements
    def set(cls, viewer: Viewer, subject: Post | Comment, *, liked: bool) -> Statements[None]:
        """Likes the subject, or takes the like back; doing it twice changes nothing. Updates the subject's count.

        Raises `GoneError` if the subject has just been deleted, `QuotaError` if the viewer's list of likes is full.
        """
        post_id = subject.id if isinstance(subject, Post) else subject.post_id
        comment_id = subject.id if isinstance(subject, Comment) else None
        tag = viewer.tag(_likes_scope(post_id))
        yield from viewer.add(
            lambda vault: vault.keep("likes", subject.id) if liked else vault.forget("likes", subject.id)
        )
        try:
            if liked:
                changed = yield _INSERT, crypto.new_id(16), subject.id, tag, post_id, comment_id
            else:
                changed = yield _DELETE, subject.id, tag
        except IntegrityError:  # there is no such post or comment any more
            raise GoneError(subject.id) from None
        table = subject._meta.db_table
        if not changed:
            rows = yield _COUNT.format(table), subject.id
        else:
            rows = yield (_ADD if liked else _TAKE).format(table), subject.id
        if not rows:
            raise GoneError(subject.id)
        subject.like_count = rows[0]["like_count"]
        # Each milestone counts once, even if likes come and go; and nobody is notified of their own.
        if changed and liked and subject.like_count in MILESTONES and not subject.is_by(viewer):
            yield from Notification.add(
                subject.tag, "likes", subject.id, post_id=post_id, comment_id=comment_id, number=subject.like_count
            )


_INSERT = """
    INSERT INTO likes (id, subject, tag, post_id, comment_id) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (subject, tag) DO NOTHING RETURNING id"""
_DELETE = "DELETE FROM likes WHERE subject = $1 AND tag = $2 RETURNING id"
_ADD = "UPDATE {} SET like_count = like_count + 1 WHERE id = $1 RETURNING like_count"
_TAKE = "UPDATE {} SET like_count = like_count - 1 WHERE id = $1 RETURNING like_count"
_COUNT = "SELECT like_count FROM {} WHERE id = $1"
