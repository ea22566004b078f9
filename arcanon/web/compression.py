"""Compresses answers for those who can read that.

Left as they are: answers that never end, since it would hold their messages back; and pages that show a secret beside
words that somebody else has chosen, since the size of what is compressed would tell whether the two are alike (BREACH,
https://breachattack.com).
"""

from functools import lru_cache

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

# The seven words, the secret feed address, drafts, personal lists, and what is said in chats.
SECRET_PATHS = ("/join", "/login", "/me", "/drafts", "/chats", "/match", "/invitations", "/notifications")


class CompressionMiddleware(GZipMiddleware):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Starlette looks for the word only, and would find it in "gzip;q=0".
        if (
            scope["type"] != "http"
            or scope["path"].startswith(SECRET_PATHS)
            or not accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
        ):
            await self.app(scope, receive, send)
            return
        await super().__call__(scope, receive, send)


@lru_cache(256)
def accepts_gzip(header: str) -> bool:
    """Whether `Accept-Encoding` names gzip with a weight above 0 (RFC 9110, section 12.5.3)."""
    for coding in header.lower().split(","):
        name, _separator, parameters = coding.partition(";")
        if name.strip() == "gzip":
            weight = parameters.replace(" ", "").removeprefix("q=") or "1"
            return weight.replace(".", "", 1).isdecimal() and float(weight) > 0
    return False
