"""The life of a socket that pushes: follow, tell what is new, wait to be nudged, tell again."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from starlette.websockets import WebSocket, WebSocketDisconnect

from arcanon import live, pages
from arcanon.tasks import stop

TICK = 15.0  # seconds: after so long a follower looks by itself, and sends a beat
FRAMES_AT_MOST = 40  # in so many seconds a peer may send: small words, such as that somebody is writing
FRAMES_WITHIN = 10.0
FRAME_AT_MOST = 40  # characters
SOCKETS_AT_MOST = 10  # for one session in one process
VISITORS_AT_MOST = 200  # from one place, behind which may be a household, a school, or an exit of Tor

POLICY = 1008  # the browser does not come back (RFC 6455, and htmx's hx-ws)
NORMAL = 1000
RESTART = 1012  # the browser comes back after a moment

_open: Counter[str] = Counter()


class OverError(Exception):
    """There is nothing more to tell on this socket: a last frame, if any, and the code to close it with."""

    def __init__(self, frame: str = "", code: int = POLICY) -> None:
        super().__init__(code)
        self.frame = frame
        self.code = code


class Teller:
    """What one socket has to tell. Made for each; a feature's own says what."""

    topics: list[str]  # to follow; the first look comes after following, so that nothing falls in between
    beat = 0  # the highest number that was told

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.topics = []

    @contextmanager
    def listening(self) -> Iterator[None]:
        """For as long as the socket is open."""
        yield

    async def tell(self) -> AsyncIterator[str]:
        """The frames for what is new: asked at once, at each nudge, and at each tick. May raise `OverError`."""
        return
        yield

    async def show(self, signs: list[str]) -> AsyncIterator[str]:
        """The frames for what is true for the moment: asked after `tell`, at each sign, and when `wakes_in` is over."""
        return
        yield

    def wakes_in(self) -> float:
        """Seconds after which `show` is asked again in any case."""
        return TICK

    async def hear(self, words: str) -> None:
        """What the page says of itself."""

    async def leave(self) -> None:
        """The socket is gone."""


async def refuse(socket: WebSocket) -> None:
    """Accepts and closes with 1008. A refused handshake would be tried again and again."""
    await socket.accept()
    await socket.close(POLICY)


async def push(socket: WebSocket, teller: Teller) -> None:
    """Accepts the socket and sends what there is to tell, until either side has had enough.

    Every fifteen seconds a beat goes out, so that both ends notice a line that is dead: {"beat": the highest number
    told}. Signing out ends the socket.
    """
    viewer = socket.user
    who = viewer.session_id or socket.app.state.limiter.place(socket)
    await socket.accept()
    if not viewer.is_signed_in and _open[who] >= VISITORS_AT_MOST:
        await socket.close(POLICY)
        return
    if viewer.is_signed_in and _open[who] >= SOCKETS_AT_MOST:
        words = "This page is open in too many places to stay live here. Close one, then load this page again."
        await socket.send_text(pages.draw(socket, "live/_status.html", {"words": words}))
        await socket.close(POLICY)
        return
    _open[who] += 1
    telling = asyncio.create_task(_tell(socket, teller))
    hearing = asyncio.create_task(_hear(socket, teller))
    try:
        await asyncio.wait([telling, hearing], return_when=asyncio.FIRST_COMPLETED)
    finally:
        _open[who] -= 1
        if not _open[who]:
            del _open[who]
        await stop(telling, hearing)
        await teller.leave()
    for task in (telling, hearing):
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, WebSocketDisconnect):
            raise error


async def _tell(socket: WebSocket, teller: Teller) -> None:
    viewer = socket.user
    ends = [viewer.session_topic] if viewer.is_signed_in else []
    with live.follow(*teller.topics, *ends) as follower, teller.listening():
        # The session was read while it was followed, so that it need not be read again just now.
        is_due, is_current, told_at = True, not socket.scope["leaving"].was_nudged(), time.monotonic()
        try:
            while True:
                if is_due:
                    if not is_current and not await viewer.is_current():
                        raise OverError(pages.draw(socket, "live/signed_out.html", {}))
                    is_current = False
                    async for frame in teller.tell():
                        await socket.send_text(frame)
                async for frame in teller.show(follower.signs()):
                    await socket.send_text(frame)
                rest = told_at + TICK - time.monotonic()
                await follower.woken(within=max(0.0, min(rest, teller.wakes_in())))
                is_due = follower.was_nudged()
                if time.monotonic() - told_at >= TICK:
                    is_due, told_at = True, time.monotonic()
                    await socket.send_text(json.dumps({"beat": teller.beat}))
        except OverError as over:
            if over.frame:
                await socket.send_text(over.frame)
            await socket.close(over.code)


async def _hear(socket: WebSocket, teller: Teller) -> None:
    """Keeps receiving, or pings starve; much of what comes ends the socket."""
    times: deque[float] = deque(maxlen=FRAMES_AT_MOST)
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if len(times) == FRAMES_AT_MOST and time.monotonic() - times[0] < FRAMES_WITHIN:
            await socket.close(POLICY)
            return
        times.append(time.monotonic())
        if len(words := message.get("text") or "") <= FRAME_AT_MOST:
            await teller.hear(words)
