"""Writes in company: those who wait for SQLite's writer share a commit, and nothing else."""

import asyncio
import time

import pytest
from starlette.types import ASGIApp
from tortoise.exceptions import IntegrityError

from arcanon.chats.models import Chat
from arcanon.db import company, revisions, transactions
from arcanon.db.errors import QuotaError
from arcanon.db.statements import Statements
from arcanon.db.transactions import acting_for, fetch, statements, transaction
from arcanon.settings import Settings
from arcanon.text import clock
from tests.support.site import running

INSERT = "INSERT INTO chats (id, last_number, last_retraction, created_at) VALUES ($1, 0, 0, $2)"


@statements
def make(name: str, fails: bool = False) -> Statements[str]:
    yield INSERT, name, clock.now()
    if fails:
        raise QuotaError(name)
    rows = yield "SELECT count(*) AS number FROM chats WHERE id = $1", name
    assert rows[0]["number"] == 1
    return name


@transaction
async def make_by_model(name: str) -> str:
    await Chat.create(id=name, created_at=clock.now())
    return name


async def names() -> set[str]:
    return {row["id"] for row in await fetch("SELECT id FROM chats")}


async def test_a_unit_that_fails_undoes_itself_alone(app: ASGIApp) -> None:
    done = await asyncio.gather(
        make("a"), make("b", fails=True), make_by_model("c"), make("a"), make("d"), return_exceptions=True
    )
    # On PostgreSQL any of the two that want the same name may be the first.
    assert {type(done[0]), type(done[3])} == {str, IntegrityError}
    assert [type(one) for one in (done[1], done[2], done[4])] == [QuotaError, str, str]
    assert await names() == {"a", "c", "d"}


async def test_those_who_wait_share_a_commit(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    commits: list[int] = []
    note = revisions.note_commit

    def count(*given: object) -> None:
        commits.append(1)
        note(*given)

    async with running(sqlite):
        monkeypatch.setattr(revisions, "note_commit", count)
        await asyncio.gather(*(make(f"chat {number}") for number in range(60)))
        assert len(commits) <= 3
        assert len(await names()) == 60


async def test_nobody_gets_more_turns_than_anybody_else(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company, "MAX_UNITS", 2)
    order: list[str] = []

    @statements
    def write(who: str) -> Statements[None]:
        order.append(who)
        yield ("SELECT 1",)

    async def by(who: str) -> None:
        acting_for.set(who)
        await write(who)

    async with running(sqlite):
        await asyncio.gather(*(asyncio.create_task(by(who)) for who in ["greedy"] * 20 + ["patient", "other"]))
    assert {"patient", "other"} <= {*order[:4]}
    assert order.count("greedy") == 20


async def test_whoever_waits_too_long_is_refused(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, free = asyncio.Event(), asyncio.Event()

    @transaction
    async def slow() -> None:
        await Chat.create(id="slow", created_at=clock.now())
        begun.set()
        await free.wait()

    async with running(sqlite):
        first = asyncio.create_task(slow())
        await begun.wait()
        late = asyncio.create_task(make("late"))
        while not transactions._company._waiting:
            await asyncio.sleep(0)
        monkeypatch.setattr(company, "MAX_WAIT", 0.0)
        free.set()
        with pytest.raises(TimeoutError):
            await late
        await first
        assert await names() == {"slow"}
        monkeypatch.setattr(company, "MAX_WAIT", 5.0)
        await make("in time")


async def test_what_fails_before_anybodys_turn_fails_for_all(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise OSError("no disk")

    async with running(sqlite):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(company, "_begin", broken)
            done = await asyncio.gather(make("a"), make_by_model("b"), return_exceptions=True)
            assert [type(one) for one in done] == [OSError, OSError]
        assert await make("a") == "a", "and the next one works"


async def test_a_commit_that_fails_is_told_to_everybody(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    async with running(sqlite):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(company, "_commit", broken)
            done = await asyncio.gather(make("a"), make_by_model("b"), return_exceptions=True)
            assert [type(one) for one in done] == [OSError, OSError]
        assert await make_by_model("a") == "a"
        assert await names() == {"a"}


async def test_nudges_of_one_commit_travel_together(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[list[str]] = []

    async def publish(channels: list[str]) -> None:
        published.append(channels)

    monkeypatch.setattr(transactions, "_publish", publish)

    @statements
    def nudge(channel: str) -> Statements[None]:
        yield ("SELECT 1",)
        transactions.nudge_after_commit(channel)
        transactions.nudge_after_commit("both")

    begun = time.monotonic()
    await asyncio.gather(nudge("one"), nudge("other"))
    assert time.monotonic() - begun < 5
    assert {channel for some in published for channel in some} == {"one", "other", "both"}
    assert not transactions.nudge_after_commit("outside"), "there is no transaction here"
