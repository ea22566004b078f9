"""Key files know the database they belong to."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from arcanon.db.database import open_database
from arcanon.db.site import Site
from arcanon.settings import Settings, SettingsError
from tests.support.site import browser, joined, migrate, running


async def wrote_today(site: Settings) -> list[Path]:
    async with running(site) as app, browser(app) as alice:
        await joined(alice)
        await alice.write()
    return sorted(site.keys_dir.rglob("2*"))


async def test_the_keys_of_another_database_stop_the_start(sqlite: Settings) -> None:
    """The hourly jobs would take them for keys that nothing needs any more."""
    kept = await wrote_today(sqlite)
    assert kept
    other = replace(sqlite, database_url=f"sqlite://{sqlite.data_dir}/other.sqlite3")
    await asyncio.to_thread(migrate, other)
    with pytest.raises(SettingsError, match=f"keys in {sqlite.keys_dir} belong to another database than .*other"):
        async with open_database(other):
            pass
    assert sorted(sqlite.keys_dir.rglob("2*")) == kept
    async with running(sqlite) as app, browser(app) as visitor:
        assert (await visitor.get("/readyz")).text == "ready\n"


async def test_keys_without_an_owner_belong_to_a_database_in_use_but_not_to_an_empty_one(sqlite: Settings) -> None:
    await wrote_today(sqlite)
    (sqlite.keys_dir / "database").unlink()
    other = replace(sqlite, database_url=f"sqlite://{sqlite.data_dir}/other.sqlite3")
    await asyncio.to_thread(migrate, other)
    for _ in range(3):  # as a service manager tries again
        with pytest.raises(SettingsError, match="belong to another database"):
            async with open_database(other):
                pass
    assert not (sqlite.keys_dir / "database").exists()
    async with running(sqlite):
        assert (sqlite.keys_dir / "database").read_text() == (await Site.get(id=1)).database_id


async def test_a_database_without_its_keys_starts(sqlite: Settings) -> None:
    """As after restoring a backup, which never holds keys."""
    await wrote_today(sqlite)
    without_keys = replace(sqlite, custom_keys_dir=sqlite.data_dir / "new-keys")
    async with running(without_keys) as app, browser(app) as visitor:
        assert (await visitor.page("/")).select(".post")
