"""Static files, under addresses that change with their content, so that a browser may keep them for ever."""

import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

PACKAGE = Path(__file__).parent.parent
# Beside the package in a checkout, inside it where it was installed.
STATIC = next(path for path in (PACKAGE / "static", PACKAGE.parent / "static") if path.is_dir())
STYLESHEET = "css/app.css"
YEAR = 31_536_000  # seconds

_IMPORT = re.compile(r'@import "([a-z-]+\.css)"(?: layer\(([a-z]+)\))?;')
# Comments on lines of their own, and indentation. None of our scripts has a text of several lines.
_FOR_READERS = re.compile(r"^[ \t]*(?://.*|/\*\*.*\*/)\n|^[ \t]+", re.MULTILINE)

mimetypes.add_type("application/manifest+json", ".webmanifest")  # some systems do not know it


@cache
def static_version() -> str:
    """Returns a name for the content of all static files. It is part of their addresses."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def static_url(path: str) -> str:
    return f"/static/{static_version()}/{path}"


class VersionedFiles(StaticFiles):
    """Serves `/static/<version>/<path>`. An old version gets the current file, which is not to be kept."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # `If-Range` names the date or tag of what the browser has. We give neither, so that the whole is due (RFC 9110,
        # section 13.1.5).
        if Headers(scope=scope).get("if-range"):
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in (b"range", b"if-range")]}
        await super().__call__(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, name = path.partition("/")
        is_read = scope["method"] in ("GET", "HEAD")
        if name == STYLESHEET and is_read:
            response = Response(stylesheet(), media_type="text/css")
        elif name in scripts() and is_read:
            response = Response(scripts()[name], media_type="text/javascript")
        else:
            response = await super().get_response(name, scope)
        is_current = version == static_version()
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_current else "no-cache"
        # They say no more than the version in the address does, and nobody needs to know a date.
        for header in ("last-modified", "etag"):
            if header in response.headers:
                del response.headers[header]
        return response


@cache
def scripts() -> dict[str, str]:
    """Returns our own scripts, by their path, without comments and indentation, which only people need."""
    paths = (STATIC / "js").glob("*.js")
    return {f"js/{path.name}": _FOR_READERS.sub("", path.read_text(encoding="utf-8")) for path in paths}


async def no_favicon(request: Request) -> Response:
    """Answers browsers that ask for an icon although the page names none: there is none, and that is no error."""
    return Response(status_code=204)


@cache
def stylesheet() -> str:
    """Returns app.css with the files that it imports filled in: one request where there would be a dozen."""

    def read_import(match: re.Match[str]) -> str:
        name, layer = match.groups()
        content = (STATIC / "css" / name).read_text(encoding="utf-8")
        return f"@layer {layer} {{\n{content}}}" if layer else content

    return _IMPORT.sub(read_import, (STATIC / STYLESHEET).read_text(encoding="utf-8"))
