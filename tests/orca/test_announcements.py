"""What somebody hears: of a chat; of joining, reading, liking, answering, writing, and a refused form.

One file, since two at a time would be two Orcas, of which the second ends the first.
"""

import re
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.orca.conftest import SILENT_FOR, SPEAKS_WITHIN, Desktop
from tests.support.person import PLACES, Person
from tests.support.services import Arcanon

LOST = "Connection lost. What you write is kept."

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def two(desktop: Desktop, comes: Callable[..., Person]) -> tuple[Person, Person]:
    """Alice, who hears the page and has the message box in focus, and Bob, who is elsewhere."""
    alice, bob = comes(is_heard=True).joins(), comes().joins()
    alice.meets(bob)
    desktop.says_after(alice.page.bring_to_front, SILENT_FOR)
    desktop.says_after(lambda: alice.page.get_by_label("Message", exact=True).focus())
    return alice, bob


def about(phrases: list[str], words: str) -> list[str]:
    return [phrase for phrase in phrases if words in phrase]


def test_each_message_is_spoken_once_as_who_and_words(desktop: Desktop, two: tuple[Person, Person]) -> None:
    alice, bob = two
    name = alice.page.get_by_role("heading", level=1).inner_text().replace("\n", " ").removeprefix("Chat with ")
    spoken = desktop.says_after(lambda: bob.says("Are you awake?"))
    spoken += desktop.says_after(lambda: bob.says("I am, too."))
    assert len(spoken) == 2, spoken
    for phrase, words in zip(spoken, ("Are you awake?", "I am, too."), strict=True):
        assert re.fullmatch(rf"{name}: {re.escape(words)} ?, \d\d:\d\d", phrase), phrase
    spoken = desktop.says_after(lambda: alice.says("So am I."))
    assert len(about(spoken, "you: So am I.")) == 1, spoken
    assert alice.focus() == "body"


def test_history_and_older_messages_are_not_spoken(desktop: Desktop, two: tuple[Person, Person]) -> None:
    alice, bob = two
    chat = bob.page.url.partition("#")[0]
    for number in range(55):
        bob.sends(f"{chat}/messages", body=f"Long ago {number}", key=f"k{number}")
    desktop.says_after(lambda: expect(alice.page.locator("#m-55")).to_be_attached(), SILENT_FOR)
    spoken = desktop.says_after(lambda: (alice.page.goto("/privacy"), alice.page.goto(chat), alice.is_live()))
    assert about(spoken, "Finished loading"), spoken
    assert not about(spoken, "Long ago"), spoken
    desktop.says_after(lambda: alice.page.get_by_role("link", name="Older messages").focus())

    def older() -> None:
        desktop.key("Return")
        expect(alice.page.locator("#m-1")).to_be_attached()

    spoken = desktop.says_after(older, SILENT_FOR)
    assert not about(spoken, "Long ago"), spoken

    def now() -> None:
        bob.sends(f"{chat}/messages", body="And now", key="now")
        expect(alice.page.locator("#log .message__text")).to_have_text(["And now"])

    # Orca drops what comes while it still works off the many older ones; the next one it hears in any case.
    spoken = desktop.says_after(now)
    if not about(spoken, "And now"):
        spoken = desktop.says_after(lambda: bob.sends(f"{chat}/messages", body="And now, again", key="again"))
    assert len(about(spoken, "And now")) == 1, "the positive control"


def test_losing_the_connection_regaining_it_and_catching_up_are_one_announcement_each(
    desktop: Desktop, two: tuple[Person, Person], server: Arcanon
) -> None:
    alice, bob = two

    def lose() -> None:
        alice.page.context.set_offline(True)
        server.stop(signal.SIGKILL)

    spoken = desktop.says_after(lose)
    assert spoken == [LOST]
    server.start()
    spoken = desktop.says_after(lambda: alice.page.context.set_offline(False))
    assert spoken == ["Back online."]

    assert desktop.says_after(lose) == [LOST]
    server.start()
    for words in ("Missed one", "Missed two", "Missed three"):
        bob.says(words)
    spoken = desktop.says_after(lambda: alice.page.context.set_offline(False), within=10)
    assert spoken == ["3 messages arrived while you were away."]
    spoken = desktop.says_after(lambda: bob.says("Heard again"))
    assert len(about(spoken, "Heard again")) == 1
    assert len(spoken) == 1, spoken


def test_a_flapping_connection_is_announced_at_most_twice(desktop: Desktop, two: tuple[Person, Person]) -> None:
    alice, bob = two
    close = "document.querySelector('#chat')._htmx.ws.connection.socket?.close()"

    def flap() -> None:
        for _ in range(5):
            alice.page.evaluate(close)
            alice.page.wait_for_timeout(2000)

    spoken = desktop.says_after(flap, SILENT_FOR)
    assert len(spoken) <= 2, spoken
    alice.is_live()
    assert len(desktop.says_after(lambda: bob.says("Still there?"))) == 1, "the positive control"


@pytest.mark.parametrize(
    ("choice", "says", "within"),
    [("Only say how many there are", ["1 new message."], SPEAKS_WITHIN), ("Say nothing", [], SILENT_FOR)],
)
def test_people_choose_how_messages_are_announced(
    desktop: Desktop, two: tuple[Person, Person], choice: str, says: list[str], within: float
) -> None:
    alice, bob = two
    alice.page.goto(alice.page.url.partition("#")[0] + "/settings")
    alice.page.get_by_label(choice).check()
    alice.page.get_by_role("button", name="Save").click()
    alice.is_live()
    desktop.says_after(lambda: alice.page.get_by_label("Message", exact=True).focus())
    assert desktop.says_after(lambda: bob.says("Not to be read aloud"), within) == says
    expect(alice.page.locator("#log .message__text")).to_have_text(["Not to be read aloud"])


