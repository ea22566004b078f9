"""Records the queries that are sent to a database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.sqlite.client import SqliteClient

Query = tuple[str, list[object]]


@contextmanager
def recorded() -> Iterator[list[Query]]:
    """Every query that is sent to a database meanwhile, with its values."""
    queries: list[Query] = []
    with pytest.MonkeyPatch.context() as patch:
        for client in (SqliteClient, AsyncpgDBClient):
            for name in ("execute_query", "execute_query_dict"):
                original = getattr(client, name)

                def record(self: object, query: str, values: list | None = None, original: object = original) -> object:
                    queries.append((query, values or []))
                    return original(self, query, values)

                patch.setattr(client, name, record)
        yield queries
