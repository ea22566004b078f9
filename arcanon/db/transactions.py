"""Transactions: everything that is written is written in one, and is written whole or not at all."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

P = ParamSpec("P")
T = TypeVar("T")


class GoneError(Exception):
    """The row that was to be changed has been deleted meanwhile. Rolls back the transaction it is raised in."""


class KeyUsedError(Exception):
    """This one-time key has already sent other words. Rolls back the transaction it is raised in."""


class ChangedError(Exception):
    """What was to be edited has been changed meanwhile; `version` is what it is now. Rolls back the transaction."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class QuotaError(Exception):
    """A quota is reached. The message names it and says what to do."""


class Transaction:
    """A transaction in progress, and what is to be done once it is committed."""

    def __init__(self) -> None:
        self.empties_log = False
        self.after_commit: dict[str, Callable[[], Awaitable[None]]] = {}


_current: contextvars.ContextVar[Transaction | None] = contextvars.ContextVar("transaction", default=None)
_running: set[asyncio.Future[Any]] = set()


class Router:
    """Sends reads to SQLite's second connection, so that they never wait for a write. Writes need a transaction."""

    has_reader = False

    def db_for_read(self, model: type) -> str:
        return "reader" if Router.has_reader and not _current.get() else "default"

    def db_for_write(self, model: type) -> str:
        if not _current.get():
            raise RuntimeError(f"{model.__name__} is written outside a transaction")
        return "default"


def transaction(verb: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """Runs a coroutine function as one transaction: all of it is written or none, whatever happens to the caller.

    Cancelling a task inside a transaction would leave SQLite's only writing connection locked for ever, so the work
    runs in a task of its own and is finished even if nobody waits for it any more. A transaction inside another is
    part of the outer one. On SQLite it begins IMMEDIATE: transactions run one after another.
    """

    @wraps(verb)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _current.get():
            return await verb(*args, **kwargs)

        async def transact() -> T:
            current = Transaction()
            token = _current.set(current)
            async with in_transaction("default"):
                result = await verb(*args, **kwargs)
            _current.reset(token)
            if current.empties_log:
                await _empty_log()
            for callback in current.after_commit.values():
                await callback()
            return result

        return await asyncio.shield(_keep(asyncio.create_task(transact())))

    return run


def after_commit(name: str, callback: Callable[[], Awaitable[None]]) -> bool:
    """Has a callback run once the current transaction is committed, once for each name.

    Returns False, and does nothing, outside a transaction. The callback must not raise.
    """
    current = _current.get()
    if current is None:
        return False
    current.after_commit[name] = callback
    return True


def empty_log_after_commit() -> None:
    """Says that this transaction removes words: once it is committed, SQLite's log must hold no trace of them."""
    current = _current.get()
    assert current, "words are removed in a transaction"
    current.empties_log = True


async def _empty_log() -> None:
    """Moves SQLite's write-ahead log into the file, where `secure_delete` has overwritten what was deleted."""
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        # Fails while somebody is reading; then the next one does it, or the end of the process.
        with suppress(OperationalError):
            await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


def in_background(work: Callable[[], Awaitable[None]]) -> asyncio.Future[None]:
    """Starts a transaction that nobody has to wait for. If it fails, nothing else is affected."""
    return _keep(asyncio.ensure_future(work()))


async def finish_running(timeout: float) -> None:
    """Waits for the transactions in progress, at most this many seconds."""
    if _running:
        await asyncio.wait(_running, timeout=timeout)


def _keep(task: asyncio.Future[T]) -> asyncio.Future[T]:
    """Holds on to a task until it ends, as the event loop does not."""
    _running.add(task)
    task.add_done_callback(_discard)
    return task


def _discard(task: asyncio.Future[Any]) -> None:
    _running.discard(task)
    if not task.cancelled():
        task.exception()  # whoever waits for the task sees it; if nobody does, asyncio must not complain


async def lock(name: str) -> None:
    """Waits until no other transaction holds this name. It is released when the current transaction ends.

    SQLite's transactions run one at a time already.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect == "postgres":
        await connection.execute_query("SELECT pg_advisory_xact_lock(hashtext($1))", [name])