def test_joining_and_a_refused_form(desktop: Desktop, comes: Callable[..., Person]) -> None:
    page = comes(is_heard=True).page
    desktop.says_after(page.bring_to_front, SILENT_FOR)
    desktop.says_after(lambda: page.goto("/join"))
    assert "Show my seven words push button." in desktop.says_after(button(page, "Show my seven words").focus)
    assert finished(desktop.says_after(lambda: desktop.key("Return"))) == "Your seven words"
    words = [one.strip() for one in page.locator("#passphrase li").all_inner_texts()]
    desktop.says_after(button(page, "I have saved them").focus)
    assert finished(desktop.says_after(lambda: desktop.key("Return"))) == "Two of your words"
    labels = page.locator("main form .field__label", has_text="word").all_inner_texts()
    desktop.says_after(page.get_by_label(labels[0]).focus)
    assert f"{labels[1]} entry." in desktop.says_after(lambda: desktop.key("Tab"))

    # Nothing was typed: how many problems there are is heard, and each of them; and again at its field.
    desktop.says_after(button(page, "Join").focus)
    refused = desktop.says_after(lambda: desktop.key("Return"))
    assert finished(refused) == "Error: Two of your words"
    assert any("There are 2 problems" in phrase for phrase in refused), refused
    for label in labels:
        assert any(f"Type {label[0].lower()}{label[1:]}." in phrase for phrase in refused), refused
    at_field = desktop.says_after(page.get_by_label(labels[0]).focus)
    assert "invalid entry." in at_field, at_field
    assert f"Error: Type {labels[0][0].lower()}{labels[0][1:]}." in at_field, at_field

    for label in labels:
        page.get_by_label(label).fill(words[PLACES.index(re.fullmatch(r"The (\w+) word", label)[1])])
    desktop.says_after(button(page, "Join").focus)
    joined = desktop.says_after(lambda: desktop.key("Return"))
    assert finished(joined) == "Latest posts"
    assert sum("You're in." in phrase for phrase in joined) == 1, joined


def test_reading_liking_and_answering(desktop: Desktop, comes: Callable[..., Person]) -> None:
    alice, bob = comes(is_heard=True).joins(), comes().joins()
    page = alice.page
    desktop.says_after(page.bring_to_front, SILENT_FOR)
    bob.writes("Awake at four", "Anybody else?")

    # From heading to heading, as one skims.
    desktop.says_after(lambda: page.goto("/"))
    assert "Latest posts heading level 1." in desktop.says_after(lambda: desktop.key("h"))
    assert "Awake at four link heading level 2." in desktop.says_after(lambda: desktop.key("h"))
    assert finished(desktop.says_after(lambda: desktop.key("Return"))) == "Awake at four"

    # A like is a toggle button, which says what it has become, once.
    spoken = desktop.says_after(button(page, "Like this post").focus)
    assert re.fullmatch(r"Like this post by \w+ \w+ toggle button not pressed\.", spoken[-1]), spoken
    assert desktop.says_after(lambda: desktop.key("Return")) == ["return", "pressed"]
    assert desktop.says_after(lambda: desktop.key("Return")) == ["return", "not pressed"]

    assert "Your comment entry." in desktop.says_after(page.get_by_label("Your comment").focus)
    page.get_by_label("Your comment").fill("I am")
    desktop.says_after(button(page, "Comment").focus)
    spoken = desktop.says_after(lambda: desktop.key("Return"))
    assert sum("Your comment was published." in phrase for phrase in spoken) == 1, spoken
    assert any(phrase.endswith("article.") for phrase in spoken), spoken

    # Refused in place: the summary is heard, and nothing is loaded anew.
    desktop.says_after(button(page, "Comment").focus)
    spoken = desktop.says_after(lambda: desktop.key("Return"))
    assert any("There is a problem" in phrase and "Write something first." in phrase for phrase in spoken), spoken
    assert not any("Loading" in phrase for phrase in spoken), spoken


def test_writing(desktop: Desktop, comes: Callable[..., Person]) -> None:
    page = comes(is_heard=True).joins().page
    desktop.says_after(page.bring_to_front, SILENT_FOR)
    assert finished(desktop.says_after(lambda: page.goto("/posts/new"))) == "Write"
    spoken = desktop.says_after(page.get_by_label("Your text").focus)
    assert "Your text entry." in spoken, spoken
    assert any(phrase.startswith("Up to 5,000 characters.") for phrase in spoken), spoken
    page.get_by_label("Your text").fill("Now there are some")
    desktop.says_after(button(page, "Publish").focus)
    spoken = desktop.says_after(lambda: desktop.key("Return"))
    assert finished(spoken) == "Now there are some"
    assert sum("Your post was published." in phrase for phrase in spoken) == 1, spoken


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=re.compile(f"^{name}")).first


def finished(spoken: list[str]) -> str:
    """The title of the page that was loaded."""
    loaded = [phrase for phrase in spoken if phrase.startswith("Finished loading ")]
    assert len(loaded) == 1, spoken
    return loaded[0].removeprefix("Finished loading ").removesuffix(" middle dot arcanon.")
