"""A chat is kept in memory while somebody reads or writes in it: its key, and its messages as they were drawn.

It is forgotten a minute after it was last of use, and at once when it is deleted. In another process it is forgotten
as soon as that reads that the chat is deleted: before anything else of it is shown. Its texts are in no other memory.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from markupsafe import Markup

from arcanon.db.revisions import Stamp
from arcanon.web import pieces

P = TypeVar("P", bound=pieces.Parts)

STAY = 60.0  # seconds after it was last of use
SWEEP_INTERVAL = 10.0  # seconds
MAX_DRAWN = 150  # pieces of one chat
MAX_KEPT = 500  # chats

_kept: dict[str, "KeptChat"] = {}  # the last used last
_sweep: asyncio.TimerHandle | None = None


@dataclass
class MessagePage:
    """The messages of a page, and how parts of them were drawn."""

    messages: list[Any]
    drawn: dict[Hashable, bytes] = field(default_factory=dict)


class KeptChat:
    def __init__(self) -> None:
        self.key: bytes | None = None
        self.used_at = 0.0
        self.rows: tuple[Stamp, Any] | None = None  # the chat and its seats, as they were last read
        self.newest: tuple[Any, int] | None = None  # a message that this process has written, and the last retraction
        self.remembers_partner: set[int] = set()  # seats: their person's vault already names the partner
        self._pages: dict[int, tuple[Hashable, MessagePage]] = {}  # by seat, what its person read last
        self._drawn: dict[Hashable, Any] = {}
        self._retraction = 0

    def keep_rows(self, stamp: Stamp, rows: Any, retraction: int, *, is_gone: bool) -> None:
        """Keeps the chat and its seats as they were read. What was unsent or deleted since then is forgotten."""
        self.rows = stamp, rows
        if is_gone:
            self.key = None
        if is_gone or retraction != self._retraction:
            self._retraction = retraction
            self.newest = None
            self._pages.clear()
            self._drawn.clear()

    async def page(self, seat: int, key: Hashable, read: Callable[[], Awaitable[list[Any]]]) -> MessagePage:
        """Returns the messages that `key` names, for the person in this seat; reads them if they are not at hand."""
        kept = self._pages.get(seat)
        if kept and kept[0] == key:
            return kept[1]
        page = MessagePage(await read())
        self._pages[seat] = key, page
        return page

    def draw(self, key: Hashable, draw: Callable[[], str], **holes: str) -> Markup:
        """Returns a piece of the chat's page with its holes filled; draws it if it is not at hand.

        `key` names all that it depends on.
        """
        parts = self._parts(key, lambda: pieces.split(draw()))
        return Markup(pieces.join(parts, holes))  # noqa: S704 (drawn by a template, which escapes)

    def fill(self, key: Hashable, draw: Callable[[], str], holes: Mapping[str, str | bytes]) -> bytes:
        """Returns the chat's page with its holes filled, in UTF-8."""
        return pieces.join_bytes(self._parts(key, lambda: pieces.encode(pieces.split(draw()))), holes)

    def _parts(self, key: Hashable, draw: Callable[[], P]) -> P:
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= MAX_DRAWN:
                self._drawn.clear()
            found = self._drawn[key] = draw()
        return found


def kept_chat(chat_id: str) -> KeptChat:
    found = _kept.pop(chat_id, None) or KeptChat()
    found.used_at = time.monotonic()
    _kept[chat_id] = found
    if len(_kept) > MAX_KEPT:
        del _kept[next(iter(_kept))]
    _plan_sweep()
    return found


def forget(*chat_ids: str) -> None:
    for chat_id in chat_ids:
        _kept.pop(chat_id, None)


def forget_all() -> None:
    """Forgets every chat: when the process ends."""
    global _sweep
    _kept.clear()
    if _sweep:
        _sweep.cancel()
    _sweep = None


def _plan_sweep() -> None:
    global _sweep
    if _sweep is None:
        try:
            _sweep = asyncio.get_running_loop().call_later(SWEEP_INTERVAL, _forget_unused)
        except RuntimeError:
            return  # there is no event loop in this thread: the next read plans it


def _forget_unused() -> None:
    global _sweep
    _sweep = None
    oldest = time.monotonic() - STAY
    for chat_id, chat in list(_kept.items()):
        if chat.used_at > oldest:
            _plan_sweep()
            break
        del _kept[chat_id]
