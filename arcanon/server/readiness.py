"""Health checks: whether the process is alive, and whether it can do its work."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from arcanon import settings
from arcanon.db import connections, migrations
from arcanon.realtime import bus

DATABASE_TIMEOUT = 2.0  # seconds


async def healthz(request: Request) -> Response:
    """The process is alive and its event loop is running."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """The database answers, its migrations are applied and the bus is healthy; else 503, and which of them is not."""
    problems = []
    try:
        async with asyncio.timeout(DATABASE_TIMEOUT):
            await connections.ping()
            if await migrations.pending(settings.current()):
                problems.append("migrations: not applied")
    except connections.UNAVAILABLE:
        problems.append("database: does not answer")
    if not bus.is_healthy():
        problems.append("bus: does not receive its own heartbeat")
    return PlainTextResponse("\n".join(problems or ["ready"]) + "\n", 503 if problems else 200)
