"""Posts: who wrote one is told by its tag, and only to who wrote it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from tortoise import fields
from tortoise.expressions import Q, RawSQL
from tortoise.models import Model
from tortoise.queryset import QuerySet, QuerySetSingle

from arcanon import clock, crypto, markdown, settings, words
from arcanon.database import GoneError, KeyUsedError, erase, unit
from arcanon.markdown import Rendered
from arcanon.paging import Order
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.names import name_for
from arcanon.people.vault import Vault
from arcanon.search.models import Entry

TITLE_AT_MOST = 120  # characters
BODY_AT_MOST = 5_000
WARNING_AT_MOST = 100
HEADING_AT_MOST = 80  # of a first line that stands in for a title
EXCERPT_AT_MOST = 320

TOP = 2  # the highest heading in a post, whose title is the page's own

SORTS: dict[str, Order] = {
    "new": ("-created_at", "-id"),
    "active": ("-active_at", "-id"),
    "top": ("-score", "-id"),
}
SPANS: dict[str, timedelta | None] = {"day": timedelta(days=1), "week": timedelta(days=7), "all": None}


def thread(post_id: str) -> str:
    """The scope of a post and all its answers: within it a writer is the same person, and nowhere else."""
    return f"thread {post_id}"


@dataclass(frozen=True)
class Writing:
    """What a writer gives: Markdown under a title or none, about a topic, behind a warning or none."""

    title: str
    body: str
    topic: str
    warning: str = ""

    @cached_property
    def html(self) -> str:
        return markdown.render(self.body, top=TOP)

    @cached_property
    def plain(self) -> str:
        return markdown.plain(self.html)

    @property
    def heading(self) -> str:
        """What stands for the post in lists: the title; else its first line, unless that is behind a warning."""
        if self.title:
            return self.title
        line = (
            f"Behind a warning: {self.warning}" if self.warning else self.plain.partition("\n")[0].lstrip(markdown.ITEM)
        )
        return shortened(line, HEADING_AT_MOST) or "Without words"

    def fields(self) -> dict[str, Any]:
        """The columns that follow from it."""
        return {
            "title": self.title,
            "heading": self.heading,
            "topic": self.topic,
            "warning": self.warning,
            "body": self.body,
            "html": self.html,
            "excerpt": shortened(self.plain, EXCERPT_AT_MOST),
        }


class Post(Model):
    id = fields.CharField(primary_key=True, max_length=16)
    tag = fields.CharField(max_length=32)
    name = fields.CharField(max_length=64)
    writer = fields.BinaryField(null=True)  # the person, sealed under the key of the day
    title = fields.CharField(max_length=TITLE_AT_MOST)
    heading = fields.CharField(max_length=TITLE_AT_MOST + 8)
    topic = fields.CharField(max_length=20)
    warning = fields.CharField(max_length=WARNING_AT_MOST)
    body = fields.TextField()
    html = fields.TextField()
    excerpt = fields.TextField()
    words = fields.TextField()  # blinded stems between spaces: what readers hide is told by them
    comment_count = fields.IntField(default=0)
    last_number = fields.IntField(default=0)  # of its comments; a number is never given twice
    like_count = fields.IntField(default=0)
    created_at: datetime = fields.DatetimeField()
    active_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)

    kind = "post"  # what it is called in addresses

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
        """The posts this viewer may read."""
        return cls.all()

    @classmethod
    def feed(cls, viewer: Visitor, *, sort: str = "new", over: str = "all", topic: str = "") -> QuerySet["Post"]:
        """What this viewer wants to read, without what they hide. To be ordered by `SORTS[sort]`.

        A topic that is asked for by its name is shown, hidden or not.
        """
        vault, posts = viewer.vault, cls.visible_to(viewer)
        if topic:
            posts = posts.filter(topic=topic)
        elif vault.hidden_topics:
            posts = posts.exclude(topic__in=vault.hidden_topics)
        if vault.hidden_posts:
            posts = posts.exclude(id__in=vault.hidden_posts)
        for phrase in hidden_phrases(vault):
            posts = posts.filter(~Q(words__contains=phrase))
        if sort == "top":
            span = SPANS[over]
            # As a sum the count is no index's: of a week's posts, the week is what has to be found.
            posts = posts.annotate(score=RawSQL("posts.like_count + 0" if span else "posts.like_count"))
            if span:
                posts = posts.filter(created_at__gt=clock.now() - span)
        return posts

    @classmethod
    def written_by(cls, viewer: Visitor, post_id: str) -> QuerySetSingle["Post | None"]:
        """This post, if this viewer wrote it."""
        return cls.get_or_none(id=post_id, tag=viewer.tag(thread(post_id)))

    def is_by(self, viewer: Visitor) -> bool:
        return self.tag == viewer.tag(thread(self.id))

    def is_hidden_from(self, viewer: Visitor) -> bool:
        """Whether this viewer has hidden it: itself, its topic, or words of it."""
        vault = viewer.vault
        is_hidden = self.id in vault.hidden_posts or self.topic in vault.hidden_topics
        return is_hidden or any(phrase in self.words for phrase in hidden_phrases(vault))

    @property
    def writing(self) -> Writing:
        return Writing(self.title, self.body, self.topic, self.warning)

    @property
    def shown(self) -> Rendered:
        return Rendered(self.html)

    @property
    def subject_name(self) -> str:
        """What its topic is called; of one the host has given up, its short name."""
        return settings.current().topics.get(self.topic, self.topic)

    @property
    def has_topic(self) -> bool:
        """Whether the host still has its topic."""
        return self.topic in settings.current().topics

    @classmethod
    @unit
    async def publish(cls, viewer: Viewer, writing: Writing, key: str) -> "Post":
        """Publishes a post. The same one-time key publishes it once.

        Raises `KeyUsedError` when the key has published other words.
        """
        post_id = crypto.id_from(viewer.tag(f"post {key}"))

        def keep(vault: Vault) -> None:
            vault.keep("posts", post_id)
            vault.hear_of(thread(post_id))
            vault.close_draft(key)

        await viewer.change_vault(keep)
        post = await cls.get_or_none(id=post_id)
        if post is None:
            tag, now = viewer.tag(thread(post_id)), clock.now()
            post = await cls.create(
                id=post_id,
                tag=tag,
                name=name_for(tag),
                writer=authorship.seal(viewer, post_id),
                words="",
                created_at=now,
                active_at=now,
                **writing.fields(),
            )
            await post._index(writing)
        elif post.writing != writing:
            raise KeyUsedError(key)
        return post

    async def _index(self, writing: Writing) -> None:
        said = await Entry.put(self.id, None, f"{writing.title} {writing.warning}", writing.plain)
        await Post.filter(id=self.id).update(words=f" {said} ")

    @unit
    async def rewrite(self, viewer: Viewer, writing: Writing, key: str) -> None:
        """Raises `GoneError` when the post has just been deleted."""
        await viewer.change_vault(lambda vault: vault.close_draft(key))
        erase()
        if not await Post.filter(id=self.id).update(edited_at=clock.now(), **writing.fields()):
            raise GoneError(self.id)
        await self._index(writing)

    @unit
    async def remove(self, viewer: Viewer) -> None:
        """Deletes the post with its answers and likes."""
        await viewer.change_vault(lambda vault: vault.forget_written("posts", self.id))
        erase()
        await self.delete()


def hidden_phrases(vault: Vault) -> list[str]:
    """What a person hides, as `Post.words` has it."""
    return [f" {' '.join(stems)} " for stems in map(words.blinded, vault.hidden_words) if stems]


def shortened(text: str, most: int) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip() + "…"
