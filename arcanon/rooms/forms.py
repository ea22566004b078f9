"""Saying something in a room."""

from arcanon.forms import KEY, Field, KeyedForm
from arcanon.rooms.models import BODY_AT_MOST, LINES_AT_MOST


class MessageForm(KeyedForm):
    """A message and its one-time key, with which it is said once however often it is sent."""

    fields = {
        "body": Field("Message", most=BODY_AT_MOST, missing="Write something first.", lines=LINES_AT_MOST, rows=3),
        "key": KEY,
    }
