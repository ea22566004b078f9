"""What /readyz looks at, and that it looks."""

import asyncio
import os
from pathlib import Path

import pytest
from starlette.types import ASGIApp
from tortoise.connection import get_connection

from arcanon.crypto import key_files
from arcanon.server import readiness
from arcanon.settings import Settings
from tests.support.cast import Browser, soup
from tests.support.services import Postgres
from tests.support.site import browser, joined, running


@pytest.fixture(autouse=True)
def looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "WRITE_CHECK_INTERVAL", 0)


async def readyz(person: Browser) -> tuple[int, str]:
    response = await person.get("/readyz")
    return response.status_code, response.text.strip()


async def test_a_database_that_cannot_be_written_to_is_not_ready(sqlite: Settings) -> None:
    async with running(sqlite) as app, browser(app) as visitor:
        assert await readyz(visitor) == (200, "ready")
        await get_connection("default").execute_query("PRAGMA query_only = ON")
        assert await readyz(visitor) == (503, "database: cannot be written to")
        assert (await visitor.get("/")).status_code == 200, "reading goes on"
        await get_connection("default").execute_query("PRAGMA query_only = OFF")
        assert await readyz(visitor) == (200, "ready")


async def test_a_full_database_gives_words_back_and_is_not_ready(sqlite: Settings) -> None:
    """As when the disk is full; SQLite reports both alike."""
    async with running(sqlite) as app, browser(app) as alice:
        await joined(alice)
        connection = get_connection("default")
        await connection.execute_query("PRAGMA max_page_count = 1")  # SQLite takes the number there are now
        sent = {"title": "Kept", "body": "Kept words " * 400}
        for _ in range(20):
            response = await alice.act("/posts", sent)
            if response.status_code != 303:
                break
        page = soup(response, 503)
        assert page.select_one("[name=body]").text.strip() == sent["body"].strip()
        assert page.h1.text.strip() == "The site is busy"
        assert (await alice.get("/")).status_code == 200
        assert (await alice.act("/logout")).status_code == 303
        assert (await alice.get("/me")).status_code == 303


async def test_keys_that_cannot_be_written_are_not_ready(
    sqlite: Settings, alice: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(key_files, "try_writing", full)
    assert await readyz(alice) == (503, "keys: their folder cannot be written to")


async def test_a_read_only_postgres_is_not_ready(
    app: ASGIApp, site: Settings, visitor: Browser, request: pytest.FixtureRequest
) -> None:
    if site.is_sqlite:
        return
    service: Postgres = request.getfixturevalue("postgres")
    name = site.database_url.rpartition("/")[2]
    assert await readyz(visitor) == (200, "ready")
    restart = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    for mode, ready in (("on", (503, "database: cannot be written to")), ("off", (200, "ready"))):
        await asyncio.to_thread(service.sql, f"ALTER DATABASE {name} SET default_transaction_read_only = {mode}")
        await asyncio.to_thread(service.sql, restart)
        async with asyncio.timeout(10):
            while await readyz(visitor) != ready:
                await asyncio.sleep(0.05)


async def test_who_asks_all_the_time_causes_no_writes(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "WRITE_CHECK_INTERVAL", 60)
    monkeypatch.setattr(readiness, "_last_write_check", (float("-inf"), ""))
    writes = []

    async def count() -> None:
        writes.append(1)

    monkeypatch.setattr(readiness.site, "try_writing", count)
    for _ in range(5):
        assert await readyz(alice) == (200, "ready")
    assert len(writes) == 1
