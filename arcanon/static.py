"""Static files under addresses that change with their contents, so that a browser may keep them for ever."""

import mimetypes
import re
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from arcanon import pages

mimetypes.add_type("application/manifest+json", ".webmanifest")  # not every system knows it

STYLESHEET = "css/app.css"
_IMPORT = re.compile(r'@import "([a-z]+\.css)"(?: layer\(([a-z]+)\))?;')


class Versioned(StaticFiles):
    """Serves `/static/<version>/<path>`; another version than today's gets the same file, to be asked for again."""

    def __init__(self) -> None:
        super().__init__(directory=pages.STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, name = path.partition("/")
        if name == STYLESHEET and scope["method"] in ("GET", "HEAD"):
            response = Response(stylesheet(), media_type="text/css")
        else:
            response = await super().get_response(name, scope)
        current = version == pages.static_version()
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        # Neither says more than the version in the address, and a date is nobody's business.
        for header in ("last-modified", "etag"):
            if header in response.headers:
                del response.headers[header]
        return response


async def no_icon(request: Request) -> Response:
    """What browsers ask for where a page names no icon: there is none, which is no error."""
    return Response(status_code=204)


@cache
def stylesheet() -> str:
    """app.css with the files it imports in their places: one answer where the browser would ask for a dozen."""

    def imported(match: re.Match[str]) -> str:
        name, layer = match.groups()
        content = (pages.STATIC / "css" / name).read_text()
        return f"@layer {layer} {{\n{content}}}" if layer else content

    return _IMPORT.sub(imported, (pages.STATIC / STYLESHEET).read_text())
