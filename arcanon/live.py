"""The bus: nudges that say "look again", carried by broadcaster, in memory for one process or by Redis for many.

The database is the truth and the bus only nudges: a nudge names a topic and carries no content, so one that is
lost costs a moment, never a message. What is true for a moment only, such as
that somebody is writing, is kept nowhere: it goes along as a sign. Only this file and its Redis backend know
broadcaster.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from broadcaster import Broadcast
from redis.asyncio import Redis

from arcanon.followers import Follower
from arcanon.live_redis import EVERYONE, PATIENCE, UNREACHABLE, RedisBackend
from arcanon.settings import Settings, SettingsError
from arcanon.tasks import stop

log = logging.getLogger("arcanon.live")

CHANNEL = "arcanon"
SIGN = "\n"  # between a topic and a sign
HASTE = 0.5  # seconds that somebody who has just said something waits for the bus
WATCH_EVERY = 1.0  # seconds between two words of the watchdog
UNHEARD = 4.0  # seconds without hearing one's own word, after which the bus is built anew
REST = 5.0  # seconds that nobody waits for a bus which did not answer; hearing itself ends them


class Bus:
    """One broadcaster channel for the life of the process, and this process's followers behind it."""

    def __init__(self, redis_url: str | None) -> None:
        self._redis_url = redis_url
        self._followers: dict[str, set[Follower]] = {}
        self._own_word = f"watchdog {secrets.token_hex(8)}"
        self._heard_at = time.monotonic()
        self._rests_until = 0.0
        self.is_closing = False
        self._publishing: set[asyncio.Task[bool]] = set()  # what nobody waits for
        self._broadcast: Broadcast
        self._hearing: asyncio.Task[None]

    @property
    def is_well(self) -> bool:
        """Whether what is said on this bus is heard on it."""
        return time.monotonic() - self._heard_at < UNHEARD

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        await self._build()
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            try:
                await stop(watching)
                if self._publishing:
                    await asyncio.wait(self._publishing, timeout=HASTE)
            finally:
                await self._tear_down()

    async def _build(self) -> None:
        url = self._redis_url
        self._broadcast = Broadcast(backend=RedisBackend(url)) if url else Broadcast("memory://")
        await self._broadcast.connect()
        listening = asyncio.Event()
        self._hearing = asyncio.create_task(self._hear(self._broadcast, listening))
        await listening.wait()

    async def _tear_down(self) -> None:
        self._hearing.cancel()
        await asyncio.wait([self._hearing], timeout=PATIENCE)
        # Whatever broke it is why it is being torn down.
        with suppress(Exception):
            await self._broadcast.disconnect()

    async def _hear(self, broadcast: Broadcast, listening: asyncio.Event) -> None:
        async with broadcast.subscribe(CHANNEL) as events:
            listening.set()
            while True:
                self._deliver((await events.get()).message)

    def _deliver(self, word: str) -> None:
        if word == self._own_word:
            self._heard_at = time.monotonic()
            self._rests_until = 0.0
        elif word == EVERYONE:
            for followers in self._followers.values():
                for follower in followers:
                    follower.nudge()
        else:
            topic, _, sign = word.partition(SIGN)
            for follower in self._followers.get(topic, ()):
                follower.nudge(sign)

    def close(self) -> None:
        """The process is about to end: those whose answers have no end of their own must find one."""
        self.is_closing = True
        self._deliver(EVERYONE)

    async def nudge(self, topic: str) -> None:
        """Tells every follower of a topic, in every process, to look again. Never fails.

        When the bus is away, those in this process are told all the same.
        """
        if time.monotonic() < self._rests_until:
            self._deliver(topic)
            publishing = asyncio.create_task(self._publish(topic, within=HASTE))
            self._publishing.add(publishing)
            publishing.add_done_callback(self._publishing.discard)
        elif not await self._publish(topic, within=HASTE):
            self._rests_until = time.monotonic() + REST
            self._deliver(topic)

    async def _publish(self, word: str, *, within: float = PATIENCE) -> bool:
        try:
            async with asyncio.timeout(within):
                await self._broadcast.publish(CHANNEL, word)
        except UNREACHABLE:
            return False
        return True

    async def _watch(self) -> None:
        """Says a word and listens for it; builds the bus anew when it stays unheard, and has everyone look."""
        built_at, said = time.monotonic(), False
        while True:
            await self._publish(self._own_word)
            await asyncio.sleep(WATCH_EVERY)
            if self.is_well:
                said = False
            elif time.monotonic() - built_at > UNHEARD:
                if not said:
                    log.warning("the bus does not hear itself; building it anew until it does")
                said = True
                await self._tear_down()
                await self._build()
                built_at = time.monotonic()
                self._deliver(EVERYONE)

    @contextmanager
    def follow(self, *topics: str) -> Iterator[Follower]:
        follower = Follower()
        for topic in topics:
            self._followers.setdefault(topic, set()).add(follower)
        try:
            yield follower
        finally:
            for topic in topics:
                self._followers[topic].discard(follower)
                if not self._followers[topic]:
                    del self._followers[topic]


_bus: Bus | None = None


@asynccontextmanager
async def open_bus(settings: Settings) -> AsyncIterator[Bus]:
    """Runs the bus of this process. Raises `SettingsError` when Redis is wanted and does not answer."""
    global _bus
    if settings.redis_url:
        await _check(settings.redis_url)
    bus = Bus(settings.redis_url)
    async with bus.running():
        _bus = bus
        try:
            yield bus
        finally:
            _bus = None


async def _check(url: str) -> None:
    try:
        client: Any = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        async with client:
            await client.ping()
    except (*UNREACHABLE, ValueError) as error:
        raise SettingsError(
            f"ARCANON_REDIS_URL: Redis does not answer ({type(error).__name__}). "
            "Start it, correct the address, or leave it out for one process."
        ) from None


async def nudge(topic: str) -> None:
    """Tells the followers of a topic to look again."""
    if _bus:
        await _bus.nudge(topic)


async def sign(topic: str, words: str) -> None:
    """Gives the followers of a topic a sign. It may be lost, and comes at most once."""
    await nudge(f"{topic}{SIGN}{words}")


def close() -> None:
    """Says that this process is about to end."""
    if _bus:
        _bus.close()


def is_closing() -> bool:
    return bool(_bus and _bus.is_closing)


@contextmanager
def follow(*topics: str) -> Iterator[Follower]:
    """Follows topics from here on. First follow, then read, then wait: so nothing falls in between."""
    assert _bus, "the bus is open for the life of the application"
    with _bus.follow(*topics) as follower:
        yield follower


def is_well() -> bool:
    return bool(_bus and _bus.is_well)
