"""Comments under a post, and replies to them."""

import hashlib
from datetime import datetime

from tortoise import fields
from tortoise.expressions import F
from tortoise.queryset import QuerySet

from arcanon import crypto, settings
from arcanon.comments.names import name_in_thread
from arcanon.comments.position import MAX_BRANCH_SHOWN, POSITION_COLUMNS, SORTS, Position
from arcanon.db.errors import ChangedError, GoneError, KeyUsedError
from arcanon.db.statements import Statements, as_model, insert
from arcanon.db.transactions import empty_log_after_commit, note_change, statements, transaction
from arcanon.notifications.models import Notification
from arcanon.people.models import Vault, Viewer, Visitor, seal_person
from arcanon.posts.models import Post, thread_channel, thread_scope
from arcanon.realtime import bus
from arcanon.search.models import Entry
from arcanon.text import clock, markdown
from arcanon.text.markdown import Rendered
from arcanon.text.normalisation import shorten
from arcanon.text.translation import gettext as _
from arcanon.web.pieces import Key

__all__ = [  # what other features use
    "MAX_BRANCH_SHOWN",
    "SORTS",
    "Comment",
]

MAX_BODY_LENGTH = 3_000  # characters
MAX_HEADING_LENGTH = 80
TOP_HEADING = 3  # the highest heading in a comment, which stands under the page's "Comments"

NO_TAG = "-"  # of a deleted comment: no person has it


_FIND = "SELECT * FROM comments WHERE id = $1"
_FIND_PARENT = "SELECT * FROM comments WHERE id = $1 AND post_id = $2 AND tag <> '-'"
_NEXT_NUMBER = """
    UPDATE posts SET comment_count = comment_count + 1, last_number = last_number + 1, active_at = $2
    WHERE id = $1 RETURNING last_number"""


