"""Writing a post."""

from arcanon.forms import KEY, Field, KeyedForm
from arcanon.posts.models import BODY_AT_MOST, TITLE_AT_MOST


class PostForm(KeyedForm):
    fields = {
        "title": Field("Title", most=TITLE_AT_MOST, missing="Give it a title, so that others find it."),
        "body": Field("Your words", most=BODY_AT_MOST, missing="Write something first.", lines=400, rows=12),
        "key": KEY,
    }
