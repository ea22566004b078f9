"""Every journey by keyboard alone. What has focus, in order, is kept in `journeys/` and read in review.

`bin/test tests/browser/test_keyboard.py --outlines` writes them anew.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.names import NAME
from tests.support.person import PLACES, Person
from tests.support.services import Arcanon, started, until

JOURNEYS = Path(__file__).parent / "journeys"
MAX_STEPS = 60
FOCUSED = """() => {
    const one = document.activeElement;
    if (one === document.body) return "(the page)";
    const words = (some) => some.map((each) => each.textContent).join(" ");
    const by = (one.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
    const said = one.getAttribute("aria-label") ?? (words(by.filter(Boolean)) || words([...one.labels ?? []])
        || one.querySelector("[aria-label]")?.getAttribute("aria-label") || one.textContent);
    const kind = {A: "link", BUTTON: "button", TEXTAREA: "box", INPUT: one.type, SELECT: "list", SUMMARY: "fold"};
    return `${kind[one.tagName] ?? one.tagName.toLowerCase()}: ${said.trim().replace(/\\s+/g, " ").slice(0, 60)}`;
}"""


class Hands:
    """Somebody who has a keyboard and nothing else. Notes what has focus after each key."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self.noted: list[str] = []

    def focused(self) -> str:
        words = re.sub(NAME, "NAME", self.page.evaluate(FOCUSED), flags=re.IGNORECASE)
        return re.sub(r"\b\d\d:\d\d\b", "HH:MM", words)

    def note(self, key: str) -> str:
        focused = self.focused()
        self.noted.append(f"{key:<9} {focused}")
        return focused

    def press(self, key: str) -> str:
        self.page.keyboard.press(key)
        return self.note(key)

    def reach(self, what: str, key: str = "Tab") -> None:
        """Presses Tab until what has focus begins with these words."""
        for _ in range(MAX_STEPS):
            if self.press(key).startswith(what):
                return
        raise AssertionError(f"{what} is not reached:\n" + "\n".join(self.noted))

    def types(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.noted.append(f"{'types':<9} {words if len(words.split()) > 1 else 'WORD'}")

    def goes(self, key: str, title: str) -> None:
        """Presses a key that leads to another page, and waits for it."""
        self.page.keyboard.press(key)
        expect(self.page).to_have_title(re.compile(f"^{title} · arcanon$"))
        self.page.wait_for_load_state()
        self.person.is_drawn()  # what is to have focus has it now
        self.noted.append(f"{key:<9} leads to: {title}")
        self.note("there")

    def comes_to(self, key: str, what: str) -> None:
        """Presses a key after which focus is led elsewhere on the page."""
        self.page.keyboard.press(key)
        until(lambda: self.focused().startswith(what), self.focused)
        self.note(key)


@pytest.fixture(scope="module")
def server() -> Iterator[Arcanon]:
    with started(Arcanon(exit_url="none")) as service:
        yield service


@pytest.fixture
def hands(opens: Callable[..., Person], request: pytest.FixtureRequest) -> Iterator[Hands]:
    one = Hands(opens())
    failed = request.session.testsfailed
    yield one
    if request.session.testsfailed > failed:
        return  # half a journey is not worth keeping
    kept = JOURNEYS / f"{request.node.name.removeprefix('test_')}.txt"
    noted = "\n".join(one.noted) + "\n"
    if request.config.getoption("--outlines"):
        JOURNEYS.mkdir(exist_ok=True)
        kept.write_text(noted)
    assert noted == kept.read_text(), "read the difference, then write it anew with --outlines"


def test_joining_and_signing_in_again(hands: Hands) -> None:
    hands.person.opens("/")
    hands.reach("link: Join")
    hands.goes("Enter", "Join")
    hands.reach("button: Show my seven words")
    hands.goes("Enter", "Your seven words")
    words = [one.strip() for one in hands.page.locator("#passphrase li").all_inner_texts()]
    hands.reach("button: I have saved them")
    hands.goes("Enter", "Two of your words")
    labels = hands.page.locator("main form .field__label", has_text="word").all_inner_texts()
    hands.reach("text: The")
    for label in labels:
        hands.types(words[PLACES.index(re.fullmatch(r"The (\w+) word", label)[1])])
        hands.press("Tab")
    hands.goes("Enter", "Latest posts")
    hands.reach("link: Mine", "Shift+Tab")
    hands.goes("Enter", "Mine")
    hands.reach("button: Sign out here")
    hands.goes("Enter", "Latest posts")
    hands.reach("link: Sign in")
    hands.goes("Enter", "Sign in")
    hands.reach("text: Your seven words")
    hands.page.keyboard.type(" ".join(words))
    hands.press("Tab")
    hands.goes("Enter", "Latest posts")
    hands.noted = [re.sub("|".join(PLACES), "Nth", one) for one in hands.noted]


def test_writing_with_a_warning(hands: Hands) -> None:
    hands.person.joins().opens("/posts/new")
    hands.reach("box: Title")
    hands.types("Awake at four")
    hands.reach("box: Your text")
    hands.types("I could not sleep for the spiders.")
    hands.press("Tab")
    hands.types("W")
    hands.reach("box: Content warning")
    hands.types("spiders, small ones")
    hands.reach("button: Preview")
    hands.comes_to("Enter", "section: Preview")
    hands.reach("fold: Content warning: spiders, small ones")
    hands.reach("button: Publish")
    hands.goes("Enter", "Awake at four")
    hands.reach("fold: Content warning")
    expect(hands.page.locator(".post .user-text")).to_be_hidden()
    hands.press("Enter")
    expect(hands.page.locator(".post .user-text")).to_be_visible()


def test_reading_liking_and_answering(hands: Hands, opens: Callable[..., Person]) -> None:
    bob = opens(scripts=False).joins()
    post = bob.writes("From Bob", "Anybody else?")
    bob.sends(f"{post}/comments", body="And this", key="one")
    hands.person.joins().opens("/")
    hands.reach("link: From Bob")
    hands.goes("Enter", "From Bob")
    hands.reach("button: Like this post")
    hands.press("Space")
    expect(hands.page.get_by_role("button", name="Like this post")).to_have_attribute("aria-pressed", "true")
    hands.reach("link: Reply to NAME")
    hands.comes_to("Enter", "box: Your comment")
    hands.types("Me, too.")
    hands.reach("button: Reply")
    hands.comes_to("Enter", "article: ")
    hands.reach("link: Edit your comment")
    hands.comes_to("Enter", "box: Your comment")
    hands.page.keyboard.press("End")
    hands.types(" Often so.")
    hands.reach("button: Save")
    hands.comes_to("Enter", "link: Edit your comment")
    hands.reach("link: Delete your comment")
    hands.comes_to("Enter", "button: Keep it")
    hands.comes_to("Escape", "link: Delete your comment")
    hands.comes_to("Enter", "button: Keep it")
    hands.reach("button: Delete the comment", "Shift+Tab")
    hands.goes("Enter", "From Bob")


def test_finding_by_search(hands: Hands, opens: Callable[..., Person]) -> None:
    opens(scripts=False).joins().writes("About lighthouses", "There are two of them.")
    hands.person.opens("/")
    hands.reach("link: Search")
    hands.goes("Enter", "Search")
    hands.reach("search: Words to find")
    hands.types("lighthouse two")
    hands.goes("Enter", "Search: lighthouse two")
    hands.reach("link: About lighthouses")
    hands.goes("Enter", "About lighthouses")


def test_finding_somebody_and_talking(hands: Hands, opens: Callable[..., Person]) -> None:
    bob = opens(scripts=False).joins()
    bob.asks_for("To talk")
    hands.person.joins().opens("/match")
    hands.reach("radio: To talk")
    hands.press("ArrowDown")
    hands.reach("button: Find someone")
    hands.goes("Enter", "Chat with .*")
    bob.opens("/match").get_by_role("link", name="Open the chat").click()
    hands.person.is_live()
    hands.reach("box: Message")
    hands.types("Hello you.")
    hands.comes_to("Enter", "box: Message")
    bob.page.get_by_role("button", name="Check for new messages").click()
    expect(bob.page.locator(".message__text")).to_have_text(["Hello you."])
    bob.says("Hello.")
    expect(hands.page.locator("#log .message__text")).to_have_count(2)
    hands.press("Alt+ArrowUp")
    hands.press("Alt+ArrowUp")
    hands.reach("fold: ⋯Options")
    hands.page.keyboard.press("Enter")
    hands.reach("link: Unsend")
    hands.comes_to("Enter", "button: Keep it")
    hands.reach("button: Unsend", "Shift+Tab")
    hands.page.keyboard.press("Enter")
    expect(hands.page.get_by_role("dialog")).to_be_hidden()
    expect(hands.page.locator(":focus")).to_have_text("Unsent.")
    hands.note("Enter")
    hands.reach("link: End the chat")
    hands.comes_to("Enter", "button: Keep chatting")
    hands.reach("button: End it for both", "Shift+Tab")
    hands.goes("Enter", "Ended: chat with .*")


def test_a_refused_form(hands: Hands) -> None:
    hands.person.joins().opens("/posts/new")
    hands.reach("button: Publish")
    hands.goes("Enter", "Error: Write")
    hands.reach("link: Write something first.")
    hands.comes_to("Enter", "box: Your text")
    hands.types("Now there is something.")
    hands.reach("button: Publish")
    hands.goes("Enter", "Now there is something.")
    hands.person.forgive("422")


def test_settings_notifications_and_leaving(hands: Hands, opens: Callable[..., Person]) -> None:
    bob = opens(scripts=False).joins()
    post = hands.person.joins().writes("Mine", "Words")
    bob.sends(f"{post}/comments", body="A comment", key="one")
    hands.person.opens("/notifications")
    hands.reach("button: Mark as read")
    hands.comes_to("Enter", "link: NAME commented on your post")
    hands.person.opens("/me/settings")
    hands.reach("checkbox: ")
    hands.press("Space")
    hands.reach("radio: Readers can invite")
    hands.press("ArrowDown")
    hands.reach("button: Save")
    hands.goes("Enter", "Settings")
    hands.reach("link: Appearance")
    hands.comes_to("Enter", "button: As this device")
    hands.reach("button: Dark")
    hands.press("Enter")
    expect(hands.page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    hands.reach("button: Quick exit", "Shift+Tab")
    hands.page.keyboard.press("Enter")
    expect(hands.page).to_have_title("One moment")
    hands.noted.append("Enter     leads out")
