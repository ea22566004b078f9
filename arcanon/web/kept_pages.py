"""Pages of lists that were read lately, and are still true."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from arcanon.db.revisions import Stamp
from arcanon.web.paging import Page

P = TypeVar("P", bound=Page[Any])

MAX_ROWS = 4_000  # in all of the pages of one kind: some ten megabytes


class KeptPages(Generic[P]):
    """Keeps pages with the stamps that were taken before they were read. Those asked for long ago make room."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Stamp, P]] = OrderedDict()
        self._rows = 0

    def find(self, key: Hashable, stamp: Stamp) -> P | None:
        """Returns the page, if it is here and nothing has changed since it was read."""
        kept = self._kept.get(key)
        if kept is None or kept[0] != stamp:
            return None
        self._kept.move_to_end(key)
        return kept[1]

    def keep(self, key: Hashable, stamp: Stamp, page: P) -> None:
        if not page.rows:
            return  # there are as many of them as there are cursors that lead to nothing
        before = self._kept.pop(key, None)
        self._rows += len(page.rows) - (len(before[1].rows) if before else 0)
        self._kept[key] = stamp, page
        while self._rows > MAX_ROWS:
            _key, (_stamp, oldest) = self._kept.popitem(last=False)
            self._rows -= len(oldest.rows)

    def clear(self) -> None:
        self._kept.clear()
        self._rows = 0
