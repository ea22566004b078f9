"""The vault: what only its owner may list, sealed under their key and padded, so that its size tells little."""

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

from arcanon import crypto

Kind = Literal["posts", "comments", "likes", "rooms"]
SMALLEST = 1024  # bytes; a vault's size is this times a power of two


@dataclass
class Vault:
    """The ids of what is one person's own, newest last."""

    posts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    likes: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    match: str | None = None  # the room that an open match request will become

    def keep(self, kind: Kind, one: str) -> None:
        """Makes this the newest of its kind; kept twice it is there once."""
        self.forget(kind, one)
        getattr(self, kind).append(one)

    def forget(self, kind: Kind, one: str) -> None:
        getattr(self, kind)[:] = [other for other in getattr(self, kind) if other != one]

    def forget_written(self, kind: Kind, one: str) -> None:
        """What one has deleted is no longer theirs, nor liked by them."""
        self.forget(kind, one)
        self.forget("likes", one)

    def wait_for(self, room_id: str) -> None:
        """Waits for a match that will become this room."""
        self.keep("rooms", room_id)
        self.match = room_id

    def stop_waiting(self) -> None:
        """Waits no more, and has nothing of the room that did not come to be."""
        if self.match:
            self.forget("rooms", self.match)
        self.match = None

    def enter(self, room_id: str) -> None:
        """Is in a room, and waits for none."""
        self.keep("rooms", room_id)
        self.match = None

    def seal(self, key: bytes) -> bytes:
        """The vault as the database keeps it."""
        content = json.dumps(asdict(self), separators=(",", ":")).encode()
        size = SMALLEST
        while size < len(content):
            size *= 2
        return crypto.seal(key, content.ljust(size), "vault")

    @classmethod
    def unseal(cls, key: bytes, sealed: bytes) -> "Vault":
        return cls(**json.loads(crypto.unseal(key, sealed, "vault")))
