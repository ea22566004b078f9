"""Saying something in a room."""

from arcanon.forms import KEY, Field, Form, KeyedForm
from arcanon.rooms.messages import BODY_AT_MOST, LINES_AT_MOST
from arcanon.rooms.reveals import REVEAL_AT_MOST


class MessageForm(KeyedForm):
    """A message and its one-time key, with which it is said once however often it is sent."""

    fields = {
        "body": Field("Message", most=BODY_AT_MOST, missing="Write something first.", lines=LINES_AT_MOST, rows=3),
        "key": KEY,
    }


class RevealForm(Form):
    """What one would reveal when the other does, too."""

    fields = {
        "line": Field("What you would reveal", most=REVEAL_AT_MOST, missing="Write what you would reveal.", rows=1)
    }
