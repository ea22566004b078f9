"""A client of raw asyncio for benchmarks: httpx takes longer for a request than the server does."""

import asyncio
import base64
import os
import struct
from typing import Self
from urllib.parse import urlencode

CLOSE, PING, PONG = 8, 9, 10  # opcodes (RFC 6455, section 5.2)
PARTIAL = "HX-Request: true\r\nHX-Request-Type: partial\r\n"


class Answer:
    def __init__(self, head: bytes, body: bytes) -> None:
        self.status = int(head[9:12])
        self.head = head
        self.body = body

    def header(self, name: bytes) -> bytes:
        for line in self.head.split(b"\r\n"):
            field, _colon, value = line.partition(b":")
            if field.lower() == name:
                return value.strip()
        return b""


class Connection(asyncio.Protocol):
    """A connection that stays open, with one request at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answered: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport

    @classmethod
    async def open(cls, port: int) -> Self:
        return (await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port))[1]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator or self._answered is None:
            return
        place = head.lower().find(b"content-length:")
        length = int(head[place + 15 :].split(b"\r\n", 1)[0]) if place > 0 else 0
        if len(rest) >= length:
            self._buffer = rest[length:]
            self._answered.set_result(Answer(head, rest[:length]))

    def connection_lost(self, error: Exception | None) -> None:
        if self._answered and not self._answered.done():
            self._answered.set_exception(error or ConnectionError("closed"))

    async def get(self, path: str, cookie: str = "", headers: str = "") -> Answer:
        return await self._send(f"GET {path}", cookie, headers, b"")

    async def post(self, path: str, fields: dict[str, str], cookie: str, headers: str = "") -> Answer:
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return await self._send(f"POST {path}", cookie, headers + kind, urlencode(fields).encode())

    async def _send(self, line: str, cookie: str, headers: str, body: bytes) -> Answer:
        signed_in = f"Cookie: arcanon-session={cookie}\r\n" if cookie else ""
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        head = f"{line} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n{signed_in}{headers}{length}\r\n"
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(head.encode() + body)
        return await self._answered

    def close(self) -> None:
        self._transport.close()


class Socket(asyncio.Protocol):
    """A websocket that keeps what arrives in `frames`, and sets the event `arrived`."""

    def __init__(self) -> None:
        self._buffer = b""
        self._is_open = False
        self.arrived = asyncio.Event()
        self.frames: list[bytes] = []
        self._transport: asyncio.Transport

    @classmethod
    async def open(cls, port: int, path: str, cookie: str = "") -> Self:
        socket = (await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port))[1]
        key = base64.b64encode(os.urandom(16)).decode()
        signed_in = f"Cookie: arcanon-session={cookie}\r\n" if cookie else ""
        socket._transport.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n{signed_in}"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while not socket._is_open:
            await socket.next()
        return socket

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._is_open:
            head, separator, rest = self._buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self._is_open, self._buffer = True, rest
        while self._take_frame():
            pass
        self.arrived.set()

    def _take_frame(self) -> bool:
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        length, start = buffer[1] & 127, 2
        if length == 126:
            length, start = struct.unpack("!H", buffer[2:4])[0], 4
        elif length == 127:
            length, start = struct.unpack("!Q", buffer[2:10])[0], 10
        if len(buffer) < start + length:
            return False
        opcode, content = buffer[0] & 15, buffer[start : start + length]
        self._buffer = buffer[start + length :]
        if opcode == PING:
            self._write(PONG, content)
        elif opcode != CLOSE:
            self.frames.append(content)
        return True

    async def next(self) -> None:
        """Waits until something arrives."""
        await self.arrived.wait()
        self.arrived.clear()

    async def until(self, wanted: bytes) -> None:
        """Waits for a frame with these bytes; what came before it is forgotten."""
        while True:
            for place, frame in enumerate(self.frames):
                if wanted in frame:
                    del self.frames[: place + 1]
                    return
            self.frames.clear()
            await self.next()

    def say(self, text: str) -> None:
        self._write(1, text.encode())

    def _write(self, opcode: int, content: bytes) -> None:
        assert len(content) < 126
        self._transport.write(bytes([128 | opcode, 128 | len(content)]) + bytes(4) + content)  # masked with zeros

    def close(self) -> None:
        self._transport.close()
