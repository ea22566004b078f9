"""What the database is: its models, its connections, what SQLite is told, and how it looks when it is away."""

from typing import Any
from urllib.parse import unquote, urlsplit

from tortoise.exceptions import (
    DBConnectionError,
    DoesNotExist,
    IntegrityError,
    OperationalError,
    TransactionManagementError,
)

from arcanon.settings import Settings, SettingsError

MODELS = [
    "arcanon.keystone",
    "arcanon.people.models",
    "arcanon.blocks.models",
    "arcanon.search.models",
    "arcanon.notices.models",
    "arcanon.posts.models",
    "arcanon.comments.models",
    "arcanon.likes.models",
    "arcanon.rooms.models",
    "arcanon.matches.models",
    "arcanon.asks.models",
    "aerich.models",
]

# What the rest of the code may count on; `open` asks SQLite whether it holds.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was acknowledged survives a power cut
    "foreign_keys": 1,
    "busy_timeout": 5000,  # milliseconds
    "secure_delete": 1,  # deleted words are overwritten
}

# The database is away or busy. The words that were typed go back to the person with "try again".
UNAVAILABLE: tuple[type[BaseException], ...] = (
    OperationalError,
    DBConnectionError,
    TransactionManagementError,
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
        asyncpg.InternalClientError,  # asyncpg's own word for a server that goes while it prepares a query
    )
except ImportError:
    asyncpg = None


def is_unavailable(error: BaseException) -> bool:
    """Whether an error says that the database is away or busy, and not that a row is missing or is there twice."""
    return isinstance(error, UNAVAILABLE) and not isinstance(error, (IntegrityError, DoesNotExist))


def config(settings: Settings) -> dict[str, Any]:
    """The Tortoise configuration, without the routers."""
    connections: dict[str, Any] = {"default": _connection(settings)}
    if settings.is_sqlite:
        connections["reader"] = _connection(settings, query_only="ON")
    return {
        "connections": connections,
        "apps": {"arcanon": {"models": MODELS, "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(settings: Settings, **pragmas: str) -> dict[str, Any]:
    if settings.is_sqlite:
        credentials = {"file_path": str(settings.sqlite_path), **PRAGMAS, **pragmas}
        return {"engine": "arcanon.sqlite", "credentials": credentials}
    if asyncpg is None:
        raise SettingsError(
            "ARCANON_DATABASE_URL names PostgreSQL; install its driver: pip install 'arcanon[postgres]'"
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
            "maxsize": 10,
            "timeout": 5,
            "command_timeout": 10,
            # Compiling takes longer than any query of ours; and a plan made for any words at all would miss that
            # most words are rare.
            "server_settings": {"jit": "off", "plan_cache_mode": "force_custom_plan"},
        },
    }
