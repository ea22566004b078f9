"""Every page and state: axe with every rule, in light, dark and forced colours; from 320 px on, and enlarged."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import axe
from tests.support.person import Person
from tests.support.services import ROOT, Arcanon, Community, started
from tests.support.states import State

# WCAG 1.4.12: nothing is lost when a reader sets text this far apart.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    "p { margin-block-end: 2em !important; }"
)
SIZES = {
    "a phone": (320, 640),
    "400 %": (320, 256),
    "a phone on its side": (640, 320),
    "a tablet": (768, 1024),
    "a desk": (1280, 800),
}
IN_TEXT = (
    "h1, p:not(.back, .new-comments, .welcome__actions, #appearance), .byline, .message__end,"
    " .user-text, .plain li, .prose li"
)
PICTURED = ("a phone", "a tablet")


@pytest.fixture(scope="module")
def server() -> Iterator[Arcanon]:
    with started(Community()) as service:
        yield service


@pytest.mark.timeout(300)
def test_every_state_is_accessible_and_fits(states: list[tuple[str, State]], shots: Path | None) -> None:
    found: list[str] = []
    for name, reach in states:
        page = reach()
        page.wait_for_load_state()
        page.set_viewport_size({"width": 1280, "height": 800})
        page.evaluate("scrollTo(0, 0)")  # what is scrolled under the bar is no smaller for it
        for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
            page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
            if can_run(page):
                found += [f"{name}, {scheme}, {forced}: {one}" for one in axe(page)]
            if forced == "none":
                take(page, shots, f"{name} 1280 {scheme}")
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{name}, {size}: {one}" for one in [*overflowing(page), *small_targets(page)]]
            if shots and size in PICTURED:
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme, forced_colors="none")
                    take(page, shots, f"{name} {width} {scheme}")
        page.set_viewport_size({"width": 320, "height": 640})
        with spaced(page):
            found += [f"{name}, spaced: {one}" for one in overflowing(page)]
    assert not found, "\n".join(found)


def test_pictures_for_the_readme(opens: Callable[..., Person], shots: Path | None) -> None:
    """With `bin/shots`, three small ones of the demo community; without it, that what they show is there."""
    phone = {"viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce"}
    visitor = opens(**phone, color_scheme="light")
    reader = opens(**phone, color_scheme="dark")
    alice, bob = opens(**phone, color_scheme="light").joins(), opens(scripts=False).joins()
    visitor.opens("/")
    reader.opens("/").get_by_role("link", name="Small victory: I opened the letters", exact=True).click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Small victory: I opened the letters")
    alice.meets(bob)
    bob.says("Are you awake, too?")
    alice.says("Yes. It is one of those nights.")
    bob.says("Then let us be awake together for a while.")
    expect(alice.messages()).to_have_count(3)
    alice.page.evaluate("document.getElementById('latest').scrollIntoView(false)")
    for name, person in (("feed", visitor), ("post", reader), ("chat", alice)):
        if shots:
            person.page.screenshot(path=ROOT / "docs" / f"{name}.png")


def can_run(page: Page) -> bool:
    """Whether scripts of a test can run at all: not in a browser without scripts."""
    return page.evaluate("typeof window.htmx") == "object"


@contextmanager
def spaced(page: Page) -> Iterator[None]:
    """With a reader's own style, which the site's policy has no say in."""
    page.evaluate(
        """(text) => {
            window.spaced = new CSSStyleSheet();
            window.spaced.replaceSync(text);
            document.adoptedStyleSheets.push(window.spaced);
        }""",
        SPACED,
    )
    yield
    page.evaluate("document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== window.spaced)")


def overflowing(page: Page) -> list[str]:
    """What makes the page scroll sideways, or is cut off (WCAG 1.4.10)."""
    return page.evaluate(
        """() => {
            const page = document.documentElement, found = [];
            if (page.scrollWidth > page.clientWidth) found.push(`${page.scrollWidth - page.clientWidth} px too wide`);
            for (const one of document.querySelectorAll("body *:not(input)")) {
                const {overflowX} = getComputedStyle(one), cuts = overflowX === "hidden" || overflowX === "clip";
                if (cuts && one.scrollWidth > one.clientWidth + 1 && !one.closest(".visually-hidden, svg"))
                    found.push(`cut off: ${one.outerHTML.slice(0, 80)}`);
            }
            return found;
        }"""
    )


def small_targets(page: Page) -> list[str]:
    """Controls of less than 44 by 44 px (WCAG 2.5.5, AAA); those in a line of text, of less than 24 (2.5.8)."""
    return page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")]
            .filter((one) => !one.matches(".skip") && one.checkVisibility())
            .map((one) => {
                const {width, height} = (one.closest("label") ?? one).getBoundingClientRect();
                const isInText = one.matches("a, button") && one.closest(INLINE);
                const isInline = isInText && getComputedStyle(one).display === "inline";
                const isShort = isInText ? height < 23.9 && !isInline : height < 43.9 || width < 43.9;
                return isShort && `${width} by ${height}: ${one.outerHTML.slice(0, 90)}`;
            })
            .filter(Boolean)""".replace("INLINE", repr(IN_TEXT))
    )


