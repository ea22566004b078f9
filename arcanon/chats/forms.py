"""The forms of a chat."""

from arcanon.chats.messages import MAX_BODY_LENGTH, MAX_LINES
from arcanon.chats.reveals import MAX_REVEAL_LENGTH
from arcanon.text.translation import N_
from arcanon.web.forms import KEY, Field, Form, KeyedForm


class MessageForm(KeyedForm):
    fields = {
        "body": Field(
            N_("Message"),
            max_length=MAX_BODY_LENGTH,
            required=N_("Write something first."),
            max_lines=MAX_LINES,
            rows=3,
            is_typed=True,
        ),
        "key": KEY,
    }
    routes = ("chats:say",)
    draft_routes = routes


class RevealForm(Form):
    """What the viewer would reveal if the other person does, too."""

    fields = {
        "line": Field(
            N_("What you would reveal"),
            max_length=MAX_REVEAL_LENGTH,
            required=N_("Write what you would reveal."),
            rows=1,
            is_typed=True,
        )
    }
    routes = ("chats:reveal",)
    button = N_("Seal it")
