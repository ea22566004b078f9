"""The bus over Redis: broadcaster's backend, for a Redis that comes and goes."""

import asyncio
from contextlib import suppress

from broadcaster._backends.base import BroadcastBackend
from broadcaster._base import Event
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

EVERYONE = "*"  # the nudge after which every follower looks again
PATIENCE = 2.0  # seconds that one word to or from Redis may take
UNREACHABLE = (RedisError, OSError, TimeoutError)


class RedisBackend(BroadcastBackend):
    """broadcaster's Redis backend as current redis-py and a Redis that comes and goes need it.

    The one of broadcaster 0.3.1 hears nothing with redis-py 8, and its listener dies with its connection. This
    one listens only to what it has subscribed to, connects again for as long as it takes, and then says
    `EVERYONE`, since nobody knows what was missed.
    """

    def __init__(self, url: str) -> None:
        # Retries inside redis-py would hide that a connection, and what came over it, was lost.
        self._redis = Redis.from_url(
            url,
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._pubsub: PubSub | None = None
        self._channels: set[str] = set()
        self._changed = asyncio.Event()
        self._is_over = False

    async def connect(self) -> None:
        """Nothing: the first to listen connects."""

    async def disconnect(self) -> None:
        self._is_over = True
        self._changed.set()
        await self._hang_up()
        await self._redis.aclose()

    async def subscribe(self, channel: str) -> None:
        self._channels.add(channel)
        self._changed.set()
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
        """The next word on any subscribed channel, however often the connection breaks meanwhile."""
        while not self._is_over:
            if not self._channels:
                self._changed.clear()
                await self._changed.wait()
                continue
            try:
                if self._pubsub is None:
                    self._pubsub = self._redis.pubsub()
                    channels = [*self._channels]
                    await self._pubsub.subscribe(*channels)
                    return Event(channels[0], EVERYONE)
                message = await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)
                if message and message["type"] == "message":
                    return Event(message["channel"], message["data"])
            except Exception as error:
                if self._is_over:
                    break  # the connection is gone, as it should be
                if not isinstance(error, UNREACHABLE):
                    raise
                await self._hang_up()
                await asyncio.sleep(0.25)
        # broadcaster cancels who waits here, but that may be lost (see `tasks`); then this goes on after `disconnect`,
        # and closes what was opened since.
        with suppress(*UNREACHABLE):
            await self._redis.aclose()
        raise asyncio.CancelledError

    async def _hang_up(self) -> None:
        pubsub, self._pubsub = self._pubsub, None
        if pubsub:
            with suppress(*UNREACHABLE):
                await pubsub.aclose()  # type: ignore[no-untyped-call]
