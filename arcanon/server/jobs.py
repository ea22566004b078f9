"""Hourly jobs. Each is written in the `jobs.py` of its feature, and registers itself there with `@hourly`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from arcanon import settings
from arcanon.db import backup
from arcanon.server import clock_check

log = logging.getLogger("arcanon.jobs")

INTERVAL = 3600  # seconds

Job = Callable[[], Awaitable[None]]

registered: dict[str, Job] = {}


destroys_nothing: set[str] = set()  # the names of the jobs that may run whatever the clock says


def hourly(job: Job) -> Job:
    """Has a coroutine function run once an hour, in every process, while the clock can be believed."""
    registered[_name(job)] = job
    return job


def hourly_whatever_the_clock_says(job: Job) -> Job:
    """Has a coroutine function that destroys nothing run once an hour, in every process."""
    destroys_nothing.add(_name(job))
    return hourly(job)


def _name(job: Job) -> str:
    return f"{job.__module__.removeprefix('arcanon.')}.{job.__name__}"


async def run_hourly() -> None:
    """Runs every job now, and again each hour. A job that fails is named in the log, and the others run."""
    while True:
        is_clock_believed = await _believes_clock()
        for name, job in registered.items():
            if not is_clock_believed and name not in destroys_nothing:
                continue
            try:
                await job()
            except Exception as error:
                log.warning("the hourly job %s failed: %s", name, type(error).__name__)
        await asyncio.sleep(INTERVAL)


async def _believes_clock() -> bool:
    try:
        return await clock_check.look()
    except Exception as error:
        log.warning("the clock could not be checked: %s", type(error).__name__)
        return False


@hourly
async def delete_old_backups() -> None:
    await asyncio.to_thread(backup.delete_old_backups, settings.current())
