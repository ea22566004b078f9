"""Writes in company: SQLite has one writer, so those who wait for it are committed together.

Each unit has a savepoint of its own: one that fails undoes itself alone. Each is told of its end after the commit that
holds it, so that a power cut takes nothing back that was acknowledged (`synchronous=FULL`). Committing costs a wait for
the disk, which forty units then share.

A person with several units in the queue gets one turn in each round, like everybody else.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any, Protocol

from tortoise.connection import get_connection, get_connections

from arcanon.db import revisions
from arcanon.db.connections import PRAGMAS
from arcanon.db.sqlite import ImmediateClient, InlineTransaction, primary_code
from arcanon.db.statements import Statements, run_on_sqlite, translated

Task = asyncio.Future[Any]

MAX_UNITS = 64  # of one commit
MAX_SECONDS = 0.05  # that units are added to a commit
MAX_WAIT = 5.0  # seconds that a unit may wait for its turn; then the person is asked to try again

BEGIN = "BEGIN IMMEDIATE"
SAVEPOINT = "SAVEPOINT unit"
RELEASE = "RELEASE unit"
ROLL_BACK = "ROLLBACK TO unit"


class UnitTransaction(Protocol):
    """What is known of a transaction here."""

    written: set[str]  # the names that it has changed
    empties_log: bool


class Unit:
    """What somebody wants to write: a coroutine function, or a generator of statements."""

    def __init__(
        self,
        transaction: "UnitTransaction",
        context: Context,
        *,
        coroutine: Callable[[], Coroutine[Any, Any, Any]] | None = None,
        statements: Callable[[], Statements[Any]] | None = None,
    ) -> None:
        self.transaction = transaction
        self.context = context
        self.coroutine = coroutine
        self.statements = statements
        self.is_apart = False  # whether it must be committed alone
        self.waits_since = time.monotonic()
        self.result: Any = None
        self.error: BaseException | None = None
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # A waiting caller gets the error; without one, asyncio must not complain.
        self.settled.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def run(self, client: ImmediateClient) -> None:
        """Runs in a savepoint of its own: if it fails, all that it has written is undone."""
        connection = client.raw
        connection.execute(SAVEPOINT)
        try:
            if self.statements:
                work = self.context.run(self.statements)
                self.result = self.context.run(run_on_sqlite, connection, work, self.transaction.written)
            else:
                self.result = await self._run_coroutine(client)
            connection.execute(RELEASE)
        except BaseException as error:
            self.error = translated(error)
            if connection.in_transaction:
                connection.execute(ROLL_BACK)
                connection.execute(RELEASE)

    async def _run_coroutine(self, client: ImmediateClient) -> Any:
        """Runs with the unit's own context, in which `default` is the connection with the open transaction."""
        assert self.coroutine
        token = self.context.run(get_connections().set, "default", InlineTransaction(client))
        try:
            return await asyncio.get_running_loop().create_task(self.coroutine(), context=self.context)
        finally:
            self.context.run(get_connections().reset, token)

    def settle(self) -> None:
        if not self.settled.done():
            if self.error:
                self.settled.set_exception(self.error)
            else:
                self.settled.set_result(None)


class Company:
    """The queue before SQLite's writer, and those who are written together."""

    def __init__(self, keep: Callable[[Task], Task], finish: Callable[[list[Any]], Coroutine[Any, Any, None]]) -> None:
        """`keep` holds on to a task until it ends; `finish` does what transactions want done after their commit."""
        self._keep = keep
        self._finish = finish
        self._waiting: dict[str, deque[Unit]] = {}  # by person; the first in the dictionary has the next turn
        self._running: Task | None = None

    async def write(self, unit: Unit, person: str) -> Any:
        """Writes a unit. Returns its result once it is committed; raises what it raised, and then nothing is written.

        Raises `TimeoutError` if its turn does not come within `MAX_WAIT`.
        """
        self._waiting.setdefault(person, deque()).append(unit)
        if self._running is None or self._running.done():
            self._running = self._keep(asyncio.create_task(self._run()))
        await asyncio.shield(unit.settled)  # which others may wait for, too
        return unit.result

    def _take(self, *, company: bool = False) -> Unit | None:
        """Returns the next unit that has not waited too long. With `company`, none that must be committed alone."""
        while self._waiting:
            person, units = next(iter(self._waiting.items()))
            if company and units[0].is_apart:
                return None
            unit = units.popleft()
            del self._waiting[person]
            if units:
                self._waiting[person] = units  # behind everybody else
            if time.monotonic() - unit.waits_since <= MAX_WAIT:
                return unit
            unit.error = TimeoutError("the database has been busy for too long")
            unit.settle()
        return None

    async def _run(self) -> None:
        while self._waiting:
            units: list[Unit] = []
            try:
                await self._write_together(units)
            except BaseException as error:
                # If it failed before anybody's turn came, there is no connection, and nobody's will.
                if not units:
                    units += iter(self._take, None)
                for unit in units:
                    unit.error = unit.error or translated(error)
                if not isinstance(error, Exception):
                    raise
            finally:
                # Emptying the log takes longer, so the other units are settled without waiting for it.
                for erases in (False, True):
                    some = [unit for unit in units if unit.transaction.empties_log == erases]
                    if some:
                        self._keep(asyncio.create_task(self._settle(some)))

    async def _settle(self, units: list[Unit]) -> None:
        try:
            await self._finish([unit.transaction for unit in units if not unit.error])
        finally:
            for unit in units:
                unit.settle()

    async def _write_together(self, units: list[Unit]) -> None:
        """Writes and commits the waiting units, and those that arrive meanwhile. Adds each to `units`."""
        client = get_connection("default")
        assert isinstance(client, ImmediateClient)
        begun = time.monotonic()
        async with client.acquire_connection():
            await _begin(client)
            try:
                while unit := self._take(company=bool(units)):
                    units.append(unit)
                    await unit.run(client)
                    if unit.error and not client.raw.in_transaction:
                        raise unit.error  # a full disk, for example, undoes all of it
                    if unit.is_apart or len(units) >= MAX_UNITS or time.monotonic() - begun > MAX_SECONDS:
                        break
            except BaseException:
                _roll_back(client.raw)
                raise
            written = set().union(*(unit.transaction.written for unit in units if not unit.error))
            await client.in_thread(lambda connection: _commit(connection, written))


async def _begin(client: ImmediateClient) -> None:
    """Begins in place, or, if another process is writing just now, waits for that in the thread."""
    _roll_back(client.raw)  # what a cancelled task has left
    try:
        client.raw.execute("PRAGMA busy_timeout=0")
        client.raw.execute(BEGIN)
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_BUSY:
            raise
        await client.in_thread(_begin_patiently)


def _begin_patiently(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
    connection.execute(BEGIN)


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.rollback()


def _commit(connection: sqlite3.Connection, written: set[str]) -> None:
    """Commits, in the writing thread, and says so before anybody is told."""
    try:
        connection.execute(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise
    revisions.note_commit(written, connection)
