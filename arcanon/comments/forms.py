"""Answering a post."""

from arcanon.comments.models import BODY_AT_MOST
from arcanon.forms import KEY, Field, KeyedForm


class CommentForm(KeyedForm):
    fields = {
        "body": Field("Your answer", most=BODY_AT_MOST, missing="Write something first.", lines=200, rows=5),
        "key": KEY,
    }
