"""The form for a match request."""

from collections.abc import Iterable
from typing import Self

from starlette.datastructures import FormData

from arcanon import settings
from arcanon.matches.criteria import AGES, GENDERS, MAX_LINE_LENGTH, Criteria, Role
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.forms import Field, Form


class MatchForm(Form):
    """The boxes that were ticked in each list, such as the topics, are in `chosen`."""

    fields = {
        "role": Field(N_("What you would like"), max_length=10),
        "line": Field(
            N_("A first line"),
            max_length=MAX_LINE_LENGTH,
            hint=N_("Optional. It becomes the first message of the chat."),
            rows=1,
            is_typed=True,
        ),
        "age": Field(N_("Your age"), max_length=10),
        "gender": Field(N_("Your gender"), max_length=10),
    }
    lists = ("topics", "languages", "ages", "genders")
    routes = ("matches:start",)
    button = N_("Find someone")

    def __init__(self, typed: dict[str, str] | None = None) -> None:
        super().__init__(typed)
        first = next(iter(settings.current().languages))
        self.chosen: dict[str, tuple[str, ...]] = {"topics": (), "languages": (first,), "ages": (), "genders": ()}

    def check(self, data: FormData) -> None:
        current = settings.current()
        choices: dict[str, Iterable[str]] = {
            "topics": current.topics,
            "languages": current.languages,
            "ages": AGES,
            "genders": GENDERS,
        }
        for name, possible in choices.items():
            values = data.getlist(name)
            self.chosen[name] = tuple(choice for choice in possible if choice in values)
        if self.values["role"] not in list(Role):
            self.errors["role"] = _("Choose whether you want to talk, to listen, or either.")
        if len(current.languages) == 1:
            self.chosen["languages"] = tuple(current.languages)
        if not self.chosen["languages"]:
            self.errors["languages"] = _("Choose at least one language.")

    @classmethod
    def from_criteria(cls, criteria: Criteria) -> Self:
        """Returns the form in which these criteria were chosen."""
        form = cls({name: getattr(criteria, name) for name in cls.fields})
        form.chosen = {name: getattr(criteria, name) for name in form.chosen}
        return form

    @property
    def criteria(self) -> Criteria:
        """What was chosen, for a form without errors."""
        return Criteria(
            Role(self.values["role"]),
            **self.chosen,
            age=self.values["age"] if self.values["age"] in AGES else "",
            gender=self.values["gender"] if self.values["gender"] in GENDERS else "",
            line=self.values["line"],
        )
