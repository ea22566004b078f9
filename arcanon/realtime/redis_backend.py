"""broadcaster's backend for Redis, made to survive a Redis that comes and goes."""

import asyncio
from contextlib import suppress

from broadcaster._backends.base import BroadcastBackend
from broadcaster._base import Event
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

EVERYONE = "*"  # the message after which every follower looks again
REDIS_TIMEOUT = 2.0  # seconds for one message to or from Redis
RECONNECT_INTERVAL = 0.25  # seconds
UNREACHABLE = (RedisError, OSError, TimeoutError)


class RedisBackend(BroadcastBackend):
    """Subscribes and publishes with current redis-py, and reconnects for as long as it takes.

    The backend of broadcaster 0.3.1 receives nothing with redis-py 8, and its listener dies with its connection. After
    a reconnect this one delivers `EVERYONE`, since nobody knows what was missed.
    """

    def __init__(self, url: str) -> None:
        # Retries inside redis-py would hide that a connection was lost, and with it some messages.
        self._redis = Redis.from_url(
            url,
            socket_timeout=REDIS_TIMEOUT,
            socket_connect_timeout=REDIS_TIMEOUT,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._pubsub: PubSub | None = None
        self._channels: set[str] = set()
        self._channels_changed = asyncio.Event()
        self._is_closed = False

    async def connect(self) -> None:
        """Does nothing: the connection is made when somebody listens."""

    async def disconnect(self) -> None:
        self._is_closed = True
        self._channels_changed.set()
        await self._close_pubsub()
        await self._redis.aclose()

    async def subscribe(self, channel: str) -> None:
        self._channels.add(channel)
        self._channels_changed.set()
        if self._pubsub:
            with suppress(*UNREACHABLE):
                await self._pubsub.subscribe(channel)

    async def unsubscribe(self, channel: str) -> None:
        self._channels.discard(channel)
        if self._pubsub:
            with suppress(*UNREACHABLE):
                await self._pubsub.unsubscribe(channel)

    async def publish(self, channel: str, message: str) -> None:
        await self._redis.publish(channel, message)

    async def next_published(self) -> Event:
        """Returns the next message on any subscribed channel, however often the connection breaks meanwhile."""
        while not self._is_closed:
            if not self._channels:
                self._channels_changed.clear()
                await self._channels_changed.wait()
                continue
            try:
                if self._pubsub is None:
                    self._pubsub = self._redis.pubsub()
                    channels = [*self._channels]
                    await self._pubsub.subscribe(*channels)
                    return Event(channels[0], EVERYONE)
                message = await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=REDIS_TIMEOUT)
                if message and message["type"] == "message":
                    return Event(message["channel"], message["data"])
            except Exception as error:
                if self._is_closed:
                    break  # `disconnect` has closed the connection
                if not isinstance(error, UNREACHABLE):
                    raise
                await self._close_pubsub()
                await asyncio.sleep(RECONNECT_INTERVAL)
        # broadcaster cancels this task, but the cancellation may be lost (see `cancellation`). Then it runs on after
        # `disconnect`, and has to close what it has opened since.
        with suppress(*UNREACHABLE):
            await self._redis.aclose()
        raise asyncio.CancelledError

    async def _close_pubsub(self) -> None:
        pubsub, self._pubsub = self._pubsub, None
        if pubsub:
            with suppress(*UNREACHABLE):
                await pubsub.aclose()  # type: ignore[no-untyped-call]
