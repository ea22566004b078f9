"""Comments under a post, and replies to them."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.expressions import F
from tortoise.queryset import QuerySet

from arcanon import crypto
from arcanon.comments.position import MAX_BRANCH_SHOWN, POSITION_COLUMNS, SORTS, Position
from arcanon.comments.tree import build_tree
from arcanon.db.transactions import ChangedError, GoneError, KeyUsedError, empty_log_after_commit, transaction
from arcanon.notifications.models import Notification
from arcanon.people.models import Vault, Viewer, Visitor, seal_person
from arcanon.posts.models import Post, thread_channel, thread_scope
from arcanon.realtime import bus
from arcanon.search.models import Entry
from arcanon.text import clock, markdown
from arcanon.text.markdown import Rendered
from arcanon.text.normalisation import shorten
from arcanon.text.pseudonyms import name_for

__all__ = [  # what other features use
    "MAX_BRANCH_SHOWN",
    "SORTS",
    "Comment",
    "find_subject",
    "thread_context",
]

MAX_BODY_LENGTH = 3_000  # characters
MAX_HEADING_LENGTH = 80
TOP_HEADING = 3  # the highest heading in a comment, which stands under the page's "Comments"

NO_TAG = "-"  # of a deleted comment: no person has it


class Comment(Position):
    """A comment, or the place of one that was deleted although it has replies."""

    id = fields.CharField(primary_key=True, max_length=16)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="comments")
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    sealed_writer = fields.BinaryField(null=True)  # the person's id, under the key of the day
    body = fields.TextField()
    html = fields.TextField()
    like_count = fields.IntField(default=0)
    created_at: datetime = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    post_id: str
    kind = "comment"  # what it is called in addresses

    class Meta:
        table = "comments"
        unique_together = (("post", "number"),)
        indexes = (
            ("post_id", "depth", "number"),
            ("post_id", "depth", "like_count", "number"),
            ("post_id", "root_number", "branch_position"),
            ("post_id", "root_number", "path"),
            ("post_id", "tag"),
            ("parent_id",),
        )

    @classmethod
    def visible_to(cls, viewer: Visitor) -> QuerySet["Comment"]:
        """Returns the comments that this viewer may read."""
        return cls.exclude(tag=NO_TAG)

    @classmethod
    async def written_by(cls, viewer: Visitor, comment_id: str) -> "Comment | None":
        """Returns this comment if this viewer wrote it. (A tag can be computed only once the thread is known.)"""
        comment = await cls.get_or_none(id=comment_id)
        return comment if comment and comment.is_by(viewer) else None

    def is_by(self, viewer: Visitor) -> bool:
        return self.tag == viewer.tag(thread_scope(self.post_id))

    @property
    def version(self) -> str:
        """A short name for this very text, by which an edit notices that another one came first."""
        return hashlib.sha256(self.body.encode()).hexdigest()[:16]

    @property
    def is_deleted(self) -> bool:
        return self.tag == NO_TAG

    @property
    def rendered(self) -> Rendered:
        return Rendered(self.html)

    @property
    def heading(self) -> str:
        """Its beginning, to recognise it by in a list."""
        return shorten(markdown.plain(self.html).lstrip(markdown.ITEM_PREFIX).replace("\n", " "), MAX_HEADING_LENGTH)

    @classmethod
    def by_others_after(cls, post_id: str, number: int, viewer: Visitor) -> QuerySet["Comment"]:
        """Returns what others have written after a number, in order."""
        found = cls.visible_to(viewer).filter(post_id=post_id, number__gt=number)
        return found.exclude(tag=viewer.tag(thread_scope(post_id))).order_by("number")

    @classmethod
    @transaction
    async def create_under(cls, post: Post, viewer: Viewer, body: str, key: str, parent_id: str = "") -> "Comment":
        """Comments on a post, or replies to a comment under it, once for each one-time key.

        Raises `KeyUsedError` if the key has sent another text, `GoneError` if what it replies to was just deleted.
        """
        comment_id = crypto.derive_id(viewer.tag(f"comment {post.id} {key}"))

        def keep(vault: Vault) -> None:
            vault.keep("comments", comment_id)
            vault.follow_scope(thread_scope(post.id))
            vault.close_draft(key)

        await viewer.change_vault(keep)
        comment = await cls.get_or_none(id=comment_id)
        if comment:
            if comment.body != body:
                raise KeyUsedError(key)
            return comment
        # This locks the post's row, so that two comments cannot take the same number or name at once.
        counts = {"comment_count": F("comment_count") + 1, "last_number": F("last_number") + 1}
        if not await Post.filter(id=post.id).update(active_at=clock.now(), **counts):
            raise GoneError(post.id)
        number = (await Post.get(id=post.id).only("id", "last_number")).last_number
        parent = await cls.visible_to(viewer).get_or_none(id=parent_id, post_id=post.id) if parent_id else None
        if parent_id and parent is None:
            raise GoneError(parent_id)
        tag, html = viewer.tag(thread_scope(post.id)), markdown.render(body, top=TOP_HEADING)
        comment = await cls.create(
            id=comment_id,
            post_id=post.id,
            number=number,
            **await cls.next_position(post.id, number, parent),
            tag=tag,
            name=await _name_in_thread(post, tag),
            sealed_writer=seal_person(viewer.person_id, comment_id),
            body=body,
            html=html,
            created_at=clock.now(),
        )
        await Entry.put(post.id, comment_id, "", markdown.plain(html))
        await bus.nudge(thread_channel(post.id))
        subject = parent or post
        if subject.tag != tag:
            await Notification.send(subject.tag, "reply", comment_id, post_id=post.id, comment_id=comment_id)
        return comment

    @transaction
    async def edit(self, viewer: Viewer, body: str, key: str, version: str = "") -> None:
        """Raises `ChangedError` and `GoneError` as for a post."""
        current = await Comment.filter(id=self.id).select_for_update().first()
        if current and version not in ("", current.version) and current.body != body:
            raise ChangedError(current.version)
        await viewer.change_vault(lambda vault: vault.close_draft(key))
        empty_log_after_commit()
        html = markdown.render(body, top=TOP_HEADING)
        own = Comment.filter(id=self.id).exclude(tag=NO_TAG)
        if not await own.update(body=body, html=html, edited_at=clock.now()):
            raise GoneError(self.id)
        await Entry.put(self.post_id, self.id, "", markdown.plain(html))

    @classmethod
    @transaction
    async def refresh(cls, comment_id: str) -> None:
        """Prepares anew what follows from the text; nothing if it has been deleted meanwhile."""
        comment = await cls.filter(id=comment_id).exclude(tag=NO_TAG).select_for_update().first()
        if comment:
            html = markdown.render(comment.body, top=TOP_HEADING)
            await cls.filter(id=comment_id).update(html=html)
            await Entry.put(comment.post_id, comment_id, "", markdown.plain(html))

    @transaction
    async def remove(self, viewer: Viewer) -> None:
        """Deletes the comment. If it has replies, its place remains, under another id and without a word."""
        await viewer.change_vault(lambda vault: vault.forget_text("comments", self.id))
        empty_log_after_commit()
        # The post's row first, then the comment's: every transaction that takes both takes them in this order.
        await Post.filter(id=self.post_id).update(comment_count=F("comment_count") - 1)
        current = await Comment.get_or_none(id=self.id)
        if current is None or not await Comment.filter(id=self.id).delete():
            raise GoneError(self.id)
        if await Comment.exists(parent_id=self.id):
            place = await Comment.create(
                id=crypto.new_id(),
                post_id=current.post_id,
                tag=NO_TAG,
                name="",
                body="",
                html="",
                created_at=current.created_at,
                **{name: getattr(current, name) for name in POSITION_COLUMNS},
            )
            await Comment.filter(parent_id=self.id).update(parent_id=place.id, parent_name="")
        else:
            await _delete_empty_places(current.parent_id)


async def _delete_empty_places(comment_id: str) -> None:
    """Deletes the places of deleted comments that have no replies any more, upwards from this one."""
    while comment_id:
        place = await Comment.get_or_none(id=comment_id, tag=NO_TAG)
        if place is None or await Comment.exists(parent_id=place.id):
            return
        await place.delete()
        comment_id = place.parent_id


async def _name_in_thread(post: Post, tag: str) -> str:
    """Returns the name that this tag has in the thread already, or a new one that nobody there has."""
    if post.tag == tag:
        return post.name
    earlier = await Comment.filter(post_id=post.id, tag=tag).first()
    if earlier:
        return earlier.name
    name = name_for(tag)
    names = await Comment.filter(post_id=post.id).distinct().values_list("name", flat=True)
    taken = {post.name, *map(str, names)}
    return name if name not in taken else name_for(tag, taken)


async def find_subject(viewer: Visitor, ids: Mapping[str, str]) -> Post | Comment:
    """Returns the "comment", or else the "post", that an address names. Raises `GoneError` if there is none."""
    found: Post | Comment | None
    if "comment" in ids:
        found = await Comment.visible_to(viewer).select_related("post").get_or_none(id=ids["comment"])
    else:
        found = await Post.visible_to(viewer).get_or_none(id=ids["post"])
    if found is None:
        raise GoneError(str(ids))
    return found


def thread_context(viewer: Visitor, post: Post, comments: Sequence[Comment]) -> dict[str, Any]:
    """Returns what the templates need to draw some comments of a thread."""
    return {
        "post": post,
        "branches": build_tree(comments),
        "shown_ids": {comment.id for comment in comments},
        "liked": set(viewer.vault.likes),
    }
