"""Tortoise's SQLite clients: one that writes, in transactions that begin IMMEDIATE, and one that reads.

A deferred transaction that reads and then writes fails at once, without waiting, if another process has written in
between. If a cancelled task left a transaction open, it is rolled back here, never committed; and a transaction that
cannot begin because the database is busy leaves no lock behind.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import aiosqlite
from tortoise.backends.base.client import ConnectionWrapper, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

T = TypeVar("T")

CACHED_STATEMENTS = 512  # of one connection
READ_ONLY = "query_only"  # the PRAGMA by which a client knows that it is the one that reads


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            if self._connection.in_transaction:
                await self._connection.rollback()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error


class InlineTransaction(SqliteTransactionWrapper):
    """A transaction that `Company` has begun. Its statements run in place: most take less than a trip to a thread.

    None of them waits: the lock is held already, and only the commit waits for the disk, in a thread.
    """

    def __init__(self, client: "ImmediateClient") -> None:
        super().__init__(client)
        self._raw = client.raw

    @translate_exceptions
    async def execute_insert(self, query: str, values: list[Any]) -> int:
        return self._raw.execute(query, values).lastrowid or 0

    @translate_exceptions
    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        self._raw.executemany(query, values)

    @translate_exceptions
    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        before = self._raw.total_changes
        rows = self._raw.execute(query, values or ()).fetchall()
        return (self._raw.total_changes - before) or len(rows), rows

    @translate_exceptions
    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        return [dict(row) for row in self._raw.execute(query, values or ()).fetchall()]


class ImmediateContext(SqliteTransactionContext):
    """Releases the connection's lock if a transaction cannot begin; Tortoise would hold it for ever."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
            self.token = get_connections().set(self.connection_name, self.connection)
        except BaseException:
            self._trxlock.release()
            raise
        return self.connection


class ReleasingWrapper(ConnectionWrapper[Any]):
    """Releases the lock if connecting fails. Tortoise keeps it, and then the next caller waits for ever."""

    async def __aenter__(self) -> Any:
        await self._lock.acquire()
        try:
            await self.ensure_connection()
        except BaseException:
            self._lock.release()
            raise
        return self.connection


class ImmediateClient(SqliteClient):
    async def create_connection(self, with_db: bool) -> None:
        """Connects as Tortoise does, but so that the connection may be used in place, too."""
        # The thread of an attempt that fails would outlive the event loop, and complain of that.
        await asyncio.to_thread(_try_opening, self.filename)
        if self._connection:
            return
        self._connection = await aiosqlite.connect(
            self.filename, isolation_level=None, check_same_thread=False, cached_statements=CACHED_STATEMENTS
        )
        try:
            self.raw.row_factory = sqlite3.Row
            for name, value in self.pragmas.items():
                await self._connection.execute(f"PRAGMA {name}={value}")
            await self._post_connect()
        except BaseException:
            # If the PRAGMAs fail, as on a full disk, the connection's thread would keep the process from ending.
            await self.close()
            raise

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself. To use it in place, hold the lock and await nothing meanwhile."""
        assert self._connection
        return self._connection._conn

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return ReleasingWrapper(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateTransaction(self), self._lock)

    async def in_thread(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs a function with the connection in its thread: one trip there and back, however much it does.

        Needs the connection's lock.
        """
        assert self._connection
        return await self._connection._execute(work, self.raw)  # type: ignore[no-untyped-call]


class ReadingClient(ImmediateClient):
    """Answers most queries in place: they take a tenth of the time of handing them to a thread and back.

    What may take longer (a search) is asked `slowly`, in the thread; and so is everything while the database is busy.
    """

    _inline: sqlite3.Connection | None = None

    async def create_connection(self, with_db: bool) -> None:
        await super().create_connection(with_db)
        inline = sqlite3.connect(self.filename, isolation_level=None, timeout=0, cached_statements=CACHED_STATEMENTS)
        inline.row_factory = sqlite3.Row
        for name, value in self.pragmas.items():
            if name != "busy_timeout":
                inline.execute(f"PRAGMA {name}={value}")
        self._inline = inline

    async def close(self) -> None:
        if self._inline:
            self._inline.close()
        self._inline = None
        await super().close()

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        try:
            rows = self.read(query, values or ())
        except BusyError:
            return await super().execute_query(query, values)
        return len(rows), rows

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        return [dict(row) for row in (await self.execute_query(query, values))[1]]

    async def execute_slowly(self, query: str, values: list[Any]) -> list[dict[str, Any]]:
        """Runs a query that may take some milliseconds, during which everybody else is served."""
        return await super().execute_query_dict(query, values)

    def read(self, query: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Runs a query here and now. Raises `BusyError` if that is not possible just now."""
        if not self._inline:
            raise BusyError
        try:
            return self._inline.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise BusyError from error
            raise OperationalError(error) from error
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error


class BusyError(Exception):
    """The database cannot be read without waiting."""


def primary_code(error: sqlite3.Error) -> int:
    """Returns what an error is without what it is in particular, such as busy without busy with recovering."""
    return error.sqlite_errorcode & 0xFF


def _try_opening(filename: str) -> None:
    """Raises `sqlite3.OperationalError` if there is no such database, and it cannot be created."""
    sqlite3.connect(filename).close()


def get_client_class(db_info: dict[str, Any]) -> type[SqliteClient]:
    """Returns the client for a connection's settings. Tortoise looks for a function of this name."""
    return ReadingClient if READ_ONLY in db_info["credentials"] else ImmediateClient
