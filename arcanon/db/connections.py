"""How the database is reached: its models, its connections, SQLite's settings, and errors that mean it is away."""

import errno
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tortoise.connection import get_connection
from tortoise.exceptions import (
    DBConnectionError,
    DoesNotExist,
    IntegrityError,
    OperationalError,
    TransactionManagementError,
)

from arcanon.db.start_errors import explain_errors
from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _

PACKAGE = Path(__file__).parent.parent

# What the rest of the code relies on; `check` asks SQLite whether each of them holds.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was acknowledged survives a power cut
    "foreign_keys": 1,
    "busy_timeout": 5000,  # milliseconds
    "secure_delete": 1,  # deleted words are overwritten
}

CONNECT_TIMEOUT = 5  # seconds, for PostgreSQL
COMMAND_TIMEOUT = 10  # seconds, for PostgreSQL
MAX_CONNECTIONS = 10  # to PostgreSQL, of one process

# The database is away or busy. What was typed goes back to the person, who can try again.
UNAVAILABLE: tuple[type[BaseException], ...] = (
    OperationalError,
    DBConnectionError,
    TransactionManagementError,
    sqlite3.OperationalError,  # Tortoise does not translate what happens at a commit
    ConnectionError,
    TimeoutError,
)
try:
    import asyncpg

    UNAVAILABLE += (
        asyncpg.PostgresConnectionError,
        asyncpg.InterfaceError,
        asyncpg.OperatorInterventionError,
        asyncpg.TooManyConnectionsError,
        asyncpg.DeadlockDetectedError,
        asyncpg.InternalClientError,  # raised when the server goes away while a query is being prepared
    )
except ImportError:
    asyncpg = None


# The disk is full, broken or cannot be written to, which concerns the key files, too.
NO_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


def is_unavailable(error: BaseException) -> bool:
    """Whether the database or the disk is away, busy or full, rather than that a row is missing or duplicated."""
    if isinstance(error, OSError) and error.errno in NO_DISK:
        return True
    return isinstance(error, UNAVAILABLE) and not isinstance(error, (IntegrityError, DoesNotExist))


def model_modules() -> list[str]:
    """Returns the modules that hold models: every feature's `models.py`, those of this package, and aerich's own."""
    features = sorted(path.parent.name for path in PACKAGE.glob("*/models.py"))
    return [
        "arcanon.db.secret_check",
        "arcanon.db.site",
        *(f"arcanon.{name}.models" for name in features),
        "aerich.models",
    ]


def tortoise_config(settings: Settings) -> dict[str, Any]:
    """Returns the Tortoise configuration, without the routers."""
    connections: dict[str, Any] = {"default": _connection_config(settings)}
    if settings.is_sqlite:
        connections["reader"] = _connection_config(settings, query_only="ON")
    return {
        "connections": connections,
        "apps": {"arcanon": {"models": model_modules(), "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection_config(settings: Settings, **pragmas: str) -> dict[str, Any]:
    if settings.is_sqlite:
        credentials = {"file_path": str(settings.sqlite_path), **PRAGMAS, **pragmas}
        return {"engine": "arcanon.db.sqlite", "credentials": credentials}
    if asyncpg is None:
        raise SettingsError(
            _("ARCANON_DATABASE_URL names PostgreSQL; install its driver: pip install 'arcanon[postgres]'")
        )
    url = urlsplit(settings.database_url)
    return {
        "engine": "tortoise.backends.asyncpg",
        "credentials": {
            "host": unquote(url.hostname or "localhost"),
            "port": url.port or 5432,
            "user": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "database": url.path.lstrip("/"),
            "minsize": 1,
            "maxsize": MAX_CONNECTIONS,
            "timeout": CONNECT_TIMEOUT,
            "command_timeout": COMMAND_TIMEOUT,
            # Compiling takes longer than any of our queries does; and a plan for any words at all would overlook that
            # most words are rare.
            "server_settings": {"jit": "off", "plan_cache_mode": "force_custom_plan"},
        },
    }


async def check(settings: Settings) -> None:
    """Pings the database, and checks that SQLite applied `PRAGMAS`, or that PostgreSQL keeps text in UTF-8.

    Raises `SettingsError`.
    """
    with explain_errors(settings):
        await ping()
        if not settings.is_sqlite:
            await _check_encoding()
        else:
            for name, wanted in PRAGMAS.items():
                found = (await get_connection("default").execute_query_dict(f"PRAGMA {name}"))[0]
                if next(iter(found.values())) != wanted:
                    raise SettingsError(
                        _(
                            "SQLite does not accept %(name)s=%(wanted)s for %(path)s.",
                            name=name,
                            wanted=wanted,
                            path=settings.sqlite_path,
                        )
                    )


async def _check_encoding() -> None:
    row = (await get_connection("default").execute_query_dict("SHOW server_encoding"))[0]
    if row["server_encoding"] != "UTF8":
        raise SettingsError(
            _(
                "ARCANON_DATABASE_URL: the database keeps text in %(encoding)s, in which most of what people write "
                "cannot be kept. Create another one: CREATE DATABASE arcanon ENCODING 'UTF8' TEMPLATE template0",
                encoding=row["server_encoding"],
            )
        )


async def ping() -> None:
    """Sends the database a trivial query. Raises one of `UNAVAILABLE`."""
    await get_connection("default").execute_query("SELECT 1")
