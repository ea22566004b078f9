"""By which of its names the site was asked, and that it answers to no other."""

from contextvars import ContextVar
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from arcanon import settings
from arcanon.text.translation import gettext as _

# Whatever watches over the process asks by an address of its own, or without a host.
HEALTH_CHECKS = ("/healthz", "/readyz")

_asked: ContextVar[str] = ContextVar("asked origin")


def asked_origin() -> str:
    """Returns the public address that this request was sent to, such as https://talk.example.org (RFC 6454).

    It is the first one of the settings if the request came by this machine's own name: a proxy may ask like that.
    """
    return _asked.get(settings.current().public_url)


def is_asked_by_https() -> bool:
    return asked_origin().startswith("https://")


def is_asked_insecurely() -> bool:
    """Whether others on the network can read this request and its answer."""
    return settings.is_insecure(asked_origin())


def is_asked_origin(connection: HTTPConnection, origin: str) -> bool:
    """Whether an origin is the site itself: the address that was asked, or this machine by the name that was asked."""
    if origin == asked_origin():
        return True
    try:
        loopback = settings.is_loopback(urlsplit(origin).hostname)
    except ValueError:
        return False
    return loopback and origin == f"http://{connection.headers.get('host', '')}"


class HostMiddleware:
    """Refuses hosts that are not ours, and notes which of ours was asked.

    Pages that were asked by an ordinary name say where the site's onion service is (the `Onion-Location` of Tor).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        urls = settings.current().public_urls
        # Some proxies pass a host on without its port.
        self.origins = {str(urlsplit(url).hostname): url for url in reversed(urls)}
        self.origins |= {urlsplit(url).netloc: url for url in urls}
        self.hosts = set(settings.current().hosts)
        self.onion = next((url for url in urls if settings.is_onion(url)), "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in HEALTH_CHECKS:
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "").lower()
        name = _without_port(host)
        if name not in self.hosts:
            text = _("This site has another name. Its host can add this one to ARCANON_PUBLIC_URL.")
            await PlainTextResponse(text + "\n", 400)(scope, receive, send)
            return
        origin = self.origins.get(host) or self.origins.get(name.strip("[]")) or settings.current().public_url
        token = _asked.set(origin)
        try:
            await self.app(scope, receive, self._with_onion(scope, send) if self._needs_onion(scope, origin) else send)
        finally:
            _asked.reset(token)

    def _needs_onion(self, scope: Scope, origin: str) -> bool:
        return bool(self.onion) and scope["type"] == "http" and not settings.is_onion(origin)

    def _with_onion(self, scope: Scope, send: Send) -> Send:
        query = scope["query_string"].decode("latin-1")
        address = f"{self.onion}{scope['raw_path'].decode('latin-1')}{'?' + query if query else ''}"

        async def send_with_onion(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Onion-Location"] = address
            await send(message)

        return send_with_onion


@lru_cache(1024)
def _without_port(host: str) -> str:
    """Returns a host without its port; "" if it is none."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    if not set(host) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-:[]_"):
        return ""
    return f"[{name}]" if ":" in name else name
