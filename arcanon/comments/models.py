"""Comments: the answers under a post."""

from tortoise import fields
from tortoise.expressions import F
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto
from arcanon.database import GoneError, KeyUsedError, unit
from arcanon.people.models import Viewer, Visitor
from arcanon.people.names import name_for
from arcanon.posts.models import Post, thread

BODY_AT_MOST = 3_000  # characters


class Comment(Model):
    id = fields.CharField(primary_key=True, max_length=16)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="comments")
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    body = fields.TextField()
    like_count = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    post_id: str

    class Meta:
        table = "comments"
        indexes = (("post_id", "created_at", "id"),)

    @classmethod
    def visible_to(cls, viewer: Visitor) -> QuerySet["Comment"]:
        """The comments this viewer may read."""
        return cls.all()

    @classmethod
    async def written_by(cls, viewer: Visitor, comment_id: str) -> "Comment | None":
        """This comment, if this viewer wrote it. A tag can only be asked for within its thread."""
        post_id = await cls.filter(id=comment_id).values_list("post_id", flat=True)
        if not post_id:
            return None
        return await cls.get_or_none(id=comment_id, tag=viewer.tag(thread(str(post_id[0]))))

    def is_by(self, viewer: Visitor) -> bool:
        return self.tag == viewer.tag(thread(self.post_id))

    @classmethod
    @unit
    async def answer(cls, post: Post, viewer: Viewer, body: str, key: str) -> "Comment":
        """Adds a comment to a post. The same one-time key adds it once.

        Raises `KeyUsedError` when the key has said other words, `GoneError` when the post has just been deleted.
        """
        comment_id = crypto.id_from(viewer.tag(f"comment {post.id} {key}"))
        await viewer.change_vault(lambda vault: vault.keep("comments", comment_id))
        comment = await cls.get_or_none(id=comment_id)
        if comment:
            if comment.body != body:
                raise KeyUsedError(key)
            return comment
        # The post's row is ours from here, so that two newcomers cannot draw the same name at once.
        if not await Post.filter(id=post.id).update(comment_count=F("comment_count") + 1):
            raise GoneError(post.id)
        tag = viewer.tag(thread(post.id))
        name = await _name_in_thread(post, tag)
        return await cls.create(id=comment_id, post_id=post.id, tag=tag, name=name, body=body, created_at=clock.now())

    @unit
    async def rewrite(self, body: str) -> None:
        """Raises `GoneError` when the comment has just been deleted."""
        if not await Comment.filter(id=self.id).update(body=body, edited_at=clock.now()):
            raise GoneError(self.id)

    @unit
    async def remove(self, viewer: Viewer) -> None:
        await viewer.change_vault(lambda vault: vault.forget_written("comments", self.id))
        # The post's row first, then the comment's: whoever takes both takes them in this order.
        await Post.filter(id=self.post_id).update(comment_count=F("comment_count") - 1)
        if not await Comment.filter(id=self.id).delete():
            raise GoneError(self.id)


async def _name_in_thread(post: Post, tag: str) -> str:
    """The name this tag already bears in the thread, or a new one that nobody there bears."""
    if post.tag == tag:
        return post.name
    theirs = await Comment.filter(post_id=post.id, tag=tag).first()
    if theirs:
        return theirs.name
    wanted = name_for(tag)
    names = await Comment.filter(post_id=post.id).distinct().values_list("name", flat=True)
    taken = {post.name, *map(str, names)}
    return wanted if wanted not in taken else name_for(tag, taken)
