"""Revisions: by which something that was read and kept is known to be still true.

The rule is that nothing is shown that is older than the last change its reader could know of. Whatever is kept is kept
together with the stamp that `look` returned *before* it was read, and is used only as long as `look` returns an equal
one.

On SQLite this process is the only writer, except for commands of the host. A stamp is the number of the last commit of
ours that changed one of the names in question; and all of them move on when another process has committed, as
`PRAGMA data_version` tells a connection that never writes. On PostgreSQL a stamp is the text of the current snapshot:
two snapshots with one text see the same transactions.
"""

import sqlite3
import threading
from collections.abc import Hashable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path

from tortoise.connection import get_connection

Stamp = Hashable

MAX_NAMES = 50_000  # that are told apart; beyond, all of them move on together

_SNAPSHOT = "SELECT pg_current_snapshot()::text AS snapshot"

_snapshot: ContextVar[str] = ContextVar("snapshot", default="")


class CommitLog:
    """Which of our commits was the last to change a name, such as that of a table, or "person abc"."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # commits are noted in the writing thread
        self._last = self._last_of_all = 1
        self._numbers: dict[str, int] = {}

    def note(self, names: Iterable[str]) -> None:
        with self._lock:
            self._last += 1
            self._numbers.update(dict.fromkeys(names, self._last))
            if len(self._numbers) > MAX_NAMES:
                self._forget()

    def note_everything(self) -> None:
        with self._lock:
            self._last += 1
            self._forget()

    def _forget(self) -> None:
        self._last_of_all = self._last  # first: a concurrent reader then gets a number that is too high, never too low
        self._numbers.clear()

    @property
    def epoch(self) -> int:
        """The number of the last commit that may have changed everything, such as the opening of the database."""
        return self._last_of_all

    def last(self, names: Iterable[str]) -> int:
        found, numbers = 0, self._numbers
        for name in names:
            if (number := numbers.get(name, 0)) > found:
                found = number
        return max(found, self._last_of_all)


class DataVersion:
    """Notices commits of other processes to a SQLite database."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
        self._connection.execute("PRAGMA query_only=ON")
        self._known = self._read()
        self._known_to_writer = -1

    def _read(self) -> int:
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def has_moved(self) -> bool:
        """Whether something was committed since the last call that `explain` did not account for."""
        try:
            found = self._read()
        except sqlite3.OperationalError:
            return True  # while the log is being recovered, nobody can tell
        if found == self._known:
            return False
        self._known = found
        return True

    def explain(self, writer: sqlite3.Connection) -> None:
        """Called by the writer right after a commit of ours: a version that moved only because of it has not moved.

        The writer's own `data_version` moves only with the commits of others. If it is the same after ours is visible
        as it was after our last one, nobody else has committed in between.
        """
        found = self._read()
        seen = writer.execute("PRAGMA data_version").fetchone()[0]
        if seen == self._known_to_writer:
            self._known = found
        self._known_to_writer = seen

    def close(self) -> None:
        self._connection.close()


_log = CommitLog()
_data_version: DataVersion | None = None


def open_for(sqlite_path: Path | None) -> None:
    """Begins anew, for the life of the database's connections. Without a path the database is PostgreSQL."""
    global _data_version
    close()
    _log.note_everything()
    _data_version = DataVersion(sqlite_path) if sqlite_path else None


def close() -> None:
    global _data_version
    if _data_version:
        _data_version.close()
    _data_version = None


async def look(*names: str) -> Stamp:
    """Returns the stamp of what depends on these names. No query on SQLite; on PostgreSQL one for each request."""
    if _data_version:
        if _data_version.has_moved():
            _log.note_everything()
        return _log.last(names)
    if not _snapshot.get():
        _snapshot.set((await get_connection("default").execute_query_dict(_SNAPSHOT))[0]["snapshot"])
    return _log.epoch, _snapshot.get()


def note_snapshot(text: str) -> None:
    """Remembers the snapshot that another query of this request has brought along."""
    _snapshot.set(text)


def forget_snapshot() -> None:
    """Has the next look see what was committed meanwhile: after a write of our own, and when a socket wakes up."""
    _snapshot.set("")


def note_commit(names: Iterable[str], writer: sqlite3.Connection | None = None) -> None:
    """Says that a transaction which changed these names is committed, and visible to everybody."""
    if _data_version and writer:
        with suppress(sqlite3.OperationalError):  # then it counts as somebody else's
            _data_version.explain(writer)
    _log.note(names)
