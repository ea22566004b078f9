"""Posts: who wrote one is told by its tag, and only to who wrote it."""

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet, QuerySetSingle

from arcanon import clock, crypto
from arcanon.database import GoneError, KeyUsedError, unit
from arcanon.people.models import Viewer, Visitor
from arcanon.people.names import name_for

TITLE_AT_MOST = 120  # characters
BODY_AT_MOST = 5_000


def thread(post_id: str) -> str:
    """The scope of a post and all its answers: within it a writer is the same person, and nowhere else."""
    return f"thread {post_id}"


class Post(Model):
    id = fields.CharField(primary_key=True, max_length=16)
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    title = fields.CharField(max_length=TITLE_AT_MOST)
    body = fields.TextField()
    comment_count = fields.IntField(default=0)
    like_count = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    class Meta:
        table = "posts"
        indexes = (("created_at", "id"),)

    @classmethod
    def visible_to(cls, viewer: Visitor) -> QuerySet["Post"]:
        """The posts this viewer may read."""
        return cls.all()

    @classmethod
    def written_by(cls, viewer: Visitor, post_id: str) -> QuerySetSingle["Post | None"]:
        """This post, if this viewer wrote it."""
        return cls.get_or_none(id=post_id, tag=viewer.tag(thread(post_id)))

    def is_by(self, viewer: Visitor) -> bool:
        return self.tag == viewer.tag(thread(self.id))

    @classmethod
    @unit
    async def publish(cls, viewer: Viewer, title: str, body: str, key: str) -> "Post":
        """Publishes a post. The same one-time key publishes it once.

        Raises `KeyUsedError` when the key has published other words.
        """
        post_id = crypto.id_from(viewer.tag(f"post {key}"))
        await viewer.change_vault(lambda vault: vault.keep("posts", post_id))
        post = await cls.get_or_none(id=post_id)
        if post is None:
            tag = viewer.tag(thread(post_id))
            name, now = name_for(tag), clock.now()
            return await cls.create(id=post_id, tag=tag, name=name, title=title, body=body, created_at=now)
        if (post.title, post.body) != (title, body):
            raise KeyUsedError(key)
        return post

    @unit
    async def rewrite(self, title: str, body: str) -> None:
        """Raises `GoneError` when the post has just been deleted."""
        if not await Post.filter(id=self.id).update(title=title, body=body, edited_at=clock.now()):
            raise GoneError(self.id)

    @unit
    async def remove(self, viewer: Viewer) -> None:
        """Deletes the post with its answers and likes."""
        await viewer.change_vault(lambda vault: vault.forget_written("posts", self.id))
        await self.delete()
