"""Fixtures: the services, the application on each database, and the cast."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp
from tortoise.backends.base.executor import EXECUTOR_CACHE

from arcanon import migrations, settings
from arcanon.application import create_application
from arcanon.limits import Limiter
from arcanon.people import passphrase
from arcanon.people.models import Person
from arcanon.settings import Settings
from tests.cast import Browser, match
from tests.services import Postgres, Redis, started

SECRET = b"a secret of at least thirty-two bytes"
# What takes minutes begins first, so that no process is left alone with it at the end.
FIRST = ("orca", "browser/test_pages", "test_payloads", "torture", "matches/test_fit", "test_server", "browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shots", action="store_true", help="keep a picture of every page and state in shots/")
    parser.addoption("--outlines", action="store_true", help="write anew what screen readers find on every page")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(Path(__file__).parent).as_posix()
        return next((at for at, start in enumerate(FIRST) if path.startswith(start)), len(FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """PostgreSQL, with a migrated database called `template` to copy."""
    service = Postgres().start()
    try:
        service.sql("CREATE DATABASE template")
        migrate(Settings(database_url=service.url("template"), secret=SECRET))
        yield service
    finally:
        service.throw_away()


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    with started(Redis()) as service:
        yield service


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "arcanon.sqlite3"
    here = Settings(data_dir=path.parent, database_url=f"sqlite://{path}", secret=SECRET)
    migrate(here)
    return path


def migrate(here: Settings) -> list[str]:
    # Tortoise keeps its queries by the connection's name alone; in life a process knows one database.
    EXECUTOR_CACHE.clear()
    settings.use(here)
    try:
        return asyncio.run(migrations.migrate(here))
    finally:
        settings._current = None


_databases = iter(range(10**6))


@pytest.fixture(params=["sqlite", "postgres"])
def here(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of an application on an empty, migrated database: every test that uses it runs on both."""
    plain = Settings(data_dir=tmp_path, secret=SECRET, public_url="http://localhost:8000")
    if request.param == "sqlite":
        yield on_sqlite(plain, request)
        return
    service: Postgres = request.getfixturevalue("postgres")
    name = f"test_{next(_databases)}"
    service.sql(f"CREATE DATABASE {name} TEMPLATE template")
    yield replace(plain, database_url=service.url(name))
    service.sql(f"DROP DATABASE {name} WITH (FORCE)")


def on_sqlite(plain: Settings, request: pytest.FixtureRequest) -> Settings:
    path = plain.data_dir / "arcanon.sqlite3"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
    return replace(plain, database_url=f"sqlite://{path}")


@pytest.fixture
def sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings for what is the same on every database, or is SQLite's own."""
    return on_sqlite(Settings(data_dir=tmp_path, secret=SECRET, public_url="http://localhost:8000"), request)


@asynccontextmanager
async def running(here: Settings) -> AsyncIterator[ASGIApp]:
    """The application, in this process and loop, from its start to its end."""
    EXECUTOR_CACHE.clear()
    app = create_application(here)
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
        settings._current = None


@pytest.fixture
async def app(here: Settings) -> AsyncIterator[ASGIApp]:
    async with running(here) as application:
        yield application


@pytest.fixture
async def visitor(app: ASGIApp) -> AsyncIterator[Browser]:
    async with browser(app) as somebody:
        yield somebody


@pytest.fixture
async def alice(app: ASGIApp) -> AsyncIterator[Browser]:
    async with browser(app) as somebody:
        yield await joined(somebody)


@pytest.fixture
async def bob(app: ASGIApp) -> AsyncIterator[Browser]:
    async with browser(app) as somebody:
        yield await joined(somebody)


@pytest.fixture
async def carol(app: ASGIApp) -> AsyncIterator[Browser]:
    async with browser(app) as somebody:
        yield await joined(somebody)


@pytest.fixture
async def room(alice: Browser, bob: Browser) -> str:
    """A room that Alice and Bob share."""
    return await match(alice, bob)


@pytest.fixture
async def crowd(app: ASGIApp) -> AsyncIterator[list[Browser]]:
    """Forty people, each from an address of their own."""
    async with AsyncExitStack() as stack:
        yield [await joined(await stack.enter_async_context(browser(app, f"127.0.1.{n}"))) for n in range(1, 41)]


async def joined(somebody: Browser) -> Browser:
    """Somebody with an account, made the short way; `Browser.join` goes the whole one."""
    somebody.words = passphrase.make()
    somebody.cookies["session"] = (await Person.join(somebody.words)).token
    return somebody


def browser(app: ASGIApp, address: str = "127.0.0.1") -> Browser:
    return Browser(httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 1)))


@pytest.fixture
def limits_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that do in a second what a person does in a day."""

    async def never(*_: object) -> int:
        return 0

    monkeypatch.setattr(Limiter, "hit", never)
