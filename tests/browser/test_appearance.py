"""How it looks and moves: the measure, light and dark, leaving, paper, and nothing that jumps."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.support.person import Person
from tests.support.services import Arcanon, Community, started, until

LONG = "Tonight I counted the lights in the windows on the other side of the street and each was somebody awake. " * 6
CHARACTERS_IN_A_LINE = """(one) => {
    const range = document.createRange(), text = one.firstChild, lines = [];
    let top = null;
    for (let at = 0; at < text.length; at++) {
        range.setStart(text, at); range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width && box.top !== top) { lines.push(0); top = box.top; }
        if (lines.length) lines[lines.length - 1]++;
    }
    lines.pop(); // the last one ends where the words do
    return lines.reduce((sum, one) => sum + one, 0) / lines.length;
}"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Another site, such as one leaves to: its address, and what browsers say of themselves there."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>The weather</title><p>Rain.")
            if self.path == "/":
                heard.append(dict(self.headers))

        def log_message(self, *_: object) -> None:
            pass

    heard: list[dict[str, str]] = []
    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=site.serve_forever).start()
    yield f"http://localhost:{site.server_port}/", heard
    site.shutdown()
    site.server_close()


@pytest.fixture(scope="module")
def server(elsewhere: tuple[str, list[dict[str, str]]]) -> Iterator[Arcanon]:
    with started(Community(exit_url=elsewhere[0])) as service:
        yield service


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_a_line_holds_sixty_to_seventy_characters(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    alice.writes("A long one", LONG)
    assert 60 <= alice.page.locator(".post .user-text p").evaluate(CHARACTERS_IN_A_LINE) <= 70


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_light_or_dark_is_chosen_and_remembered(opens: Callable[..., Person], scripts: bool) -> None:
    visitor = opens(scripts=scripts, color_scheme="light")
    page = visitor.opens("/posts/new")
    light = background(page)
    page.get_by_label("Your text").fill("Half a thought")
    page.get_by_role("link", name="Appearance").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    dark = background(page)
    assert dark != light
    if scripts:
        expect(page.get_by_label("Your text")).to_have_value("Half a thought")
    assert background(visitor.opens("/rules")) == dark
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="Appearance").click()
    page.get_by_role("button", name="Light").click()
    expect(page.get_by_role("button", name="Light")).to_have_attribute("aria-pressed", "true")
    assert background(page) == light
    page.get_by_role("button", name="As this device").click()
    expect(page.get_by_role("button", name="As this device")).to_have_attribute("aria-pressed", "true")
    assert background(page) == dark
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_press_opens_another_site(
    opens: Callable[..., Person], elsewhere: tuple[str, list[dict[str, str]]], scripts: bool
) -> None:
    address, heard = elsewhere
    heard.clear()
    alice = opens(scripts=scripts).joins()
    alice.writes("What nobody should see", "Really nobody")
    alice.opens("/me").get_by_role("button", name="Quick exit").click()
    expect(alice.page).to_have_url(address)
    expect(alice.page).to_have_title("The weather")
    assert heard
    assert not any({"Referer", "Cookie"} & set(headers) for headers in heard), "it hears where one came from"
    assert not alice.page.context.cookies()
    # Back leads to what anybody sees.
    alice.page.go_back()
    expect(alice.page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(alice.page.get_by_text("What nobody should see")).to_have_count(0)


def test_quick_exit_does_not_ask_about_unsent_messages(
    opens: Callable[..., Person], elsewhere: tuple[str, list[dict[str, str]]]
) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    dialogs: list[str] = []

    def stays(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.dismiss()

    alice.page.on("dialog", stays)
    alice.page.get_by_label("Message", exact=True).fill("w" * 2001)
    alice.page.get_by_role("button", name="Send").click()
    expect(alice.page.get_by_label("This was not sent")).to_be_visible()
    alice.page.get_by_role("link", name="Write", exact=True).click(no_wait_after=True)
    until(lambda: bool(alice.page.title() and dialogs), "the question")
    alice.page.get_by_role("button", name="Quick exit").click()
    expect(alice.page).to_have_url(elsewhere[0])
    assert dialogs == ["beforeunload"], "asked once, when one followed a link"
    alice.forgive("422")


def test_quick_exit_is_always_in_sight(opens: Callable[..., Person]) -> None:
    visitor = opens()
    for width, height in ((320, 640), (640, 320), (320, 256), (1280, 800)):
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.opens("/")
        visitor.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        button = visitor.page.get_by_role("button", name="Quick exit")
        expect(button).to_be_in_viewport(ratio=1)
        button.click(trial=True)


# A page that is painted while it still arrives moves by a hair, which nobody sees; 0.1 is what counts as good.
SEEN = 0.005
SHIFTED = """() => new Promise((tell) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => sum += one.value))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => tell(sum), 100);
})"""


def test_nothing_jumps_while_a_page_loads(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    post = alice.writes("A title", "Words")
    for address in ("/", post, "/match", "/join", "/search", "/rules"):
        page = alice.opens(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SHIFTED) < SEEN, address
    page.evaluate("document.body.prepend(Object.assign(document.createElement('h1'), {textContent: 'Jump'}))")
    until(lambda: page.evaluate(SHIFTED) > SEEN, "it to see what jumps")


def test_a_page_is_readable_before_any_script_arrives(opens: Callable[..., Person]) -> None:
    visitor = opens()
    visitor.page.route(re.compile(r"\.js$"), lambda route: None)  # they never come
    visitor.page.goto("/", wait_until="commit")
    expect(visitor.page.locator(".post").first).to_be_visible()
    assert visitor.page.locator("script:not([defer], [type=module])").count() == 0
    assert background(visitor.page) != "rgba(0, 0, 0, 0)", "the styles are there"


def test_nothing_moves_for_those_who_want_no_motion(opens: Callable[..., Person]) -> None:
    alice = opens(reduced_motion="reduce").joins()
    alice.writes("A title", "Words")
    page = alice.page
    page.evaluate("window.moved = 0; addEventListener('animationstart', () => window.moved++)")
    page.evaluate("addEventListener('transitionrun', (one) => window.moved += one.propertyName !== 'visibility')")
    page.get_by_role("button", name="Like this post").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_label("Title")).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Edit", exact=True)).to_be_focused()
    assert page.evaluate("window.moved + document.getAnimations().length") == 0
    alice.opens("/match").get_by_label("To talk").check()
    page.get_by_role("button", name="Find someone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Looking for someone")
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("document.getAnimations().length") == 1, "the moon breathes for the others"
    page.get_by_role("button", name="Stop looking").click()


def test_a_word_is_seen_only_when_a_comment_takes_longer(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    alice.writes("A title", "Words")
    page, busy = alice.page, alice.page.locator(".busy")
    page.evaluate(
        """() => {
            const busy = document.querySelector(".busy");
            addEventListener("htmx:before:request", () => {
                const began = performance.now();
                const look = () => {
                    if (getComputedStyle(busy).visibility === "visible") window.after = performance.now() - began;
                    else requestAnimationFrame(look);
                };
                look();
            });
        }"""
    )
    held: list[Route] = []
    page.route(re.compile("/like$"), lambda route: held.append(route))
    page.get_by_role("button", name="Like this post").click()
    expect(busy).to_be_visible()
    until(lambda: page.evaluate("window.after"), "it to be seen by the page, too")
    assert page.evaluate("window.after") >= 200, "a quick comment needs no word"
    held[0].continue_()
    expect(busy).to_be_hidden()


def test_paper_has_the_words_and_nothing_to_press(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    post = bob.sends("/posts", title="For paper", body="These words", warning="ink", key="paper")
    alice.sends(f"{post}/comments", body="And these", key="comment")
    alice.meets(bob)
    chat = alice.page.url.partition("#")[0]
    bob.says("Said to be kept")
    for address, words in (
        (post, ["For paper", "These words", "And these"]),
        (chat, ["Said to be kept"]),
        ("/notifications", []),
        ("/me", ["My posts"]),
    ):
        page = alice.opens(address)
        page.emulate_media(media="print")
        for one in words:
            expect(page.get_by_text(one, exact=True).first).to_be_visible()
        pressed = page.locator("button:visible, input:visible, textarea:visible, nav:visible")
        expect(pressed).to_have_count(0)
        page.emulate_media(media="screen")


def test_it_can_be_put_on_a_home_screen(opens: Callable[..., Person]) -> None:
    page = opens().opens("/")
    address = page.locator("link[rel=manifest]").get_attribute("href")
    response = page.request.get(address)
    assert response.headers["content-type"].startswith("application/manifest+json")
    manifest = response.json()
    assert manifest["name"] == "arcanon"
    pictures = [icon["src"] for icon in manifest["icons"]]
    for picture in [*pictures, page.locator("link[rel=apple-touch-icon]").get_attribute("href")]:
        assert page.request.get(picture).headers["content-type"].startswith("image/"), picture
    icon = page.request.get(page.locator("link[rel=icon]").get_attribute("href")).text()
    assert "prefers-color-scheme:dark" in icon
    # What others show of a page when its address is passed on: where it leads, and nothing of what is written there.
    card = page.locator("meta[property='og:image']").get_attribute("content")
    assert page.request.get(card).headers["content-type"] == "image/png"
    assert "nosnippet" in page.locator("meta[name=robots]").get_attribute("content")


def test_colours_of_the_reader_are_kept(opens: Callable[..., Person]) -> None:
    """In forced colours what is pressed, focused and drawn still shows (WCAG 1.4.11)."""
    alice = opens(forced_colors="active").joins()
    alice.writes("A title", "Words")
    page = alice.page
    like = page.get_by_role("button", name="Like this post")
    like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    assert "♥" in like.evaluate("(one) => getComputedStyle(one, '::before').content")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    assert page.locator(".emblem").first.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"


def test_high_contrast_is_higher(opens: Callable[..., Person]) -> None:
    soft = "getComputedStyle(document.querySelector('.byline')).color"
    ink = "getComputedStyle(document.body).color"
    page = opens().opens("/")
    assert page.evaluate(soft) != page.evaluate(ink)
    page.emulate_media(contrast="more")
    assert page.evaluate(soft) == page.evaluate(ink)
