"""The form for writing and editing a post."""

import dataclasses
from typing import Self

from starlette.datastructures import FormData

from arcanon import settings
from arcanon.posts.content import MAX_BODY_LENGTH, MAX_TITLE_LENGTH, MAX_WARNING_LENGTH, PostContent
from arcanon.posts.models import Post
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.forms import KEY, VERSION, Field, KeyedForm, new_form_key


class PostForm(KeyedForm):
    fields = {
        "title": Field(
            N_("Title"),
            max_length=MAX_TITLE_LENGTH,
            hint=N_("Optional. If you leave it empty, the first line is used."),
            rows=1,
            is_typed=True,
        ),
        "body": Field(
            N_("Your text"),
            max_length=MAX_BODY_LENGTH,
            required=N_("Write something first."),
            hint=N_("Up to %(most)s characters. A blank line starts a paragraph; *stars* for emphasis, > for a quote."),
            max_lines=400,
            rows=12,
            is_typed=True,
            is_markdown=True,
        ),
        "topic": Field(N_("Topic"), max_length=20),
        "warning": Field(
            N_("Content warning"),
            max_length=MAX_WARNING_LENGTH,
            hint=N_("Optional, such as “self-harm”. Your post stays hidden until the reader opens it."),
            rows=1,
            is_typed=True,
        ),
        "key": KEY,
        "version": VERSION,
    }
    routes = ("posts:create", "posts:edit", "posts:preview")
    draft_routes = ("posts:create", "posts:edit")
    button = N_("Publish")

    @classmethod
    def from_post(cls, post: Post) -> Self:
        """Returns the form in which a post is edited."""
        return cls({**dataclasses.asdict(post.content), "key": new_form_key(), "version": post.content.version})

    @property
    def topics(self) -> dict[str, str]:
        """The topics to choose from, including the chosen one if the host has removed it since."""
        known = dict(settings.current().topics)
        return known if self.typed["topic"] in ("", *known) else {**known, self.typed["topic"]: self.typed["topic"]}

    @property
    def topic(self) -> str:
        """The chosen topic; before that, the last of the host's topics."""
        return self.typed["topic"] or list(settings.current().topics)[-1]

    def check(self, data: FormData) -> None:
        super().check(data)
        self.values["topic"] = self.values["topic"] or self.topic
        if self.values["topic"] not in settings.current().topics:
            self.errors["topic"] = _("Choose one of the topics.")

    def allow_topic_of(self, post: Post) -> None:
        """Lets a post keep a topic that the host has removed since."""
        if self.values["topic"] == post.topic:
            self.errors.pop("topic", None)

    @property
    def content(self) -> PostContent:
        return PostContent(**{field.name: self.values[field.name] for field in dataclasses.fields(PostContent)})
