"""arcanon in the test's own process and event loop: its settings, its life, and browsers to open it with."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from starlette.types import ASGIApp
from tortoise.backends.base.executor import EXECUTOR_CACHE

from arcanon import settings
from arcanon.application import create_application
from arcanon.db import migrations
from arcanon.people import passphrase
from arcanon.people.models import Person
from arcanon.settings import Settings
from tests.support.cast import Browser

SECRET = b"a secret of at least thirty-two bytes"
PUBLIC_URL = "http://localhost:8000"


def migrate(site: Settings) -> list[str]:
    # Tortoise keeps its queries by the connection's name alone; outside tests a process knows one database.
    EXECUTOR_CACHE.clear()
    settings.use(site)
    try:
        return asyncio.run(migrations.migrate(site))
    finally:
        settings.forget()


def sqlite_site(folder: Path, template: Path) -> Settings:
    """Returns the settings of a site on a copy of a migrated SQLite database."""
    path = folder / "arcanon.sqlite3"
    shutil.copy(template, path)
    plain = Settings(data_dir=folder, secret=SECRET, public_url=PUBLIC_URL)
    return replace(plain, database_url=f"sqlite://{path}")


@asynccontextmanager
async def running(site: Settings) -> AsyncIterator[ASGIApp]:
    """Runs the application from its start to its end."""
    EXECUTOR_CACHE.clear()
    app = create_application(site)
    incoming: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    outgoing: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    incoming.put_nowait({"type": "lifespan.startup"})
    life = asyncio.create_task(app({"type": "lifespan", "state": {}}, incoming.get, outgoing.put))
    started = await outgoing.get()
    assert started["type"] == "lifespan.startup.complete", started
    try:
        yield app
    finally:
        incoming.put_nowait({"type": "lifespan.shutdown"})
        await life
        settings.forget()


async def joined(somebody: Browser) -> Browser:
    """Gives somebody an account, the short way; `Browser.join` goes through the pages."""
    somebody.words = passphrase.make()
    somebody.cookies["arcanon-session"] = (await Person.join(somebody.words)).token
    return somebody


def browser(app: ASGIApp, address: str = "127.0.0.1") -> Browser:
    return Browser(httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 1)))
