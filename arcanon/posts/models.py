"""Posts. Only a tag says who wrote one, and only to the person who did."""

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.expressions import RawSQL
from tortoise.models import Model
from tortoise.queryset import QuerySet, QuerySetSingle

from arcanon import crypto, settings
from arcanon.db.errors import ChangedError, GoneError, KeyUsedError
from arcanon.db.statements import Statements, as_model, insert
from arcanon.db.transactions import empty_log_after_commit, fetch, note_change, statements, transaction
from arcanon.people.models import Vault, Viewer, Visitor, seal_person
from arcanon.posts.content import HEADING_COLUMN_LENGTH, MAX_TITLE_LENGTH, MAX_WARNING_LENGTH, PostContent
from arcanon.search.models import Entry
from arcanon.text import clock, markdown
from arcanon.text.markdown import Rendered
from arcanon.text.pseudonyms import name_for
from arcanon.web.paging import Order
from arcanon.web.pieces import Key

SORTS: dict[str, Order] = {
    "new": ("-created_at", "-id"),
    "active": ("-active_at", "-id"),
    "top": ("-score", "-id"),
}
PERIODS: dict[str, timedelta | None] = {"day": timedelta(days=1), "week": timedelta(days=7), "all": None}


def thread_scope(post_id: str) -> str:
    """Returns the scope of a post and its comments: within it a writer is one and the same, and nowhere else."""
    return f"thread {post_id}"


def thread_channel(post_id: str) -> str:
    """Returns the bus channel that is nudged when somebody comments on a post."""
    return f"channel:thread:{post_id}"


_FIND = "SELECT * FROM posts WHERE id = $1"


