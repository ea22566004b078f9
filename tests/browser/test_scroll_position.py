"""A chat in the browser: the place one is at, when messages come and when the page changes its height."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.support.person import LONG, Person
from tests.support.services import until

# The last message, and not behind the box below it.
IN_SIGHT = """() => {
    const {left, top, bottom} = document.getElementById("m-12").getBoundingClientRect();
    const seen = (y) => document.elementFromPoint(left + 20, y)?.closest("li")?.id === "m-12";
    return seen(top + 4) && seen(bottom - 4);
}"""
KEEPS_THE_SOCKET = """
    const Native = WebSocket;
    window.WebSocket = class extends Native { constructor(...all) { super(...all); window.theSocket = this; } };
"""
TOP = "(one) => one.getBoundingClientRect().top"


def on_a_phone(alice: Person, bob: Person, height: int = 740) -> Locator:
    """Twelve messages on Alice's phone, at the end of which she is. Returns what stands below."""
    alice.page.set_viewport_size({"width": 360, "height": height})
    bob.talks(12, "short")
    expect(alice.page.locator("#log > li")).to_have_count(12)
    return alice.page.get_by_role("link", name="In danger now?")


def test_only_who_is_at_the_end_is_scrolled(two: tuple[Person, Person]) -> None:
    alice, bob = two
    bob.talks(20)
    expect(alice.page.locator("#log > li")).to_have_count(20)
    expect(alice.page.locator("#latest")).to_be_in_viewport()
    # Alice reads further up.
    alice.page.evaluate("document.getElementById('m-3').scrollIntoView()")
    place = alice.page.evaluate("document.getElementById('m-3').getBoundingClientRect().top")
    title = alice.page.title()
    for number in range(3):
        bob.says(f"New {number}")
    fresh = alice.page.locator("#new-messages")
    expect(fresh).to_have_text("New messages: 3")
    expect(alice.page).to_have_title(f"(3) {title}")
    assert abs(alice.page.evaluate("document.getElementById('m-3').getBoundingClientRect().top") - place) < 2
    # The marker stands where reading stopped, and stays when all is read.
    expect(alice.page.locator(".message[data-first-unread] .message__text")).to_have_text("New 0")
    fresh.click()
    expect(alice.page.locator("#m-21")).to_be_focused()
    expect(alice.page.locator("#m-21")).to_be_in_viewport()
    expect(fresh).to_be_hidden()
    expect(alice.page).to_have_title(title)
    expect(alice.page.locator(".message[data-first-unread] .message__text")).to_have_text("New 0")
    until(lambda: "has read everything" in bob.page.locator("#signals").inner_text(), "Bob to hear that it is seen")


def test_a_message_that_comes_right_after_one_has_scrolled_up_moves_nothing(two: tuple[Person, Person]) -> None:
    """Browsers tell of scrolling with the next picture they draw; what arrives before that must not lead back down."""
    alice, bob = two
    alice.page.add_init_script(KEEPS_THE_SOCKET)
    alice.page.reload()
    alice.is_live()
    bob.talks(20)
    expect(alice.page.locator("#log > li")).to_have_count(20)
    expect(alice.page.locator("#latest")).to_be_in_viewport()
    third = alice.page.locator("#m-3")
    place = third.evaluate(
        """(third) => {
            third.scrollIntoView();
            theSocket.dispatchEvent(new MessageEvent("message", {data: " "}));
            return third.getBoundingClientRect().top;
        }"""
    )
    bob.says("Meanwhile")
    expect(alice.page.locator("#new-messages")).to_have_text("New messages: 1")
    assert abs(third.evaluate(TOP) - place) < 2


def test_who_looks_at_what_stands_below_the_end_is_not_moved(two: tuple[Person, Person]) -> None:
    alice, bob = two
    below = on_a_phone(alice, bob, 640)
    below.focus()
    alice.scrolls_to_the_bottom()
    place = below.evaluate(TOP)
    title = alice.page.title()
    bob.says(LONG)
    expect(alice.page).to_have_title(f"(1) {title}")
    assert abs(below.evaluate(TOP) - place) < 2
    expect(below).to_be_focused()
    # It is not called read before its end was in sight.
    alice.page.evaluate("document.getElementById('latest').scrollIntoView()")
    expect(alice.page).to_have_title(title)
    until(lambda: "has read everything" in bob.page.locator("#signals").inner_text(), "Bob to hear that it is seen")


