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
from arcanon.sockets import Teller

LOOK_EVERY = 60.0  # seconds: threads one has joined since are heard of after so long


class Counting:
    """Puts how much is new for the viewer into `scope["news"]` of every request for a whole page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not wants_fragment(HTTPConnection(scope)):
            scope["news"] = await Notice.count_unseen(scope["user"])
        await self.app(scope, receive, send)


class Bell(Teller):
    """What every page's socket tells: how much is new. Those that tell more build on it, and `ring` last."""

    def __init__(self, socket: WebSocket, besides: str = "") -> None:
        """`besides` is the tag of who one is where this page itself shows what is new."""
        super().__init__(socket)
        self._news = [topic(tag) for tag in socket.user.tags if tag != besides]
        self._besides = besides
        self._told: int | None = None
        self._looked_at = time.monotonic()  # the page that opened the socket has just counted
        self._follower: live.Follower
        self.topics = [*self._news]

    @contextmanager
    def listening(self) -> Iterator[None]:
        with live.follow(*self._news) as self._follower:
            yield

    def count_anew(self) -> None:
        """Has the next look count, whether something has happened or not."""
        self._looked_at = float("-inf")

    async def tell(self) -> AsyncIterator[str]:
        """A frame with the number of what is new, when something has happened."""
        if not self.socket.user.is_signed_in:
            return
        if not self._follower.was_nudged() and time.monotonic() - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = time.monotonic()
        await self.socket.user.look_again()
        count = await Notice.count_unseen(self.socket.user, besides=self._besides)
        if count != self._told:
            self._told = count
            yield draw(self.socket, "notices/_news.html", {"news": count})
