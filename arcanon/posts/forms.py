"""Writing a post."""

from starlette.datastructures import FormData

from arcanon import crypto, settings
from arcanon.forms import KEY, KEY_LENGTH, Field, KeyedForm
from arcanon.posts.models import BODY_AT_MOST, TITLE_AT_MOST, WARNING_AT_MOST, Post, Writing


class PostForm(KeyedForm):
    fields = {
        "title": Field("Title", most=TITLE_AT_MOST, hint="If you like. Without one the first line stands in.", rows=1),
        "body": Field(
            "Your words",
            most=BODY_AT_MOST,
            missing="Write something first.",
            hint=f"Up to {BODY_AT_MOST:,} characters. A blank line begins a paragraph; *stars* stress, > quotes.",
            lines=400,
            rows=12,
        ),
        "topic": Field("Topic", most=20),
        "warning": Field(
            "Content warning",
            most=WARNING_AT_MOST,
            hint="If you like: what readers should know first, such as “self-harm”. Your words stay folded.",
            rows=1,
        ),
        "key": KEY,
    }

    @classmethod
    def of(cls, post: Post) -> "PostForm":
        """The form that changes a post."""
        typed = {"title": post.title, "body": post.body, "topic": post.topic, "warning": post.warning}
        return cls({**typed, "key": crypto.new_id(KEY_LENGTH)})

    @property
    def topics(self) -> dict[str, str]:
        """What to choose from, and what is chosen already, though the host may have given it up."""
        known = dict(settings.current().topics)
        return known if self.typed["topic"] in ("", *known) else {**known, self.typed["topic"]: self.typed["topic"]}

    @property
    def topic(self) -> str:
        """What is chosen; to begin with, the last of the host's topics."""
        return self.typed["topic"] or list(settings.current().topics)[-1]

    def check(self, data: FormData) -> None:
        super().check(data)
        self.values["topic"] = self.values["topic"] or self.topic
        if self.values["topic"] not in settings.current().topics:
            self.errors["topic"] = "Choose one of the topics."

    def keep_topic(self, post: Post) -> None:
        """A topic that the host has given up since may stay."""
        if self.values["topic"] == post.topic:
            self.errors.pop("topic", None)

    @property
    def writing(self) -> Writing:
        values = self.values
        return Writing(values["title"], values["body"], values["topic"], values["warning"])
