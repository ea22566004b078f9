"""How much is new: counted for every page, and told by its socket when it changes."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from arcanon import live
from arcanon.notices.models import Notice, topic
from arcanon.pages import draw, wants_fragment

LOOK_EVERY = 60.0  # seconds: threads one has joined since are heard of after so long


class Counting:
    """Puts how much is new for the viewer into `scope["news"]` of every request for a whole page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not wants_fragment(HTTPConnection(scope)):
            scope["news"] = await Notice.count_unseen(scope["user"])
        await self.app(scope, receive, send)


class Bell:
    """What a page's socket says of notices, beside what else it has to tell."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.topics = [topic(tag) for tag in socket.user.tags]
        self._told: int | None = None
        self._looked_at = time.monotonic()  # the page that opened the socket has just counted
        self._follower: live.Follower

    @contextmanager
    def listening(self) -> Iterator[None]:
        with live.follow(*self.topics) as self._follower:
            yield

    async def ring(self) -> AsyncIterator[str]:
        """A frame with the number of what is new, when something has happened."""
        if not self.socket.user.is_signed_in:
            return
        if not self._follower.was_nudged() and time.monotonic() - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = time.monotonic()
        await self.socket.user.look_again()
        count = await Notice.count_unseen(self.socket.user)
        if count != self._told:
            self._told = count
            yield draw(self.socket, "notices/_news.html", {"news": count})
