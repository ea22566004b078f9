"""Statements: work for the database as a generator, so that several statements cost one trip to it.

A generator yields one statement at a time, as `(sql, value, value, ...)` with `$1`, `$2` for the values, and is sent
its rows. The SQL is what SQLite and PostgreSQL both understand. On SQLite they run in place, one after the other.
"""

import re
import sqlite3
from collections.abc import Callable, Generator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from tortoise import fields
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.models import Model

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Rows = Sequence[Any]  # each with its columns by name
Statement = tuple[Any, ...]
Statements = Generator[Statement, Rows, T]


@cache
def for_sqlite(sql: str) -> str:
    return re.sub(r"\$(\d+)", r"?\1", sql)


def as_model(model: type[M], row: Any) -> M:
    """Returns what the ORM makes of a row that has a column for each of the model's, in a fifth of its time."""
    made = model.__new__(model)
    values = made.__dict__
    values.update(_partial=False, _saved_in_db=True, _custom_generated_pk=False, _await_when_save={})
    for name, convert in _converters(model):
        value = row[name]
        values[name] = convert(value) if convert and value is not None else value
    return made


@cache
def _converters(model: type[Model]) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """Returns the columns of a model, each with what makes SQLite's value Python's."""
    kinds: dict[type, Callable[[Any], Any]] = {
        fields.DatetimeField: _as_moment,
        fields.DateField: _as_date,
        fields.BinaryField: bytes,
    }
    return [(name, kinds.get(type(model._meta.fields_map[name]))) for name in model._meta.db_fields]


def _as_moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _as_date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def translated(error: BaseException) -> BaseException:
    """Returns Tortoise's exception for SQLite's own, as the rest of the code knows them."""
    if isinstance(error, sqlite3.IntegrityError):
        return IntegrityError(error)
    if isinstance(error, sqlite3.OperationalError):
        return OperationalError(error)
    return error


def insert(model: type[Model], values: dict[str, Any]) -> Statement:
    """Returns the statement that writes a new row, with a value for each of its columns."""
    return _insertion(model._meta.db_table, tuple(values)), *values.values()


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({placeholders(1, len(columns))})"  # noqa: S608


def placeholders(first: int, count: int) -> str:
    """Returns the places of so many values, such as "$4, $5"."""
    return ", ".join(f"${number}" for number in range(first, first + count))


def finely_noted(sql: str) -> str:
    """Marks a statement of a verb that notes a finer name than the table's, such as "chat abc" (`note_change`)."""
    return f"/* noted */ {sql}"


@cache
def table_written(sql: str) -> str:
    """Returns the table that a statement writes to, or "" if it only reads, or is finely noted."""
    found = re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", sql)
    return found[1] if found else ""


def run_on_sqlite(connection: sqlite3.Connection, work: Statements[T], written: set[str]) -> T:
    """Runs all the statements, and notes which tables they write to. Raises what they raise."""
    try:
        statement = next(work)
        while True:
            sql, *values = statement
            if table := table_written(sql):
                written.add(table)
            try:
                rows = connection.execute(for_sqlite(sql), values).fetchall()
            except sqlite3.Error as error:
                statement = work.throw(translated(error))
            else:
                statement = work.send(rows)
    except StopIteration as end:
        return end.value
    finally:
        work.close()


async def run_in_transaction(work: Statements[T], written: set[str]) -> T:
    """Runs all the statements in the current transaction, which may consist of more than them."""
    connection = get_connection("default")
    is_sqlite = connection.capabilities.dialect == "sqlite"
    try:
        statement = next(work)
        while True:
            sql, *values = statement
            if table := table_written(sql):
                written.add(table)
            try:
                rows = await connection.execute_query_dict(for_sqlite(sql) if is_sqlite else sql, values)
            except Exception as error:
                statement = work.throw(error)
            else:
                statement = work.send(rows)
    except StopIteration as end:
        return end.value
    finally:
        work.close()
