"""The life of a socket that pushes: follow, tell what is new, wait to be nudged, tell again."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from arcanon import live, pages

TICK = 15.0  # seconds: after so long without a nudge a follower looks by itself, and sends a beat
FRAMES_AT_MOST = 20  # in so many seconds a peer may send; we ask for none at all
FRAMES_WITHIN = 10.0
SOCKETS_AT_MOST = 10  # for one session in one process
VISITORS_AT_MOST = 200  # from one place, behind which may be a household, a school, or an exit of Tor

POLICY = 1008  # the browser does not come back (RFC 6455, and htmx's hx-ws)
NORMAL = 1000

Telling = Callable[[], AsyncIterator[str]]

_open: Counter[str] = Counter()


class OverError(Exception):
    """There is nothing more to tell on this socket: a last frame, and the code to close it with."""

    def __init__(self, frame: str, code: int = POLICY) -> None:
        super().__init__(code)
        self.frame = frame
        self.code = code


async def refuse(socket: WebSocket) -> None:
    """Accepts and closes with 1008. A refused handshake would be tried again and again."""
    await socket.accept()
    await socket.close(POLICY)


async def push(socket: WebSocket, topics: list[str], tell: Telling, beat: Callable[[], int] = lambda: 0) -> None:
    """Accepts the socket and sends what `tell` yields: at once, at each nudge of a topic, and at each tick.

    `tell` is asked anew each time and may raise `OverError`. When nothing happens a beat goes out, so that both
    ends notice a line that is dead: {"beat": the highest number told}. Signing out ends the socket.
    """
    viewer = socket.user
    who = viewer.session_id or socket.app.state.limiter.place(socket)
    ends = [f"session {viewer.session_id}"] if viewer.is_signed_in else []
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
    telling = asyncio.create_task(_tell(socket, [*topics, *ends], tell, beat))
    hearing = asyncio.create_task(_hear(socket))
    try:
        await asyncio.wait([telling, hearing], return_when=asyncio.FIRST_COMPLETED)
    finally:
        _open[who] -= 1
        if not _open[who]:
            del _open[who]
        for task in (telling, hearing):
            task.cancel()
        await asyncio.wait([telling, hearing])
    for task in (telling, hearing):
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, WebSocketDisconnect):
            raise error


async def _tell(socket: WebSocket, topics: list[str], tell: Telling, beat: Callable[[], int]) -> None:
    with live.follow(*topics) as follower:
        try:
            while True:
                if not await socket.user.is_current():
                    raise OverError(pages.draw(socket, "live/signed_out.html", {}))
                async for frame in tell():
                    await socket.send_text(frame)
                if not await follower.nudged(within=TICK):
                    await socket.send_text(json.dumps({"beat": beat()}))
        except OverError as over:
            await socket.send_text(over.frame)
            await socket.close(over.code)


async def _hear(socket: WebSocket) -> None:
    """Keeps receiving, or pings starve; what comes is of no interest, and much of it ends the socket."""
    times: deque[float] = deque(maxlen=FRAMES_AT_MOST)
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if len(times) == FRAMES_AT_MOST and time.monotonic() - times[0] < FRAMES_WITHIN:
            await socket.close(POLICY)
            return
        times.append(time.monotonic())
