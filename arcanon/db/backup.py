"""Backups of a SQLite database, made before it is migrated."""

import os
import sqlite3
import time
from pathlib import Path

from arcanon.settings import Settings

MAX_BACKUPS = 3
DAY = 86_400  # seconds


def back_up(settings: Settings) -> Path | None:
    """Copies the database into the data directory, readable by its owner alone. Returns None if it is still empty."""
    source = sqlite3.connect(settings.sqlite_path)
    try:
        if not source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            return None
        folder = settings.data_dir / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / f"before-migrating-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**9:09}.sqlite3"
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        source.execute("VACUUM INTO ?", (str(target),))
        # A backup holds words that their writers have deleted since, so it does not stay for ever.
        for old in sorted(folder.glob("*.sqlite3"))[:-MAX_BACKUPS]:
            old.unlink()
        return target
    finally:
        source.close()


def delete_old_backups(settings: Settings) -> None:
    """Deletes the backups that are older than any chat: they hold what has been erased since."""
    for old in (settings.data_dir / "backups").glob("before-migrating-*.sqlite3"):
        if time.time() - old.stat().st_mtime > settings.chat_days * DAY:
            old.unlink(missing_ok=True)
