"""Case keys: what was reported is sealed under a key file of its own case, apart from the database, in no backup."""

import secrets
from contextlib import suppress
from pathlib import Path

from arcanon import settings
from arcanon.crypto import key_files

KEY_BYTES = 32


def read_or_make_key(case_id: str) -> bytes:
    path = _path(case_id)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        key_files.write_once(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def read_key(case_id: str) -> bytes | None:
    """Returns the key of a case, or None if it was destroyed or left behind."""
    try:
        return _path(case_id).read_bytes()
    except FileNotFoundError:
        return None


def destroy_key(case_id: str) -> None:
    """Overwrites and removes a key. Raises `OSError` if that is impossible."""
    with suppress(FileNotFoundError):  # another process may be doing the same
        key_files.destroy(_path(case_id))


def _path(case_id: str) -> Path:
    return settings.current().keys_dir / "cases" / case_id
