"""arcanon as it is served, but for the limits of what one person may do: a benchmark does it for hundreds."""

import sys

from limits import RateLimitItem
from starlette.requests import HTTPConnection

from arcanon import cli
from arcanon.realtime import channels
from arcanon.web.rate_limits import Limiter

_hit = Limiter.hit


async def count_only(
    self: Limiter, limit: RateLimitItem, route: str, request: HTTPConnection, *, by_place: bool = False
) -> int:
    """Counts as always, which takes its time, and never refuses."""
    await _hit(self, limit, route, request, by_place=by_place)
    return 0


Limiter.hit = count_only  # type: ignore[method-assign]
channels.MAX_SOCKETS_PER_SESSION = 1_000
sys.argv = ["arcanon", "serve", "--migrate"]
cli.main()
