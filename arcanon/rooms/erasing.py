"""Conversations whose days are over, and the keys of those that are gone."""

import asyncio

from tortoise.expressions import Q

from arcanon import clock, settings
from arcanon.database import erase, unit
from arcanon.notices.models import Notice
from arcanon.rooms import keys
from arcanon.rooms.models import Room


async def sweep() -> None:
    """Erases the conversations whose days are over, and the keys of those that are gone."""
    over = await _erase_silent()
    burned = map(str, await Room.filter(burned_at__isnull=False).values_list("id", flat=True))
    kept = set(map(str, await Room.all().values_list("id", flat=True)))
    forgotten = [one for one in await asyncio.to_thread(keys.orphaned) if one not in kept]
    await asyncio.to_thread(keys.destroy, *over, *burned, *forgotten)


@unit
async def _erase_silent() -> list[str]:
    limit = clock.days_ago(settings.current().room_days)
    silent = Q(said_at__lte=limit) | Q(said_at=None, created_at__lte=limit)
    # Rows, not values: only then are they locked, so that nothing is said in between.
    over = [room.id for room in await Room.filter(silent).order_by("id").select_for_update()]
    if over:
        erase()
        await Notice.untell("message", *over)
        await Notice.untell("accepted", *over)
        await Room.filter(id__in=over).delete()
    return over
