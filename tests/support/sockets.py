"""A websocket to the application in this process, spoken in ASGI itself."""

import asyncio
import re
from typing import Any, Self
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from tests.support.cast import Browser


class Socket:
    """Use as `async with Socket(app, alice, "/chats/x/live") as socket`."""

    def __init__(
        self, app: ASGIApp, browser: Browser, address: str, origin: str | None = "http://localhost:8000"
    ) -> None:
        parts = urlsplit(address)
        headers = [(b"host", b"localhost:8000")]
        headers += [(b"origin", origin.encode())] if origin is not None else []
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        headers += [(b"cookie", cookie.encode())] if cookie else []
        self.scope = {
            "type": "websocket",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": headers,
            "subprotocols": [],
            "scheme": "ws",
            "root_path": "",
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 8000),
            "extensions": {},
        }
        self.app = app
        self.accepted = False
        self.code: int | None = None
        self._in: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._out: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        self._in.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.create_task(self.app(self.scope, self._in.get, self._send))
        await self._take()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.code is None:
            self._in.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait_for(self.task, 5)

    async def _send(self, message: dict[str, Any]) -> None:
        self._out.put_nowait(message)

    async def _take(self, within: float = 5.0) -> str | None:
        message = await asyncio.wait_for(self._out.get(), within)
        if message["type"] == "websocket.accept":
            self.accepted = True
        elif message["type"] == "websocket.close":
            self.code = message.get("code", 1000)
            self._in.put_nowait({"type": "websocket.disconnect", "code": self.code})
        else:
            return message["text"]
        return None

    async def receive(self, within: float = 5.0) -> str:
        """The next frame, but for those that only show how the other is."""
        while True:
            frame = await self._take(within)
            assert frame is not None, f"the socket was closed with {self.code}"
            if not shows_signals(frame):
                return frame

    async def signals(self, within: float = 5.0) -> str:
        """The words of the next frame that shows how the other is."""
        while True:
            frame = await self._take(within)
            assert frame is not None, f"the socket was closed with {self.code}"
            if 'hx-target="#signals"' in frame:
                return " ".join(re.sub("<[^>]+>", " ", frame).split())

    async def closed(self, within: float = 5.0) -> tuple[int, list[str]]:
        """Waits for the end. Returns its code and the frames that came before."""
        frames = []
        while self.code is None:
            frame = await self._take(within)
            if frame is not None:
                frames.append(frame)
        return self.code, frames

    def say(self, text: str) -> None:
        self._in.put_nowait({"type": "websocket.receive", "text": text})

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come that would be read."""
        waiting = [self._out.get_nowait() for _ in range(self._out.qsize())]
        for message in waiting:
            self._out.put_nowait(message)
        return all(shows_signals(message.get("text", "")) for message in waiting)


def shows_signals(frame: str) -> bool:
    """Whether a frame only says how the other is, or what is sealed: the first of a socket, and those that change."""
    targets = set(re.findall('hx-target="([^"]+)"', frame))
    return bool(targets) and targets <= {"#signals", "#reveal"}