class Post(Model):
    id = fields.CharField(primary_key=True, max_length=16)
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    sealed_writer = fields.BinaryField(null=True)  # the person's id, under the key of the day
    title = fields.CharField(max_length=MAX_TITLE_LENGTH)
    heading = fields.CharField(max_length=HEADING_COLUMN_LENGTH)
    topic = fields.CharField(max_length=20)
    warning = fields.CharField(max_length=MAX_WARNING_LENGTH)
    body = fields.TextField()
    html = fields.TextField()  # what `markdown.keep` keeps of it
    excerpt = fields.TextField()
    comment_count = fields.IntField(default=0)
    last_number = fields.IntField(default=0)  # of its comments; a number is never given twice
    like_count = fields.IntField(default=0)
    # The short name of the rule by which a moderator hides it, or "waiting" until one has looked; "" if it is shown.
    hidden = fields.CharField(max_length=20, default="")
    created_at: datetime = fields.DatetimeField()
    active_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    kind = "post"  # what it is called in addresses
    stems: str | None = None  # blinded, if they were asked for, with a space before and after each
    _shown: Key | None = None
    _scope: str | None = None

    class Meta:
        table = "posts"
        indexes = (
            ("created_at", "id"),
            ("active_at", "id"),
            ("like_count", "id"),
            ("topic", "created_at", "id"),
            ("topic", "active_at", "id"),
            ("topic", "like_count", "id"),
        )

    @classmethod
    def visible_to(cls, viewer: Visitor) -> QuerySet["Post"]:
        """Returns the posts that this viewer may read."""
        return cls.all()

    @classmethod
    async def find_visible(cls, viewer: Visitor, post_id: str) -> "Post":
        """Returns this post. Raises `GoneError` if there is none that the viewer may read."""
        rows = await fetch(_FIND, post_id)
        if not rows:
            raise GoneError(post_id)
        return as_model(cls, rows[0])

    @classmethod
    def feed(cls, *, sort: str = "new", period: str = "all", topic: str = "") -> QuerySet["Post"]:
        """Returns the posts of a feed, to be ordered by `SORTS[sort]`."""
        posts = cls.filter(topic=topic, hidden="") if topic else cls.filter(hidden="")
        if sort == "top":
            span = PERIODS[period]
            # A sum cannot use an index. For a limited period that is intended: the index on the time is the better one.
            posts = posts.annotate(score=RawSQL("posts.like_count + 0" if span else "posts.like_count"))
            if span:
                posts = posts.filter(created_at__gt=clock.now() - span)
        return posts

    @classmethod
    def written_by(cls, viewer: Visitor, post_id: str) -> QuerySetSingle["Post | None"]:
        """Returns this post if this viewer wrote it."""
        return cls.get_or_none(id=post_id, tag=viewer.tag(thread_scope(post_id)))

    @property
    def scope(self) -> str:
        if self._scope is None:
            self._scope = thread_scope(self.id)
        return self._scope

    def is_by(self, viewer: Visitor) -> bool:
        return self.tag == viewer.tag(self.scope)

    @property
    def hidden_rule(self) -> str:
        """What the rule is called by which it is hidden."""
        return settings.current().rule_name(self.hidden)

    @property
    def shown(self) -> Key:
        """Everything that a list shows of it to everybody."""
        if self._shown is None:
            texts = (self.id, self.tag, self.name, self.hidden, self.heading, self.excerpt, self.topic, self.warning)
            days = (self.created_at.date(), clock.ago(self.created_at), bool(self.edited_at))
            self._shown = (*texts, *days, self.like_count, self.comment_count)
        return self._shown

    @property
    def content(self) -> PostContent:
        return PostContent(title=self.title, body=self.body, topic=self.topic, warning=self.warning)

    @property
    def rendered(self) -> Rendered:
        return Rendered(markdown.restore(self.body, self.html))

    @property
    def topic_name(self) -> str:
        """The name of its topic, or the short name if the host has removed the topic."""
        return settings.current().topics.get(self.topic, self.topic)

    @property
    def has_topic(self) -> bool:
        """Whether the host still has its topic."""
        return self.topic in settings.current().topics

    @classmethod
    @statements
    def publish(cls, viewer: Viewer, content: PostContent, key: str) -> Statements["Post"]:
        """Publishes a post, once for each one-time key.

        Raises `KeyUsedError` if the key has published other content.
        """
        post_id = crypto.derive_id(viewer.tag(f"post {key}"))

        def keep(vault: Vault) -> None:
            vault.keep("posts", post_id)
            vault.follow_scope(thread_scope(post_id))
            vault.close_draft(key)

        yield from viewer.add(keep)
        rows = yield _FIND, post_id
        if rows:
            post = as_model(cls, rows[0])
            if post.content != content:
                raise KeyUsedError(key)
            return post
        tag, now = viewer.tag(thread_scope(post_id)), clock.now()
        values = {
            "id": post_id,
            "tag": tag,
            "name": name_for(tag),
            "sealed_writer": seal_person(viewer.person_id, post_id),
            **content.columns(),
            **dict.fromkeys(("comment_count", "last_number", "like_count"), 0),
            "created_at": now,
            "active_at": now,
            "edited_at": None,
            "hidden": "",
        }
        yield insert(cls, values)
        yield from Entry.add(post_id, None, f"{content.title} {content.warning}", content.plain)
        return as_model(cls, values)

    async def _index(self, content: PostContent) -> None:
        await Entry.put(self.id, None, f"{content.title} {content.warning}", content.plain)

    @transaction
    async def edit(self, viewer: Viewer, content: PostContent, key: str, version: str = "") -> None:
        """Replaces the content that had this version, if one is given.

        Raises `ChangedError` if it has another one by now, and `GoneError` if the post has just been deleted.
        """
        await viewer.change_vault(lambda vault: vault.close_draft(key))
        current = await Post.filter(id=self.id).select_for_update().first()
        if current and current.hidden:
            raise GoneError(self.id)
        if current and version not in ("", current.content.version) and current.content != content:
            raise ChangedError(current.content.version)
        empty_log_after_commit()
        if not await Post.filter(id=self.id).update(edited_at=clock.now(), **content.columns()):
            raise GoneError(self.id)
        await self._index(content)

    @classmethod
    @transaction
    async def refresh(cls, post_id: str) -> None:
        """Prepares anew what follows from the text; nothing if it has been deleted meanwhile, or is hidden."""
        if post := await cls.filter(id=post_id, hidden="").select_for_update().first():
            await cls.filter(id=post_id).update(**post.content.columns())
            await post._index(post.content)

    @transaction
    async def remove(self, viewer: Viewer) -> None:
        """Deletes the post with its comments, likes and notifications."""
        note_change("comments", "notifications")
        await viewer.change_vault(lambda vault: vault.forget_text("posts", self.id))
        empty_log_after_commit()
        await self.delete()
