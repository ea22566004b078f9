"""Keyset paging: the next page begins after the last row of this one, so a list may grow while it is read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from arcanon import crypto, settings
from arcanon.crypto import BrokenSealError

T = TypeVar("T", bound=Any)

MAX_CURSOR_LENGTH = 400  # characters
Order = tuple[str, ...]  # field names, the last one unique; "-" before a name reverses its order


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor of the next page ("" if this is the last one)."""

    rows: Sequence[T]
    next: str


async def paginate(rows: QuerySet[T], cursor: str, *, order: Order, size: int) -> Page[T]:
    """Returns the rows after a cursor, in an order. An invalid cursor means the first page. One query."""
    found = await rows_after(rows, cursor, order).limit(size + 1)
    return make_page(found, order, size)


def make_page(found: Sequence[T], order: Order, size: int) -> Page[T]:
    """Makes a page of rows that were queried with a limit of `size + 1`."""
    return Page(found[:size], make_cursor(found[size - 1], order) if len(found) > size else "")


def rows_after(rows: QuerySet[T], cursor: str, order: Order) -> QuerySet[T]:
    """Returns the rows that come after a cursor, in an order."""
    position = read_cursor(cursor, order)
    if position:
        # The first field alone lets the database seek; the others find the place among equal values.
        rows = rows.filter(Q(**_beyond(order[0], position[0], equal=True)), _after(order, position))
    return rows.order_by(*order)


def _after(order: Order, position: Sequence[Any]) -> Q:
    beyond = Q(**_beyond(order[0], position[0]))
    if len(order) == 1:
        return beyond
    return beyond | (Q(**{order[0].lstrip("-"): position[0]}) & _after(order[1:], position[1:]))


def _beyond(name: str, value: Any, *, equal: bool = False) -> dict[str, Any]:
    direction = "lt" if name.startswith("-") else "gt"
    return {f"{name.lstrip('-')}__{direction}{'e' if equal else ''}": value}


def make_cursor(row: Any, order: Order) -> str:
    """Returns the position of a row, sealed, because it contains an exact time."""
    values = [getattr(row, name.lstrip("-")) for name in order]
    content = json.dumps([[v.isoformat()] if isinstance(v, datetime) else v for v in values])
    return crypto.seal_text(_key(), content, _purpose(order))


def read_cursor(cursor: str, order: Order) -> list[Any] | None:
    """Returns the values in a cursor, one for each field of its order, or None if it is invalid."""
    if not cursor or len(cursor) > MAX_CURSOR_LENGTH:
        return None
    try:
        values = json.loads(crypto.unseal_text(_key(), cursor, _purpose(order)))
    except BrokenSealError:
        return None
    return [datetime.fromisoformat(v[0]) if isinstance(v, list) else v for v in values]


def _key() -> bytes:
    return crypto.derive(settings.current().secret, "cursor")


def _purpose(order: Order) -> str:
    return f"cursor {' '.join(order)}"


def whole_number(typed: str | None, *, default: int) -> int:
    """Reads a number of up to nine digits from an address or a form; anything else gives the default."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else default
