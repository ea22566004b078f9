"""Says in one line why a database cannot be used, and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from arcanon.settings import Settings, SettingsError
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _

# By what SQLite's message contains.
SQLITE = {
    "unable to open": N_("it cannot be opened. Let arcanon read and write it, and name a file, not a folder."),
    "is full": N_("the disk is full. Free some space."),
    "disk I/O": N_("the disk is full or broken. Free some space, or look at the disk."),
    "readonly": N_("it cannot be written to. Let arcanon write to the file and its folder."),
    "not a database": N_("it is no SQLite database. Name another file."),
    "malformed": N_("it is damaged. Put back a backup."),
    "locked": N_("another program is using it. Stop that program."),
}

# By PostgreSQL's SQLSTATE (appendix A of its manual).
POSTGRES = {
    "28P01": N_("the password for %(user)s is wrong. Correct the address."),
    "28000": N_("it does not let %(user)s in. Correct the address, or allow it in pg_hba.conf."),
    "3D000": N_("there is no such database. Create it: CREATE DATABASE %(name)s OWNER %(user)s ENCODING 'UTF8'"),
    "42501": N_("%(user)s may not create tables in it. Run: GRANT CREATE ON SCHEMA public TO %(user)s"),
    "53300": N_("it has too many connections. Close some, or raise max_connections."),
    "57P03": N_("it is starting up or shutting down. Try again in a minute."),
    "25006": N_("it can only be read. Name the primary server, or make it writable."),
}


@contextmanager
def explain_errors(settings: Settings) -> Iterator[None]:
    """Turns what is wrong with the database at the start into a `SettingsError` of one line."""
    try:
        yield
    except SettingsError:
        raise
    except Exception as error:
        where = str(settings.sqlite_path) if settings.is_sqlite else urlsplit(settings.database_url).hostname
        reason = _find_reason(settings, error) or _(
            "it does not answer (%(kind)s). Start it, or correct the address.", kind=type(error).__name__
        )
        raise SettingsError(
            _("ARCANON_DATABASE_URL: the database at %(where)s: %(reason)s", where=where, reason=reason)
        ) from None


def _find_reason(settings: Settings, error: BaseException) -> str:
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            return next((_(text) for part, text in SQLITE.items() if part in str(cause)), "")
        if text := POSTGRES.get(getattr(cause, "sqlstate", None) or ""):
            url = urlsplit(settings.database_url)
            return _(text, user=unquote(url.username or ""), name=url.path.lstrip("/"))
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yields an error and those that led to it: Tortoise passes some on as arguments of its own."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [*cause.args, cause.__cause__, cause.__context__]
