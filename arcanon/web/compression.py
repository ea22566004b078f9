"""Compresses answers for those who can read that.

Left as they are: answers that never end, since it would hold their messages back; and pages that show a secret beside
words that somebody else has chosen, since the size of what is compressed would tell whether the two are alike (BREACH,
https://breachattack.com).
"""

from functools import lru_cache

import zstandard
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, GZipResponder
from starlette.types import ASGIApp, Receive, Scope, Send

# The seven words, the secret feed address, drafts, personal lists, and what is said in chats.
SECRET_PATHS = ("/join", "/login", "/me", "/drafts", "/chats", "/match", "/invitations", "/notifications")
GZIP_LEVEL = 6
# As small as gzip at level 6, in a fifth of the time (measured on a page of the feed).
ZSTD_LEVEL = 3
STATIC_LEVEL = 19  # of files that are the same for everybody, and compressed once
MAX_STATIC = 100  # files of which the compressed form is kept
CODINGS = ("zstd", "gzip")  # the first that the browser reads is taken


class CompressionMiddleware(GZipMiddleware):
    """Compresses with zstd (RFC 8878) where the browser reads it, else with gzip."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, compresslevel=GZIP_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Starlette looks for the word only, and would find it in "gzip;q=0".
        coding = (
            choose_coding(Headers(scope=scope).get("accept-encoding", ""))
            if scope["type"] == "http" and not scope["path"].startswith(SECRET_PATHS)
            else ""
        )
        if coding == "zstd":
            is_static = scope["path"].startswith("/static/")
            await (StaticZstdResponder if is_static else ZstdResponder)(self.app, self.minimum_size)(
                scope, receive, send
            )
        elif coding:
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class ZstdResponder(GZipResponder):
    content_encoding = "zstd"
    _stream: "zstandard.ZstdCompressionObj | None" = None

    def _compress_body(self, body: bytes, more_body: bool) -> bytes:
        if self._stream is None:
            if not more_body:
                return zstandard.ZstdCompressor(ZSTD_LEVEL).compress(body)
            self._stream = zstandard.ZstdCompressor(ZSTD_LEVEL).compressobj()
        end = zstandard.COMPRESSOBJ_FLUSH_BLOCK if more_body else zstandard.COMPRESSOBJ_FLUSH_FINISH
        return self._stream.compress(body) + self._stream.flush(end)


class StaticZstdResponder(ZstdResponder):
    def _compress_body(self, body: bytes, more_body: bool) -> bytes:
        return super()._compress_body(body, more_body) if more_body or self._stream else _compress_once(body)


@lru_cache(MAX_STATIC)
def _compress_once(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(STATIC_LEVEL).compress(body)


@lru_cache(256)
def choose_coding(header: str) -> str:
    """Returns the first of `CODINGS` that `Accept-Encoding` names with a weight above 0, or "" (RFC 9110, 12.5.3)."""
    named = set()
    for coding in header.lower().split(","):
        name, _separator, parameters = coding.partition(";")
        weight = parameters.replace(" ", "").removeprefix("q=") or "1"
        if weight.replace(".", "", 1).isdecimal() and float(weight) > 0:
            named.add(name.strip())
    return next((coding for coding in CODINGS if coding in named), "")
