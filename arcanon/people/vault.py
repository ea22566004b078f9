"""The vault: what only its owner can list, sealed under their key, and padded so that its size reveals little."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Self

from arcanon import crypto
from arcanon.crypto.records import Record
from arcanon.db.errors import QuotaError
from arcanon.text import clock
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _

Kind = Literal["posts", "comments", "likes", "chats", "invitations", "scopes", "notifications_read", "hidden_posts"]

MIN_SIZE = 1024  # bytes; a vault's size is this times a power of two
MAX_SIZE = 512 * 1024  # bytes
MAX_KEPT = 5_000  # posts of one person, and as many comments, likes and hidden posts
MAX_DRAFTS = 10  # of posts and comments, and again of messages
MAX_SENT_KEYS = 50
MAX_NOTIFICATIONS_READ = 500
MAX_PARTNERS = 5
MAX_REPORTS = 200  # of one person, the newest
MAX_SCOPES = 500  # the newest threads, chats and invitations that notifications come from

# What somebody is told who has `MAX_KEPT` of a kind.
FULL = {
    "posts": N_("Your list of posts is full. Delete one that you need no more, then try again."),
    "comments": N_("Your list of comments is full. Delete one that you need no more, then try again."),
    "likes": N_("Your list of likes is full. Take a like back, then try again."),
    "hidden_posts": N_("Your list of hidden posts is full. Show one of them again, then try again."),
}

# How messages that arrive are announced to somebody who listens to the page.
ANNOUNCEMENTS = ("aloud", "count", "silent")

Draft = dict[str, str]  # a form's fields as they were typed, its one-time "key", and "to": the address that takes it


def chat_scope(chat_id: str) -> str:
    """Returns the scope of a chat's tags: within it a person is one and the same, and nowhere else."""
    return f"chat {chat_id}"


@dataclass(kw_only=True)
class NotificationQuery(Record):
    """What it takes to find a person's notifications: for which tags, and which of them have been read."""

    tags: list[str] = field(default_factory=list)
    read_until: str = ""  # a moment (ISO 8601)
    read: list[str] = field(default_factory=list)
    accepts_invitations: bool = True
    next_addition: int = 0  # the number of the first addition that is not part of it


