"""Security headers, the origin check and the body limit, in pure ASGI, so that sockets are guarded, too."""

from collections.abc import Awaitable, Callable
from functools import cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from arcanon.web import hosts

MAX_BODY_BYTES = 64 * 1024
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
YEAR = 31_536_000  # seconds
HSTS = f"max-age={YEAR}; includeSubDomains"

ErrorResponse = Callable[[Request, int], Awaitable[Response]]


@cache
def content_security_policy(origin: str) -> str:
    """Allows our own scripts and styles: nothing inline, nothing evaluated, nothing from elsewhere (CSP level 3)."""
    # Older WebKit does not take 'self' to mean a socket to the same host (w3c/webappsec-csp#7).
    socket = origin.replace("http", "ws", 1)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self' {socket}; media-src 'self'; frame-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )


class SecurityHeadersMiddleware:
    """Adds the security headers to every answer, errors and static files included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            # no-referrer would make plain forms send "Origin: null", and they would be refused.
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
            "browsing-topics=(), interest-cohort=()",
        }
        self._known: dict[str, list[tuple[bytes, bytes]]] = {}  # by our origins, of which there are a few

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                given = message["headers"] = list(message.get("headers", ()))
                names = {name for name, _value in given}
                # A page that may be framed sets its own, and what may be kept says so.
                given += [pair for pair in self._for_origin(hosts.asked_origin()) if pair[0] not in names]
                if b"vary" in names:
                    MutableHeaders(scope=message).add_vary_header("HX-Request")
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _for_origin(self, origin: str) -> list[tuple[bytes, bytes]]:
        """Returns the headers of an answer, as ASGI sends them."""
        found = self._known.get(origin)
        if found is None:
            headers = {
                **self.headers,
                "Content-Security-Policy": content_security_policy(origin),
                # A page depends on the viewer, so nothing may keep it: Back after signing out shows nothing.
                "Cache-Control": "no-store",
                "Vary": "HX-Request, Accept-Encoding",
            }
            if hosts.is_asked_by_https():
                headers["Strict-Transport-Security"] = HSTS
            found = self._known[origin] = [
                (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()
            ]
        return found


class SameOriginMiddleware:
    """Refuses what another site makes a browser send: unsafe methods, and sockets before they are accepted.

    It checks `Sec-Fetch-Site`, else `Origin`, else `Referer` (OWASP CSRF prevention; the algorithm of Go's
    CrossOriginProtection, golang/go#73626, except that a request with none of them is refused). For a socket it checks
    `Origin`.
    """

    def __init__(self, app: ASGIApp, error_response: ErrorResponse) -> None:
        self.app = app
        self.error_response = error_response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _is_own_socket(HTTPConnection(scope)):
            await send({"type": "websocket.close", "code": 1008})
        elif (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and not _is_same_origin(HTTPConnection(scope))
        ):
            response = await self.error_response(Request(scope, receive), 403)
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_own_socket(connection: HTTPConnection) -> bool:
    return hosts.is_asked_origin(connection, connection.headers.get("origin", ""))


def _is_same_origin(connection: HTTPConnection) -> bool:
    headers = connection.headers
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    if origin := headers.get("origin"):
        return hosts.is_asked_origin(connection, origin)
    # Text browsers such as w3m and lynx send neither. A page elsewhere can leave the referrer out, but not forge it.
    return hosts.is_asked_origin(connection, _origin_of(headers.get("referer", "")))


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


class BodyLimitMiddleware:
    """Refuses a body of more than `MAX_BODY_BYTES`: by its stated length, or while it arrives."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "")
        is_too_long = stated.isdigit() and int(stated) > MAX_BODY_BYTES
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            if is_too_long:
                raise HTTPException(413)
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY_BYTES:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_limited, send)
