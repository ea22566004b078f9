"""Pages of a list that grows while it is read: the next one begins where the last ended, not at a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from arcanon import crypto, settings
from arcanon.crypto import BrokenSealError


class Dated(Protocol):
    id: Any
    created_at: Any


T = TypeVar("T", bound=Any)


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor at which the next page begins ("" when this is the last)."""

    rows: Sequence[T]
    next: str


async def page(rows: QuerySet[T], cursor: str, *, size: int, newest_first: bool, including: bool = False) -> Page[T]:
    """The rows after a cursor, in the order of their making. A cursor that is not ours begins at the beginning.

    `including` begins with the row of the cursor itself. One query.
    """
    direction, sign = ("lt", "-") if newest_first else ("gt", "")
    place = _read(cursor)
    if place:
        moment, row_id = place
        earlier: dict[str, Any] = {f"created_at__{direction}": moment}
        beside: dict[str, Any] = {"created_at": moment, f"id__{direction}{'e' if including else ''}": row_id}
        rows = rows.filter(Q(**earlier) | Q(**beside))
    found = await rows.order_by(f"{sign}created_at", f"{sign}id").limit(size + 1)
    return Page(found[:size], cursor_at(found[size - 1]) if len(found) > size else "")


def cursor_at(row: Dated) -> str:
    """Where a row stands, sealed: its exact time is nobody's business."""
    place = f"{row.created_at.isoformat()} {row.id}"
    return crypto.seal_text(crypto.derive(settings.current().secret, "cursor"), place, "cursor")


def _read(cursor: str) -> tuple[datetime, str] | None:
    if not cursor:
        return None
    try:
        place = crypto.unseal_text(crypto.derive(settings.current().secret, "cursor"), cursor, "cursor")
    except BrokenSealError:
        return None
    moment, _, row_id = place.partition(" ")
    return datetime.fromisoformat(moment), row_id