@dataclass(kw_only=True)
class Vault(Record):
    """The ids of what belongs to one person, the newest last, and what they have chosen for themselves."""

    posts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    likes: list[str] = field(default_factory=list)
    chats: list[str] = field(default_factory=list)
    pending_match: str | None = None  # the chat that an open match request will become
    partners: dict[str, str] = field(default_factory=dict)  # the last people talked with: pair tags, and since when
    invitations: list[str] = field(default_factory=list)  # the chats that open invitations will become
    scopes: list[str] = field(default_factory=list)  # where notifications may come from
    drafts: list[Draft] = field(default_factory=list)
    sent_keys: list[str] = field(default_factory=list)  # of the forms sent lately
    notifications_read_until: str = ""  # all up to this moment are read
    notifications_read: list[str] = field(default_factory=list)  # those read singly since
    hidden_posts: list[str] = field(default_factory=list)
    hidden_topics: list[str] = field(default_factory=list)
    hidden_phrases: list[str] = field(default_factory=list)
    blocks: list[dict[str, str]] = field(default_factory=list)  # "id", "subject", and the "name" and "about" shown
    accepts_invitations: bool = True
    announcements: str = "aloud"  # one of ANNOUNCEMENTS
    plays_sound: bool = False  # when a message arrives
    feed_token: str | None = None  # of the secret feed address, if there is one
    next_addition: int = 0  # the number of the first addition that is not part of it
    next_feed_addition: int = 0  # the same for the query of the secret feed
    old_feeds: dict[str, int] = field(default_factory=dict)  # by former tokens: how many additions are to be deleted
    joined_on: str = ""  # a day (ISO 8601); empty for those who joined before it was noted
    reports: list[dict[str, str]] = field(default_factory=list)  # "id" of the case, "about", and the day, "on"

    @property
    def is_new(self) -> bool:
        """Whether the person has joined today or yesterday."""
        return self.joined_on >= (clock.today() - timedelta(days=1)).isoformat()

    def keep_report(self, case_id: str, about: str) -> None:
        kept = [one for one in self.reports if one["id"] != case_id]
        self.reports = [*kept, {"id": case_id, "about": about, "on": clock.today().isoformat()}][-MAX_REPORTS:]

    def keep(self, kind: Kind, id_: str) -> None:
        """Makes this id the newest of its kind. It is kept once. Raises `QuotaError` if there are `MAX_KEPT`."""
        self.forget(kind, id_)
        if kind in FULL and len(getattr(self, kind)) >= MAX_KEPT:
            raise QuotaError(_(FULL[kind]))
        getattr(self, kind).append(id_)

    def forget(self, kind: Kind, id_: str) -> None:
        getattr(self, kind)[:] = [other for other in getattr(self, kind) if other != id_]

    def forget_text(self, kind: Kind, id_: str) -> None:
        """Forgets a deleted post or comment, the like for it, and drafts for it."""
        self.forget(kind, id_)
        self.forget("likes", id_)
        self.drafts[:] = [draft for draft in self.drafts if id_ not in draft["to"].split("/")]

    def start_waiting(self, chat_id: str) -> None:
        """Waits for a match that will become this chat."""
        self.keep_chat(chat_id)
        self.pending_match = chat_id

    def stop_waiting(self) -> None:
        """Stops waiting, and forgets the chat that did not come about."""
        if self.pending_match:
            self.forget_chat(self.pending_match)
        self.pending_match = None

    def keep_chat(self, chat_id: str) -> None:
        """Keeps a chat in which the owner has a seat, or will have one, and where notifications may come from."""
        self.keep("chats", chat_id)
        self.follow_scope(chat_scope(chat_id))

    def forget_chat(self, chat_id: str) -> None:
        self.forget("chats", chat_id)
        self.drafts[:] = [draft for draft in self.drafts if chat_id not in draft["to"].split("/")]
        self.forget("scopes", chat_scope(chat_id))

    def enter_chat(self, chat_id: str, partner: Mapping[str, str]) -> None:
        """Enters a chat with somebody, and waits for nobody else."""
        self.keep_chat(chat_id)
        self.remember_partners(partner)
        self.pending_match = None

    def remember_partners(self, partners: Mapping[str, str], chat_id: str = "") -> None:
        """Remembers the last people talked with, and stops waiting for a chat that has come about."""
        newest = sorted({**self.partners, **partners}.items(), key=lambda one: one[1])
        self.partners = dict(newest[-MAX_PARTNERS:])
        if self.pending_match == chat_id:
            self.pending_match = None

    def would_remember(self, partners: Mapping[str, str], chat_id: str = "") -> bool:
        """Whether `remember_partners` would change anything."""
        known = dict(self.partners)
        after = Vault(partners=known, pending_match=self.pending_match)
        after.remember_partners(partners, chat_id)
        return (after.partners, after.pending_match) != (known, self.pending_match)

    def has_blocked(self, subject_id: str) -> bool:
        """Whether the writer was blocked for this very subject. It says nothing about what else they wrote."""
        return any(block["subject"] == subject_id for block in self.blocks)

    def follow_scope(self, scope: str) -> None:
        """Subscribes the owner to the notifications of this scope."""
        self.keep("scopes", scope)
        del self.scopes[:-MAX_SCOPES]

    def keep_draft(self, draft: Draft, *, has_text: bool) -> bool:
        """Keeps a draft under the one-time key of its form; the oldest drafts make room.

        Returns whether it is kept: not if it has no text, and not if it was sent meanwhile.
        """
        self.forget_draft(draft["key"])
        is_kept = draft["key"] not in self.sent_keys and has_text
        if is_kept:
            if _is_of_chat(draft):  # which has one box to write in
                self.drafts[:] = [other for other in self.drafts if other["to"] != draft["to"]]
            self.drafts.append(draft)
            # Half a message in some chat must not push out a long text.
            same = [other for other in self.drafts if _is_of_chat(other) == _is_of_chat(draft)]
            for old in same[:-MAX_DRAFTS]:
                self.drafts.remove(old)
        return is_kept

    def forget_sent_message(self, address: str, body: str) -> None:
        """Forgets the drafts of a chat of which this message was sent; what was begun since then stays."""
        self.drafts[:] = [
            draft for draft in self.drafts if draft["to"] != address or not body.startswith(draft["body"].strip())
        ]

    def close_draft(self, key: str) -> None:
        """Forgets the draft that was sent, and refuses a later one under the same key."""
        self.forget_draft(key)
        self.sent_keys.append(key)
        del self.sent_keys[:-MAX_SENT_KEYS]

    def forget_draft(self, key: str) -> None:
        self.drafts[:] = [draft for draft in self.drafts if draft["key"] != key]

    def drafts_for(self, address: str, parent_id: str = "") -> list[Draft]:
        """Returns the drafts for an address, and for the comment that they reply to."""
        return [draft for draft in self.drafts if (draft["to"], draft.get("reply_to", "")) == (address, parent_id)]

    def newest_draft(self, address: str, parent_id: str = "") -> Draft | None:
        return next(iter(self.drafts_for(address, parent_id)[::-1]), None)

    def draft(self, key: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft["key"] == key), None)

    def mark_read(self, notification_id: str) -> None:
        self.keep("notifications_read", notification_id)
        del self.notifications_read[:-MAX_NOTIFICATIONS_READ]

    def mark_all_read(self, moment: datetime) -> None:
        """Marks every notification up to a moment as read. Those that were read singly since stay read."""
        self.notifications_read_until = max(self.notifications_read_until, moment.isoformat())

    def seal(self, key: bytes) -> bytes:
        """Returns the vault as the database stores it."""
        return crypto.seal(key, pad(self.to_json()), "vault")

    @classmethod
    def unseal(cls, key: bytes, sealed: bytes) -> Self:
        return cls.from_json(crypto.unseal(key, sealed, "vault"))


def _is_of_chat(draft: Draft) -> bool:
    return draft["to"].startswith("/chats/")


def pad(content: bytes) -> bytes:
    """Appends spaces to JSON, so that contents of many sizes look the same."""
    size = MIN_SIZE
    while size < len(content):
        size *= 2
    return content.ljust(size)
