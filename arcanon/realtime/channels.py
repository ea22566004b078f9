"""The life of a socket that sends updates: follow, send what is new, wait for a nudge, and send again."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from starlette.websockets import WebSocket, WebSocketDisconnect

from arcanon.db import revisions
from arcanon.realtime import bus
from arcanon.realtime.cancellation import cancel_and_wait
from arcanon.text.translation import gettext as _
from arcanon.web.rendering import HEARTBEAT_INTERVAL, render_to_string

MAX_MESSAGES = 40  # that a peer may send within `MESSAGES_INTERVAL`: short ones, such as that somebody is typing
MESSAGES_INTERVAL = 10.0  # seconds
MAX_MESSAGE_LENGTH = 40  # characters
MAX_SOCKETS_PER_SESSION = 10  # in one process
MAX_SOCKETS_PER_NETWORK = 200  # of visitors; behind one network may be a household, a school, or an exit of Tor

HEARTBEAT = '{"heartbeat": true}'

# Close codes (RFC 6455, section 7.4.1). htmx's hx-ws reconnects after 1012 and not after the others.
NORMAL = 1000
POLICY_VIOLATION = 1008
SERVICE_RESTART = 1012

_open_sockets: Counter[str] = Counter()


class CloseSocketError(Exception):
    """Closes the socket with a code and a reason, after a last frame if there is one.

    The reason is shown by the browser's network tools, and by nothing on the page.
    """

    def __init__(self, reason: str, frame: str = "", code: int = POLICY_VIOLATION) -> None:
        super().__init__(reason)
        self.reason = reason
        self.frame = frame
        self.code = code


class Channel:
    """What one socket sends and receives. Each feature has its own, and one is made for each socket."""

    bus_channels: list[str]  # to follow, from before the first look on, so that nothing is missed

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.bus_channels = []

    @contextmanager
    def following(self) -> Iterator[None]:
        """Entered for as long as the socket is open."""
        yield

    async def updates(self) -> AsyncIterator[str]:
        """Yields the frames for what is new. Called at the start, after each nudge, and with each heartbeat.

        May raise `CloseSocketError`.
        """
        return
        yield

    async def signals(self, received: list[str]) -> AsyncIterator[str]:
        """Yields the frames for what is true for the moment. Called after `updates`, and for each signal."""
        return
        yield

    def seconds_to_next_signal(self) -> float:
        """Returns the seconds after which `signals` is called in any case."""
        return HEARTBEAT_INTERVAL

    async def receive(self, text: str) -> None:
        """Handles what the page says."""

    async def disconnected(self) -> None:
        """Called when the socket is closed."""


async def reject(socket: WebSocket, reason: str) -> None:
    """Accepts the socket and closes it for good. Browsers would repeat a handshake that was refused."""
    await socket.accept()
    await socket.close(POLICY_VIOLATION, reason)


async def run(socket: WebSocket, channel: Channel) -> None:
    """Accepts the socket and sends what the channel yields, until either side ends it.

    With each heartbeat both sides notice a dead connection. Signing out closes the socket.
    """
    viewer = socket.user
    owner = viewer.session_id or socket.app.state.limiter.network_key(socket)
    if not viewer.is_signed_in and _open_sockets[owner] >= MAX_SOCKETS_PER_NETWORK:
        await reject(socket, "too many sockets of one network")
        return
    await socket.accept()
    if viewer.is_signed_in and _open_sockets[owner] >= MAX_SOCKETS_PER_SESSION:
        text = _("This page is open in too many tabs to stay live here. Close one, then reload this page.")
        await socket.send_text(render_to_string(socket, "realtime/frames/status.html", {"text": text}))
        await socket.close(POLICY_VIOLATION, "too many sockets of one session")
        return
    _open_sockets[owner] += 1
    sending = asyncio.create_task(_send(socket, channel))
    receiving = asyncio.create_task(_receive(socket, channel))
    try:
        await asyncio.wait([sending, receiving], return_when=asyncio.FIRST_COMPLETED)
    finally:
        _open_sockets[owner] -= 1
        if not _open_sockets[owner]:
            del _open_sockets[owner]
        await cancel_and_wait(sending, receiving)
        await channel.disconnected()
    for task in (sending, receiving):
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, WebSocketDisconnect):
            raise error


async def _send(socket: WebSocket, channel: Channel) -> None:
    viewer = socket.user
    session_channels = [viewer.session_channel] if viewer.is_signed_in else []
    with bus.follow(*channel.bus_channels, *session_channels) as follower, channel.following():
        # The session was followed before it was read, so it need not be read again yet.
        is_due, is_current, last_heartbeat = True, not socket.scope["session_follower"].take_nudge(), time.monotonic()
        try:
            while True:
                if is_due:
                    revisions.forget_snapshot()  # what was true when it last looked may not be any more
                    if not is_current and not await viewer.is_current():
                        raise CloseSocketError(
                            "signed out", render_to_string(socket, "realtime/frames/signed_out.html", {})
                        )
                    is_current = False
                    async for frame in channel.updates():
                        await socket.send_text(frame)
                async for frame in channel.signals(follower.take_signals()):
                    await socket.send_text(frame)
                remaining = last_heartbeat + HEARTBEAT_INTERVAL - time.monotonic()
                await follower.wait(timeout=max(0.0, min(remaining, channel.seconds_to_next_signal())))
                is_due = follower.take_nudge()
                if time.monotonic() - last_heartbeat >= HEARTBEAT_INTERVAL:
                    is_due, last_heartbeat = True, time.monotonic()
                    await socket.send_text(HEARTBEAT)
        except CloseSocketError as closing:
            if closing.frame:
                await socket.send_text(closing.frame)
            await socket.close(closing.code, closing.reason)


async def _receive(socket: WebSocket, channel: Channel) -> None:
    """Keeps receiving, or pings would go unanswered. A peer that sends too much is disconnected."""
    times: deque[float] | None = None  # most sockets never say anything
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if times is None:
            times = deque(maxlen=MAX_MESSAGES)
        if len(times) == MAX_MESSAGES and time.monotonic() - times[0] < MESSAGES_INTERVAL:
            await socket.close(POLICY_VIOLATION, "too many messages")
            return
        times.append(time.monotonic())
        if len(text := message.get("text") or "") <= MAX_MESSAGE_LENGTH:
            await channel.receive(text)
