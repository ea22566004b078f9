"""The life of the database's connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tortoise import Tortoise
from tortoise import context as tortoise_context
from tortoise.connection import get_connection

from arcanon.db import background, connections, migrations, revisions, secret_check, site, transactions
from arcanon.db.start_errors import explain_errors
from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _

CLOSE_TIMEOUT = 1.0  # seconds for the transactions in progress, and again for each connection


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[None]:
    """Connects for the life of the application. Raises `SettingsError` if the database is away or not ready."""
    has_reader = transactions.Router.has_reader = settings.is_sqlite
    config = connections.tortoise_config(settings)
    await Tortoise.init(config=config, routers=[transactions.Router], _enable_global_fallback=True)
    try:
        await connections.check(settings)
        with explain_errors(settings):
            if await migrations.pending(settings):
                raise SettingsError(_("The database is not up to date. Run: python -m arcanon migrate"))
            revisions.open_for(settings.sqlite_path if settings.is_sqlite else None)
            await secret_check.check(settings)
            await site.bind_keys(settings)
        yield
    finally:
        await background.finish_running(timeout=CLOSE_TIMEOUT)
        # One after the other: the last connection to close empties the log, and two that close at once may both
        # believe that they are not the last.
        for name in ("reader", "default") if has_reader else ("default",):
            # PostgreSQL's pool would wait for whoever still holds a connection.
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_TIMEOUT):
                    await get_connection(name).close()
        revisions.close()
        await Tortoise.close_connections()
        tortoise_context._global_context = None
