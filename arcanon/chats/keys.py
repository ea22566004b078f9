"""Chat keys: each chat has a key file of its own, apart from the messages that it seals, and in no backup.

Deleting a chat destroys its key. Whoever has a copy of the database then has nothing of what was said in it.
"""

import logging
import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from arcanon import settings
from arcanon.chats.kept import forget, kept_chat
from arcanon.crypto import key_files
from arcanon.text import clock

log = logging.getLogger("arcanon")

KEY_BYTES = 32
ORPHANED_AFTER = timedelta(days=2)  # a key is made before its chat: a match request waits for a day
ORPHANED_FOR = timedelta(days=1)  # before an orphaned key is destroyed, it must have been seen as one for so long


def key_at_hand(chat_id: str) -> bytes | None:
    """Returns the key of a chat, from memory while somebody is in it; None if it was destroyed or left behind."""
    chat = kept_chat(chat_id)
    if chat.key is None:
        chat.key = read_key(chat_id)
    return chat.key


def read_or_make_key(chat_id: str) -> bytes:
    """Returns the key of a chat, made when it is first asked for."""
    if key := read_key(chat_id):
        return key
    path = _path(chat_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_files.write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def read_key(chat_id: str) -> bytes | None:
    """Returns the key of a chat, or None if it was destroyed, or left behind when the database was moved."""
    try:
        return _path(chat_id).read_bytes()
    except FileNotFoundError:
        return None


def destroy_keys(*chat_ids: str) -> None:
    """Overwrites and removes the keys of these chats, as far as they exist.

    If one cannot be destroyed, the others are; the hourly job tries again.
    """
    forget(*chat_ids)
    failed = 0
    for chat_id in chat_ids:
        try:
            with suppress(FileNotFoundError):  # another process may be doing the same
                key_files.destroy(_path(chat_id))
        except OSError:
            failed += 1
    forget(*chat_ids)  # again: a reader may have kept one in between
    if failed:
        log.error("%d chat keys cannot be destroyed: let arcanon write to them", failed)


def old_keys() -> list[str]:
    """Returns the ids of the chats whose keys are so old that the chat, if it does not exist by now, never will."""
    folder, limit = _folder(), (clock.now() - ORPHANED_AFTER).timestamp()
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another process may have destroyed it meanwhile
            if path.stat().st_mtime < limit:
                found.append(path.name)
    return found


def orphaned_long_enough(orphaned: set[str]) -> list[str]:
    """Notes which keys have no chat, and returns those that had none a day ago, either.

    The note is an empty file of the same name in `orphans/`. Its modification time says since when.
    """
    folder, now = settings.current().keys_dir / "orphans", clock.now().timestamp()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for note in folder.iterdir():
        with suppress(FileNotFoundError):  # another process may be doing the same
            # A note from the future was made when the clock was wrong.
            if note.name not in orphaned or note.stat().st_mtime > now:
                note.unlink()
    ready = []
    for chat_id in sorted(orphaned):
        note = folder / chat_id
        if not note.exists():
            note.touch(mode=0o600)
            os.utime(note, (now, now))
        if now - note.stat().st_mtime >= ORPHANED_FOR.total_seconds():
            ready.append(chat_id)
    return ready


def _folder() -> Path:
    return settings.current().keys_dir / "chats"


def _path(chat_id: str) -> Path:
    return _folder() / chat_id
