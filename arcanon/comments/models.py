"""Comments: the answers under a post, and the answers to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.expressions import F
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto, markdown
from arcanon.comments import place
from arcanon.comments.place import LEVELS, STEP
from arcanon.database import GoneError, KeyUsedError, erase, unit
from arcanon.markdown import Rendered
from arcanon.notices.models import Notice
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.names import name_for
from arcanon.people.vault import Vault
from arcanon.posts.models import Post, shortened, thread
from arcanon.search.models import Entry

BODY_AT_MOST = 3_000  # characters
TOP = 3  # the highest heading in a comment, which stands under the page's "Answers"

NOBODY = "-"  # the tag of what was deleted: no person's


class Comment(Model):
    """An answer, or the place of one that was deleted while others answer it.

    `number` counts within the post. `path` holds the numbers of those above it and its own, so that in its order
    each stands below what it answers. `root` is the number of the first one above, `place` counts below that.
    """

    id = fields.CharField(primary_key=True, max_length=16)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="comments")
    number = fields.IntField()
    path = fields.CharField(max_length=STEP * LEVELS)
    depth = fields.SmallIntField()
    root = fields.IntField()
    place = fields.IntField(default=0)
    last_place = fields.IntField(default=0)
    answers = fields.CharField(max_length=16, default="")  # the id of the comment it answers; "" for the post's own
    answers_name = fields.CharField(max_length=64, default="")
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    writer = fields.BinaryField(null=True)  # the person, sealed under the key of the day
    body = fields.TextField()
    html = fields.TextField()
    like_count = fields.IntField(default=0)
    created_at: datetime = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    post_id: str
    kind = "comment"  # what it is called in addresses
    told = ""  # whose tag a notice was made for, when there was one

    class Meta:
        table = "comments"
        unique_together = (("post", "number"),)
        indexes = (
            ("post_id", "depth", "number"),
            ("post_id", "depth", "like_count", "number"),
            ("post_id", "root", "place"),
            ("post_id", "root", "path"),
            ("post_id", "tag"),
            ("answers",),
        )

    @classmethod
    def visible_to(cls, viewer: Visitor) -> QuerySet["Comment"]:
        """The comments this viewer may read."""
        return cls.exclude(tag=NOBODY)

    @classmethod
    async def written_by(cls, viewer: Visitor, comment_id: str) -> "Comment | None":
        """This comment, if this viewer wrote it. A tag can only be asked for within its thread."""
        comment = await cls.get_or_none(id=comment_id)
        return comment if comment and comment.is_by(viewer) else None

    def is_by(self, viewer: Visitor) -> bool:
        return self.tag == viewer.tag(thread(self.post_id))

    @property
    def is_removed(self) -> bool:
        return self.tag == NOBODY

    @property
    def shown(self) -> Rendered:
        return Rendered(self.html)

    @property
    def heading(self) -> str:
        """Its beginning, to know it by in a list."""
        return shortened(markdown.plain(self.html).lstrip(markdown.ITEM).replace("\n", " "), 80)

    @classmethod
    def since(cls, post_id: str, number: int, viewer: Visitor) -> QuerySet["Comment"]:
        """What others have answered after a number, in order."""
        found = cls.visible_to(viewer).filter(post_id=post_id, number__gt=number)
        return found.exclude(tag=viewer.tag(thread(post_id))).order_by("number")

    @classmethod
    @unit
    async def answer(cls, post: Post, viewer: Viewer, body: str, key: str, to: str = "") -> "Comment":
        """Answers a post, or the comment `to` under it. The same one-time key answers once.

        Raises `KeyUsedError` when the key has said other words, `GoneError` when what it answers has just been deleted.
        """
        comment_id = crypto.id_from(viewer.tag(f"comment {post.id} {key}"))

        def keep(vault: Vault) -> None:
            vault.keep("comments", comment_id)
            vault.hear_of(thread(post.id))
            vault.close_draft(key)

        await viewer.change_vault(keep)
        comment = await cls.get_or_none(id=comment_id)
        if comment:
            if comment.body != body:
                raise KeyUsedError(key)
            return comment
        # The post's row is ours from here, so that two cannot draw the same number or name at once.
        counts = {"comment_count": F("comment_count") + 1, "last_number": F("last_number") + 1}
        if not await Post.filter(id=post.id).update(active_at=clock.now(), **counts):
            raise GoneError(post.id)
        number = (await Post.get(id=post.id).only("id", "last_number")).last_number
        above = await cls.visible_to(viewer).get_or_none(id=to, post_id=post.id) if to else None
        if to and above is None:
            raise GoneError(to)
        tag, html = viewer.tag(thread(post.id)), markdown.render(body, top=TOP)
        comment = await cls.create(
            id=comment_id,
            post_id=post.id,
            number=number,
            **await _place(post.id, number, above),
            tag=tag,
            name=await _name_in_thread(post, tag),
            writer=authorship.seal(viewer, comment_id),
            body=body,
            html=html,
            created_at=clock.now(),
        )
        await Entry.put(post.id, comment_id, "", markdown.plain(html))
        answered = above or post
        if answered.tag != tag:
            comment.told = answered.tag
            await Notice.tell(answered.tag, "answer", comment_id, post=post.id, comment=comment_id)
        return comment

    @unit
    async def rewrite(self, viewer: Viewer, body: str, key: str) -> None:
        """Raises `GoneError` when the comment has just been deleted."""
        await viewer.change_vault(lambda vault: vault.close_draft(key))
        erase()
        html = markdown.render(body, top=TOP)
        own = Comment.filter(id=self.id).exclude(tag=NOBODY)
        if not await own.update(body=body, html=html, edited_at=clock.now()):
            raise GoneError(self.id)
        await Entry.put(self.post_id, self.id, "", markdown.plain(html))

    @unit
    async def remove(self, viewer: Viewer) -> None:
        """Deletes the comment. Where others answer it, its place stays, under another id and without a word."""
        await viewer.change_vault(lambda vault: vault.forget_written("comments", self.id))
        erase()
        # The post's row first, then the comment's: whoever takes both takes them in this order.
        await Post.filter(id=self.post_id).update(comment_count=F("comment_count") - 1)
        current = await Comment.get_or_none(id=self.id)
        if current is None or not await Comment.filter(id=self.id).delete():
            raise GoneError(self.id)
        if await Comment.exists(answers=self.id):
            kept = await Comment.create(
                id=crypto.new_id(),
                post_id=current.post_id,
                tag=NOBODY,
                name="",
                body="",
                html="",
                created_at=current.created_at,
                **{name: getattr(current, name) for name in place.COLUMNS},
            )
            await Comment.filter(answers=self.id).update(answers=kept.id, answers_name="")
        else:
            await _tidy(current.answers)


async def _place(post_id: str, number: int, above: Comment | None) -> dict[str, Any]:
    """Where a new comment stands. The first one above counts those below it."""
    if above is None:
        return place.first(number)
    first = Comment.filter(post_id=post_id, number=above.root)
    await first.update(last_place=F("last_place") + 1)
    found = place.below(above.path, number, (await first.get()).last_place)
    return {**found, "answers": above.id, "answers_name": above.name}


async def subject(viewer: Visitor, ids: Mapping[str, str]) -> Post | Comment:
    """The "comment", or else the "post", that an address names by these ids. Raises `GoneError` when it is gone."""
    found: Post | Comment | None
    if "comment" in ids:
        found = await Comment.visible_to(viewer).select_related("post").get_or_none(id=ids["comment"])
    else:
        found = await Post.visible_to(viewer).get_or_none(id=ids["post"])
    if found is None:
        raise GoneError(str(ids))
    return found


async def _tidy(comment_id: str) -> None:
    """Takes away the places of deleted comments that nobody answers any more."""
    while comment_id:
        kept = await Comment.get_or_none(id=comment_id, tag=NOBODY)
        if kept is None or await Comment.exists(answers=kept.id):
            return
        await kept.delete()
        comment_id = kept.answers


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
