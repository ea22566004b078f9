"""The keys of the days: each seals who wrote what on its day, and is destroyed when the window is over.

They are files of their own, apart from the database, and belong in no backup: whoever has a copy of the database
and of the server's secret cannot tell who wrote anything, and when a day's key is gone, nobody can.
"""

import logging
import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from arcanon import clock, settings
from arcanon.secret import DRAFT, destroy, write_once

log = logging.getLogger("arcanon")

KEY_BYTES = 32
HOUR = 3600  # seconds


def of_today() -> bytes:
    """Today's key, made when it is first asked for. Of two processes that make it at once, one is first."""
    path = _path(clock.today())
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def of(day: date) -> bytes | None:
    """The key of a day; None when it has been destroyed, or was never made."""
    try:
        return _path(day).read_bytes() if day > _last_over() else None
    except FileNotFoundError:
        return None


def destroy_old() -> None:
    """Overwrites and removes the keys of the days whose window is over, and what a crash left half written.

    Touches nothing else that may lie in the folder; what cannot be destroyed is tried again, and does not keep the
    others.
    """
    folder = settings.current().keys_dir
    failed = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        # Another process may be at it, too.
        with suppress(FileNotFoundError):
            if path.is_symlink() or not path.is_file() or not _is_over(path):
                continue
            try:
                destroy(path)
            except PermissionError:
                failed += 1
    if failed:
        log.error("%d keys of days that are over cannot be destroyed: let arcanon write to them", failed)


def _is_over(path: Path) -> bool:
    """Whether a file is the key of a day whose window is over, or was begun an hour ago and never finished."""
    if path.name.startswith(DRAFT):
        return clock.now().timestamp() - path.stat().st_mtime > HOUR
    try:
        return date.fromisoformat(path.name) <= _last_over() and len(path.name) == len("2026-11-22")
    except ValueError:
        return False


def _last_over() -> date:
    """The last day whose window is over."""
    return clock.today() - timedelta(days=settings.current().authorship_days + 1)


def _path(day: date) -> Path:
    return settings.current().keys_dir / day.isoformat()
