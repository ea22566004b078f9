"""Pages of a list that grows while it is read: the next one begins where the last ended, not at a number."""

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
Order = tuple[str, ...]  # names of fields, the last one unlike in every two rows; "-" before a name turns it around


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor at which the next page begins ("" when this is the last)."""

    rows: Sequence[T]
    next: str


async def page(rows: QuerySet[T], cursor: str, *, order: Order, size: int) -> Page[T]:
    """The rows after a cursor, in an order. A cursor that is not ours begins at the beginning. One query."""
    found = await after(rows, cursor, order).limit(size + 1)
    return cut(found, order, size)


def cut(found: Sequence[T], order: Order, size: int) -> Page[T]:
    """A page of rows of which one more was asked for than it holds."""
    return Page(found[:size], cursor_at(found[size - 1], order) if len(found) > size else "")


def after(rows: QuerySet[T], cursor: str, order: Order) -> QuerySet[T]:
    """The rows that come after a cursor, in their order."""
    at = place(cursor, order)
    if at:
        # The first field alone lets the database seek; the rest says where among its equals.
        rows = rows.filter(Q(**_beyond(order[0], at[0], equal=True)), _after(order, at))
    return rows.order_by(*order)


def _after(order: Order, at: Sequence[Any]) -> Q:
    beyond = Q(**_beyond(order[0], at[0]))
    if len(order) == 1:
        return beyond
    return beyond | (Q(**{order[0].lstrip("-"): at[0]}) & _after(order[1:], at[1:]))


def _beyond(name: str, value: Any, *, equal: bool = False) -> dict[str, Any]:
    direction = "lt" if name.startswith("-") else "gt"
    return {f"{name.lstrip('-')}__{direction}{'e' if equal else ''}": value}


def cursor_at(row: Any, order: Order) -> str:
    """Where a row stands, sealed: its exact time is nobody's business."""
    values = [getattr(row, name.lstrip("-")) for name in order]
    at = json.dumps([[v.isoformat()] if isinstance(v, datetime) else v for v in values])
    return crypto.seal_text(_key(), at, _purpose(order))


def place(cursor: str, order: Order) -> list[Any] | None:
    """The values a cursor names, one for each field of its order; None when it is not ours."""
    if not cursor:
        return None
    try:
        at = json.loads(crypto.unseal_text(_key(), cursor, _purpose(order)))
    except BrokenSealError:
        return None
    return [datetime.fromisoformat(v[0]) if isinstance(v, list) else v for v in at]


def _key() -> bytes:
    return crypto.derive(settings.current().secret, "cursor")


def _purpose(order: Order) -> str:
    return f"cursor {' '.join(order)}"


def whole_number(typed: str | None, *, default: int) -> int:
    """A number from an address or a form; the default for anything else, and for what no list is as long as."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else default
