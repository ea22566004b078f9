"""What somebody looks for, and whether two who look fit each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

LINE_AT_MOST = 300  # characters


class Wish(StrEnum):
    TALK = "talk"
    LISTEN = "listen"
    EITHER = "either"


# Who may meet whom: somebody has to listen, and somebody has something to say.
FITTING = {
    Wish.TALK: (Wish.LISTEN, Wish.EITHER),
    Wish.LISTEN: (Wish.TALK, Wish.EITHER),
    Wish.EITHER: (Wish.TALK, Wish.LISTEN, Wish.EITHER),
}

AGES = {"18": "18 to 24", "25": "25 to 34", "35": "35 to 49", "50": "50 or older"}
GENDERS = {"woman": "Woman", "man": "Man", "other": "Another gender"}


@dataclass(frozen=True)
class Wanted:
    """Whom somebody would like to meet, and as whom. What is empty is left open."""

    wish: Wish
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    age: str = ""  # one's own band
    ages: tuple[str, ...] = ()  # of who comes
    gender: str = ""
    genders: tuple[str, ...] = ()
    line: str = ""  # the first words, if there are any

    def fits(self, other: Self) -> bool:
        """Whether each is what the other looks for. The same from both sides."""
        return (
            other.wish in FITTING[self.wish]
            and _share(self.topics, other.topics)
            and _share(self.languages, other.languages)
            and self._accepts(other)
            and other._accepts(self)
        )

    def _accepts(self, other: Self) -> bool:
        """Whoever has not said their age or gender is not who was asked for by it."""
        return (not self.ages or other.age in self.ages) and (not self.genders or other.gender in self.genders)

    def closeness(self, other: Self) -> int:
        """How well two fit who do: the number of topics they share."""
        return len(set(self.topics) & set(other.topics))

    def wider(self, what: str) -> Self:
        """The same with any "topics", or with any "people"."""
        return replace(self, topics=()) if what == "topics" else replace(self, ages=(), genders=())

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """From what `dataclasses.asdict` made, after it was JSON."""
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return cls(**{**values, **lists, "wish": Wish(values["wish"])})


def _share(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not some or not others or bool(set(some) & set(others))
