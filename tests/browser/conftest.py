"""A real Chromium, and a real arcanon for it to open."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.person import Complaints, Person
from tests.support.services import Arcanon, started
from tests.support.states import states

__all__ = ["states"]

# A machine that has much to do may take its time; but not as long as the heartbeat, which would hide a nudge that
# never came.
TIMEOUT = 12_000  # milliseconds
expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Arcanon]:
    with started(Arcanon()) as service:
        yield service


@pytest.fixture
def opens(chromium: Browser, server: Arcanon) -> Iterator[Callable[..., Person]]:
    """Opens a browser for somebody: `opens()` with scripts, `opens(scripts=False)` without.

    What the console says, and what breaks the content security policy, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints = Complaints()

    def open_browser(scripts: bool = True, **options: object) -> Person:
        context = chromium.new_context(base_url=server.url, java_script_enabled=scripts, **options)
        contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return Person(context.new_page(), complaints, scripts)

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints.left == []


@pytest.fixture
def two(opens: Callable[..., Person]) -> tuple[Person, Person]:
    """Two who have just met, each at the page of their chat."""
    alice, bob = opens().joins(), opens().joins()
    alice.meets(bob)
    bob.is_live()
    return alice, bob


@pytest.fixture
def page(opens: Callable[..., Person]) -> Page:
    return opens().page
