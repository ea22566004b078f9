"""Asking for somebody to talk to."""

from collections.abc import Iterable
from typing import Self

from starlette.datastructures import FormData

from arcanon import settings
from arcanon.forms import Field, Form
from arcanon.matches.wanted import AGES, GENDERS, LINE_AT_MOST, Wanted, Wish


class MatchForm(Form):
    """What is chosen of several, such as topics, is in `chosen`."""

    fields = {
        "wish": Field("What you would like", most=10),
        "languages": Field("Languages", most=10),
        "line": Field(
            "A first line",
            most=LINE_AT_MOST,
            hint="If you like. It opens the conversation when somebody comes.",
            rows=1,
        ),
        "age": Field("Your age", most=10),
        "gender": Field("Your gender", most=10),
    }

    def __init__(self, typed: dict[str, str] | None = None) -> None:
        super().__init__(typed)
        first = next(iter(settings.current().languages))
        self.chosen: dict[str, tuple[str, ...]] = {"topics": (), "languages": (first,), "ages": (), "genders": ()}

    def check(self, data: FormData) -> None:
        here = settings.current()
        lists: dict[str, Iterable[str]] = {
            "topics": here.topics,
            "languages": here.languages,
            "ages": AGES,
            "genders": GENDERS,
        }
        for name, possible in lists.items():
            values = data.getlist(name)
            self.chosen[name] = tuple(one for one in possible if one in values)
        if self.values["wish"] not in list(Wish):
            self.errors["wish"] = "Choose whether you want to talk, to listen, or either."
        if len(here.languages) == 1:
            self.chosen["languages"] = tuple(here.languages)
        if not self.chosen["languages"]:
            self.errors["languages"] = "Choose at least one language."

    @classmethod
    def of(cls, wanted: Wanted) -> Self:
        """The form in which this was chosen."""
        form = cls({name: getattr(wanted, name) for name in ("wish", "line", "age", "gender")})
        form.chosen = {name: getattr(wanted, name) for name in form.chosen}
        return form

    @property
    def wanted(self) -> Wanted:
        """What was chosen, of a form without errors."""
        return Wanted(
            Wish(self.values["wish"]),
            **self.chosen,
            age=self.values["age"] if self.values["age"] in AGES else "",
            gender=self.values["gender"] if self.values["gender"] in GENDERS else "",
            line=self.values["line"],
        )
