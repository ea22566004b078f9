"""Tortoise's SQLite client, with transactions that begin IMMEDIATE.

A deferred transaction that reads and then writes fails at once, without waiting, if another process has written in
between. If a cancelled task left a transaction open, it is rolled back here, never committed; and a transaction that
cannot begin because the database is busy leaves no lock behind.
"""

import asyncio
import sqlite3
from typing import Any

from tortoise.backends.base.client import ConnectionWrapper, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            if self._connection.in_transaction:
                await self._connection.rollback()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error


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
        # The thread of an attempt that fails would outlive the event loop, and complain of that.
        await asyncio.to_thread(_try_opening, self.filename)
        try:
            await super().create_connection(with_db)
        except BaseException:
            # If the PRAGMAs fail, as on a full disk, the connection's thread would keep the process from ending.
            await self.close()
            raise

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return ReleasingWrapper(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateTransaction(self), self._lock)


def _try_opening(filename: str) -> None:
    """Raises `sqlite3.OperationalError` if there is no such database, and it cannot be created."""
    sqlite3.connect(filename).close()


client_class = ImmediateClient
