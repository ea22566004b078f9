"""One process or several: what a single one must hold, and how much it may."""

import fcntl
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from arcanon.settings import Settings, SettingsError


def admit_many() -> None:
    """Lets this process have as many sockets as the system allows: every open page is one, and 1,024 is common."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # where "unlimited" is no number that may be asked for
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


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
