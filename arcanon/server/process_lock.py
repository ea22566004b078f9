"""The process lock, which keeps a second process away, and the number of files that a process may open."""

import fcntl
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import gettext as _


def raise_open_file_limit() -> None:
    """Lets this process open as many files as the system allows: every open page is a socket, and 1,024 is common."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # "unlimited" may be no number that can be asked for
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@contextmanager
def only_process(settings: Settings) -> Iterator[None]:
    """Refuses a second process if the bus is in memory: its messages would reach only half the people."""
    folder = settings.sqlite_path.parent if settings.is_sqlite else settings.data_dir
    path = folder / "arcanon.lock"
    try:
        file = path.open("ab")
    except OSError as error:
        raise SettingsError(
            _("%(path)s cannot be written (%(reason)s). Let arcanon write it.", path=path, reason=error.strerror)
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(
                _(
                    "Another arcanon is already using %(folder)s. Stop it, or set ARCANON_REDIS_URL to run several.",
                    folder=folder,
                )
            ) from None
        yield
