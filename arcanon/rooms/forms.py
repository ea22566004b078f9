"""Saying something in a room."""

from starlette.datastructures import FormData

from arcanon import crypto
from arcanon.forms import Field, Form
from arcanon.rooms.models import BODY_AT_MOST, LINES_AT_MOST


class MessageForm(Form):
    """A message and its one-time key, with which it is said once however often it is sent."""

    fields = {
        "body": Field("Message", most=BODY_AT_MOST, missing="Write something first.", lines=LINES_AT_MOST, rows=3),
        "key": Field("Key", most=32),
    }

    @classmethod
    def empty(cls) -> "MessageForm":
        return cls({"key": crypto.new_id(20)})

    def check(self, data: FormData) -> None:
        if not self.values["key"]:
            self.values["key"] = self.typed["key"] = crypto.new_id(20)