@pytest.fixture(scope="session")
def shots(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures go, with `bin/shots`: into a folder that git ignores."""
    if not request.config.getoption("--shots"):
        return None
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    return folder


def take(page: Page, shots: Path | None, name: str) -> None:
    if shots:
        # A chat is looked at as it is held: its end, above what sticks to the bottom.
        is_chat = page.evaluate("!!document.querySelector('.chat__composer') || (scrollTo(0, 0), false)")
        page.screenshot(path=shots / f"{name.replace(',', '').replace(' ', '-')}.png", full_page=not is_chat)


def test_a_first_visit_is_light(opens: Callable[..., Person]) -> None:
    """At most 35 kB over the wire, with everything."""
    visitor = opens()
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visitor.opens("/").wait_for_load_state("networkidle")
    assert len(sizes) >= 5
    assert sum(sizes) <= 35_000, sum(sizes)


def test_the_scripts_of_every_page_are_light(opens: Callable[..., Person]) -> None:
    """Ours weigh at most 6 kB on any page, compressed. A chat has most of them."""
    alice, bob = opens().joins(), opens().joins()
    alice.meets(bob)
    chat = alice.page.url.partition("#")[0]
    post = alice.writes("A title", "Words")
    weights: dict[str, float] = {}
    for address in ("/", post, "/posts/new", "/match", "/chats", "/notifications", "/me/settings", chat):
        visitor = opens()
        visitor.signs_in(alice.words)
        session = visitor.page.context.new_cdp_session(visitor.page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        heads: dict[str, float] = {}  # of our scripts
        sizes: dict[str, float] = {}

        def note(event: dict[str, Any], heads: dict[str, float] = heads) -> None:
            if "/js/" in event["response"]["url"]:
                heads[event["requestId"]] = event["response"]["encodedDataLength"]

        def weigh(event: dict[str, Any], sizes: dict[str, float] = sizes) -> None:
            sizes[event["requestId"]] = event["encodedDataLength"]

        session.on("Network.responseReceived", note)
        session.on("Network.loadingFinished", weigh)
        visitor.opens(address).wait_for_load_state("networkidle")
        weights[address] = sum(sizes[request] - head for request, head in heads.items())
        visitor.page.close()
    assert all(weights.values()), weights
    assert max(weights.values()) <= 6_000, weights


def test_times_are_the_readers_own(opens: Callable[..., Person]) -> None:
    """With scripts; without them they are UTC, and say so."""
    alice, bob = opens(timezone_id="Asia/Kathmandu").joins(), opens(scripts=False).joins()
    alice.meets(bob)
    bob.says("Hello")
    time = alice.page.locator(".message__time")
    moment = datetime.fromisoformat(str(time.get_attribute("datetime")))
    local = f"{moment + timedelta(hours=5, minutes=45):%H:%M}"
    expect(time).to_have_text(re.compile(f"{local}$"))
    alice.page.reload()
    expect(time).to_have_text(re.compile(f"{local}$"))
    expect(bob.page.locator(".message__time")).to_have_text(f"{moment:%H:%M} UTC")
