"""Every page and state: axe in light and dark and forced colours, valid HTML, room at 320 px, targets, weight."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.person import Person
from tests.services import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

State = Callable[[], Page]


@pytest.fixture
def states(opens: Callable[..., Person]) -> Iterator[list[tuple[str, State]]]:
    """Every page, and the states of it that differ, each as its name and the steps that lead there."""
    alice, bob, visitor = opens().joins(), opens(scripts=False).joins(), opens()
    # Refusals are answered with their status; and axe lays styles of its own into the page, which the policy refuses.
    alice.forgive("status of 4(01|04|22)|Applying inline style")
    page = alice.page
    post = alice.writes("Awake at four", "Nobody else is.\n\nOr is there?\n" + "A longer line of words. " * 20)
    page.get_by_label("Your answer").fill("An answer " * 30)
    page.get_by_role("main").get_by_role("button", name="Answer", exact=True).click()
    page.get_by_role("button", name="Like this post").click()
    expect(page.locator(".comment")).to_have_count(1)

    def at(address: str, person: Person = alice) -> State:
        return lambda: person.opens(address)

    def refused(address: str, button: str) -> State:
        def steps() -> Page:
            alice.opens(address).get_by_role("main").get_by_role("button", name=button, exact=True).click()
            expect(page.locator(".summary")).to_be_visible()
            return page

        return steps

    def pressing(address: str, role: str, name: str, person: Person = alice) -> State:
        def steps() -> Page:
            person.opens(address).get_by_role("main").get_by_role(role, name=name, exact=True).first.click()
            return person.page

        return steps

    def proving() -> Page:
        pressing("/join", "button", "Show me my seven words", visitor)()
        visitor.page.get_by_role("button", name="I have them").click()
        return visitor.page

    def proof_refused() -> Page:
        proving()
        visitor.page.get_by_role("main").get_by_role("button", name="Join").click()
        return visitor.page

    def joining() -> Page:
        visitor.opens(post).get_by_label("Your answer").fill("Typed before joining")
        visitor.page.get_by_role("main").get_by_role("button", name="Answer", exact=True).click()
        expect(visitor.page.get_by_role("heading", name="First, join or sign in")).to_be_visible()
        return visitor.page

    def talking() -> Page:
        alice.meets(bob)
        for number in range(4):
            (alice if number % 2 else bob).says(f"Number {number} " + "and more words " * 9)
        expect(alice.messages()).to_have_count(4)
        return page

    def unread() -> Page:
        bob.page.get_by_role("link", name="Check for new messages").click()
        return bob.page

    def ended() -> Page:
        bob.page.get_by_role("link", name="End the conversation").click()
        bob.page.get_by_role("button", name="End it for both").click()
        return bob.page

    yield [
        ("feed of a visitor", at("/", visitor)),
        ("feed", at("/")),
        ("post", at(post)),
        ("post of a visitor", at(post, visitor)),
        ("join to answer", joining),
        ("answer refused", refused(post, "Answer")),
        ("edit in place", pressing(post, "link", "Edit")),
        ("edit", at(f"{post}/edit")),
        ("delete", at(f"{post}/delete")),
        ("write", at("/posts/new")),
        ("write refused", refused("/posts/new", "Publish")),
        ("join", at("/join", visitor)),
        ("seven words", pressing("/join", "button", "Show me my seven words", visitor)),
        ("two words", proving),
        ("two words refused", proof_refused),
        ("sign in", at("/login", visitor)),
        ("sign in refused", pressing("/login", "button", "Sign in", visitor)),
        ("mine", at("/me")),
        ("liked", at("/me/likes")),
        ("match", at("/match")),
        ("match refused", refused("/match", "Find somebody")),
        ("room", talking),
        ("room refused", lambda: refused(page.url, "Send")()),
        ("room unread", unread),
        ("room ended", ended),
        ("rooms", at("/rooms")),
        ("waiting", lambda: [alice.asks_for("To talk"), page][1]),
        ("privacy", at("/privacy")),
        ("rules", at("/rules")),
        ("not found", at("/nowhere")),
    ]
    alice.opens("/match").get_by_role("button", name="Stop looking").click()


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


def axe(page: Page) -> list[str]:
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


def test_the_html_is_valid(states: list[tuple[str, State]], tmp_path: Path) -> None:
    """By the W3C's own checker (Nu Html Checker). It does not know htmx's attributes, and only those are let pass."""
    for number, (name, reach) in enumerate(states):
        page = reach()
        page.wait_for_load_state()
        # The answer itself where it can be asked for again, else what the browser has made of it.
        answer = page.request.get(page.url) if "refused" not in name else None
        content = answer.text() if answer and answer.headers["content-type"].startswith("text/html") else page.content()
        (tmp_path / f"{number:02} {name}.html").write_text(content)
    assert check(tmp_path) == []
    (tmp_path / "broken.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div hx-get=/ nope=1>"
    )
    assert len(check(tmp_path)) >= 2, "the checker sees what is wrong"


def check(folder: Path) -> list[str]:
    command = [
        "java",
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--exit-zero-always",
        *map(str, sorted(folder.glob("*.html"))),
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one['url']).name}: {one['message']}"
        for one in messages
        if not (
            "Attribute “hx-" in one["message"]
            and ("not allowed" in one["message"] or "not serializable" in one["message"])
        )
    ]


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
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary")).to_be_focused()
    page.get_by_role("link", name="Give it a title").click()
    expect(page.get_by_label("Title")).to_be_focused()
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
