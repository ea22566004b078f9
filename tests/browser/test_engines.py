"""The journeys in Firefox and WebKit. What Chromium alone is asked is in the other files."""

import re
import signal
from collections.abc import Callable, Iterator

import pytest

from tests.support.engines import ENGINES, Window
from tests.support.services import Arcanon, started

Opens = Callable[..., Window]

# What a browser says of a server that is away on purpose.
OUTAGE = re.compile(
    "WebSocket|NetworkError|establish a connection|connection to|network connection|Failed|htmx:ws:error"
)


@pytest.fixture
def opens() -> Iterator[Opens]:
    """Opens a browser for somebody: `opens(name, server)`. What its console complains of fails the test."""
    windows: list[Window] = []

    def open_window(name: str, server: Arcanon, **options: bool) -> Window:
        windows.append(ENGINES[name](server.url, **options))
        return windows[-1]

    yield open_window
    errors = [error for window in windows for error in window.errors()]
    for window in windows:
        window.quit()
    assert [error for error in errors if not OUTAGE.search(error)] == []


engines = pytest.mark.parametrize("engine", list(ENGINES))


def joins(person: Window) -> Window:
    person.open("/join").press("main form .button")
    words = person.texts("#passphrase li")
    assert len(words) == 7
    person.press("main form.form__actions button:not([type])")
    places = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]
    for box, label in zip(("#first", "#second"), person.texts("main form label"), strict=True):
        person.type(box, words[places.index(label.split()[1])])
    person.press("main form .button")
    person.shows("#flash", "You're in.")
    return person


def meet(one: Window, other: Window) -> str:
    """Brings two people into a chat. Returns its path."""
    for person, arrives in ((one, "document.querySelector('.waiting')"), (other, "location.pathname.match('/chats/')")):
        person.open("/match").click("[name=role][value=either]")
        person.until("document.querySelector('[name=role][value=either]').checked")
        person.press("#match form .form__actions .button")
        person.until(arrives)
    path = other.path
    one.open(path)
    return path


def says(person: Window, text: str, *, scripts: bool = True) -> None:
    person.type("#body", text)
    (person.click if scripts else person.press)("#send")


def messages(person: Window) -> list[str]:
    return person.texts(".message:not(.message--sending, .message--sent) .message__text")


def hears(person: Window, *texts: str) -> None:
    person.until(f"document.querySelectorAll('[data-number]').length >= {len(texts)}", within=30)
    assert messages(person) == list(texts)


@engines
def test_the_story_with_scripts(engine: str, opens: Opens, server: Arcanon) -> None:
    alice, bob = joins(opens(engine, server)), joins(opens(engine, server))
    alice.open("/posts/new").type("#title", f"Awake in {engine}")
    alice.type("#body", "Anybody *else*?")
    alice.press("main form .button")
    post = alice.path
    assert alice.js("location.search") == "", "what was said is not said again after a reload"
    bob.open(post)
    bob.js("(document.body.dataset.stayed = 'yes', true)")
    bob.click(".post .like__button")
    bob.shows(".post .like__count", "1 like")
    bob.type("#reply-body", "Yes, here")
    bob.click("#reply-send")
    bob.shows(".comment .user-text", "Yes, here")
    assert bob.js("document.body.dataset.stayed") == "yes", "no page was loaded"
    alice.until("document.querySelector('#unread-count').textContent.trim() !== ''")
    bob.click(".comment a[href$='/edit']")
    bob.until("document.activeElement.value === 'Yes, here'")
    bob.until("document.activeElement.selectionEnd === 'Yes, here'.length")  # the caret is behind the text
    meet(alice, bob)
    says(alice, "Hello")
    hears(bob, "Hello")
    says(bob, "Hello to you")
    hears(alice, "Hello", "Hello to you")
    bob.click("#end-link")
    bob.until("document.querySelector('#dialog[open]')")
    bob.press("#dialog form .button")
    alice.shows("#ended", "This chat has ended.")
    alice.until("!document.querySelector('#body')")  # an empty box is of no use
    assert alice.js("document.querySelector('main').innerText.match(/ended/g).length") == 1, "it is said once"


