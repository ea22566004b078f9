"""What a database knows of itself: its own id, when it was last in use, and how its texts were prepared.

Key files know the id of their database. Keys without their database, or with a stranger's, would look like keys that
nothing needs any more, and would be destroyed.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tortoise import fields
from tortoise.connection import get_connection
from tortoise.expressions import F
from tortoise.models import Model

from arcanon import crypto
from arcanon.crypto.key_files import write_once
from arcanon.db.transactions import lock, transaction
from arcanon.settings import Settings, SettingsError
from arcanon.text import clock
from arcanon.text.translation import gettext as _

ID_LENGTH = 20  # characters
NO_ID_YET = "none"  # of a database of an earlier release
OWNER_FILE = "database"  # beside the keys


class Site(Model):
    """One row."""

    id = fields.SmallIntField(primary_key=True)
    database_id = fields.CharField(max_length=ID_LENGTH)
    seen_at: datetime = fields.DatetimeField()  # the last hour in which arcanon looked at the clock
    hours_to_wait = fields.SmallIntField(default=0)  # of uptime, until the clock is believed again
    text_version = fields.CharField(max_length=40, default="")  # see `arcanon.comments.jobs`

    class Meta:
        table = "site"


async def get() -> Site:
    """Returns the row, as it is now: also within a transaction."""
    return await Site.get(id=1)


@transaction
async def note_text_version(version: str) -> None:
    await Site.filter(id=1).update(text_version=version)


@transaction
async def try_writing() -> None:
    """Writes to the database, and changes nothing. Raises one of `connections.UNAVAILABLE` if that is impossible."""
    await Site.filter(id=1).update(hours_to_wait=F("hours_to_wait"))


async def bind_keys(settings: Settings) -> None:
    """Gives a new database its id, and new key files the id of their database.

    Raises `SettingsError` if the key files belong to another database.
    """
    site = await Site.first()
    try:
        await _bind(settings, site)
    except OSError as error:
        raise SettingsError(
            _(
                "ARCANON_KEYS_DIR: %(keys)s cannot be used (%(reason)s). Let arcanon read and write that folder.",
                keys=settings.keys_dir,
                reason=error.strerror,
            )
        ) from None


async def _bind(settings: Settings, site: Site | None) -> None:
    known = site.database_id if site else "" if await _is_empty() else NO_ID_YET
    # Before a new database gets its id: a refused start must leave everything as it was.
    if _owner_of_keys(settings.keys_dir, known) not in ("", known):
        raise _other_database(settings)
    site = site or await _create()
    _write_owner(settings.keys_dir, site.database_id)


def _owner_of_keys(folder: Path, default: str) -> str:
    """Returns the id of the database that the keys in a folder belong to, "" if there are none yet.

    Keys of an earlier release know no database; they belong to the default.
    """
    with suppress(FileNotFoundError):
        return (folder / OWNER_FILE).read_text(encoding="ascii", errors="replace").strip()
    has_keys = any(path.is_file() for path in folder.rglob("*"))
    return (default or "unknown") if has_keys else ""


def _write_owner(folder: Path, database_id: str) -> None:
    if not (folder / OWNER_FILE).exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(folder / OWNER_FILE, database_id.encode())


def _other_database(settings: Settings) -> SettingsError:
    database = settings.sqlite_path if settings.is_sqlite else settings.database_url.rpartition("@")[2]
    return SettingsError(
        _(
            "the keys in %(keys)s belong to another database than %(database)s, and arcanon would destroy them. "
            "Set ARCANON_DATABASE_URL to theirs, or ARCANON_KEYS_DIR to another folder.",
            keys=settings.keys_dir,
            database=database,
        )
    )


async def _is_empty() -> bool:
    return not await get_connection("default").execute_query_dict("SELECT id FROM people LIMIT 1")


@transaction
async def _create() -> Site:
    await lock("site")
    found = await Site.first()
    return found or await Site.create(id=1, database_id=crypto.new_id(ID_LENGTH), seen_at=this_hour())


def this_hour() -> datetime:
    """Returns the hour that it is: nothing finer is kept of when the site was in use."""
    return clock.now().replace(minute=0, second=0, microsecond=0)
