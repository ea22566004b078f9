"""Answering a post, or an answer to it."""

from arcanon import crypto
from arcanon.comments.models import BODY_AT_MOST, Comment
from arcanon.forms import KEY, KEY_LENGTH, Field, KeyedForm


class CommentForm(KeyedForm):
    fields = {
        "body": Field("Your answer", most=BODY_AT_MOST, missing="Write something first.", lines=200, rows=5),
        "reply_to": Field("Answers", most=16),
        "key": KEY,
    }

    @classmethod
    def of(cls, comment: Comment) -> "CommentForm":
        """The form that changes a comment."""
        return cls({"body": comment.body, "key": crypto.new_id(KEY_LENGTH)})

    @property
    def prefix(self) -> str:
        """What tells the ids of this form from those of others on the page."""
        return f"reply-{self.typed['reply_to']}-" if self.typed["reply_to"] else "answer-"
