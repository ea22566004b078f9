"""Answering a post, or an answer to it."""

from arcanon.comments.models import BODY_AT_MOST, Comment
from arcanon.forms import KEY, Field, KeyedForm


class CommentForm(KeyedForm):
    fields = {
        "body": Field("Your answer", most=BODY_AT_MOST, missing="Write something first.", lines=200, rows=5),
        "reply_to": Field("Answers", most=16),
        "key": KEY,
    }

    @classmethod
    def of(cls, comment: Comment) -> "CommentForm":
        """The form that changes a comment."""
        return cls({"body": comment.body, "key": f"edit-{comment.id}"})

    @property
    def prefix(self) -> str:
        """What tells the ids of this form from those of others on the page."""
        return f"reply-{self.typed['reply_to']}-" if self.typed["reply_to"] else "answer-"
