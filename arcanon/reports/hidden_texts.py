"""Texts that are hidden: they leave the posts and comments, so that no page, search or feed shows them by mistake."""

import json
from functools import partial
from typing import Any

from tortoise import fields
from tortoise.models import Model

from arcanon.comments.models import Comment
from arcanon.db.transactions import after_commit, lock, transaction
from arcanon.posts.models import Post, thread_channel
from arcanon.realtime import bus
from arcanon.search.models import Entry
from arcanon.text.markdown import Rendered
from arcanon.text.markdown import render as render_markdown
from arcanon.text.translation import gettext as _

WAITING = "waiting"  # instead of a rule: several people have reported it, and no moderator has looked yet
KEPT = {"post": ("title", "warning", "body"), "comment": ("body",)}
BLANK = {
    "post": ("title", "heading", "warning", "body", "html", "excerpt"),
    "comment": ("body", "html"),
}
TOP_HEADING = 3


class HiddenText(Model):
    """What a hidden post or comment said, and why nobody but its writer reads it. It is deleted together with it."""

    subject = fields.CharField(primary_key=True, max_length=16)  # the id of the post or comment
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="hidden_texts")
    comment: fields.ForeignKeyNullableRelation[Comment] = fields.ForeignKeyField(
        "arcanon.Comment", related_name="hidden_texts", null=True
    )
    content = fields.TextField()  # JSON
    rule = fields.CharField(max_length=20)
    words = fields.TextField(default="")  # of the moderator, for the writer
    appeal = fields.CharField(max_length=64, default="")  # the token of the address at which to appeal

    class Meta:
        table = "hidden_texts"
        indexes = (("post_id",), ("comment_id",))

    @property
    def typed(self) -> str:
        return str(json.loads(self.content)["body"])

    @property
    def rendered(self) -> Rendered:
        return Rendered(render_markdown(self.typed, top=TOP_HEADING))

    @property
    def title(self) -> str:
        return str(json.loads(self.content).get("title", ""))

    @classmethod
    @transaction
    async def hide(cls, subject: Post | Comment, rule: str, words: str = "", appeal: str = "") -> None:
        """Hides a post or comment; if it is hidden already, changes the reason. Nothing if it has been deleted."""
        await lock(f"hidden {subject.id}")
        model, kind = type(subject), subject.kind
        row = await model.filter(id=subject.id).select_for_update().first()
        if row is None or row.tag == "-":
            return
        reasons: dict[str, Any] = {"rule": rule, "words": words, "appeal": appeal}
        if not await cls.filter(subject=subject.id).update(**reasons):
            content = json.dumps({name: getattr(row, name) for name in KEPT[kind]}, ensure_ascii=False)
            comment_id = subject.id if kind == "comment" else None
            post_id = row.id if isinstance(row, Post) else row.post_id
            await cls.create(subject=row.id, post_id=post_id, comment_id=comment_id, content=content, **reasons)
            await Entry.filter(subject=row.id).delete()
        blank = dict.fromkeys(BLANK[kind], "")
        if kind == "post":
            blank["heading"] = _("Hidden by a moderator")
        await model.filter(id=row.id).update(**blank, hidden=rule)
        after_commit(f"tell {row.id}", partial(tell_page, row))

    @classmethod
    @transaction
    async def restore(cls, subject: Post | Comment) -> None:
        """Shows a post or comment again, as it was."""
        await lock(f"hidden {subject.id}")
        kept = await cls.get_or_none(subject=subject.id)
        if kept is None:
            return
        model = type(subject)
        await model.filter(id=subject.id).update(**json.loads(kept.content), hidden="")
        await kept.delete()
        await model.refresh(subject.id)
        after_commit(f"tell {subject.id}", partial(tell_page, subject))


async def tell_page(subject: Post | Comment) -> None:
    """Has the open pages of a thread draw this text again, in every process."""
    post_id = subject.id if isinstance(subject, Post) else subject.post_id
    await bus.signal(thread_channel(post_id), f"changed {subject.kind} {subject.id}")
