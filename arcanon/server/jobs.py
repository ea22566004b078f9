"""Hourly jobs. Each is written in the `jobs.py` of its feature, and registers itself there with `@hourly`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from arcanon import settings
from arcanon.db import backup

log = logging.getLogger("arcanon.jobs")

INTERVAL = 3600  # seconds

Job = Callable[[], Awaitable[None]]

registered: dict[str, Job] = {}


def hourly(job: Job) -> Job:
    """Has a coroutine function run once an hour, in every process, from the start on."""
    registered[f"{job.__module__.removeprefix('arcanon.')}.{job.__name__}"] = job
    return job


async def run_hourly() -> None:
    """Runs every job now, and again each hour. A job that fails is named in the log, and the others run."""
    while True:
        for name, job in registered.items():
            try:
                await job()
            except Exception as error:
                log.warning("the hourly job %s failed: %s", name, type(error).__name__)
        await asyncio.sleep(INTERVAL)


@hourly
async def delete_old_backups() -> None:
    await asyncio.to_thread(backup.delete_old_backups, settings.current())
