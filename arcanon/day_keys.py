"""The keys of the days: each seals who wrote what on its day, and is destroyed when the window is over.

They are files of their own, apart from the database, and belong in no backup: whoever has a copy of the database
and of the server's secret cannot tell who wrote anything, and when a day's key is gone, nobody can.
"""

import os
import re
import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from arcanon import clock, settings
from arcanon.secret import write_once

KEY_BYTES = 32


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
    """Overwrites and removes the keys of the days whose window is over, and drafts that a crash left behind."""
    folder = settings.current().keys_dir
    for path in folder.iterdir() if folder.is_dir() else ():
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", path.name)
        if is_day and date.fromisoformat(path.name) > _last_over():
            continue
        # Another process may be at it, too.
        with suppress(FileNotFoundError):
            if not is_day and clock.now().timestamp() - path.stat().st_mtime < 3600:
                continue
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()


def _last_over() -> date:
    """The last day whose window is over."""
    return clock.today() - timedelta(days=settings.current().authorship_days + 1)


def _path(day: date) -> Path:
    return settings.current().keys_dir / day.isoformat()
