"""Whether the clock may be believed when it says that something is old enough to be destroyed.

A small computer without a battery wakes up in another year, and a wrong key press sets the month. What has been
destroyed then does not come back, so that after a jump nothing is destroyed until arcanon has run for some hours with
the new time, or its host has said that it is right.
"""

import logging
from datetime import timedelta

from arcanon.db import site
from arcanon.db.transactions import lock, transaction

log = logging.getLogger("arcanon")

MAX_GAP = timedelta(hours=26)  # between two looks at the clock: a machine may be off for a day
MAX_BACKWARDS = timedelta(hours=2)
WAIT_HOURS = 6  # of uptime after a jump

_has_looked = False  # in this process


@transaction
async def look() -> bool:
    """Looks at the clock, which is to happen every hour. Returns whether it may be believed."""
    global _has_looked
    await lock("clock")
    row = await site.get()
    hour = site.this_hour()
    gap = hour - row.seen_at
    if gap > MAX_GAP or gap < -MAX_BACKWARDS:
        log.warning(
            "the clock has jumped from %s to %s: nothing is destroyed before arcanon has run for %d hours. "
            "If the clock is right, run: python -m arcanon trust-clock",
            row.seen_at.date(),
            hour.date(),
            WAIT_HOURS,
        )
        await _note(WAIT_HOURS)
        _has_looked = True
        return False
    if gap:
        # An hour counts if this process has run through it.
        await _note(max(row.hours_to_wait - 1, 0) if _has_looked else row.hours_to_wait)
    _has_looked = True
    return (await site.get()).hours_to_wait == 0


@transaction
async def trust() -> None:
    """Believes the clock as it is now, because the host says so."""
    await _note(0)


async def hours_to_wait() -> int:
    """Returns for how many hours of uptime the clock is not believed yet."""
    return (await site.get()).hours_to_wait


async def _note(hours: int) -> None:
    await site.Site.filter(id=1).update(seen_at=site.this_hour(), hours_to_wait=hours)
