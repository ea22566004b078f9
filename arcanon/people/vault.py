"""The vault: what only its owner may list, sealed under their key and padded, so that its size tells little."""

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

from arcanon import crypto

Kind = Literal["posts", "comments", "likes", "rooms", "asks", "scopes", "hidden_posts", "hidden_topics", "hidden_words"]
SMALLEST = 1024  # bytes; a vault's size is this times a power of two
DRAFTS_AT_MOST = 10
SCOPES_AT_MOST = 500  # of the newest threads and asks one hears of


Draft = dict[str, str]  # the fields of a form as they were typed, among them its "key"; and the "form" they are of


@dataclass
class Vault:
    """The ids of what is one person's own, newest last, and what they have chosen for themselves."""

    posts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    likes: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    match: str | None = None  # the room that an open match request will become
    asks: list[str] = field(default_factory=list)  # the rooms that one's open asks will become
    scopes: list[str] = field(default_factory=list)  # where something may happen that concerns one
    drafts: list[Draft] = field(default_factory=list)
    hidden_posts: list[str] = field(default_factory=list)
    hidden_topics: list[str] = field(default_factory=list)
    hidden_words: list[str] = field(default_factory=list)
    blocks: list[dict[str, str]] = field(default_factory=list)  # the "id" of each, and the "name" that was borne
    takes_asks: bool = True
    feed: str | None = None  # the token of the secret address, while there is one

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

    def hear_of(self, scope: str) -> None:
        """Something may happen in this scope that concerns the owner."""
        self.keep("scopes", scope)
        del self.scopes[:-SCOPES_AT_MOST]

    def keep_draft(self, draft: Draft) -> None:
        """Keeps what is being written, under the one-time key of its form; the oldest drafts make room."""
        self.forget_draft(draft["key"])
        self.drafts.append(draft)
        del self.drafts[:-DRAFTS_AT_MOST]

    def forget_draft(self, key: str) -> None:
        self.drafts[:] = [draft for draft in self.drafts if draft["key"] != key]

    def draft(self, key: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft["key"] == key), None)

    def seal(self, key: bytes) -> bytes:
        """The vault as the database keeps it."""
        content = json.dumps(asdict(self), separators=(",", ":")).encode()
        return crypto.seal(key, padded(content), "vault")

    @classmethod
    def unseal(cls, key: bytes, sealed: bytes) -> "Vault":
        return cls(**json.loads(crypto.unseal(key, sealed, "vault")))


def padded(content: bytes) -> bytes:
    """Content with spaces behind it, so that many sizes look the same."""
    size = SMALLEST
    while size < len(content):
        size *= 2
    return content.ljust(size)
