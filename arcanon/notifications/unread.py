"""How much is unread: notifications, and chats with new messages.

Chats come after notifications in the order of the features, so they say themselves how to count theirs.
"""

from dataclasses import dataclass
from typing import Protocol

from arcanon.db import revisions
from arcanon.db.revisions import Stamp
from arcanon.notifications.models import Notification
from arcanon.people.models import Viewer, Visitor
from arcanon.text import clock


@dataclass(frozen=True)
class Unread:
    notifications: int = 0
    chats: int = 0

    @property
    def total(self) -> int:
        return self.notifications + self.chats


class ChatCounter(Protocol):
    def names(self, viewer: Viewer) -> list[str]:
        """Returns the names by which the number changes (see `arcanon.db.revisions`)."""

    async def count(self, viewer: Viewer, except_chat: str) -> int:
        """Counts the chats with new messages, leaving out one chat."""


_chat_counter: ChatCounter | None = None


def count_chats_with(counter: ChatCounter) -> None:
    global _chat_counter
    _chat_counter = counter


async def count_unread(viewer: Visitor, except_chat: str = "") -> Unread:
    """Counts what is unread, leaving out one chat, which its own page counts. Two queries, or none."""
    if not isinstance(viewer, Viewer):
        return Unread()
    assert _chat_counter, "the chats are imported"
    names = ["notifications", "chats", "seats", "blocks", "people", viewer.change_name, *_chat_counter.names(viewer)]
    stamp: Stamp = (await revisions.look(*names), clock.today(), except_chat)
    opened = viewer.opened  # which another request may replace while this one counts
    if viewer.unread is None or viewer.unread[0] != stamp or viewer.unread[1] is not opened:
        counted = Unread(await Notification.count_unread(viewer), await _chat_counter.count(viewer, except_chat))
        viewer.unread = stamp, opened, counted
        return counted
    found: Unread = viewer.unread[2]
    return found
