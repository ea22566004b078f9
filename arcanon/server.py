"""The server: uvicorn, with protocols that end what stalls, and a log that knows nobody's address."""

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from arcanon import live
from arcanon.settings import Settings, SettingsError

REQUEST_WITHIN = 10.0  # seconds for a whole request to arrive
HEAD_BYTES_AT_MOST = 16 * 1024
STALL_AT_MOST = 5.0  # seconds that a peer may leave what we send unread
SEND_BUFFER = 32 * 1024  # bytes that wait for a socket, in the kernel and again in the process
PING_EVERY = 15.0
PONG_WITHIN = 15.0
STOP_WITHIN = 3  # seconds for requests under way to finish

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        # At INFO uvicorn logs the address and path of every websocket, access log or not; "Invalid HTTP request"
        # and the like, at WARNING, help nobody.
        "uvicorn": {"level": "ERROR", "handlers": [], "propagate": True},
        "uvicorn.error": {"level": "ERROR", "propagate": True},
        "uvicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        # What a peer did wrong on its own socket, with its frames.
        "websockets": {"level": "CRITICAL"},
        # Bytes of a form that it cannot read.
        "python_multipart": {"level": "CRITICAL"},
        "multipart": {"level": "CRITICAL"},
        # The words of an exception that nobody waited for, and traces of a database that is away: /readyz says it.
        "asyncio": {"level": "CRITICAL"},
        "asyncpg": {"level": "CRITICAL"},
    },
}


class Deadline:
    """Calls once when time runs out, unless it is stopped before."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def start(self, loop: asyncio.AbstractEventLoop, seconds: float, then: Any) -> None:
        self.stop()
        self._timer = loop.call_later(seconds, then)

    def start_once(self, loop: asyncio.AbstractEventLoop, seconds: float, then: Any) -> None:
        """Starts, unless it runs already."""
        if not self._timer:
            self.start(loop, seconds, then)

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def let_go(transport: asyncio.Transport | None) -> None:
    """Resets a connection. Closing alone would leave the kernel waiting for a peer that does not read."""
    if transport and not transport.is_closing():
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's, but a request must arrive within ten seconds, its head within 16 KiB, and answers must be read.

    uvicorn itself waits for a slow request for ever (Kludex/uvicorn#157, #1276).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request_deadline = Deadline()
        self._stall_deadline = Deadline()
        self._in_head = True
        self._head_bytes = self._named_bytes = 0
        self._is_socket = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._request_deadline.start(self.loop, REQUEST_WITHIN, self._abort)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_socket:
            return
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES_AT_MOST:
                self._abort()
        elif self.cycle is None or self.cycle.response_complete:
            # Something came between two requests that begins none: it must become one in time.
            self._request_deadline.start_once(self.loop, REQUEST_WITHIN, self._abort)

    def on_message_begin(self) -> None:
        self._in_head, self._head_bytes, self._named_bytes = True, 0, 0
        self._request_deadline.start(self.loop, REQUEST_WITHIN, self._abort)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        # A head that comes in one piece is over before `data_received` counts it.
        self._named_bytes += len(name) + len(value)
        if self._named_bytes > HEAD_BYTES_AT_MOST:
            self._abort()
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._request_deadline.stop()
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stall_deadline.start(self.loop, STALL_AT_MOST, self._abort)

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
        let_go(self.transport)


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's, but a peer that does not read or does not answer pings is let go of, and pins nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stall_deadline = Deadline()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        # The kernel would take in megabytes before a peer that does not read is noticed.
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.transport.set_write_buffer_limits(high=SEND_BUFFER)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stall_deadline.start(self.loop, STALL_AT_MOST, self._abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stall_deadline.stop()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()

    def shutdown(self) -> None:
        super().shutdown()
        # A peer that has stopped reading would never let the closing frame through.
        self._stall_deadline.start(self.loop, 1.0, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stall_deadline.stop()
        super().connection_lost(exc)

    def _abort(self) -> None:
        let_go(self.transport)


def bind(settings: Settings) -> socket.socket:
    """Takes the address before anything else is started. Raises `SettingsError` when it is not to be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "no such address"
        raise SettingsError(
            f"{settings.host}:{settings.port} cannot be listened on ({why}). "
            "Stop what uses it, or set ARCANON_HOST and ARCANON_PORT."
        ) from None
    listener.setblocking(False)
    return listener


def configuration(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "app:app",
        http=HttpProtocol,
        ws=SocketProtocol,
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        ws_max_size=4096,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_EVERY,
        ws_ping_timeout=PONG_WITHIN,
        timeout_graceful_shutdown=STOP_WITHIN,
        timeout_keep_alive=30,
        lifespan="on",
    )


class Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        live.close()  # What has no end of its own would be waited for.
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            name = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
            print(f"arcanon is at http://{name}:{port}", flush=True)


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serves on an address that was taken with `bind`, until it is told to stop."""
    with suppress(KeyboardInterrupt):
        Server(configuration(settings)).run(sockets=[listener])
