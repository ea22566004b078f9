"""How often one may do a thing: counted for a person, or for a visitor's coarse place, and never written down."""

import hashlib
import hmac
import ipaddress
import math
import secrets
import time
from collections.abc import Awaitable, Callable

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from arcanon import settings

View = Callable[[Request], Awaitable[Response]]
DAY = 86_400  # seconds


class Limiter:
    """Counts in memory; what people with an account do, in Redis where there is one, so that all processes agree."""

    def __init__(self) -> None:
        redis_url = settings.current().redis_url
        self._here = MovingWindowRateLimiter(MemoryStorage())
        self._shared = (
            MovingWindowRateLimiter(RedisStorage(f"async+{redis_url}", implementation="redispy"))
            if redis_url
            else self._here
        )
        self._key = secrets.token_bytes(32)
        self._key_made_at = time.monotonic()

    async def hit(self, limit: RateLimitItem, what: str, request: HTTPConnection) -> int:
        """Counts one. Returns 0 when it is within the limit, else the seconds to wait."""
        viewer = request.scope["user"]
        if viewer.is_signed_in:
            who = hmac.new(settings.current().secret, viewer.tag("limits").encode(), hashlib.sha256).hexdigest()
            try:
                return await self._count(self._shared, limit, what, who)
            except (RedisError, OSError):
                return await self._count(self._here, limit, what, who)
        return await self._count(self._here, limit, what, self._place(request))

    async def _count(self, counter: MovingWindowRateLimiter, limit: RateLimitItem, what: str, who: str) -> int:
        if await counter.hit(limit, what, who):
            return 0
        window = await counter.get_window_stats(limit, what, who)
        return max(1, math.ceil(window.reset_time - time.time()))

    def _place(self, request: HTTPConnection) -> str:
        """A visitor's network as a hash under a key that is forgotten every day and at every start."""
        if time.monotonic() - self._key_made_at > DAY:
            self._key, self._key_made_at = secrets.token_bytes(32), time.monotonic()
        address = request.client.host if request.client else ""
        try:
            ip = ipaddress.ip_address(address)
            prefix = 64 if ip.version == 6 else 32
            address = str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))
        except ValueError:
            address = ""
        return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()


class TooOften(HTTPException):
    """429, with the seconds after which it is worth another try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, headers={"Retry-After": str(seconds)})
        self.seconds = seconds


def limited(view: View, limit: str, name: str) -> View:
    """A view whose POSTs are counted, such as "20/hour", under a name that several views may share."""
    item = parse(limit)

    async def counted(request: Request) -> Response:
        if request.method == "POST":
            seconds = await request.app.state.limiter.hit(item, name, request)
            if seconds:
                raise TooOften(seconds)
        return await view(request)

    return counted