@engines
def test_the_story_without_scripts(engine: str, opens: Opens, server: Arcanon) -> None:
    alice = joins(opens(engine, server, scripts=False))
    alice.open("/posts/new").type("#body", "No scripts here")
    alice.press("main form .button")
    post = alice.path
    alice.press(".post .like__button")
    assert alice.path == post
    assert alice.texts(".post .like__button[aria-pressed=true]")
    alice.type("#reply-body", "And an answer")
    alice.press("#reply-send")
    alice.shows(".comment .user-text", "And an answer")
    bob = joins(opens(engine, server))
    chat = meet(bob, alice)
    says(alice, "Plain words", scripts=False)
    hears(bob, "Plain words")
    says(bob, "An answer")
    hears(bob, "Plain words", "An answer")
    alice.press("#chat-actions form button")
    assert messages(alice) == ["Plain words", "An answer"]
    # The live page: the newest message is in sight, and who reads there is here.
    alice.open(f"{chat}?live=stream")
    bob.shows("#signals", "is here")
    for number in range(1, 13):
        says(bob, f"Message {number}")
        bob.until(f"document.querySelectorAll('[data-number]').length === {number + 2}")  # and the page has moved
    count = "document.querySelector('iframe').contentDocument.querySelectorAll('.message').length"
    alice.until(f"{count} === 14", within=30)
    alice.until("(" + IS_IN_SIGHT + ")()")
    assert alice.js("document.querySelector('.chat__composer').getBoundingClientRect().height") < 250


# Whether the last message of the stream lies in its frame, and above the composer.
IS_IN_SIGHT = """() => {
    const frame = document.querySelector("iframe");
    const last = [...frame.contentDocument.querySelectorAll(".message")].at(-1).getBoundingClientRect();
    const inner = frame.contentDocument.documentElement.clientHeight;
    const bottom = frame.getBoundingClientRect().top + last.bottom;
    const composer = document.querySelector(".chat__composer").getBoundingClientRect().top;
    return last.top >= 0 && last.bottom <= inner + 1 && bottom <= Math.max(composer, innerHeight) + 1;
}"""


def test_a_chat_between_two_engines_survives_a_restart(opens: Opens) -> None:
    with started(Arcanon()) as server:
        alice, bob = joins(opens("firefox", server)), joins(opens("webkit", server))
        meet(alice, bob)
        says(alice, "One")
        hears(bob, "One")
        server.kill(signal.SIGKILL)
        server.process.wait()
        for person in (alice, bob):
            person.shows("#status", "Connection lost.")
            assert person.texts("#signals") == [""]
        says(bob, "Two")
        says(bob, "Three")
        server.start()
        for person in (alice, bob):
            hears(person, "One", "Two", "Three")
            person.until("!document.querySelector('#status').textContent.includes('lost')")
            assert person.texts("#outbox > li") == []
        says(alice, "Four")
        hears(bob, "One", "Two", "Three", "Four")


IS_KEPT = """(() => {
    const request = new XMLHttpRequest();
    request.open("GET", "%s", false);
    request.send();
    return request.responseText.includes("A long thought");
})()"""


# Firefox keeps nothing of a page that it may not store. Ours may not be: otherwise Back after a quick exit would show
# what was typed. With scripts the draft comes back; without them, and before joining, there is only "Save as draft".
@pytest.mark.parametrize(("engine", "scripts"), [("firefox", True), ("webkit", True), ("webkit", False)])
def test_what_was_typed_is_there_after_back(engine: str, scripts: bool, opens: Opens, server: Arcanon) -> None:
    alice = joins(opens(engine, server, scripts=scripts))
    alice.open("/posts/new").type("#title", "A title")
    alice.type("#body", "A long thought")
    draft = alice.js("location.href")
    alice.open("/rules")
    if scripts:  # what was typed is on its way when the next page is there
        alice.until(IS_KEPT % draft)
    alice.back()
    alice.until("location.pathname === '/posts/new' && document.querySelector('#body')?.value")
    assert (alice.value("#title"), alice.value("#body")) == ("A title", "A long thought")


@engines
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_light_and_dark(engine: str, dark: bool, opens: Opens, server: Arcanon) -> None:
    """By the device's choice, and against it by one's own."""
    visitor = opens(engine, server, dark=dark)
    colors = {False: "rgb(250, 247, 242)", True: "rgb(23, 22, 21)"}
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert visitor.open("/").js(paper) == colors[dark]
    visitor.open("/appearance").click(f"[name=scheme][value={'light' if dark else 'dark'}]")
    visitor.until(f"{paper} === '{colors[not dark]}'")
    assert visitor.open("/").js(paper) == colors[not dark]
