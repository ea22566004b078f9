"""How often one may do a thing: counted for a person, or for a visitor's coarse place, and never written down."""

import ipaddress
import math
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from arcanon import crypto, settings

View = Callable[[Request], Awaitable[Response]]
DAY = 86_400  # seconds
REST = 5.0  # seconds that Redis is left alone after it did not answer


class Limiter:
    """Counts in memory; what people with an account do, in Redis where there is one, so that all processes agree.

    Each window of time has keys of its own and holds a count, no times: what one person does in two windows, or
    of two kinds, has nothing in common.
    """

    def __init__(self) -> None:
        redis_url = settings.current().redis_url
        self._here = FixedWindowRateLimiter(MemoryStorage())
        self._shared = FixedWindowRateLimiter(_redis(redis_url)) if redis_url else self._here
        self._shared_rests_until = 0.0
        self._key = secrets.token_bytes(32)
        self._key_made_at = time.monotonic()

    async def hit(self, limit: RateLimitItem, what: str, request: HTTPConnection) -> int:
        """Counts one. Returns 0 when it is within the limit, else the seconds to wait."""
        viewer = request.scope["user"]
        window = int(time.time() // limit.get_expiry())
        if not viewer.is_signed_in:
            return await self._count(self._here, limit, f"{what} {window} {self.place(request)}")
        who = crypto.mac(settings.current().secret, viewer.tag(f"limit {what} {window}"))
        if time.monotonic() > self._shared_rests_until:
            try:
                return await self._count(self._shared, limit, who)
            except (RedisError, OSError):
                self._shared_rests_until = time.monotonic() + REST
        return await self._count(self._here, limit, who)

    async def _count(self, counter: FixedWindowRateLimiter, limit: RateLimitItem, who: str) -> int:
        if await counter.hit(limit, who):
            return 0
        return max(1, math.ceil(limit.get_expiry() - time.time() % limit.get_expiry()))

    def place(self, request: HTTPConnection) -> str:
        """A visitor's network as a hash under a key that is forgotten every day and at every start."""
        if time.monotonic() - self._key_made_at > DAY:
            self._key, self._key_made_at = secrets.token_bytes(32), time.monotonic()
        return crypto.mac(self._key, network(request.client.host if request.client else ""))


def network(address: str) -> str:
    """The part of an address that one household or one server has: all of IPv4's, the first 64 bits of IPv6's."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network(f"{ip}/{64 if ip.version == 6 else 32}", strict=False))


def _redis(url: str) -> RedisStorage:
    """Redis, given up on quickly: a count is not worth anybody's wait."""
    options: dict[str, Any] = {
        "socket_timeout": 0.5,
        "socket_connect_timeout": 0.5,
        "retry": Retry(NoBackoff(), 0),
    }
    return RedisStorage(f"async+{url}", implementation="redispy", **options)


class TooManyError(Exception):
    """One may not have more of something at once; the message says of what, and what to do."""


class TooOften(HTTPException):
    """429, with the seconds after which it is worth another try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, headers={"Retry-After": str(seconds)})
        self.seconds = seconds


def limited(view: View, limit: str, name: str) -> View:
    """A view whose POSTs are counted, such as "20/hour", under a name."""
    item = parse(limit)

    async def counted(request: Request) -> Response:
        if request.method == "POST":
            seconds = await request.app.state.limiter.hit(item, name, request)
            if seconds:
                raise TooOften(seconds)
        return await view(request)

    return counted
