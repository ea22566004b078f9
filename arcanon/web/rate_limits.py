"""Rate limits: counted for each person, or for a visitor's network, and never stored."""

import ipaddress
import math
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from arcanon import crypto, settings
from arcanon.web import hosts

View = Callable[[Request], Awaitable[Response]]
DAY = 86_400  # seconds
REDIS_BACKOFF = 5.0  # seconds without asking Redis after it failed to answer
REDIS_TIMEOUT = 0.5  # seconds
MAX_KEYS = 200_000  # of one window that are counted one by one
SHARED_KEYS = 4_096  # for those beyond
ONION_FACTOR = 50  # people who may come through Tor at the same time


def now() -> float:
    """Returns the time by which windows are told apart, in seconds since 1970."""
    return time.time()


class Limiter:
    """Counts in memory; for people with an account in Redis, if there is one, so that all processes agree.

    Each time window has keys of its own, and holds a count but no times: nothing connects what one person does in two
    windows, or on two routes.
    """

    def __init__(self) -> None:
        redis_url = settings.current().redis_url
        self._memory = WindowCounts()
        self._shared = FixedWindowRateLimiter(_redis(redis_url)) if redis_url else None
        self._ask_redis_after = 0.0
        self._key = secrets.token_bytes(32)
        self._key_made_at = time.monotonic()

    async def hit(self, limit: RateLimitItem, route: str, request: HTTPConnection, *, by_place: bool = False) -> int:
        """Counts one request. Returns 0 if it is within the limit, else the seconds to wait.

        `by_place` counts it for the network that it came from, whoever is signed in.
        """
        viewer = request.scope["user"]
        window = int(now() // limit.get_expiry())
        if by_place or not viewer.is_signed_in:
            limit, key = _for_place(limit, request), f"{route} {self.network_key(request)}"
            return 0 if self._memory.hit(limit, key) else _seconds_left(limit)
        key = crypto.mac(settings.current().secret, viewer.tag(f"limit {route} {window}"))
        if self._shared and time.monotonic() > self._ask_redis_after:
            try:
                return 0 if await self._shared.hit(limit, key) else _seconds_left(limit)
            except (RedisError, OSError):
                self._ask_redis_after = time.monotonic() + REDIS_BACKOFF
        return 0 if self._memory.hit(limit, key) else _seconds_left(limit)

    def network_key(self, request: HTTPConnection) -> str:
        """Returns a hash of a visitor's network, under a key that is replaced every day and at every start."""
        if time.monotonic() - self._key_made_at > DAY:
            self._key, self._key_made_at = secrets.token_bytes(32), time.monotonic()
        return crypto.mac(self._key, network(request.client.host if request.client else ""))


class WindowCounts:
    """Counts in memory, for each window of time: what one costs does not grow with how many there are.

    (The memory of the limits package looks through all of its keys again and again: 40 ms a request with 200,000.)
    """

    def __init__(self) -> None:
        self._windows: dict[tuple[int, int], dict[str, int]] = {}

    def hit(self, limit: RateLimitItem, key: str) -> bool:
        """Counts one request. Returns whether it is within the limit."""
        seconds = limit.get_expiry()
        window = (seconds, int(now() // seconds))
        counts = self._windows.get(window)
        if counts is None:
            self._forget_past()
            counts = self._windows[window] = {}
        if key not in counts and len(counts) >= MAX_KEYS:
            key = f"shared {hash(key) % SHARED_KEYS}"  # rather too strict than without bounds
        counts[key] = counts.get(key, 0) + 1
        return counts[key] <= limit.amount

    def _forget_past(self) -> None:
        moment = now()
        for seconds, number in [*self._windows]:
            if (number + 1) * seconds <= moment:
                del self._windows[seconds, number]


def _seconds_left(limit: RateLimitItem) -> int:
    return max(1, math.ceil(limit.get_expiry() - now() % limit.get_expiry()))


def _for_place(limit: RateLimitItem, request: HTTPConnection) -> RateLimitItem:
    """Returns a limit, or a larger one for visitors of an onion service, who all come from this machine.

    A request from another machine gets the ordinary limit, since anybody can send any `Host`.
    """
    is_local = request.client is not None and settings.is_loopback(request.client.host)
    if is_local and settings.is_onion(hosts.asked_origin()):
        return type(limit)(limit.amount * ONION_FACTOR, limit.multiples, limit.namespace)
    return limit


def network(address: str) -> str:
    """Returns the part of an address that a household or server shares: all of IPv4, the first 64 bits of IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network(f"{ip}/{64 if ip.version == 6 else 32}", strict=False))


def _redis(url: str) -> RedisStorage:
    """Returns Redis, with short timeouts: nobody should wait for a count."""
    options: dict[str, Any] = {
        "socket_timeout": REDIS_TIMEOUT,
        "socket_connect_timeout": REDIS_TIMEOUT,
        "retry": Retry(NoBackoff(), 0),
    }
    return RedisStorage(f"async+{url}", implementation="redispy", **options)


class RateLimitError(HTTPException):
    """429, with the seconds after which to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, headers={"Retry-After": str(seconds)})
        self.seconds = seconds


def limited(view: View, limit: str, name: str, *, by_place: bool = False) -> View:
    """Returns the view with its POSTs counted under a name, and limited to a rate such as "20/hour"."""
    item = parse(limit)

    async def limited_view(request: Request) -> Response:
        if request.method == "POST":
            seconds = await request.app.state.limiter.hit(item, name, request, by_place=by_place)
            if seconds:
                raise RateLimitError(seconds)
        return await view(request)

    limited_view.rate_limit = limit  # type: ignore[attr-defined]
    return limited_view
