"""Whether the process lives, and whether it can do its work."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from arcanon import database, live, migrations, settings

PATIENCE = 2.0  # seconds


async def healthz(request: Request) -> Response:
    """The process lives and its loop turns."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """The database, its migrations and the bus are well; 503 and which is not, otherwise."""
    problems = []
    try:
        async with asyncio.timeout(PATIENCE):
            await database.ping()
            if await migrations.pending(settings.current()):
                problems.append("migrations: not applied")
    except database.UNAVAILABLE:
        problems.append("database: does not answer")
    if not live.is_well():
        problems.append("bus: does not hear itself")
    return PlainTextResponse("\n".join(problems or ["ready"]) + "\n", 503 if problems else 200)
