"""Records the queries that are sent to a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.sqlite.client import SqliteClient

from arcanon.db import company
from arcanon.db.sqlite import ReadingClient
from arcanon.db.statements import Statements, for_sqlite

Query = tuple[str, list[object]]


@contextmanager
def recorded() -> Iterator[list[Query]]:
    """Every query that is sent to a database meanwhile, with its values."""
    queries: list[Query] = []

    def record(client: type, name: str) -> None:
        original = getattr(client, name)

        def recording(self: object, query: str, values: list | None = None) -> object:
            # What the reading client answers in place it does not pass on to its thread.
            if client is not SqliteClient or name != "execute_query" or not isinstance(self, ReadingClient):
                queries.append((query, list(values or [])))
            return original(self, query, values)

        patch.setattr(client, name, recording)

    def through(work: Statements[Any]) -> Statements[Any]:
        rows = None
        while True:
            try:
                sql, *values = next(work) if rows is None else work.send(rows)
            except StopIteration as end:
                return end.value
            queries.append((for_sqlite(sql), values))
            rows = yield sql, *values

    with pytest.MonkeyPatch.context() as patch:
        for client in (SqliteClient, AsyncpgDBClient):
            for name in ("execute_query", "execute_query_dict"):
                record(client, name)
        record(ReadingClient, "execute_query")
        run = company.run_on_sqlite
        patch.setattr(
            company, "run_on_sqlite", lambda connection, work, written: run(connection, through(work), written)
        )
        yield queries
