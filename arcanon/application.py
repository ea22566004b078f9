"""Puts the pieces together: what every request passes, the addresses, the life of the process."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from arcanon import database, day_keys, errors, migrations, settings
from arcanon.asks.models import Ask
from arcanon.compressing import Compressing
from arcanon.limits import Limiter, TooManyError
from arcanon.live import open_bus
from arcanon.matches.models import MatchRequest
from arcanon.notices.bell import Counting
from arcanon.notices.models import Notice
from arcanon.people.models import Session
from arcanon.people.session import Viewing
from arcanon.process import only_process
from arcanon.rooms import erasing
from arcanon.routes import routes
from arcanon.search import models as search
from arcanon.security import BodyLimit, Failures, SameOrigin, SecurityHeaders

log = logging.getLogger("arcanon")

SWEEP_EVERY = 3600  # seconds


def create_application(chosen: settings.Settings | None = None) -> ASGIApp:
    """The ASGI application, by these settings or by the environment's. Raises `SettingsError`."""
    here = settings.use(chosen) if chosen else settings.current()
    site = Starlette(
        routes=routes,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=here.hosts, www_redirect=False),
            Middleware(Compressing, compresslevel=6),
            Middleware(BodyLimit),
            Middleware(Failures, answer=errors.failure),
            Middleware(Viewing),
            Middleware(Counting),
            Middleware(SameOrigin, refuse=errors.refuse),
        ],
        exception_handlers=dict.fromkeys((HTTPException, database.GoneError, TooManyError), errors.failure),
        lifespan=_lifespan,
    )
    site.state.limiter = Limiter()
    return SecurityHeaders(site)


@asynccontextmanager
async def _lifespan(site: Starlette) -> AsyncIterator[None]:
    here = settings.current()
    async with AsyncExitStack() as stack:
        if not here.redis_url:
            stack.enter_context(only_process(here))
        await stack.enter_async_context(database.open_database(here))
        await stack.enter_async_context(open_bus(here))
        sweeping = asyncio.create_task(_sweep())
        stack.callback(sweeping.cancel)
        yield


async def _destroy_old() -> None:
    await asyncio.to_thread(day_keys.destroy_old)
    await asyncio.to_thread(migrations.destroy_old_backups, settings.current())


async def _sweep() -> None:
    """Forgets what has run out, now and every hour."""
    while True:
        for sweep in (
            Session.sweep,
            MatchRequest.sweep,
            erasing.sweep,
            Ask.sweep,
            Notice.sweep,
            _destroy_old,
            search.tidy,
        ):
            try:
                await sweep()
            except Exception as error:
                log.warning("a part of the hourly sweep failed: %s", type(error).__name__)
        await asyncio.sleep(SWEEP_EVERY)
