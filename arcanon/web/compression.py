"""Compresses answers for who can read that, except those that never end: it would hold their messages back."""

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send


class CompressionMiddleware(GZipMiddleware):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/stream"):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http" and not accepts_gzip(Headers(scope=scope).get("accept-encoding", "")):
            # Starlette looks for the word only, and would find it in "gzip;q=0".
            others = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": others}
        await super().__call__(scope, receive, send)


def accepts_gzip(header: str) -> bool:
    """Whether `Accept-Encoding` names gzip with a weight above 0 (RFC 9110, section 12.5.3)."""
    for coding in header.lower().split(","):
        name, _separator, parameters = coding.partition(";")
        if name.strip() == "gzip":
            weight = parameters.replace(" ", "").removeprefix("q=") or "1"
            return weight.replace(".", "", 1).isdecimal() and float(weight) > 0
    return False
