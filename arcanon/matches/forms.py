"""Asking for somebody to talk to."""

from starlette.datastructures import FormData

from arcanon import settings
from arcanon.forms import Field, Form
from arcanon.matches.models import Wish


class MatchForm(Form):
    fields = {"wish": Field("What you would like", most=10)}
    topics: list[str]

    def __init__(self, typed: dict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.topics = []

    def check(self, data: FormData) -> None:
        chosen = {value for value in data.getlist("topics") if isinstance(value, str)}
        self.topics = [topic for topic in settings.current().topics if topic in chosen]
        if self.values["wish"] not in list(Wish):
            self.errors["wish"] = "Choose whether you want to talk, to listen, or either."
