"""The vault: what only its owner may list, sealed under their key and padded, so that its size tells little."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

from arcanon import crypto

Kind = Literal[
    "posts", "comments", "likes", "rooms", "asks", "scopes", "seen", "hidden_posts", "hidden_topics", "hidden_words"
]
SMALLEST = 1024  # bytes; a vault's size is this times a power of two
DRAFTS_AT_MOST = 10
SENT_AT_MOST = 50  # keys
SEEN_AT_MOST = 500  # news that are seen one by one
PARTNERS_AT_MOST = 5
SCOPES_AT_MOST = 500  # of the newest threads and asks one hears of


Draft = dict[str, str]  # the fields of a form as they were typed, among them its "key"; and the "form" they are of


def room_scope(room_id: str) -> str:
    """The scope of one conversation."""
    return f"room {room_id}"


@dataclass(frozen=True)
class News:
    """What looking for news needs to know: whom to look for, and what of it is seen."""

    tags: list[str] = field(default_factory=list)
    seen_until: str = ""
    seen: list[str] = field(default_factory=list)
    takes_asks: bool = True


@dataclass
class Vault:
    """The ids of what is one person's own, newest last, and what they have chosen for themselves."""

    posts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    likes: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    match: str | None = None  # the room that an open match request will become
    partners: dict[str, str] = field(default_factory=dict)  # who one talked with last, as pairs, and when that began
    asks: list[str] = field(default_factory=list)  # the rooms that one's open asks will become
    scopes: list[str] = field(default_factory=list)  # where something may happen that concerns one
    drafts: list[Draft] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)  # the keys of forms that were sent lately
    seen_until: str = ""  # the moment up to which all news are seen
    seen: list[str] = field(default_factory=list)  # the news seen one by one since
    hidden_posts: list[str] = field(default_factory=list)
    hidden_topics: list[str] = field(default_factory=list)
    hidden_words: list[str] = field(default_factory=list)
    blocks: list[dict[str, str]] = field(
        default_factory=list
    )  # "id", and "subject", "name", "about" of what it was for
    takes_asks: bool = True
    reads: str = "aloud"  # what is said of messages that arrive: "aloud", how many as a "count", or "silent"
    has_sound: bool = False  # when a message arrives
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
        self.drafts[:] = [draft for draft in self.drafts if one not in draft["to"].split("/")]

    def wait_for(self, room_id: str) -> None:
        """Waits for a match that will become this room."""
        self.keep_room(room_id)
        self.match = room_id

    def stop_waiting(self) -> None:
        """Waits no more, and has nothing of the room that did not come to be."""
        if self.match:
            self.forget_room(self.match)
        self.match = None

    def keep_room(self, room_id: str) -> None:
        """Has a seat in this room, or will have, and hears of what is said there."""
        self.keep("rooms", room_id)
        self.hear_of(room_scope(room_id))

    def forget_room(self, room_id: str) -> None:
        self.forget("rooms", room_id)
        self.forget("scopes", room_scope(room_id))

    def enter(self, room_id: str, partner: Mapping[str, str]) -> None:
        """Is in a room with somebody, and waits for none."""
        self.keep_room(room_id)
        self.meet(partner)
        self.match = None

    def meet(self, partners: Mapping[str, str], room_id: str = "") -> None:
        """Remembers the last of those one has talked with; and waits no more for the room it happens in."""
        newest = sorted({**self.partners, **partners}.items(), key=lambda one: one[1])
        self.partners = dict(newest[-PARTNERS_AT_MOST:])
        if self.match == room_id:
            self.match = None

    def would_learn(self, partners: Mapping[str, str], room_id: str = "") -> bool:
        """Whether `meet` would change anything."""
        known = dict(self.partners)
        after = Vault(partners=known, match=self.match)
        after.meet(partners, room_id)
        return (after.partners, after.match) != (known, self.match)

    def has_blocked(self, subject: str) -> bool:
        """Whether its writer was blocked for this very thing; of what else they wrote it tells nothing."""
        return any(block["subject"] == subject for block in self.blocks)

    def hear_of(self, scope: str) -> None:
        """Something may happen in this scope that concerns the owner."""
        self.keep("scopes", scope)
        del self.scopes[:-SCOPES_AT_MOST]

    def keep_draft(self, draft: Draft) -> bool:
        """Keeps what is being written, under the one-time key of its form; the oldest drafts make room.

        Returns whether it is kept: not what has no words, and not what was sent meanwhile.
        """
        self.forget_draft(draft["key"])
        is_kept = draft["key"] not in self.sent and any(draft[name].strip() for name in ("title", "body", "warning"))
        if is_kept:
            self.drafts.append(draft)
            del self.drafts[:-DRAFTS_AT_MOST]
        return is_kept

    def close_draft(self, key: str) -> None:
        """What was written under this key has been sent: what comes too late is no draft any more."""
        self.forget_draft(key)
        self.sent.append(key)
        del self.sent[:-SENT_AT_MOST]

    def forget_draft(self, key: str) -> None:
        self.drafts[:] = [draft for draft in self.drafts if draft["key"] != key]

    def drafts_for(self, to: str, reply_to: str = "") -> list[Draft]:
        """What was begun for a place: the address it will be sent to, and the comment it answers."""
        return [draft for draft in self.drafts if (draft["to"], draft["reply_to"]) == (to, reply_to)]

    def newest_draft(self, to: str, reply_to: str = "") -> Draft | None:
        return next(iter(self.drafts_for(to, reply_to)[::-1]), None)

    def draft(self, key: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft["key"] == key), None)

    def see(self, notice_id: str) -> None:
        """Has seen one of the news."""
        self.keep("seen", notice_id)
        del self.seen[:-SEEN_AT_MOST]

    def see_all(self, moment: datetime) -> None:
        """Has seen all there was at a moment."""
        self.seen_until, self.seen = moment.isoformat(), []

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
