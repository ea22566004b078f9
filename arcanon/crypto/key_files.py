"""Key files: written whole, readable by their owner alone, and overwritten before they are removed."""

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

MIN_SECRET_BYTES = 32
UNFINISHED_PREFIX = ".being-written-"  # the name of a file until it is complete


class ExposedFileError(Exception):
    """A file that only the server should read can be read by others on this machine."""


def read_or_make_secret(path: Path) -> bytes:
    """Returns the server's secret from its file, and makes the file if there is none.

    Raises `ExposedFileError` if others on this machine can read it, or `OSError`.
    """
    if not path.exists():
        write_once(path, secrets.token_urlsafe(48).encode())
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ExposedFileError(path)
    return path.read_bytes().strip()


def destroy(path: Path) -> None:
    """Overwrites a file and removes it. Raises `OSError`."""
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def try_writing(folder: Path) -> None:
    """Writes a file and removes it. Raises `OSError` if that is impossible."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=UNFINISHED_PREFIX) as file:
        file.write(b"x")
        file.flush()
        os.fsync(file.fileno())


def write_once(path: Path, content: bytes) -> None:
    """Writes a file under a temporary name, then gives it its own. If two processes try at once, the first one wins."""
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED_PREFIX)  # mode 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(unfinished, path)
    os.unlink(unfinished)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # so that the name survives a power cut, too
    finally:
        os.close(folder)
