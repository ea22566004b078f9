"""What somebody hears of a conversation."""

import re
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.orca.conftest import SILENT_FOR, SPEAKS_WITHIN, Desktop
from tests.services import Arcanon

LOST = "Connection lost. What you write is kept."

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def two(desktop: Desktop, comes: Callable[..., Person]) -> tuple[Person, Person]:
    """Alice, who hears the page and has the message box in focus, and Bob, who is elsewhere."""
    alice, bob = comes(is_heard=True).joins(), comes().joins()
    alice.meets(bob)
    alice.page.bring_to_front()
    desktop.says_after(lambda: alice.page.get_by_label("Message", exact=True).focus())
    return alice, bob


def about(phrases: list[str], words: str) -> list[str]:
    return [phrase for phrase in phrases if words in phrase]


def test_each_message_is_spoken_once_as_who_and_words(desktop: Desktop, two: tuple[Person, Person]) -> None:
    alice, bob = two
    name = alice.page.get_by_role("heading", level=1).inner_text().removeprefix("Conversation with ")
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
    room = bob.page.url.partition("#")[0]
    for number in range(55):
        bob.sends(f"{room}/messages", body=f"Long ago {number}", key=f"k{number}")
    desktop.says_after(lambda: expect(alice.page.locator("#m-55")).to_be_attached(), SILENT_FOR)
    spoken = desktop.says_after(lambda: (alice.page.goto("/privacy"), alice.page.goto(room), alice.is_live()))
    assert about(spoken, "Finished loading"), spoken
    assert not about(spoken, "Long ago"), spoken
    desktop.says_after(lambda: alice.page.get_by_role("link", name="Older messages").focus())

    def older() -> None:
        desktop.key("Return")
        expect(alice.page.locator("#m-1")).to_be_attached()

    spoken = desktop.says_after(older, SILENT_FOR)
    assert not about(spoken, "Long ago"), spoken
    spoken = desktop.says_after(lambda: bob.sends(f"{room}/messages", body="And now", key="now"))
    assert len(about(spoken, "And now")) == 1, "the positive control"


def test_losing_the_line_regaining_it_and_catching_up_are_a_line_each(
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
    assert spoken == ["3 messages came while you were away."]
    spoken = desktop.says_after(lambda: bob.says("Heard again"))
    assert len(about(spoken, "Heard again")) == 1
    assert len(spoken) == 1, spoken


def test_a_line_that_flaps_is_at_most_two_lines(desktop: Desktop, two: tuple[Person, Person]) -> None:
    alice, bob = two
    close = "document.querySelector('#conversation')._htmx.ws.connection.socket?.close()"

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
def test_one_chooses_how_messages_are_told(
    desktop: Desktop, two: tuple[Person, Person], choice: str, says: list[str], within: float
) -> None:
    alice, bob = two
    alice.page.goto(alice.page.url.partition("#")[0] + "/settings")
    alice.page.get_by_label(choice).check()
    alice.page.get_by_role("button", name="Keep these settings").click()
    alice.is_live()
    desktop.says_after(lambda: alice.page.get_by_label("Message", exact=True).focus())
    assert desktop.says_after(lambda: bob.says("Not to be read aloud"), within) == says
    expect(alice.page.locator("#log .message__words")).to_have_text(["Not to be read aloud"])
