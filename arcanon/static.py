"""Static files under addresses that change with their contents, so that a browser may keep them for ever."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from arcanon import pages


class Versioned(StaticFiles):
    """Serves `/static/<version>/<path>`; another version than today's gets the same file, to be asked for again."""

    def __init__(self) -> None:
        super().__init__(directory=pages.STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, name = path.partition("/")
        response = await super().get_response(name, scope)
        current = version == pages.static_version()
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        # Neither says more than the version in the address, and a date is nobody's business.
        for header in ("last-modified", "etag"):
            del response.headers[header]
        return response
