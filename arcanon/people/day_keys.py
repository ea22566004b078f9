"""Day keys: the writer of a text is sealed under the key of its day, which is destroyed when the window is over.

They are files of their own, apart from the database, and belong in no backup. Whoever has a copy of the database and
the server's secret cannot tell who wrote what; and once a day's key is gone, nobody can.
"""

import logging
import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from arcanon import settings
from arcanon.crypto.key_files import UNFINISHED_PREFIX, destroy, write_once
from arcanon.text import clock

log = logging.getLogger("arcanon")

KEY_BYTES = 32
HOUR = 3600  # seconds


def key_for_today() -> bytes:
    """Returns today's key, made when it is first asked for. If two processes make it at once, the first one wins."""
    path = _path(clock.today())
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def key_for_day(day: date) -> bytes | None:
    """Returns the key of a day, or None if it has been destroyed, is due to be, or was never made."""
    try:
        return _path(day).read_bytes() if day > _last_expired_day() else None
    except FileNotFoundError:
        return None


def destroy_expired() -> None:
    """Overwrites and removes the keys whose window is over, and files that a crash left unfinished.

    Nothing else in the folder is touched. If a key cannot be destroyed, the others are; the next hour tries again.
    """
    folder = settings.current().keys_dir
    failed = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        # Another process may be doing the same.
        with suppress(FileNotFoundError):
            if path.is_symlink() or not path.is_file() or not _is_expired(path):
                continue
            try:
                destroy(path)
            except PermissionError:
                failed += 1
    if failed:
        log.error("%d expired day keys cannot be destroyed: let arcanon write to them", failed)


def _is_expired(path: Path) -> bool:
    """Whether a file is the key of a day whose window is over, or was started an hour ago and never finished."""
    if path.name.startswith(UNFINISHED_PREFIX):
        return clock.now().timestamp() - path.stat().st_mtime > HOUR
    try:
        return date.fromisoformat(path.name) <= _last_expired_day() and len(path.name) == len("2026-11-22")
    except ValueError:
        return False


def _last_expired_day() -> date:
    return clock.today() - timedelta(days=settings.current().authorship_days + 1)


def _path(day: date) -> Path:
    return settings.current().keys_dir / day.isoformat()
