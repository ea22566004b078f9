"""Starts and stops uvicorn."""

import gc
import socket
import sys
from contextlib import suppress

import uvicorn

from arcanon.realtime import bus
from arcanon.server.log import LOGGING
from arcanon.server.output import say
from arcanon.server.protocols import HttpProtocol, SocketProtocol
from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _

PING_INTERVAL = 15.0  # seconds
PONG_TIMEOUT = 15.0  # seconds
KEEP_ALIVE_TIMEOUT = 30  # seconds
SWITCH_INTERVAL = 0.0005  # seconds
GARBAGE_THRESHOLD = 20_000  # new objects until the next look for garbage
SHUTDOWN_TIMEOUT = 3  # seconds for the requests in progress
MAX_SOCKET_MESSAGE_BYTES = 4096


def bind(settings: Settings) -> socket.socket:
    """Takes the address, before anything else is started. Raises `SettingsError` if that fails."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except (OSError, UnicodeError) as error:
        raise SettingsError(
            _(
                "%(host)s:%(port)s cannot be listened on (%(reason)s). "
                "Stop what uses it, or set ARCANON_HOST and ARCANON_PORT.",
                host=settings.host,
                port=settings.port,
                reason=getattr(error, "strerror", None) or "no such address",
            )
        ) from None
    listener.setblocking(False)
    return listener


def uvicorn_config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "arcanon.application:create_application",
        factory=True,
        http=HttpProtocol,
        ws=SocketProtocol,
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        ws_max_size=MAX_SOCKET_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_INTERVAL,
        ws_ping_timeout=PONG_TIMEOUT,
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT,
        timeout_keep_alive=KEEP_ALIVE_TIMEOUT,
        lifespan="on",
    )


class Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        bus.close()  # otherwise uvicorn would wait for answers that have no end of their own
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is there by now stays for ever. Looking through it again and again for garbage took a tenth of a second.
        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE_THRESHOLD, *gc.get_threshold()[1:])
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            name = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
            say(_("arcanon is at %(address)s", address=f"http://{name}:{port}"))


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serves on an address taken with `bind`, until it is told to stop."""
    # A commit waits for the disk in a thread of its own, and then for the interpreter: not for five milliseconds each.
    sys.setswitchinterval(SWITCH_INTERVAL)
    with suppress(KeyboardInterrupt):
        Server(uvicorn_config(settings)).run(sockets=[listener])
