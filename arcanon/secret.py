"""The server's secret: made at the first start, kept in a file of its own, for its owner's eyes alone."""

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

BYTES_AT_LEAST = 32
DRAFT = ".being-written-"  # how a file is called before it has its name


def kept(path: Path) -> bytes:
    """The secret in a file, made where there is none. Raises `OSError`, or `ValueError` with a line that says why."""
    if not path.exists():
        write_once(path, secrets.token_urlsafe(48).encode())
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ValueError(f"{path} can be read by others on this machine. Run: chmod 600 {path}")
    return long_enough(path.read_bytes().strip(), str(path))


def long_enough(secret: bytes, where: str) -> bytes:
    """The secret as it is. Raises `ValueError` when it is too short to be one."""
    if len(secret) < BYTES_AT_LEAST:
        raise ValueError(f"{where}: the secret has {len(secret)} bytes; give at least {BYTES_AT_LEAST} random ones.")
    return secret


def destroy(path: Path) -> None:
    """Overwrites a file and removes it. Raises `OSError`."""
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def write_once(path: Path, content: bytes) -> None:
    """Writes a file whole and then gives it its name; of two who begin at once, one is first."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=DRAFT)  # for its owner alone: mode 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too, outlives a power cut
    finally:
        os.close(folder)
