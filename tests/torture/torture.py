"""The chat torture: twenty chats that talk all the time while everything under them is broken.

At the end every message that was acknowledged is in its chat exactly once, every reader saw every message once and
in order, no server has grown by more than 30 MB, and nothing hangs. By hand, for ten minutes:

    python -m tests.torture sqlite --seconds 600
    python -m tests.torture cluster --seconds 600
"""

import asyncio
import random
import signal
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.cast import Browser, match
from tests.support.services import Arcanon, Postgres, Redis, free_port, started
from tests.torture.people import Talker
from tests.torture.proxy import Proxy

CHATS = 20
MEGABYTES = 30  # that a server may grow by
SECRET = "a secret of the torture, long enough for anybody"
FREEZE = 10.0  # seconds


class Server(Arcanon):
    """A server that notes how large it was when it had just been started, and the most it has grown since."""

    flags = ()

    def start(self) -> "Server":
        super().start()
        self.began_with = self.size()
        return self

    def size(self) -> int:
        """Megabytes of memory that are its own."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024


@dataclass
class Report:
    """What happened, and how it came out."""

    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)
    said: int = 0
    acknowledged: int = 0
    reconnects: int = 0
    growth: list[int] = field(default_factory=list)
    slowest: float = 0.0
    stops: list[float] = field(default_factory=list)  # seconds from SIGTERM to the end of a server
    median: float = 0.0

    def __str__(self) -> str:
        kinds = {kind: self.troubles.count(kind) for kind in sorted(set(self.troubles))}
        return (
            f"{self.seconds:.0f} s, {self.said} messages in the chats, {self.acknowledged} acknowledged, each once; "
            f"{self.reconnects} reconnects; troubles: {kinds}; memory grew by {self.growth} MB; "
            f"answers: median {self.median * 1000:.0f} ms, slowest {self.slowest:.1f} s; "
            f"stopped within {max(self.stops, default=0):.1f} s"
        )


async def torture(kind: str, seconds: float, postgres: Postgres | None = None, seed: int = 4) -> Report:
    """Runs it on "sqlite" (one server) or a "cluster" (three servers, PostgreSQL, Redis) for so many seconds."""
    rng, report = random.Random(seed), Report()
    with ExitStack() as services:
        port = free_port()
        common = {"trusted_proxies": "127.0.0.1", "public_url": f"http://localhost:{port}", "secret": SECRET}
        redis: Redis | None = None
        if kind == "cluster":
            redis = await asyncio.to_thread(services.enter_context, started(Redis()))
            postgres = await asyncio.to_thread(services.enter_context, started(Postgres()))
            await asyncio.to_thread(postgres.sql, "CREATE DATABASE torture")
            common |= {"redis_url": redis.url, "database_url": postgres.url("torture")}
            common |= {"keys_dir": str(redis.folder / "keys")}
        servers = []
        for _ in range(3 if kind == "cluster" else 1):
            servers.append(await asyncio.to_thread(services.enter_context, started(Server(**common))))
        async with AsyncExitStack() as stack:
            proxy = await stack.enter_async_context(Proxy([server.port for server in servers], port))
            talkers = await gather_people(stack, port, rng)
            try:
                await run(talkers, proxy, servers, redis, postgres if kind == "cluster" else None, seconds, rng, report)
            except Exception:
                for server in servers:
                    print(*sorted(set(server.log.read_text().splitlines())), sep="\n")
                raise
    return report


async def gather_people(stack: AsyncExitStack, port: int, rng: random.Random) -> list[Talker]:
    """Two people for each chat, who have met there."""
    url, talkers = f"http://localhost:{port}", []
    for number in range(CHATS):
        pair = []
        for side in "ab":
            browser = await stack.enter_async_context(Browser(url=url))
            browser.headers["X-Forwarded-For"] = f"10.{number}.0.{ord(side)}"
            await browser.join()
            pair.append(Talker(browser, url, f"{number}{side}", random.Random(rng.random())))
        pair[0].chat = pair[1].chat = await match(pair[0].browser, pair[1].browser)
        talkers += pair
    return talkers


async def run(
    talkers: list[Talker],
    proxy: Proxy,
    servers: list[Server],
    redis: Redis | None,
    postgres: Postgres | None,
    seconds: float,
    rng: random.Random,
    report: Report,
) -> None:
    began = time.monotonic()
    reading = [asyncio.create_task(talker.read()) for talker in talkers]
    talking = [asyncio.create_task(talker.talk(every=1.5)) for talker in talkers]
    try:
        await asyncio.sleep(2)
        for server in servers:
            server.began_with = server.size()
        is_whole = False  # on a busy machine it takes longer until each trouble has come once
        while time.monotonic() - began < seconds or not is_whole:
            is_whole = await trouble(talkers, proxy, servers, redis, postgres, rng, report)
            for task in (*reading, *talking):
                assert not task.done(), task.exception()
            await asyncio.sleep(rng.uniform(0.5, 2.0))
        for talker in talkers:
            talker.is_done = True
        async with asyncio.timeout(60):  # nothing hangs: what is under way is acknowledged, and all have read all
            await asyncio.gather(*talking)
            truths = [await talker.truth() for talker in talkers]
            while any(talker.last < truth[-1][0] for talker, truth in zip(talkers, truths, strict=True)):
                await asyncio.sleep(0.1)
    finally:
        for task in (*reading, *talking):
            task.cancel()
        await asyncio.wait([*reading, *talking])
    report.growth = [server.size() - server.began_with for server in servers]
    check(talkers, truths, report)
    report.seconds = time.monotonic() - began


async def trouble(
    talkers: list[Talker],
    proxy: Proxy,
    servers: list[Server],
    redis: Redis | None,
    postgres: Postgres | None,
    rng: random.Random,
    report: Report,
) -> bool:
    """Breaks one thing and mends it. Returns whether each thing has been broken once."""

    async def restart(how: int) -> None:
        server = rng.choice(servers)
        began = time.monotonic()
        await asyncio.to_thread(server.stop, how)
        if how == signal.SIGTERM:
            report.stops.append(time.monotonic() - began)
            assert report.stops[-1] < 6, f"told to stop, it stops within five seconds, not {report.stops[-1]:.1f}"
        await asyncio.to_thread(server.start)

    async def cut() -> None:
        proxy.cut(0.4, rng)

    async def freeze() -> None:
        rng.choice(talkers).frozen_until = time.monotonic() + FREEZE

    async def bring_back(service: Redis | Postgres, how: int) -> None:
        await asyncio.to_thread(service.stop, how)
        await asyncio.sleep(rng.uniform(0.2, 2.0))
        await asyncio.to_thread(service.start)

    kinds: dict[str, Callable[[], Awaitable[None]]] = {
        "server killed": lambda: restart(signal.SIGKILL),
        "server stopped": lambda: restart(signal.SIGTERM),
        "clients cut": cut,
        "reader frozen": freeze,
    }
    if redis:
        kinds["Redis killed"] = lambda: bring_back(redis, signal.SIGKILL)
    if postgres:
        kinds["PostgreSQL restarted"] = lambda: bring_back(postgres, signal.SIGINT)
    # Each at least once, before chance decides.
    kind = next((one for one in kinds if one not in report.troubles), None) or rng.choice(list(kinds))
    report.troubles.append(kind)
    await kinds[kind]()
    return set(report.troubles) >= set(kinds)


def check(talkers: list[Talker], truths: list[list[tuple[int, str]]], report: Report) -> None:
    for talker, truth in zip(talkers, truths, strict=True):
        numbers = [number for number, _ in truth]
        assert numbers == list(range(1, len(truth) + 1)), f"{talker.name}: numbers with gaps"
        assert talker.seen == truth, f"{talker.name} did not see all, once and in order"
        words = [said for _, said in truth]
        assert len(set(words)) == len(words), f"{talker.name}: said twice"
        said = {text: number for number, text in truth}
        for text, number in talker.acknowledged.items():
            assert said.get(text) == number, f"{talker.name}: {text!r} was acknowledged as {number}"
        report.acknowledged += len(talker.acknowledged)
        report.reconnects += talker.reconnects
    report.said = sum(len(truth) for truth in truths) // 2
    waits = [wait for talker in talkers for wait in talker.waits]
    report.median, report.slowest = statistics.median(waits), max(waits)
    assert report.acknowledged > len(talkers) * 3, "they did talk"
    assert all(growth <= MEGABYTES for growth in report.growth), f"memory grew by {report.growth} MB"
