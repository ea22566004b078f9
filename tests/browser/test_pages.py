"""Every page and state: axe in light and dark and forced colours, room at 320 px, targets, weight."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.person import Person
from tests.browser.states import State
from tests.services import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.mark.timeout(300)
def test_every_state_is_accessible_and_fits(states: list[tuple[str, State]], shots: Path | None) -> None:
    found: list[str] = []
    for name, reach in states:
        page = reach()
        page.wait_for_load_state()
        for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            page.set_viewport_size({"width": 1280, "height": 800})
            if can_run(page):
                found += [f"{name}, {scheme}, {forced}: {one}" for one in axe(page)]
            take(page, shots, f"{name} 1280 {scheme}", forced)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, forced_colors="none")
            page.set_viewport_size({"width": 320, "height": 640})
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                found.append(f"{name}: {overflow} px too wide at 320 px")
            found += [f"{name} at 320 px: {one}" for one in small_targets(page)]
            take(page, shots, f"{name} 320 {scheme}", "none")
    assert not found, "\n".join(found)


def can_run(page: Page) -> bool:
    """Whether scripts of a test can run at all: not in a browser without scripts."""
    return page.evaluate("typeof window.htmx") == "object"


def axe(page: Page | Frame) -> list[str]:
    """What axe finds, with every rule on; it sees the page as it is, under its own policy."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result["violations"]]


def small_targets(page: Page) -> list[str]:
    """Controls of less than 24 by 24 px (WCAG 2.5.8); links inside a sentence are excepted there and here."""
    return page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea")]
            .filter(one => !one.hidden && !one.closest("p, .skip, .words, li > strong") && !one.matches(".skip"))
            .map(one => [one.closest("label") ?? one, one])
            .map(([box, one]) => [box.getBoundingClientRect(), one])
            .filter(([box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([box, one]) => `${one.outerHTML.slice(0, 80)}: ${box.width} by ${box.height}`)"""
    )


@pytest.fixture(scope="session")
def shots(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures go, with `bin/test --shots`: into a folder that git ignores."""
    if not request.config.getoption("--shots"):
        return None
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    return folder


def take(page: Page, shots: Path | None, name: str, forced: str) -> None:
    if shots and forced == "none":
        page.screenshot(path=shots / f"{name.replace(' ', '-')}.png", full_page=True)


def test_a_first_visit_is_light(opens: Callable[..., Person]) -> None:
    """35 kB over the wire, with everything (design section 8)."""
    visitor = opens()
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visitor.opens("/").wait_for_load_state("networkidle")
    assert len(sizes) >= 5
    assert sum(sizes) <= 35_000, sum(sizes)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_form_is_focused_and_leads_to_its_fields(opens: Callable[..., Person], scripts: bool) -> None:
    alice = opens(scripts=scripts).joins()
    alice.opens("/posts/new").get_by_role("button", name="Publish").click()
    expect(alice.page).to_have_title("Error: Write · arcanon")
    expect(alice.page.locator(".summary")).to_be_focused()
    alice.page.get_by_role("link", name="Write something first.").click()
    expect(alice.page.get_by_label("Your words")).to_be_focused()
    alice.forgive("422")


def test_focus_stays_where_a_person_expects_it(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    alice.writes("A title", "Words")
    page = alice.page
    page.get_by_role("button", name="Like this post").click()
    expect(page.locator(".post .like__count")).to_have_text("1 like")
    assert alice.focus().startswith("like-")
    page.get_by_label("Your answer").fill("An answer")
    page.get_by_role("main").get_by_role("button", name="Answer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".comment")).to_have_count(1)
    assert alice.focus() != "BODY"
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_label("Title")).to_be_focused()
    page.get_by_label("Your words").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary")).to_be_focused()
    page.get_by_role("link", name="Write something first.").click()
    expect(page.get_by_label("Your words")).to_be_focused()
    page.get_by_label("Your words").fill("Other words")
    page.get_by_label("Title").fill("Another title")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Another title")
    expect(page.get_by_role("link", name="Edit", exact=True)).to_be_focused()
    page.get_by_role("main").get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator(".summary")).to_be_focused()
    alice.forgive("422")


def test_focus_stays_in_the_message_box(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    box = alice.page.get_by_label("Message", exact=True)
    box.fill("Hello")
    alice.page.keyboard.press("Tab")
    alice.page.keyboard.press("Enter")
    expect(alice.messages()).to_have_text(["Hello"])
    expect(box).to_be_focused()
    box.focus()
    box.type("Half")
    bob.says("Meanwhile")
    expect(alice.messages()).to_have_text(["Hello", "Meanwhile"])
    expect(box).to_be_focused()
    expect(box).to_have_value("Half")


def test_nothing_in_the_log_changes_once_it_is_there(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    alice.page.evaluate(
        """() => {
            window.changes = [];
            new MutationObserver(all => all.forEach(one => {
                const bad = one.type !== "childList" || one.removedNodes.length || one.target.id !== "log";
                if (bad) window.changes.push(`${one.type} ${one.target.nodeName} ${one.attributeName}`);
            })).observe(document.getElementById("log"), {childList: true, subtree: true, characterData: true});
        }"""
    )
    for number in range(5):
        (alice if number % 2 else bob).says(f"Number {number}")
    expect(alice.messages()).to_have_count(5)
    assert alice.page.evaluate("window.changes") == []
