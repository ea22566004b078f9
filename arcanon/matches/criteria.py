"""The criteria of a match request, and whether two of them fit each other."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from arcanon.crypto.records import Record
from arcanon.text.translation import N_

MAX_LINE_LENGTH = 300  # characters


class Role(StrEnum):
    TALK = "talk"
    LISTEN = "listen"
    EITHER = "either"


# The roles that fit each role: one person talks, and the other listens.
FITTING_ROLES = {
    Role.TALK: (Role.LISTEN, Role.EITHER),
    Role.LISTEN: (Role.TALK, Role.EITHER),
    Role.EITHER: (Role.TALK, Role.LISTEN, Role.EITHER),
}

AGES = {"18": N_("18 to 24"), "25": N_("25 to 34"), "35": N_("35 to 49"), "50": N_("50 or older")}
GENDERS = {"woman": N_("Woman"), "man": N_("Man"), "other": N_("Another gender")}


@dataclass(frozen=True)
class Criteria:
    """What a match request asks for, and what it says about its sender. Empty fields match anybody."""

    role: Role
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    age: str = ""  # their own age band
    ages: tuple[str, ...] = ()  # the age bands they would like to meet
    gender: str = ""  # their own
    genders: tuple[str, ...] = ()  # those they would like to meet
    line: str = ""  # the first message, if they have written one

    def fits(self, other: Self) -> bool:
        """Whether each is what the other looks for. The same from both sides."""
        return (
            other.role in FITTING_ROLES[self.role]
            and _overlap(self.topics, other.topics)
            and _overlap(self.languages, other.languages)
            and self._accepts(other)
            and other._accepts(self)
        )

    def _accepts(self, other: Self) -> bool:
        """People who leave their age or gender blank are not matched on it."""
        return (not self.ages or other.age in self.ages) and (not self.genders or other.gender in self.genders)

    def closeness(self, other: Self) -> int:
        """How well two people match who fit each other: the number of topics they share."""
        return len(set(self.topics) & set(other.topics))

    def shared_topics(self, other: Self) -> tuple[str, ...]:
        """The topics that both named; if one of them named none, those of the other."""
        if not self.topics or not other.topics:
            return self.topics or other.topics
        return tuple(topic for topic in self.topics if topic in other.topics)

    def widen(self, what: str) -> Self:
        """Returns the same criteria for any "topics", or for any "people"."""
        return replace(self, topics=()) if what == "topics" else replace(self, ages=(), genders=())


@dataclass(kw_only=True)
class SealedRequest(Record):
    """What a match request holds under the key of its chat to come."""

    role: str = Role.EITHER
    topics: list[str]
    languages: list[str]
    age: str = ""
    ages: list[str]
    gender: str = ""
    genders: list[str]
    line: str = ""
    partners: list[str]  # pair tags of the last people talked with

    @classmethod
    def make(cls, criteria: Criteria, partners: list[str]) -> Self:
        values: dict[str, Any] = dict(vars(criteria))
        lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        return cls(**{**values, **lists}, partners=partners)

    @property
    def criteria(self) -> Criteria:
        return Criteria(
            Role(self.role),
            topics=tuple(self.topics),
            languages=tuple(self.languages),
            age=self.age,
            ages=tuple(self.ages),
            gender=self.gender,
            genders=tuple(self.genders),
            line=self.line,
        )

    def with_criteria(self, criteria: Criteria) -> Self:
        """Returns the record with other criteria, and everything else as it was."""
        changed = self.make(criteria, self.partners)
        changed.version, changed.unknown = self.version, self.unknown
        return changed


def _overlap(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not some or not others or bool(set(some) & set(others))
