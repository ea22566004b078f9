"""What is tidied in the search index every hour."""

from tortoise.connection import get_connection

from arcanon import settings
from arcanon.db.transactions import empty_log_after_commit, transaction
from arcanon.server.jobs import hourly_whatever_the_clock_says


@hourly_whatever_the_clock_says
async def merge_index() -> None:
    """Merges SQLite's index into one piece: only then do the stems of deleted texts leave it, blinded as they are."""
    if settings.current().is_sqlite:
        await _merge()


@transaction
async def _merge() -> None:
    await get_connection("default").execute_query("INSERT INTO search_index (search_index) VALUES ('optimize')")
    empty_log_after_commit()
