"""Nothing is destroyed on the word of a clock alone."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from arcanon import settings
from arcanon.chats.models import Chat
from arcanon.db.site import Site
from arcanon.people.models import Session
from arcanon.server import clock_check, jobs
from arcanon.text import clock
from tests.support.cast import Browser

Goes = Callable[..., None]


@pytest.fixture
def goes(monkeypatch: pytest.MonkeyPatch) -> Goes:
    """Sets the clock forward, or back."""
    monkeypatch.setattr(clock_check, "_has_looked", False)
    ahead = timedelta()

    def go(**by: float) -> None:
        nonlocal ahead
        ahead += timedelta(**by)

    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + ahead)
    return go


async def run_jobs() -> None:
    """Runs the hourly jobs once, as the process does."""
    believed = await clock_check.look()
    for name, job in jobs.registered.items():
        if believed or name in jobs.destroys_nothing:
            await job()


async def counts() -> tuple[int, int, int]:
    days = [path for path in settings.current().keys_dir.iterdir() if path.name.startswith("20")]
    chat_keys = list((settings.current().keys_dir / "chats").iterdir())
    return await Session.all().count() + await Chat.all().count(), len(days), len(chat_keys)


async def test_a_start_forty_days_ahead_destroys_nothing(
    alice: Browser, chat: str, goes: Goes, caplog: pytest.LogCaptureFixture
) -> None:
    await alice.write()
    await run_jobs()
    before = await counts()
    assert before == (3, 1, 1)
    goes(days=40)
    with caplog.at_level(logging.WARNING, logger="arcanon"):
        await run_jobs()
    assert await counts() == before
    assert "the clock has jumped" in caplog.text
    assert "python -m arcanon trust-clock" in caplog.text
    for _ in range(10):
        await run_jobs()  # starting again and again is no uptime
    assert await counts() == before
    response = await alice.get("/readyz")
    assert response.status_code == 200
    assert response.text == "ready\nclock: it has jumped, so nothing is destroyed for 6 h of uptime\n"
    # The time server has been reached.
    goes(days=-40)
    await run_jobs()
    for _ in range(6):
        goes(hours=1)
        await run_jobs()
    assert await counts() == before
    assert (await alice.get("/readyz")).text == "ready\n"
    assert (await alice.page("/chats")).select("#chats li")


async def test_after_some_hours_the_clock_is_believed(alice: Browser, chat: str, goes: Goes) -> None:
    await run_jobs()
    goes(days=40)
    await run_jobs()
    for _ in range(5):
        goes(hours=1)
        await run_jobs()
    assert (await counts())[0] == 3
    goes(hours=1)
    await run_jobs()
    assert (await counts())[0] == 0, "sessions and chats are over by now"


async def test_the_host_can_say_that_it_is_right(alice: Browser, chat: str, goes: Goes) -> None:
    await run_jobs()
    goes(days=40)
    await run_jobs()
    assert (await counts())[0] == 3
    await clock_check.trust()
    await run_jobs()
    assert (await counts())[0] == 0


@pytest.mark.parametrize("gap", [{"hours": 25}, {"hours": 1}, {"hours": -1}])
async def test_an_ordinary_pause_is_no_jump(alice: Browser, goes: Goes, gap: dict[str, float]) -> None:
    assert await clock_check.look()
    goes(**gap)
    assert await clock_check.look()


async def test_only_the_hour_is_kept(alice: Browser, goes: Goes) -> None:
    goes(hours=5)
    await clock_check.look()
    seen = (await Site.get(id=1)).seen_at
    assert (seen.minute, seen.second, seen.microsecond) == (0, 0, 0)
    assert isinstance(seen, datetime)