def test_the_typing_signal_moves_nothing(two: tuple[Person, Person]) -> None:
    alice, bob = two
    bob.talks(20)
    expect(alice.page.locator("#log > li")).to_have_count(20)
    alice.page.evaluate("scrollBy(0, -120)")
    alice.is_drawn()
    last = alice.page.locator("#m-20")
    place = last.evaluate(TOP)
    bob.box().press_sequentially("hi")
    expect(alice.page.locator("#signals")).to_contain_text("is typing")
    assert abs(last.evaluate(TOP) - place) < 2


def test_who_is_at_the_end_stays_there_when_a_keyboard_opens(two: tuple[Person, Person]) -> None:
    """It makes the page lower. What stands below the end is not left for it, either."""
    alice, bob = two
    below = on_a_phone(alice, bob)
    expect(alice.page.locator("#m-12")).to_be_in_viewport(ratio=1)
    for height in (420, 740, 380):
        alice.page.set_viewport_size({"width": 360, "height": height})
        until(lambda: alice.page.evaluate(IN_SIGHT), f"the last message to be in sight at {height}")
    # Much higher than what is left below, and lower again.
    for height in (1200, 380, 740):
        alice.page.set_viewport_size({"width": 360, "height": height})
        alice.is_drawn()
        until(lambda: alice.page.evaluate(IN_SIGHT), f"the last message to be in sight at {height}")
    below.focus()
    alice.scrolls_to_the_bottom()
    for height in (680, 740):
        alice.page.set_viewport_size({"width": 360, "height": height})
        expect(below).to_be_in_viewport(ratio=1)
    # From down there to the box, which a keyboard is opened for.
    alice.box().evaluate("(box) => box.focus({preventScroll: true})")
    alice.page.set_viewport_size({"width": 360, "height": 380})
    expect(alice.box()).to_be_in_viewport(ratio=1)
    until(lambda: alice.page.evaluate(IN_SIGHT), "the last message to be in sight")


def test_who_scrolls_while_the_window_changes_its_height_is_not_moved(two: tuple[Person, Person]) -> None:
    """A keyboard closes as one goes elsewhere, and browsers tell of the new height before they tell of scrolling."""
    below = on_a_phone(*two)
    was, before, after = below.evaluate(
        """(below) => {
            const top = () => below.getBoundingClientRect().top, was = top();
            below.focus({preventScroll: true});
            scrollTo(0, document.documentElement.scrollHeight);
            const before = top();
            dispatchEvent(new Event("resize"));
            return [was, before, top()];
        }"""
    )
    assert was - before > 100, "it has scrolled"
    assert abs(after - before) < 2


def test_older_messages_come_without_a_jump(two: tuple[Person, Person]) -> None:
    alice, bob = two
    bob.talks(55, "short")
    alice.page.reload()
    alice.is_live()
    alice.box().fill("Half a thought")
    alice.page.get_by_role("link", name="Older messages").focus()
    alice.page.keyboard.press("Enter")
    expect(alice.page.locator("#m-1")).to_be_attached()
    numbers = alice.page.locator("[data-number]").evaluate_all("all => all.map(one => one.dataset.number)")
    assert numbers == [str(number) for number in range(1, 56)]
    expect(alice.page.locator("#m-6")).to_be_in_viewport()
    expect(alice.page.locator("#older-6")).to_be_focused()
    expect(alice.page.locator("#older-6")).to_be_in_viewport()
    expect(alice.box()).to_have_value("Half a thought")


def test_on_a_phone_with_its_keyboard_open(opens: Callable[..., Person]) -> None:
    """390 px wide; the keyboard leaves 340 px of height."""
    alice, bob = opens(has_touch=True, viewport={"width": 390, "height": 664}).joins(), opens().joins()
    alice.meets(bob)
    bob.talks(8)
    expect(alice.page.locator("#log > li")).to_have_count(8)
    alice.box().focus()
    alice.page.set_viewport_size({"width": 390, "height": 340})
    expect(alice.box()).to_be_in_viewport(ratio=1)
    expect(alice.page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    bob.says("And one more")
    expect(alice.page.locator("#log > li").last.locator(".message__text")).to_be_in_viewport()
    expect(alice.box()).to_be_in_viewport(ratio=1)
    assert alice.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
