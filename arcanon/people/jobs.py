"""What is forgotten about people every hour."""

import asyncio

from arcanon.people import day_keys, folding
from arcanon.people.models import Session
from arcanon.server.jobs import hourly, hourly_whatever_the_clock_says


@hourly
async def delete_expired_sessions() -> None:
    await Session.delete_expired()


@hourly
async def destroy_expired_day_keys() -> None:
    await asyncio.to_thread(day_keys.destroy_expired)


@hourly_whatever_the_clock_says
async def write_renewals() -> None:
    await Session.write_renewals()


@hourly_whatever_the_clock_says
async def fold_vaults() -> None:
    await folding.fold_vaults()
