"""Transactions: everything that is written is written in one, and is written whole or not at all."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tortoise.backends.sqlite.client import SqliteClient
from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError
from tortoise.models import Model
from tortoise.transactions import in_transaction

from arcanon.db import revisions
from arcanon.db.background import keep
from arcanon.db.company import Company, Unit
from arcanon.db.statements import Rows, Statements, for_sqlite, run_in_transaction

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class Transaction:
    """A transaction in progress, and what is to be done once it is committed."""

    def __init__(self) -> None:
        self.empties_log = False
        self.after_commit: dict[str, Callable[[], Awaitable[None]]] = {}
        self.nudges: dict[str, None] = {}  # the channels of the bus whose followers are to look again, each once
        self.written: set[str] = set()  # the tables that it writes to, and other names it changes (see `revisions`)
        self.pending: dict[int, Any] = {}  # what objects are like once it is committed, by their `id`


_current: contextvars.ContextVar[Transaction | None] = contextvars.ContextVar("transaction", default=None)
_publish: Callable[[list[str]], Awaitable[None]] | None = None

# The person that something is written for: everybody gets equally many turns.
acting_for: contextvars.ContextVar[str] = contextvars.ContextVar("acting for", default="")


class Router:
    """Sends reads to SQLite's second connection, so that they never wait for a write. Writes need a transaction."""

    has_reader = False

    def db_for_read(self, model: type) -> str:
        return "reader" if Router.has_reader and not _current.get() else "default"

    def db_for_write(self, model: type[Model]) -> str:
        current = _current.get()
        if not current:
            raise RuntimeError(f"{model.__name__} is written outside a transaction")
        current.written.add(model._meta.db_table)
        return "default"


def apart(verb: F) -> F:
    """Has a verb that writes to a row of a person's own be committed alone: never beside anybody's words."""
    verb.is_apart = True  # type: ignore[attr-defined]
    return verb


def transaction(verb: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """Runs a coroutine function as one transaction: all of it is written or none, whatever happens to the caller.

    Cancelling a task inside a transaction would leave SQLite's only writing connection locked for ever, so the work
    runs in a task of its own and is finished even if nobody waits for it any more. A transaction inside another is
    part of the outer one. On SQLite transactions run one after another, and several share one commit.
    """

    @wraps(verb)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _current.get():
            return await verb(*args, **kwargs)
        if Router.has_reader:
            current = Transaction()
            unit = Unit(current, _context_of(current), coroutine=lambda: verb(*args, **kwargs))  # type: ignore[arg-type, return-value]
            unit.is_apart = getattr(verb, "is_apart", False)
            return await _company.write(unit, acting_for.get())

        async def write() -> T:
            async with in_transaction("default"):
                return await verb(*args, **kwargs)

        return await _transact(write)

    return run


def statements(verb: Callable[P, Statements[T]]) -> Callable[P, Awaitable[T]]:
    """Runs a generator of statements (see `arcanon.db.statements`) as one transaction, in one trip on SQLite.

    Inside another transaction it is part of that one.
    """

    @wraps(verb)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if current := _current.get():
            return await run_in_transaction(verb(*args, **kwargs), current.written)
        if Router.has_reader:
            current = Transaction()
            unit = Unit(current, _context_of(current), statements=lambda: verb(*args, **kwargs))
            unit.is_apart = getattr(verb, "is_apart", False)
            return await _company.write(unit, acting_for.get())

        async def write() -> T:
            async with in_transaction("default"):
                current = _current.get()
                assert current
                return await run_in_transaction(verb(*args, **kwargs), current.written)

        return await _transact(write)

    return run


async def _transact(write: Callable[[], Awaitable[T]]) -> T:
    """Writes in a new transaction, in a task of its own, and then does what is to be done afterwards."""

    async def transact() -> T:
        current = Transaction()
        token = _current.set(current)
        try:
            result = await write()
        finally:
            _current.reset(token)
        revisions.note_commit(current.written)
        revisions.forget_snapshot()
        await _finish([current])
        return result

    try:
        return await asyncio.shield(keep(asyncio.create_task(transact())))
    finally:
        revisions.forget_snapshot()


async def _finish(committed: list[Transaction]) -> None:
    """Does what is to be done after the commit that holds these transactions."""
    if any(current.empties_log for current in committed):
        await _empty_log()
    for current in committed:
        for callback in current.after_commit.values():
            await callback()
    if _publish and (channels := list(dict.fromkeys(channel for current in committed for channel in current.nudges))):
        await _publish(channels)


def _context_of(current: Transaction) -> contextvars.Context:
    context = contextvars.copy_context()
    context.run(_current.set, current)
    return context


def pending_state() -> dict[int, Any] | None:
    """Returns what the current transaction has changed in memory, by the `id` of each object; None outside one."""
    current = _current.get()
    return current.pending if current else None


def note_change(*names: str) -> None:
    """Says that the current transaction changes these names, beside the tables that it writes to (see `revisions`)."""
    current = _current.get()
    assert current, "changes are made in a transaction"
    current.written.update(names)


def after_commit(name: str, callback: Callable[[], Awaitable[None]]) -> bool:
    """Has a callback run once the current transaction is committed, once for each name.

    Returns False, and does nothing, outside a transaction. The callback must not raise.
    """
    current = _current.get()
    if current is None:
        return False
    current.after_commit[name] = callback
    return True


def nudge_after_commit(channel: str) -> bool:
    """Has the followers of a channel of the bus look again once the current transaction is committed.

    Returns False, and does nothing, outside a transaction.
    """
    current = _current.get()
    if current is None:
        return False
    current.nudges[channel] = None
    return True


def publish_nudges_with(publish: Callable[[list[str]], Awaitable[None]] | None) -> None:
    """Says how the followers of some channels are told to look again: by the bus, while it is open."""
    global _publish
    _publish = publish


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


async def fetch(sql: str, *values: Any) -> Rows:
    """Reads some rows by a query that takes no longer than looking them up: on SQLite it is answered in place."""
    reader = get_connection(Router().db_for_read(object))
    if isinstance(reader, SqliteClient):
        return (await reader.execute_query(for_sqlite(sql), [*values]))[1]
    return await reader.execute_query_dict(sql, [*values])


_company = Company(keep=keep, finish=_finish)


async def lock(name: str) -> None:
    """Waits until no other transaction holds this name. It is released when the current transaction ends.

    SQLite's transactions run one at a time already.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect == "postgres":
        await connection.execute_query("SELECT pg_advisory_xact_lock(hashtext($1))", [name])
