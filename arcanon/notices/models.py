"""Notices: something has happened to one's own words. Made for a tag of one thread, not for a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto
from arcanon.blocks.models import Block
from arcanon.database import unit
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.vault import News

MILESTONES = (1, 5, 10, 25, 50, 100, 250, 500, 1000)  # likes that are worth a word
LIFE_DAYS = 90
COUNTED_AT_MOST = 100


class Notice(Model):
    """One thing that happened: an "answer", "likes", an "ask" to talk, an ask that was "accepted", a "message".

    `subject` is the id of what happened: of the answer, of what is liked, of the ask.
    """

    id = fields.CharField(primary_key=True, max_length=16)
    tag = fields.CharField(max_length=32)
    kind = fields.CharField(max_length=8)
    post: Any = fields.ForeignKeyField("arcanon.Post", related_name="notices", null=True)
    comment: Any = fields.ForeignKeyField("arcanon.Comment", related_name="notices", null=True)
    comment_id: str | None

    subject = fields.CharField(max_length=16)
    number = fields.IntField(default=0)
    asker = fields.BinaryField(null=True)  # who asks about an old text, sealed under the key of the day
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "notices"
        unique_together = (("kind", "subject", "number"),)
        indexes = (("tag", "created_at"), ("post_id",), ("comment_id",), ("created_at",))

    @classmethod
    async def tell(
        cls,
        tag: str,
        kind: str,
        subject: str,
        *,
        post: str | None = None,
        comment: str | None = None,
        number: int = 0,
        asker: bytes | None = None,
    ) -> None:
        """Tells whoever bears this tag, once. Part of the unit of work in which it happened."""
        about = {"post_id": post, "comment_id": comment}
        values: dict[str, Any] = {"tag": tag, **about, "asker": asker, "created_at": clock.now()}
        if not await cls.exists(kind=kind, subject=subject, number=number):
            await cls.create(id=crypto.new_id(16), kind=kind, subject=subject, number=number, **values)

    @classmethod
    async def untell(cls, kind: str, *subjects: str, tag: str = "") -> None:
        """Takes back what is no longer so, for all or for who bears a tag. Part of the unit in which it ended."""
        found = cls.filter(kind=kind, subject__in=subjects)
        await (found.filter(tag=tag) if tag else found).delete()

    @classmethod
    def to(cls, viewer: Visitor) -> QuerySet["Notice"]:
        """What concerns this viewer."""
        return cls.for_news(viewer.news)

    @classmethod
    def for_news(cls, news: News) -> QuerySet["Notice"]:
        found = cls.filter(tag__in=news.tags)
        return found if news.takes_asks else found.exclude(kind="ask")

    @classmethod
    def unseen(cls, news: News) -> QuerySet["Notice"]:
        """What is new. What was seen, only the vault knows: rows that change together would belong together."""
        found = cls.for_news(news)
        if news.seen_until:
            found = found.filter(created_at__gt=datetime.fromisoformat(news.seen_until))
        return found.exclude(id__in=news.seen) if news.seen else found

    @classmethod
    async def reaching(cls, person_id: str, found: Sequence["Notice"]) -> list["Notice"]:
        """Those of some notices that no block keeps from this person. One query if they ask about old texts."""
        sent = {
            one.id: (authorship.unseal(one.asker, one.subject, one.created_at), one.created_at)
            for one in found
            if one.asker
        }
        kept_away = await Block.kept_away(person_id, sent)
        return [one for one in found if one.id not in kept_away]

    @classmethod
    async def count_unseen(cls, viewer: Visitor, besides: str = "") -> int:
        """How much is new for this viewer, up to a hundred, but for what concerns one of their tags.

        None of it is asked for of who has written nothing yet.
        """
        news = replace(viewer.news, tags=[tag for tag in viewer.tags if tag != besides])
        if not isinstance(viewer, Viewer) or not news.tags:
            return 0
        unseen = cls.unseen(news).only("id", "subject", "asker", "created_at").limit(COUNTED_AT_MOST)
        return len(await cls.reaching(viewer.person_id, await unseen))

    @classmethod
    async def see(cls, viewer: Viewer, notice_id: str = "") -> bool:
        """Marks one as seen, or all there is by now. Returns whether there was any."""
        if notice_id:
            is_there = await cls.to(viewer).filter(id=notice_id).exists()
            if is_there:
                await viewer.change_vault(lambda vault: vault.see(notice_id))
            return is_there
        await viewer.change_vault(lambda vault: vault.see_all(clock.now()))
        return True

    def is_seen_by(self, viewer: Visitor) -> bool:
        news = viewer.news
        is_old = bool(news.seen_until) and self.created_at <= datetime.fromisoformat(news.seen_until)
        return is_old or self.id in news.seen

    @classmethod
    @unit
    async def sweep(cls) -> None:
        """Forgets what happened long ago."""
        await cls.filter(created_at__lte=clock.days_ago(LIFE_DAYS)).delete()


def topic(tag: str) -> str:
    """What the bus calls the things that happen to whoever bears this tag."""
    return f"notice {tag}"
