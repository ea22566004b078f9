"""The key of each conversation: a file of its own, apart from the words that it seals, and in no backup.

Burning a conversation destroys its key; whoever has a copy of the database then has nothing of what was said in it.
"""

import logging
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from arcanon import clock, settings
from arcanon.secret import destroy as destroy_file
from arcanon.secret import write_once

log = logging.getLogger("arcanon")

KEY_BYTES = 32
ORPHANED_AFTER = timedelta(days=2)  # a key is made before its room; a match request waits for a day


def make(room_id: str) -> bytes:
    """The key of a room that is to be; made once."""
    if key := of(room_id):
        return key
    path = _path(room_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def of(room_id: str) -> bytes | None:
    """The key of a room; None when it has been destroyed, or was left behind when the database was moved."""
    try:
        return _path(room_id).read_bytes()
    except FileNotFoundError:
        return None


def destroy(*room_ids: str) -> None:
    """Overwrites and removes the keys of these rooms, as far as they are there.

    One that cannot be destroyed does not keep the others; it is tried again every hour.
    """
    failed = 0
    for room_id in room_ids:
        try:
            with suppress(FileNotFoundError):  # Another process may be at it, too.
                destroy_file(_path(room_id))
        except OSError:
            failed += 1
    if failed:
        log.error("%d keys of conversations cannot be destroyed: let arcanon write to them", failed)


def orphaned() -> list[str]:
    """The rooms whose keys are old enough that, if there is no such room, there will be none."""
    folder, limit = _folder(), (clock.now() - ORPHANED_AFTER).timestamp()
    return [path.name for path in folder.iterdir() if path.stat().st_mtime < limit] if folder.is_dir() else []


def _folder() -> Path:
    return settings.current().keys_dir / "rooms"


def _path(room_id: str) -> Path:
    return _folder() / room_id
