"""Looks at the start whether Redis is there and allows what arcanon needs of it."""

from typing import Any
from urllib.parse import urlsplit

from redis.asyncio import Redis
from redis.exceptions import AuthenticationError, NoPermissionError

from arcanon.realtime.redis_backend import REDIS_TIMEOUT, UNREACHABLE
from arcanon.settings import SettingsError
from arcanon.text.translation import gettext as _

LIMITS_KEY = "LIMITS:check"  # such keys, and scripts on them, are what the package `limits` uses


async def check_redis(url: str, channel: str) -> None:
    """Pings Redis, and tries what the bus and the rate limits need. Raises `SettingsError`."""
    try:
        client: Any = Redis.from_url(url, socket_timeout=REDIS_TIMEOUT, socket_connect_timeout=REDIS_TIMEOUT)
        async with client, client.pubsub() as pubsub:
            await client.ping()
            await pubsub.subscribe(channel)
            await client.publish(channel, "")
            await client.eval("return redis.call('GET', KEYS[1])", 1, LIMITS_KEY)
    except NoPermissionError as error:
        raise SettingsError(
            _(
                "ARCANON_REDIS_URL: Redis does not allow this user what arcanon needs (%(reason)s). Allow it: "
                "ACL SETUSER %(user)s +@all ~* &%(channel)s",
                reason=str(error).partition("\n")[0],
                user=urlsplit(url).username or "default",
                channel=channel,
            )
        ) from None
    except AuthenticationError:
        raise SettingsError(
            _("ARCANON_REDIS_URL: Redis does not accept the user name or password. Correct the address.")
        ) from None
    except TypeError as error:
        # What follows a question mark is passed on to redis-py.
        raise SettingsError(
            _(
                "ARCANON_REDIS_URL: an option in the address is unknown (%(reason)s). Leave it out.",
                reason=str(error).rpartition(" ")[2],
            )
        ) from None
    except (*UNREACHABLE, ValueError) as error:
        raise SettingsError(
            _(
                "ARCANON_REDIS_URL: Redis does not answer (%(kind)s). "
                "Start it, correct the address, or leave it out for one process.",
                kind=type(error).__name__,
            )
        ) from None
