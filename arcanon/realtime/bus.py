"""The bus: tells followers in every process to look again. broadcaster carries it, in memory or over Redis.

The database is the truth and the bus only nudges: a nudge names a channel and carries no content, so a lost one costs
a moment, never a message. What is true only for a moment, such as that somebody is typing, is stored nowhere: it is
sent along as a signal.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from broadcaster import Broadcast

from arcanon.db import transactions
from arcanon.realtime.cancellation import cancel_and_wait
from arcanon.realtime.followers import Follower, Following
from arcanon.realtime.redis_backend import EVERYONE, REDIS_TIMEOUT, UNREACHABLE, RedisBackend
from arcanon.realtime.redis_check import check_redis
from arcanon.settings import Settings

log = logging.getLogger("arcanon.bus")

BROADCASTER_CHANNEL = "arcanon"
CHANNEL_SEPARATOR = "\t"  # between channels that are nudged together
SIGNAL_SEPARATOR = "\n"  # between a channel and a signal
PUBLISH_TIMEOUT = 0.5  # seconds that a person waits for the bus
HEARTBEAT_INTERVAL = 1.0  # seconds between the heartbeats of the watchdog
HEARTBEAT_TIMEOUT = 4.0  # seconds without our own heartbeat until the bus is rebuilt
PUBLISH_BACKOFF = 5.0  # seconds during which nobody waits for a bus that did not answer; a heartbeat ends them


class Bus:
    """One broadcaster channel for the life of the process, and this process's followers behind it."""

    def __init__(self, redis_url: str | None) -> None:
        self._redis_url = redis_url
        self._followers: dict[str, set[Follower]] = {}
        self._heartbeat = f"heartbeat {secrets.token_hex(8)}"
        self._last_heartbeat = time.monotonic()
        self._wait_again_after = 0.0
        self.is_closing = False
        self._publishing: set[asyncio.Task[bool]] = set()  # messages that nobody waits for
        self._broadcast: Broadcast
        self._listening: asyncio.Task[None]

    @property
    def is_healthy(self) -> bool:
        """Whether what is published on this bus comes back to us."""
        return time.monotonic() - self._last_heartbeat < HEARTBEAT_TIMEOUT

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        await self._connect()
        watchdog = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            try:
                await cancel_and_wait(watchdog)
                if self._publishing:
                    await asyncio.wait(self._publishing, timeout=PUBLISH_TIMEOUT)
            finally:
                await self._disconnect()

    async def _connect(self) -> None:
        url = self._redis_url
        self._broadcast = Broadcast(backend=RedisBackend(url)) if url else Broadcast("memory://")
        await self._broadcast.connect()
        is_subscribed = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(self._broadcast, is_subscribed))
        await is_subscribed.wait()

    async def _disconnect(self) -> None:
        self._listening.cancel()
        await asyncio.wait([self._listening], timeout=REDIS_TIMEOUT)
        # Whatever broke it is the reason to disconnect.
        with suppress(Exception):
            await self._broadcast.disconnect()

    async def _listen(self, broadcast: Broadcast, is_subscribed: asyncio.Event) -> None:
        async with broadcast.subscribe(BROADCASTER_CHANNEL) as events:
            is_subscribed.set()
            while True:
                self._deliver((await events.get()).message)

    def _deliver(self, message: str) -> None:
        if message == self._heartbeat:
            self._last_heartbeat = time.monotonic()
            self._wait_again_after = 0.0
        elif message == EVERYONE:
            for followers in self._followers.values():
                for follower in followers:
                    follower.nudge()
        else:
            channels, _separator, signal = message.partition(SIGNAL_SEPARATOR)
            for channel in channels.split(CHANNEL_SEPARATOR):
                for follower in self._followers.get(channel, ()):
                    follower.nudge(signal)

    async def nudge_all(self, channels: list[str]) -> None:
        """Tells every follower of some channels at once."""
        await self.nudge(CHANNEL_SEPARATOR.join(channels))

    def close(self) -> None:
        """Says that the process is about to end, so that endless responses end themselves."""
        self.is_closing = True
        self._deliver(EVERYONE)

    async def nudge(self, message: str) -> None:
        """Tells every follower of a channel, in every process, to look again. Never fails.

        While the bus is away, those in this process are told all the same.
        """
        if time.monotonic() < self._wait_again_after:
            self._deliver(message)
            publishing = asyncio.create_task(self._publish(message, timeout=PUBLISH_TIMEOUT))
            self._publishing.add(publishing)
            publishing.add_done_callback(self._publishing.discard)
        elif not await self._publish(message, timeout=PUBLISH_TIMEOUT):
            self._wait_again_after = time.monotonic() + PUBLISH_BACKOFF
            self._deliver(message)

    async def _publish(self, message: str, *, timeout: float = REDIS_TIMEOUT) -> bool:
        try:
            async with asyncio.timeout(timeout):
                await self._broadcast.publish(BROADCASTER_CHANNEL, message)
        except UNREACHABLE:
            return False
        return True

    async def _watch(self) -> None:
        """Publishes a heartbeat; reconnects when it has not come back within `HEARTBEAT_TIMEOUT`."""
        connected_at, is_logged = time.monotonic(), False
        while True:
            await self._publish(self._heartbeat)
            await asyncio.sleep(HEARTBEAT_INTERVAL)
            if self.is_healthy:
                is_logged = False
            elif time.monotonic() - connected_at > HEARTBEAT_TIMEOUT:
                if not is_logged:
                    log.warning("the bus does not receive its own heartbeat; reconnecting until it does")
                is_logged = True
                await self._disconnect()
                await self._connect()
                connected_at = time.monotonic()
                self._deliver(EVERYONE)

    def follow(self, *channels: str) -> Following:
        return Following(self._followers, channels)


_bus: Bus | None = None


@asynccontextmanager
async def open_bus(settings: Settings) -> AsyncIterator[Bus]:
    """Runs the bus of this process. Raises `SettingsError` if Redis is wanted and does not answer."""
    global _bus
    if settings.redis_url:
        await check_redis(settings.redis_url, BROADCASTER_CHANNEL)
    bus = Bus(settings.redis_url)
    async with bus.running():
        _bus = bus
        transactions.publish_nudges_with(bus.nudge_all)
        try:
            yield bus
        finally:
            transactions.publish_nudges_with(None)
            _bus = None


async def nudge(channel: str) -> None:
    """Tells the followers of a channel to look again; within a transaction, once it is committed."""
    if _bus and not transactions.nudge_after_commit(channel):
        await _bus.nudge(channel)


def nudge_after_commit(channel: str) -> None:
    """Tells the followers of a channel to look again, once the current transaction is committed."""
    transactions.nudge_after_commit(channel)


async def signal(channel: str, text: str) -> None:
    """Sends the followers of a channel a signal. It may be lost, and arrives at most once."""
    if _bus:
        await _bus.nudge(f"{channel}{SIGNAL_SEPARATOR}{text}")


def close() -> None:
    """Says that this process is about to end."""
    if _bus:
        _bus.close()


def is_closing() -> bool:
    return bool(_bus and _bus.is_closing)


def follow(*channels: str) -> Following:
    """Follows channels from here on. First follow, then read, then wait: so that nothing is missed in between."""
    assert _bus, "the bus is open for the life of the application"
    return _bus.follow(*channels)


def is_healthy() -> bool:
    return bool(_bus and _bus.is_healthy)
