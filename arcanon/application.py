"""Puts the pieces together: the middleware, the routes, the error pages, and the life of the process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from arcanon import settings
from arcanon.chats import kept as kept_chats
from arcanon.db.database import open_database
from arcanon.db.errors import GoneError, QuotaError
from arcanon.notifications.middleware import UnreadCountMiddleware
from arcanon.people import presence
from arcanon.people.middleware import SessionMiddleware
from arcanon.people.models import Session
from arcanon.realtime.bus import open_bus
from arcanon.routes import routes
from arcanon.server import jobs
from arcanon.server.process_lock import only_process
from arcanon.web import errors, pieces
from arcanon.web.addresses import Addresses
from arcanon.web.compression import CompressionMiddleware
from arcanon.web.hosts import HostMiddleware
from arcanon.web.rate_limits import Limiter
from arcanon.web.redirects import redirect_slashes
from arcanon.web.routing import FirstPartRouter
from arcanon.web.security import BodyLimitMiddleware, SameOriginMiddleware, SecurityHeadersMiddleware

# Importing a feature's jobs registers them.
for _path in sorted(Path(__file__).parent.glob("*/jobs.py")):
    import_module(f"arcanon.{_path.parent.name}.jobs")


def create_application(chosen: settings.Settings | None = None) -> ASGIApp:
    """Makes the ASGI application, with these settings or the environment's. Raises `SettingsError`."""
    settings.use(chosen or settings.read())
    site = Starlette(
        routes=routes,
        middleware=[
            Middleware(HostMiddleware),
            Middleware(CompressionMiddleware),
            Middleware(BodyLimitMiddleware),
            Middleware(errors.ErrorMiddleware, answer=errors.handle_exception),
            Middleware(SessionMiddleware),
            Middleware(UnreadCountMiddleware),
            Middleware(SameOriginMiddleware, error_response=errors.error_response),
        ],
        exception_handlers=dict.fromkeys((HTTPException, GoneError, QuotaError), errors.handle_exception),
        lifespan=_lifespan,
    )
    site.router.redirect_slashes = False  # Starlette's are absolute, of the scheme and host that a proxy asked for
    site.router.default = redirect_slashes(site.router.default)
    site.router.middleware_stack = FirstPartRouter(site.router)
    site.state.limiter = Limiter()
    site.state.addresses = Addresses(routes)
    return SecurityHeadersMiddleware(site)


@asynccontextmanager
async def _lifespan(site: Starlette) -> AsyncIterator[None]:
    current = settings.current()
    async with AsyncExitStack() as stack:
        if not current.redis_url:
            stack.enter_context(only_process(current))
        await stack.enter_async_context(open_database(current))
        stack.callback(presence.forget_all)
        stack.push_async_callback(_write_renewals)
        stack.callback(pieces.forget_all)
        stack.callback(kept_chats.forget_all)
        await stack.enter_async_context(open_bus(current))
        hourly = asyncio.create_task(jobs.run_hourly())
        stack.callback(hourly.cancel)
        yield


async def _write_renewals() -> None:
    """Writes what the next hour would have written. If the database is away, people are renewed at their next visit."""
    with suppress(Exception):
        await Session.write_renewals()
