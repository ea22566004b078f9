"""What somebody hears of joining, reading, writing, answering, liking, and of a form that is refused."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.person import PLACES, Person
from tests.orca.conftest import Desktop

pytestmark = pytest.mark.timeout(180)


def test_joining_and_a_refused_form(desktop: Desktop, comes: Callable[..., Person]) -> None:
    page = comes(is_heard=True).page
    page.goto("/join")
    page.bring_to_front()
    assert "Show me my seven words push button." in desktop.says_after(button(page, "Show me my seven words").focus)
    assert finished(desktop.says_after(lambda: desktop.key("Return"))) == "Your seven words"
    words = [one.strip() for one in page.locator("#passphrase li").all_inner_texts()]
    desktop.says_after(button(page, "I have them").focus)
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
    assert finished(joined) == "Newest posts"
    assert sum("You are in." in phrase for phrase in joined) >= 1, joined


def test_reading_liking_and_answering(desktop: Desktop, comes: Callable[..., Person]) -> None:
    alice, bob = comes(is_heard=True).joins(), comes().joins()
    page = alice.page
    page.bring_to_front()
    bob.writes("Awake at four", "Anybody else?")

    # From heading to heading, as one skims.
    desktop.says_after(lambda: page.goto("/"))
    assert "What people write heading level 1." in desktop.says_after(lambda: desktop.key("h"))
    assert "Awake at four link heading level 2." in desktop.says_after(lambda: desktop.key("h"))
    assert finished(desktop.says_after(lambda: desktop.key("Return"))) == "Awake at four"

    # A like is a toggle button, which says what it has become, once.
    spoken = desktop.says_after(button(page, "Like this post").focus)
    assert re.fullmatch(r"Like this post by \w+ \w+ toggle button not pressed\.", spoken[-1]), spoken
    assert desktop.says_after(lambda: desktop.key("Return")) == ["return", "pressed"]
    assert desktop.says_after(lambda: desktop.key("Return")) == ["return", "not pressed"]

    assert "Your answer entry." in desktop.says_after(page.get_by_label("Your answer").focus)
    page.get_by_label("Your answer").fill("I am")
    desktop.says_after(button(page, "Answer").focus)
    spoken = desktop.says_after(lambda: desktop.key("Return"))
    assert sum("Your answer is published." in phrase for phrase in spoken) == 1, spoken
    assert any(phrase.endswith("article.") for phrase in spoken), spoken

    # Refused in place: the summary is heard, and nothing is loaded anew.
    desktop.says_after(button(page, "Answer").focus)
    spoken = desktop.says_after(lambda: desktop.key("Return"))
    assert any("There is a problem" in phrase and "Write something first." in phrase for phrase in spoken), spoken
    assert not any("Loading" in phrase for phrase in spoken), spoken


def test_writing(desktop: Desktop, comes: Callable[..., Person]) -> None:
    page = comes(is_heard=True).joins().page
    page.bring_to_front()
    assert finished(desktop.says_after(lambda: page.goto("/posts/new"))) == "Write"
    spoken = desktop.says_after(page.get_by_label("Your words").focus)
    assert "Your words entry." in spoken, spoken
    assert any(phrase.startswith("Up to 5,000 characters.") for phrase in spoken), spoken
    page.get_by_label("Your words").fill("Now there are some")
    desktop.says_after(button(page, "Publish").focus)
    spoken = desktop.says_after(lambda: desktop.key("Return"))
    assert finished(spoken) == "Now there are some"
    assert sum("Your post is published." in phrase for phrase in spoken) >= 1, spoken


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=re.compile(f"^{name}")).first


def finished(spoken: list[str]) -> str:
    """The title of the page that was loaded."""
    loaded = [phrase for phrase in spoken if phrase.startswith("Finished loading ")]
    assert len(loaded) == 1, spoken
    return loaded[0].removeprefix("Finished loading ").removesuffix(" middle dot arcanon.")
