"""What is forgotten about people every hour."""

import asyncio

from arcanon.people import day_keys
from arcanon.people.models import Session
from arcanon.server.jobs import hourly


@hourly
async def delete_expired_sessions() -> None:
    await Session.delete_expired()


@hourly
async def destroy_expired_day_keys() -> None:
    await asyncio.to_thread(day_keys.destroy_expired)
