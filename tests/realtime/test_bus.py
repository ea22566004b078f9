"""The bus, in memory and over a real Redis that comes and goes."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from redis.asyncio.client import PubSub

from arcanon.realtime import bus as bus_module
from arcanon.realtime.bus import Bus
from arcanon.settings import Settings, SettingsError
from tests.support.services import Redis, free_port, started


@pytest.fixture
def own_redis() -> Iterator[Redis]:
    """A Redis that the test may kill."""
    with started(Redis()) as service:
        yield service


@pytest.fixture(params=["memory", "redis"])
def url(request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("redis").url if request.param == "redis" else None


@pytest.fixture
async def bus(url: str | None) -> AsyncIterator[Bus]:
    bus = Bus(url)
    async with bus.running():
        await hears_itself(bus)
        yield bus


async def hears_itself(bus: Bus, within: float = 5.0) -> None:
    """Waits until what is said on the bus is heard on it."""
    async with asyncio.timeout(within):
        with bus.follow("well?") as follower:
            while True:
                await bus._publish("well?")
                if await follower.wait(timeout=0.05):
                    return


async def test_a_nudge_reaches_its_followers_and_nobody_else(bus: Bus) -> None:
    with bus.follow("this") as this, bus.follow("that") as that, bus.follow("this", "that") as both:
        await bus.nudge("this")
        assert await this.wait(timeout=2)
        assert await both.wait(timeout=2)
        assert not await that.wait(timeout=0.05)


async def test_who_has_left_is_forgotten(bus: Bus) -> None:
    with bus.follow("this"):
        assert bus._followers
    assert not bus._followers


async def test_fifty_who_follow_one_new_topic_at_once_all_hear_it(bus: Bus) -> None:
    async def follow_and_wait() -> bool:
        with bus.follow("new") as follower:
            ready.release()
            return await follower.wait(timeout=2)

    ready = asyncio.Semaphore(0)
    waiting = [asyncio.create_task(follow_and_wait()) for _ in range(50)]
    for _ in waiting:
        await ready.acquire()
    await bus.nudge("new")
    assert await asyncio.gather(*waiting) == [True] * 50


async def test_a_thousand_who_come_and_go_miss_nothing(bus: Bus) -> None:
    for number in range(1000):
        with bus.follow(f"topic {number % 7}") as follower:
            await bus.nudge(f"topic {number % 7}")
            assert await follower.wait(timeout=2)


async def test_two_processes_share_one_redis(redis: Redis) -> None:
    one, other = Bus(redis.url), Bus(redis.url)
    async with one.running(), other.running():
        await hears_itself(one)
        await hears_itself(other)
        with other.follow("chat") as follower:
            await one.nudge("chat")
            assert await follower.wait(timeout=2)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_redis_is_killed_and_comes_back(own_redis: Redis, how: signal.Signals) -> None:
    one, other = Bus(own_redis.url), Bus(own_redis.url)
    async with one.running(), other.running():
        await hears_itself(one)
        await hears_itself(other)
        await asyncio.to_thread(own_redis.stop, how)
        with one.follow("chat") as here, other.follow("chat") as there:
            await one.nudge("chat")
            assert await here.wait(timeout=3), "those in this process are told all the same"
            await asyncio.to_thread(own_redis.start)
            assert await there.wait(timeout=3), "everyone looks again when Redis is back"
        await hears_itself(other, within=3)
        async with asyncio.timeout(5):
            while not (one.is_healthy and other.is_healthy):
                await asyncio.sleep(0.05)


async def test_a_redis_that_hangs_is_noticed_and_forgiven(own_redis: Redis) -> None:
    bus = Bus(own_redis.url)
    async with bus.running():
        await hears_itself(bus)
        own_redis.kill(signal.SIGSTOP)
        async with asyncio.timeout(15):
            while bus.is_healthy:
                await asyncio.sleep(0.1)
            with bus.follow("chat") as follower:
                await bus.nudge("chat")
                assert await follower.wait(timeout=3)
        own_redis.kill(signal.SIGCONT)
        async with asyncio.timeout(20):
            while not bus.is_healthy:
                await asyncio.sleep(0.1)


async def test_a_bus_that_receives_nothing_is_rebuilt(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "HEARTBEAT_TIMEOUT", 1.5)
    monkeypatch.setattr(bus_module, "HEARTBEAT_INTERVAL", 0.2)
    with bus.follow("anything") as follower:
        bus._listening.cancel()
        assert await follower.wait(timeout=8), "followers are told to look"
    await hears_itself(bus)
    async with asyncio.timeout(5):
        while not bus.is_healthy:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("moment", ["subscribe", "get_message"])
async def test_it_ends_though_its_end_was_not_heard(redis: Redis, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """redis-py sends with `asyncio.wait_for`, which in Python 3.11 may lose that its task was cancelled."""
    was_reached, goes_on = asyncio.Event(), asyncio.Event()
    original = getattr(PubSub, moment)

    async def loses_it(self: PubSub, *args: object, **options: object) -> object:
        was_reached.set()
        with suppress(asyncio.CancelledError):
            await goes_on.wait()
        return await original(self, *args, **options)

    monkeypatch.setattr(PubSub, moment, loses_it)
    before = asyncio.all_tasks()
    async with Bus(redis.url).running():
        await was_reached.wait()
        left = asyncio.all_tasks() - before
    _, still_there = await asyncio.wait(left, timeout=5)
    assert not still_there
    errors = [task.exception() for task in left if not task.cancelled()]
    assert not any(errors), errors


async def test_a_redis_that_is_not_there_stops_the_start(sqlite: Settings) -> None:
    with pytest.raises(SettingsError, match="Redis does not answer"):
        async with bus_module.open_bus(replace(sqlite, redis_url=f"redis://127.0.0.1:{free_port()}/0")):
            pass
