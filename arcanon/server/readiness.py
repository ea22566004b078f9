"""Health checks: whether the process is alive, and whether it can do its work."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from arcanon import settings
from arcanon.crypto import key_files
from arcanon.db import connections, migrations, site
from arcanon.realtime import bus
from arcanon.server import clock_check

PATHS = ("/healthz", "/readyz")

DATABASE_TIMEOUT = 2.0  # seconds
WRITE_CHECK_INTERVAL = 5.0  # seconds between two trial writes: anybody may ask, as often as they like

_last_write_check: tuple[float, str] = (float("-inf"), "")  # when, and what was wrong


async def healthz(request: Request) -> Response:
    """The process is alive and its event loop is running."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """The database answers and can be written to, its migrations are applied and the bus is healthy.

    Else 503, and which of them is not. What does not keep anybody from using the site is only said.
    """
    problems = [await _find_problem(_check_database, "database: does not answer"), await _check_writing()]
    if not bus.is_healthy():
        problems.append("bus: does not receive its own heartbeat")
    problems = [problem for problem in problems if problem]
    notes = [await _find_problem(_check_clock, "")]
    lines = [*(problems or ["ready"]), *filter(None, notes)]
    return PlainTextResponse("\n".join(lines) + "\n", 503 if problems else 200)


async def _find_problem(check: Callable[[], Awaitable[str]], unavailable: str) -> str:
    try:
        async with asyncio.timeout(DATABASE_TIMEOUT):
            return await check()
    except Exception as error:
        if not connections.is_unavailable(error):
            raise
        return unavailable


async def _check_database() -> str:
    await connections.ping()
    return "migrations: not applied" if await migrations.pending(settings.current()) else ""


async def _check_clock() -> str:
    hours = await clock_check.hours_to_wait()
    return f"clock: it has jumped, so nothing is destroyed for {hours} h of uptime" if hours else ""


async def _check_writing() -> str:
    """Tries a write in the database and one beside the keys: a full disk, or a file that cannot be written to."""
    global _last_write_check
    checked_at, problem = _last_write_check
    if time.monotonic() - checked_at >= WRITE_CHECK_INTERVAL:
        problem = await _find_problem(_write_to_database, "database: cannot be written to")
        if not problem:
            problem = await _find_problem(_write_key_file, "keys: their folder cannot be written to")
        _last_write_check = (time.monotonic(), problem)
    return problem


async def _write_to_database() -> str:
    await site.try_writing()
    return ""


async def _write_key_file() -> str:
    await asyncio.to_thread(key_files.try_writing, settings.current().keys_dir)
    return ""
