"""The database: its connections' life, and the one unit of work in which everything is written."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from tortoise import Tortoise
from tortoise import context as tortoise_context
from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

from arcanon.connections import PRAGMAS, UNAVAILABLE, config, is_unavailable
from arcanon.settings import Settings, SettingsError

__all__ = ["PRAGMAS", "UNAVAILABLE", "config", "is_unavailable"]  # what the database is, for those who use it

CLOSE_WITHIN = 1.0  # seconds for what is under way, and again for a connection, when the process ends

P = ParamSpec("P")
T = TypeVar("T")


class GoneError(Exception):
    """What was to be changed has been deleted meanwhile. Undoes the unit of work it is raised in."""


class KeyUsedError(Exception):
    """This one-time key has said other words already. Undoes the unit of work it is raised in."""


class Unit:
    """A unit of work while it is done: whether it has removed words that nothing may hold any more."""

    erases = False


_unit: contextvars.ContextVar[Unit | None] = contextvars.ContextVar("unit", default=None)
_running: set[asyncio.Future[Any]] = set()


class Router:
    """Reads go to their own SQLite connection and so never wait for a write; writes need a unit of work."""

    def db_for_read(self, model: type) -> str:
        return "default" if _unit.get() or not _has_reader else "reader"

    def db_for_write(self, model: type) -> str:
        if not _unit.get():
            raise RuntimeError(f"{model.__name__} is written outside a unit of work")
        return "default"


_has_reader = False


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[None]:
    """Connects for the life of the application. Raises `SettingsError` when the database is not there or not ready."""
    global _has_reader
    from arcanon import keystone, migrations

    _has_reader = settings.is_sqlite
    await Tortoise.init(config=config(settings), routers=[Router], _enable_global_fallback=True)
    try:
        await check(settings)
        with explained(settings):
            if await migrations.pending(settings):
                raise SettingsError("The database is not up to date. Run: python -m arcanon migrate")
            await keystone.check(settings)
        yield
    finally:
        if _running:
            await asyncio.wait(_running, timeout=CLOSE_WITHIN)
        # One after the other: the last to leave empties the log, and two that leave at once may both not be it.
        for name in ("reader", "default") if _has_reader else ("default",):
            # PostgreSQL's pool would wait for whoever still holds a connection.
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_WITHIN):
                    await get_connection(name).close()
        await Tortoise.close_connections()
        tortoise_context._global_context = None


async def check(settings: Settings) -> None:
    """Asks the database for a word, and SQLite whether it holds what we ask of it. Raises `SettingsError`."""
    with explained(settings):
        await ping()
        if settings.is_sqlite:
            for name, wanted in PRAGMAS.items():
                found = (await get_connection("default").execute_query_dict(f"PRAGMA {name}"))[0]
                if next(iter(found.values())) != wanted:
                    raise SettingsError(f"SQLite does not accept {name}={wanted} for {settings.sqlite_path}.")


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Says in one line what is wrong with the database, before anybody is let in."""
    try:
        yield
    except SettingsError:
        raise
    except Exception as error:
        where = str(settings.sqlite_path) if settings.is_sqlite else urlsplit(settings.database_url).hostname
        raise SettingsError(
            f"ARCANON_DATABASE_URL: the database at {where} does not answer ({type(error).__name__}). "
            "Start it, or correct the address."
        ) from None


async def ping() -> None:
    """Asks the database for a word. Raises one of `UNAVAILABLE`."""
    await get_connection("default").execute_query("SELECT 1")


def unit(verb: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """Makes a coroutine function one unit of work: all of it is written, or none, whatever happens to the caller.

    A task that is cancelled inside a transaction would leave SQLite's only connection locked for ever, so
    the work runs in a task of its own and is finished even when nobody waits for it any more. A unit inside
    a unit is part of the outer one. On SQLite it begins IMMEDIATE: units run one after another.
    """

    @wraps(verb)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _unit.get():
            return await verb(*args, **kwargs)

        async def transact() -> T:
            work = Unit()
            _unit.set(work)
            async with in_transaction("default"):
                done = await verb(*args, **kwargs)
            if work.erases:
                await _scrub()
            return done

        task = asyncio.create_task(transact())
        _running.add(task)
        task.add_done_callback(_finished)
        return await asyncio.shield(task)

    return run


def erase() -> None:
    """Says that this unit of work removes words: when it is done, SQLite's log holds no trace of them."""
    work = _unit.get()
    assert work, "words are removed in a unit of work"
    work.erases = True


async def _scrub() -> None:
    """Empties SQLite's write-ahead log into the file, where `secure_delete` has overwritten what was deleted."""
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        # When somebody reads all the while, the next erasure or the end of the process does it.
        with suppress(OperationalError):
            await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


def in_background(work: Callable[[], Awaitable[None]]) -> asyncio.Future[None]:
    """Begins a unit of work that nobody need wait for; whether it succeeds is of no consequence to what goes on."""
    task = asyncio.ensure_future(work())
    _running.add(task)
    task.add_done_callback(_finished)
    return task


def _finished(task: asyncio.Future[Any]) -> None:
    _running.discard(task)
    if not task.cancelled():
        task.exception()  # Seen by whoever waits; if nobody does, it is not an error of ours.


async def lock(name: str) -> None:
    """Waits until no other unit of work holds this name; it is freed when ours ends.

    SQLite's units already run one at a time.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect == "postgres":
        await connection.execute_query("SELECT pg_advisory_xact_lock(hashtext($1))", [name])
