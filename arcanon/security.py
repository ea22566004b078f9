"""What every request and every answer goes through. Pure ASGI, so that sockets are guarded too."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from arcanon import settings

log = logging.getLogger("arcanon")

BODY_BYTES_AT_MOST = 64 * 1024
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
YEAR = 31_536_000  # seconds

Refuse = Callable[[Request, int], Awaitable[Response]]


def content_security_policy() -> str:
    """Own scripts and styles only; nothing inline, nothing evaluated, nothing from elsewhere (CSP level 3)."""
    here = settings.current()
    # Older WebKit does not take 'self' to mean a socket to the same host (w3c/webappsec-csp#7).
    socket = f"{'wss' if here.is_https else 'ws'}://{here.public_host}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self' {socket}; media-src 'self'; frame-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )


class SecurityHeaders:
    """Puts the headers of protection on every answer, errors and static files included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            # no-referrer would make plain forms send "Origin: null" and so be refused.
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
            "browsing-topics=(), interest-cohort=()",
        }
        if settings.current().is_https:
            self.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)  # a page that others of ours may frame says so itself
                headers.add_vary_header("HX-Request")
                # What depends on who asks is kept by nobody: Back after signing out shows nothing.
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Failures:
    """Answers whatever goes wrong, and logs it by its kind and its place in our code, never by its words.

    The words of an exception may be somebody's: a database quotes the row that it refuses.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_and_see(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        except Exception as error:
            # uvicorn's own word for a peer that has left, which its own code takes in.
            if type(error).__name__ in ("ClientDisconnected", "ClientDisconnect"):
                return
            frames = traceback.extract_tb(error.__traceback__)
            places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-6:]))
            log.error("%s at %s", type(error).__name__, places)
            if scope["type"] == "websocket":
                await _close(send, 1011)
            elif not started:
                response = await self.answer(Request(scope, receive), error)
                await response(scope, receive, send)


async def _close(send: Send, code: int) -> None:
    try:
        await send({"type": "websocket.close", "code": code})
    except Exception:
        log.debug("the socket was closed already")


class SameOrigin:
    """Refuses what another site makes a browser send: unsafe methods, and sockets before they are accepted.

    By `Sec-Fetch-Site`, else by `Origin` (OWASP CSRF prevention; the algorithm of Go's CrossOriginProtection,
    golang/go#73626, but refusing where both are absent). A socket is judged by its `Origin` alone.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] in ("http", "websocket") else Headers()
        if scope["type"] == "websocket" and not _is_own(headers):
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not _is_same_origin(headers):
            response = await self.refuse(Request(scope, receive), 403)
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_same_origin(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site:
        return site in ("same-origin", "none")
    return _is_own(headers)


def _is_own(headers: Headers) -> bool:
    """Whether `Origin` names the site itself: its public address, or this machine as it was asked for."""
    origin = headers.get("origin", "")
    here = settings.current()
    if origin == here.public_url:
        return True
    try:
        loopback = settings.is_loopback(urlsplit(origin).hostname)
    except ValueError:
        return False
    return loopback and origin == f"http://{headers.get('host', '')}"


class BodyLimit:
    """Refuses a body of more than 64 KiB, by its stated length or, when that lies or is missing, as it comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "")
        too_long = stated.isdigit() and int(stated) > BODY_BYTES_AT_MOST
        received = 0

        async def receive_some() -> Message:
            nonlocal received
            if too_long:
                raise HTTPException(413)
            message = await receive()
            received += len(message.get("body", b""))
            if received > BODY_BYTES_AT_MOST:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_some, send)
