"""Sealed records: JSON with a version, under a seal that only its owner can open.

No migration can reach what is sealed, so a record looks after itself: it is upgraded when it is opened, and keys that
this release does not know are kept and written back, so that going back a release and forward again loses nothing.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Self

SMALLEST_STEP = 192  # bytes

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(kw_only=True)
class Record:
    """The base of sealed dataclasses. A subclass states its `VERSION` and how to upgrade from each earlier one."""

    VERSION: ClassVar[int] = 1
    UPGRADES: ClassVar[dict[int, Upgrade]] = {}  # from this version to the next

    version: int = 0  # as it was found; 0 for a new record
    unknown: dict[str, Any] = field(default_factory=dict)  # keys that a later release has written

    def to_json(self) -> bytes:
        """Returns the record as compact JSON, with the unknown keys it was opened with."""
        content = {**self.unknown, **asdict(self)}
        del content["unknown"]
        content["version"] = max(self.version, self.VERSION)
        return write_json(content)

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """Opens what `to_json` made, in this release or any other."""
        values = read_json(content)
        version = values.pop("version")
        for earlier in range(version, cls.VERSION):
            values = cls.UPGRADES[earlier](values)
        known = {one.name for one in fields(cls)} - {"version", "unknown"}
        unknown = {name: value for name, value in values.items() if name not in known}
        own = {name: value for name, value in values.items() if name in known}
        return cls(**cls.decode(own), version=version, unknown=unknown)

    @classmethod
    def decode(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Turns JSON's types back into the fields' own, where they differ."""
        return values


def write_json(content: dict[str, Any]) -> bytes:
    """Returns compact JSON. Letters stay as they are: escaped, one would take up to twelve bytes."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode(errors="surrogatepass")


def read_json(content: bytes) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(content)
    return values


def pad_in_steps(content: bytes) -> bytes:
    """Appends spaces to JSON, so that contents of many sizes look the same. Each step is four times the one before."""
    size = SMALLEST_STEP
    while size < len(content):
        size *= 4
    return content.ljust(size)
