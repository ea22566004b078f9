"""uvicorn's protocols, with limits that end what stalls."""

import asyncio
import socket
import struct
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from arcanon.text.translation import gettext as _

HEAD_TIMEOUT = 10.0  # seconds for the head of a request to arrive
SILENCE_TIMEOUT = 10.0  # seconds without a byte, while a body arrives
LEAST_RATE = 500  # bytes in a second that a body must arrive with: a slow line is no attack
REFUSAL_TIMEOUT = 2.0  # seconds for a peer to read why its request is refused
MAX_HEAD_BYTES = 16 * 1024
STALL_TIMEOUT = 5.0  # seconds that a peer may leave unread what we send
CLOSE_TIMEOUT = 1.0  # seconds for the closing frame of a socket when the server stops
SEND_BUFFER_BYTES = 32 * 1024  # that wait for a socket, in the kernel and again in the process


class Deadline:
    """Calls a function once its time has run out, unless it is stopped before."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def start(self, loop: asyncio.AbstractEventLoop, seconds: float, callback: Any) -> None:
        self.stop()
        self._timer = loop.call_later(seconds, callback)

    def start_once(self, loop: asyncio.AbstractEventLoop, seconds: float, callback: Any) -> None:
        """Starts, unless it is running already."""
        if not self._timer:
            self.start(loop, seconds, callback)

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def reset_connection(transport: asyncio.Transport | None) -> None:
    """Resets a connection. If it were closed, the kernel would go on waiting for a peer that does not read."""
    if transport and not transport.is_closing():
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits: for the time and size of a request, and for a peer that does not read.

    uvicorn itself waits for a slow request for ever (Kludex/uvicorn#157, #1276).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request_deadline = Deadline()
        self._stall_deadline = Deadline()
        self._in_head = True
        self._head_bytes = self._header_bytes = self._url_bytes = self._body_bytes = 0
        self._body_began = 0.0
        self._is_socket = self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._request_deadline.start(self.loop, HEAD_TIMEOUT, self._abort)

    def data_received(self, data: bytes) -> None:
        if self._is_refused:
            return  # what still arrives is read, so that the peer comes to reading the answer, and thrown away
        super().data_received(data)
        if self._is_socket or self._is_refused:
            return
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self._refuse()
        elif self.cycle is None or self.cycle.response_complete:
            # Bytes between two requests that do not begin one: they must become one in time.
            self._request_deadline.start_once(self.loop, HEAD_TIMEOUT, self._abort)

    def on_message_begin(self) -> None:
        self._in_head, self._head_bytes, self._header_bytes, self._url_bytes = True, 0, 0, 0
        self._request_deadline.start(self.loop, HEAD_TIMEOUT, self._abort)
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._header_bytes += len(url)
        self._url_bytes += len(url)
        if self._header_bytes > MAX_HEAD_BYTES:
            self._refuse()
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        # A head that arrives in one piece is complete before `data_received` counts it.
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > MAX_HEAD_BYTES:
            self._refuse()
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._is_refused:
            return
        self._in_head = False
        self._body_bytes, self._body_began = 0, self.loop.time()
        self._wait_for_body()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._is_refused:
            return
        self._body_bytes += len(body)
        self._wait_for_body()
        super().on_body(body)

    def _wait_for_body(self) -> None:
        """Allows for silence, and for a slow line, but not for a body that dribbles in for ever."""
        due = self._body_began + SILENCE_TIMEOUT + self._body_bytes / LEAST_RATE - self.loop.time()
        self._request_deadline.start(self.loop, max(0.0, min(SILENCE_TIMEOUT, due)), self._abort)

    def on_message_complete(self) -> None:
        if self._is_refused:
            return
        self._request_deadline.stop()
        super().on_message_complete()

    def _refuse(self) -> None:
        """Answers 431 or 414, before the request has reached the application (RFC 6585, section 5)."""
        if self._is_refused:
            return
        self._is_refused = True
        if self._url_bytes > MAX_HEAD_BYTES / 2:
            status, text = b"414 URI Too Long", _("That address is too long for us to read. Shorten it, and try again.")
        else:
            status = b"431 Request Header Fields Too Large"
            text = _("Your browser sent more cookies than we can read. Delete the cookies of this site, and try again.")
        body = f"{text}\n".encode()
        self.transport.write(
            b"HTTP/1.1 %b\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
            b"Connection: close\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)
        )
        self._request_deadline.start(self.loop, REFUSAL_TIMEOUT, self._abort)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stall_deadline.start(self.loop, STALL_TIMEOUT, self._abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stall_deadline.stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._request_deadline.stop()
        self._stall_deadline.stop()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self._is_socket = True
        self._request_deadline.stop()
        self._stall_deadline.stop()
        super().handle_websocket_upgrade()

    def _abort(self) -> None:
        reset_connection(self.transport)


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, but a peer that does not read, or does not answer pings, is disconnected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stall_deadline = Deadline()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        # Otherwise the kernel would buffer megabytes before we notice that a peer does not read.
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        self.transport.set_write_buffer_limits(high=SEND_BUFFER_BYTES)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # uvicorn does not answer a handshake that `websockets` refuses, and would keep the connection for ever.
        if self.conn.handshake_exc and not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stall_deadline.start(self.loop, STALL_TIMEOUT, self._abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stall_deadline.stop()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()

    def shutdown(self) -> None:
        super().shutdown()
        # A peer that has stopped reading would never let the closing frame through.
        self._stall_deadline.start(self.loop, CLOSE_TIMEOUT, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stall_deadline.stop()
        super().connection_lost(exc)

    def _abort(self) -> None:
        reset_connection(self.transport)
