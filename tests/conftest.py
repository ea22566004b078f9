"""Fixtures: the services, the application on each database, and the cast."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from arcanon.settings import Settings
from arcanon.web import rate_limits
from arcanon.web.rate_limits import Limiter
from tests.support.cast import Browser, match
from tests.support.services import Postgres, Redis, started
from tests.support.site import PUBLIC_URL, SECRET, browser, joined, migrate, running, sqlite_site

# The slowest tests start first, so that no process is left alone with one at the end.
FIRST = ("orca", "browser/test_pages", "test_payloads", "torture", "matches/test_criteria", "server", "browser")
# What needs a service, a browser or a screen reader. The others make up `bin/test --fast`.
SLOW_FOLDERS = ("orca", "browser", "torture", "server/test_server", "packaging")
SLOW_FIXTURES = ("postgres", "redis")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what needs a service, a browser or a screen reader")
    parser.addoption("--shots", action="store_true", help="keep a picture of every page and state in shots/")
    parser.addoption("--outlines", action="store_true", help="write the accessibility outlines of every page anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    def folder(item: pytest.Item) -> str:
        return item.path.relative_to(Path(__file__).parent).as_posix()

    def rank(item: pytest.Item) -> int:
        return next((at for at, start in enumerate(FIRST) if folder(item).startswith(start)), len(FIRST))

    if config.getoption("--fast"):
        slow = [item for item in items if is_slow(item, folder(item))]
        items[:] = [item for item in items if item not in set(slow)]
        config.hook.pytest_deselected(items=slow)
    items.sort(key=rank)


def is_slow(item: pytest.Item, path: str) -> bool:
    """Whether a test needs more than Python packages."""
    params = getattr(getattr(item, "callspec", None), "params", {})
    needs_service = set(SLOW_FIXTURES) & {*getattr(item, "fixturenames", ()), *map(str, params.values())}
    return path.startswith(SLOW_FOLDERS) or bool(needs_service) or item.get_closest_marker("slow") is not None


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
    """A migrated SQLite database to copy."""
    path = tmp_path_factory.mktemp("template") / "arcanon.sqlite3"
    migrate(Settings(data_dir=path.parent, database_url=f"sqlite://{path}", secret=SECRET))
    return path


_databases = iter(range(10**6))


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a site on an empty, migrated database: every test that uses it runs on both."""
    if request.param == "sqlite":
        yield sqlite_site(tmp_path, request.getfixturevalue("migrated_sqlite"))
        return
    service: Postgres = request.getfixturevalue("postgres")
    name = f"test_{next(_databases)}"
    service.sql(f"CREATE DATABASE {name} TEMPLATE template")
    plain = Settings(data_dir=tmp_path, secret=SECRET, public_url=PUBLIC_URL)
    yield replace(plain, database_url=service.url(name))
    service.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Settings:
    """The settings of a site on SQLite, for what is the same on every database, or is SQLite's own."""
    return sqlite_site(tmp_path, migrated_sqlite)


@pytest.fixture
async def app(site: Settings) -> AsyncIterator[ASGIApp]:
    async with running(site) as application:
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
async def chat(alice: Browser, bob: Browser) -> str:
    """A chat of Alice and Bob."""
    return await match(alice, bob)


@pytest.fixture
async def crowd(app: ASGIApp) -> AsyncIterator[list[Browser]]:
    """Forty people, each with an address of their own."""
    async with AsyncExitStack() as stack:
        yield [await joined(await stack.enter_async_context(browser(app, f"127.0.1.{n}"))) for n in range(1, 41)]


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that reach a limit: no new window of time begins meanwhile."""
    now = time.time()
    monkeypatch.setattr(rate_limits, "now", lambda: now)


@pytest.fixture
def limits_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that do in a second what a person does in a day."""

    async def never(*_: object, **__: object) -> int:
        return 0

    monkeypatch.setattr(Limiter, "hit", never)
