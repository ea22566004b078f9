"""Brings the database to the shape of the models: aerich's files, one folder for each database."""

import asyncio
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from aerich import Command
from aerich.migrate import Migrate
from aerich.models import Aerich
from tortoise import BaseDBAsyncClient
from tortoise.exceptions import OperationalError

from arcanon import database
from arcanon.settings import Settings

CONNECT_WITHIN = 15  # seconds
BACKUPS_KEPT = 3
ROOT = Path(__file__).parent.parent / "migrations"


def location(settings: Settings) -> Path:
    return ROOT / ("sqlite" if settings.is_sqlite else "postgres")


def command(settings: Settings) -> Command:
    """aerich, pointed at the folder of this database."""
    return Command(_config(settings), app="arcanon", location=str(location(settings)))


def _config(settings: Settings) -> dict[str, Any]:
    configuration = database.config(settings)
    configuration["connections"].pop("reader", None)
    return configuration


async def pending(settings: Settings) -> list[str]:
    """The names of the migrations this database has not had. Needs an open database."""
    files = sorted(path.name for path in location(settings).glob("arcanon/[0-9]*.py"))
    try:
        done = [one.version for one in await Aerich.all().only("version")]
    except OperationalError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise
        done = []
    return [name for name in files if name not in done]


async def migrate(settings: Settings) -> list[str]:
    """Applies what is missing, after a backup where SQLite holds something. Returns the names applied.

    Raises `SettingsError` when the database does not answer.
    """
    aerich = command(settings)
    try:
        with database.explained(settings):
            async with asyncio.timeout(CONNECT_WITHIN):
                await aerich
            await database.check(settings)
            if not await pending(settings):
                return []
            if settings.is_sqlite:
                await asyncio.to_thread(backup, settings)
            Migrate.app = "arcanon"
            applied = await aerich.upgrade(run_in_transaction=True)
    finally:
        await aerich.aclose()
    if settings.is_sqlite:
        os.chmod(settings.sqlite_path, 0o600)
    return applied


def backup(settings: Settings) -> Path | None:
    """Copies the whole SQLite database beside itself, readable by its owner alone; None if it is still empty."""
    source = sqlite3.connect(settings.sqlite_path)
    try:
        if not source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            return None
        folder = settings.data_dir / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / f"before-migrating-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**9:09}.sqlite3"
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        source.execute("VACUUM INTO ?", (str(target),))
        # Backups hold words that their writers have deleted since; they do not stay for ever.
        for old in sorted(folder.glob("*.sqlite3"))[:-BACKUPS_KEPT]:
            old.unlink()
        return target
    finally:
        source.close()


def destroy_old_backups(settings: Settings) -> None:
    """Removes the backups that are older than any conversation: they hold what has been erased since."""
    for old in (settings.data_dir / "backups").glob("before-migrating-*.sqlite3"):
        if time.time() - old.stat().st_mtime > settings.room_days * 86_400:
            old.unlink(missing_ok=True)


async def add_columns(db: BaseDBAsyncClient, table: str, **columns: str) -> None:
    """Adds those of these columns that a table of SQLite has not got yet.

    aerich's migrations of SQLite are not atomic: one that broke off half way is run again from its beginning.
    """
    have = await column_names(db, table)
    for name, definition in columns.items():
        if name not in have:
            await db.execute_script(f'ALTER TABLE "{table}" ADD "{name}" {definition}')


async def column_names(db: BaseDBAsyncClient, table: str) -> set[str]:
    """The columns of a table of SQLite."""
    return {row["name"] for row in await db.execute_query_dict(f'PRAGMA table_info("{table}")')}