class Comment(Position):
    """A comment, or the place of one that was deleted although it has replies."""

    id = fields.CharField(primary_key=True, max_length=16)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="comments")
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    sealed_writer = fields.BinaryField(null=True)  # the person's id, under the key of the day
    body = fields.TextField()
    html = fields.TextField()  # what `markdown.keep` keeps of it
    like_count = fields.IntField(default=0)
    hidden = fields.CharField(max_length=20, default="")  # as of a post
    created_at: datetime = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    post_id: str
    kind = "comment"  # what it is called in addresses
    _shown: Key | None = None

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
    def hidden_rule(self) -> str:
        """What the rule is called by which it is hidden."""
        return settings.current().rule_name(self.hidden)

    @property
    def shown(self) -> Key:
        """Everything that a thread shows of it to everybody."""
        if self._shown is None:
            texts = (self.id, self.tag, self.name, self.hidden, self.body, self.parent_id, self.parent_name)
            days = (self.created_at.date(), clock.ago(self.created_at), bool(self.edited_at))
            self._shown = (*texts, *days, self.like_count)
        return self._shown

    @property
    def version(self) -> str:
        """A short name for this very text, by which an edit notices that another one came first."""
        return hashlib.sha256(self.body.encode()).hexdigest()[:16]

    @property
    def is_deleted(self) -> bool:
        return self.tag == NO_TAG

    @property
    def rendered(self) -> Rendered:
        return Rendered(markdown.restore(self.body, self.html))

    @property
    def heading(self) -> str:
        """Its beginning, to recognise it by in a list."""
        if self.hidden:
            return _("Hidden by a moderator")
        words = markdown.plain(self.rendered.markup).lstrip(markdown.ITEM_PREFIX)
        return shorten(words.replace("\n", " "), MAX_HEADING_LENGTH)

    @classmethod
    def by_others_after(cls, post_id: str, number: int, viewer: Visitor) -> QuerySet["Comment"]:
        """Returns what others have written after a number, in order."""
        found = cls.visible_to(viewer).filter(post_id=post_id, number__gt=number)
        return found.exclude(tag=viewer.tag(thread_scope(post_id))).order_by("number")

    @classmethod
    @statements
    def create_under(
        cls, post: Post, viewer: Viewer, body: str, key: str, parent_id: str = ""
    ) -> Statements["Comment"]:
        """Comments on a post, or replies to a comment under it, once for each one-time key.

        Raises `KeyUsedError` if the key has sent another text, `GoneError` if what it replies to was just deleted.
        """
        comment_id = crypto.derive_id(viewer.tag(f"comment {post.id} {key}"))

        def keep(vault: Vault) -> None:
            vault.keep("comments", comment_id)
            vault.follow_scope(thread_scope(post.id))
            vault.close_draft(key)

        yield from viewer.add(keep)
        rows = yield _FIND, comment_id
        if rows:
            earlier = as_model(cls, rows[0])
            if earlier.body != body:
                raise KeyUsedError(key)
            return earlier
        # This locks the post's row, so that two comments cannot take the same number or name at once.
        now = clock.now()
        rows = yield _NEXT_NUMBER, post.id, now
        if not rows:
            raise GoneError(post.id)
        number: int = rows[0]["last_number"]
        parents = (yield _FIND_PARENT, parent_id, post.id) if parent_id else []
        if parent_id and not parents:
            raise GoneError(parent_id)
        parent = as_model(cls, parents[0]) if parents else None
        position = yield from cls.next_position(post.id, number, parent)
        tag, html = viewer.tag(thread_scope(post.id)), markdown.render(body, top=TOP_HEADING)
        values = {
            **{"id": comment_id, "post_id": post.id, "number": number, **position, "branch_size": 0},
            "tag": tag,
            "name": (yield from name_in_thread(post, tag)),
            "sealed_writer": seal_person(viewer.person_id, comment_id),
            "body": body,
            "html": markdown.keep(body, html),
            "like_count": 0,
            "created_at": now,
            "edited_at": None,
            "hidden": "",
        }
        yield insert(cls, values)
        yield from Entry.add(post.id, comment_id, "", markdown.plain(html))
        bus.nudge_after_commit(thread_channel(post.id))
        subject = parent or post
        if subject.tag != tag:
            yield from Notification.add(subject.tag, "reply", comment_id, post_id=post.id, comment_id=comment_id)
        return as_model(cls, values)

    @transaction
    async def edit(self, viewer: Viewer, body: str, key: str, version: str = "") -> None:
        """Raises `ChangedError` and `GoneError` as for a post."""
        await viewer.change_vault(lambda vault: vault.close_draft(key))
        current = await Comment.filter(id=self.id).select_for_update().first()
        if current and current.hidden:
            raise GoneError(self.id)
        if current and version not in ("", current.version) and current.body != body:
            raise ChangedError(current.version)
        empty_log_after_commit()
        html = markdown.render(body, top=TOP_HEADING)
        own = Comment.filter(id=self.id).exclude(tag=NO_TAG)
        if not await own.update(body=body, html=markdown.keep(body, html), edited_at=clock.now()):
            raise GoneError(self.id)
        await Entry.put(self.post_id, self.id, "", markdown.plain(html))

    @classmethod
    @transaction
    async def refresh(cls, comment_id: str) -> None:
        """Prepares anew what follows from the text; nothing if it has been deleted meanwhile, or is hidden."""
        comment = await cls.filter(id=comment_id, hidden="").exclude(tag=NO_TAG).select_for_update().first()
        if comment:
            html = markdown.render(comment.body, top=TOP_HEADING)
            await cls.filter(id=comment_id).update(html=markdown.keep(comment.body, html))
            await Entry.put(comment.post_id, comment_id, "", markdown.plain(html))

    @transaction
    async def remove(self, viewer: Viewer) -> None:
        """Deletes the comment. If it has replies, its place remains, under another id and without a word."""
        note_change("notifications")
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
