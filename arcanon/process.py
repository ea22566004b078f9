"""One process or several: what a single one must hold."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from arcanon.settings import Settings, SettingsError


@contextmanager
def only_process(settings: Settings) -> Iterator[None]:
    """Refuses a second process where the bus is in memory: its messages would reach only half the people."""
    folder = settings.sqlite_path.parent if settings.is_sqlite else settings.data_dir
    try:
        file = (folder / "arcanon.lock").open("a")
    except OSError as error:
        raise SettingsError(
            f"{folder / 'arcanon.lock'} cannot be written ({error.strerror}). Let arcanon write it."
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(
                f"Another arcanon already uses {folder}. Stop it, or set ARCANON_REDIS_URL to run several."
            ) from None
        yield
