"""Brings the database to the shape of the models, with aerich's files: one folder for each kind of database."""

import asyncio
import os
from pathlib import Path
from typing import Any

from aerich import Command
from aerich.migrate import Migrate
from aerich.models import Aerich
from tortoise import BaseDBAsyncClient
from tortoise.exceptions import OperationalError

from arcanon.db import connections
from arcanon.db.backup import back_up
from arcanon.db.start_errors import explain_errors
from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _

CONNECT_TIMEOUT = 15  # seconds
PACKAGE = Path(__file__).parent.parent
# Beside the package in a checkout, inside it where it was installed.
ROOT = next(path for path in (PACKAGE / "migrations", PACKAGE.parent / "migrations") if path.is_dir())


def folder_for(settings: Settings) -> Path:
    """Returns the folder of the migrations for this kind of database."""
    return ROOT / ("sqlite" if settings.is_sqlite else "postgres")


def aerich_command(settings: Settings) -> Command:
    """Returns aerich's command, pointed at the folder of this kind of database."""
    config: dict[str, Any] = connections.tortoise_config(settings)
    config["connections"].pop("reader", None)
    return Command(config, app="arcanon", location=str(folder_for(settings)))


async def pending(settings: Settings) -> list[str]:
    """Returns the names of the migrations that have not been applied. Needs an open database.

    Raises `SettingsError` if the database knows migrations that this release does not.
    """
    files = sorted(path.name for path in folder_for(settings).glob("arcanon/[0-9]*.py"))
    applied = await _applied()
    if unknown := sorted(set(applied) - set(files)):
        raise SettingsError(
            _(
                "the database was made by another release of arcanon: it knows the migration %(name)s, and the newest "
                "of this release is %(newest)s. Use that release, or start with an empty database: a new "
                "ARCANON_DATA_DIR or ARCANON_DATABASE_URL.",
                name=unknown[-1],
                newest=files[-1],
            )
        )
    return [name for name in files if name not in applied]


async def _applied() -> list[str]:
    """Returns the names of the migrations that the database knows; none if it is empty."""
    try:
        return [row.version for row in await Aerich.all().only("version")]
    except OperationalError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise
        return []


async def migrate(settings: Settings) -> list[str]:
    """Applies what is pending, after a backup if SQLite holds anything. Returns the names of what was applied.

    Raises `SettingsError` if the database does not answer, or was made by another release.
    """
    aerich = aerich_command(settings)
    try:
        with explain_errors(settings):
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await aerich
            await connections.check(settings)
            if not await pending(settings):
                return []
            if settings.is_sqlite:
                await asyncio.to_thread(back_up, settings)
            Migrate.app = "arcanon"
            applied = await aerich.upgrade(run_in_transaction=True)
    finally:
        await aerich.aclose()
    if settings.is_sqlite:
        os.chmod(settings.sqlite_path, 0o600)
    return applied


async def column_names(db: BaseDBAsyncClient, table: str) -> set[str]:
    """Returns the columns of a table of SQLite."""
    return {row["name"] for row in await db.execute_query_dict(f'PRAGMA table_info("{table}")')}
