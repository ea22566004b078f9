"""A chat in the browser: what is sent, how the other is, what is heard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.person import Person
from tests.support.services import Arcanon, until


def test_a_sent_message_appears_at_once_and_in_the_servers_order(two: tuple[Person, Person]) -> None:
    alice, _ = two
    held: list[object] = []
    alice.page.route("**/messages", lambda route: route.continue_() if held else held.append(route))
    requests: list[str] = []
    alice.page.on("request", lambda request: requests.append(request.url))
    for word in ("One", "Two", "Three"):
        alice.box().fill(word)
        alice.page.keyboard.press("Enter")
        expect(alice.box()).to_have_value("")
        assert alice.focus() == "body"
    waiting = alice.page.locator("#outbox > li")
    expect(waiting).to_have_count(3)
    expect(waiting.first).to_contain_text("Sending")
    expect(waiting.first.get_by_text("Not sent")).to_be_hidden()
    until(lambda: len(held) == 1, "the first to be sent")
    alice.page.wait_for_timeout(200)
    assert len(requests) == 1, "one after the other, so that they come in the order they were written in"
    held[0].continue_()
    expect(waiting).to_have_count(0)
    expect(alice.page.locator("#log .message__text")).to_have_text(["One", "Two", "Three"])


def test_enter_sends_and_shift_enter_breaks_the_line(two: tuple[Person, Person], opens: Callable[..., Person]) -> None:
    alice, bob = two
    alice.box().press_sequentially("One")
    alice.page.keyboard.press("Shift+Enter")
    alice.box().press_sequentially("Two")
    alice.page.keyboard.press("Enter")
    expect(bob.page.locator("#log .message__text")).to_have_text(re.compile(r"^One\nTwo$"))
    alice.page.keyboard.press("Enter")
    expect(alice.page.locator("#outbox > li")).to_have_count(0)

    touched = opens(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 664})
    touched.signs_in(alice.words)
    touched.page.goto(bob.page.url)
    touched.is_live()
    touched.box().press_sequentially("One")
    touched.page.keyboard.press("Enter")
    expect(touched.box()).to_have_value("One\n")


def test_what_was_not_sent_waits_to_be_sent_again_or_discarded(two: tuple[Person, Person]) -> None:
    alice, bob = two
    alice.page.route("**/messages", lambda route: route.abort())
    for word in ("Kept", "Dropped"):
        alice.box().fill(word)
        alice.box().press("Enter")
    waiting = alice.page.locator("#outbox > li")
    expect(waiting.nth(1).get_by_role("button", name="Discard")).to_be_visible()
    waiting.nth(1).get_by_role("button", name="Discard").click()
    expect(waiting).to_have_count(1)
    assert alice.focus() == "body"
    expect(waiting.get_by_role("button", name="Try again")).to_have_count(0)
    alice.page.unroute("**/messages")
    expect(waiting).to_have_count(0)
    expect(bob.page.locator("#log .message__text")).to_have_text(["Kept"])
    assert alice.focus() == "body"
    alice.forgive("Failed|ERR_")


def test_a_refused_message_can_be_mended_where_it_stands(two: tuple[Person, Person]) -> None:
    alice, bob = two
    alice.box().fill("w" * 2001)
    alice.box().press("Enter")
    alice.box().fill("Next thought")
    waiting = alice.page.locator("#outbox > li")
    expect(waiting.get_by_text("It has 2,001 now.")).to_be_visible()
    expect(alice.page.get_by_role("alert")).to_contain_text("It has 2,001 now.")
    assert alice.focus() == "body"
    waiting.get_by_label("This was not sent").fill("Shorter")
    waiting.get_by_role("button", name="Try again").click()
    expect(bob.page.locator("#log .message__text")).to_have_text(["Shorter"])
    expect(alice.box()).to_have_value("Next thought")
    alice.forgive("422")


def test_too_many_a_minute_are_kept_and_said_later(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens().joins()
    alice.meets(bob)
    chat = alice.page.url.partition("#")[0]
    # Minutes are counted by the clock: one of them may just be over.
    for number in range(130):
        form = {"body": "fast", "key": f"fast{number}"}
        headers = {"Sec-Fetch-Site": "same-origin"}
        if alice.page.request.post(f"{chat}/messages", form=form, headers=headers, max_redirects=0).status == 429:
            break
    alice.box().fill("One too many")
    alice.box().press("Enter")
    expect(alice.page.get_by_role("alert")).to_contain_text("A little too fast")
    expect(alice.page.locator("#outbox > li")).to_contain_text("One too many")
    expect(alice.page.locator("#outbox").get_by_role("button", name="Try again")).to_be_visible()
    alice.forgive("429")


def bottom(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY")


def test_each_sees_the_others_presence_typing_and_reading(two: tuple[Person, Person]) -> None:
    alice, bob = two
    signs = alice.page.locator("#signals")
    expect(signs).to_contain_text("is here.")
    bob.box().press_sequentially("Hm")
    expect(signs).to_contain_text("is typing.")
    expect(signs).to_contain_text("is here.")
    alice.says("Are you there?")
    expect(signs).to_contain_text("has read everything.")
    bob.page.goto("/")
    expect(signs).to_contain_text("is away.")


def test_unsending_keeps_what_is_being_written(two: tuple[Person, Person]) -> None:
    alice, bob = two
    alice.says("I did not mean this")
    expect(bob.page.locator("#log .message__text")).to_have_text(["I did not mean this"])
    for person in (alice, bob):
        person.stays()
        person.box().fill("Half a thought")
    alice.page.locator(".message__menu summary").click()
    alice.page.get_by_role("link", name="Unsend").click()
    dialog = alice.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Unsend this message?")
    dialog.get_by_role("button", name="Unsend").click()
    expect(dialog).to_be_hidden()
    for person in (alice, bob):
        expect(person.messages()).to_have_text(["Unsent."])
        expect(person.page.get_by_role("status")).to_contain_text("unsent a message.")
        expect(person.box()).to_have_value("Half a thought")
        assert person.stayed
    expect(bob.page.locator("#log > li")).to_have_count(0)


def test_nothing_inside_the_log_is_ever_edited(two: tuple[Person, Person]) -> None:
    alice, bob = two
    alice.page.evaluate(
        """() => {
          window.edits = [];
          const log = document.querySelector('[role=log]');
          new MutationObserver((records) => records.forEach((record) => {
            const isAdded = record.type === 'childList' && record.target.id === 'log' && record.addedNodes.length;
            if (!isAdded) window.edits.push(record.type + ' ' + record.target.outerHTML);
          })).observe(log, {subtree: true, childList: true, characterData: true});
        }"""
    )
    for number in range(3):
        bob.says(f"From Bob {number}")
        alice.says(f"From Alice {number}")
    expect(alice.page.locator("#log > li")).to_have_count(6)
    alice.page.wait_for_timeout(500)
    assert alice.page.evaluate("window.edits") == []
    # The positive control, and what is done before a message is taken back.
    bob.page.locator(".message__menu summary").first.click()
    bob.page.get_by_role("link", name="Unsend").click()
    bob.page.get_by_role("button", name="Unsend").click()
    expect(alice.messages().first).to_have_text("Unsent.")
    edits = alice.page.evaluate("window.edits")
    assert len(edits) == 6
    assert all(edit.startswith('childList <ol class="messages" id="log">') for edit in edits)


def test_keys_lead_through_the_chat(two: tuple[Person, Person]) -> None:
    alice, bob = two
    for number in range(3):
        bob.says(f"Number {number}")
    expect(alice.page.locator("#log > li")).to_have_count(3)
    alice.box().focus()
    seen = []
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"):
        alice.page.keyboard.press(f"Alt+{key}")
        seen.append(alice.focus())
    assert seen == ["m-3", "m-2", "m-1", "m-1", "m-2"]
    assert alice.page.locator("#body").get_attribute("accesskey") == "m"


@pytest.mark.parametrize("announcements", ["Only say how many there are", "Say nothing"])
def test_messages_are_counted_or_come_silently(two: tuple[Person, Person], announcements: str) -> None:
    alice, bob = two
    alice.page.get_by_text("More", exact=True).click()
    alice.page.get_by_role("link", name="Settings: seen, typing, sound").click()
    alice.page.get_by_label(announcements).check()
    alice.page.get_by_role("button", name="Save").click()
    expect(alice.page.get_by_role("log")).to_have_attribute("aria-live", "off")
    alice.is_live()
    alice.page.evaluate("scrollTo(0, 0)")
    bob.says("Hello")
    expect(alice.messages()).to_have_text(["Hello"])
    expect(alice.page.locator("#status")).to_have_text("1 new message." if announcements.startswith("Only") else "")


def test_the_list_of_chats_is_live_and_keeps_focus(two: tuple[Person, Person]) -> None:
    alice, bob = two
    alice.opens("/chats")
    alice.is_live()
    alice.stays()
    link = alice.page.get_by_role("link", name="With ")
    link.focus()
    focused = alice.focus()
    bob.says("Hello")
    expect(alice.page.locator("#chats .badge")).to_have_text("1 new")
    expect(alice.page.locator("#unread-chats")).to_contain_text("1")
    assert alice.focus() == focused
    assert alice.stayed


def test_an_input_method_confirms_by_enter_and_sends_nothing(two: tuple[Person, Person]) -> None:
    """Chromium says that it composes; Safari says so no more, but names the key 229."""
    alice, _ = two
    alice.box().fill("にほn")
    for composing, code in ((True, 229), (False, 229), (True, 13)):
        alice.page.evaluate(
            """([isComposing, keyCode]) => {
                const options = { key: "Enter", isComposing, keyCode, bubbles: true, cancelable: true };
                document.querySelector("#body").dispatchEvent(new KeyboardEvent("keydown", options));
            }""",
            [composing, code],
        )
    expect(alice.box()).to_have_value("にほn")
    expect(alice.page.locator("#outbox > li")).to_have_count(0)
    alice.box().press("Enter")
    expect(alice.messages()).to_have_text(["にほn"])


def test_what_was_typed_is_there_after_leaving_by_a_link_and_coming_back(two: tuple[Person, Person]) -> None:
    alice, bob = two
    alice.box().press_sequentially("Half a thought")
    address = alice.page.url
    alice.page.get_by_role("link", name="Chats").click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Chats")
    until(lambda: alice.opens(address).get_by_label("Message", exact=True).input_value() != "", "the text to be kept")
    expect(alice.box()).to_have_value("Half a thought")
    alice.is_live()
    alice.box().press("Enter")
    expect(bob.messages()).to_have_text(["Half a thought"])
    alice.page.goto("/me")
    alice.page.goto(address)
    expect(alice.box()).to_have_value("")


def test_where_no_socket_gets_through_the_page_asks_by_itself(two: tuple[Person, Person], server: Arcanon) -> None:
    """As behind a proxy that does not know WebSockets."""
    alice, bob = two
    alice.page.route_web_socket("**/live*", lambda socket: socket.close(code=1013))
    alice.page.reload()
    alice.stays()
    status = alice.page.get_by_role("status")
    expect(status).to_have_text("Connection lost. What you write is kept.")
    expect(status).to_have_text("This page now asks for news every few seconds. It may be a little late.")
    bob.says("Can you hear me?")
    expect(alice.messages()).to_have_text(["Can you hear me?"])
    expect(bob.page.locator("#signals")).to_contain_text("has read everything")
    alice.says("Yes")
    expect(bob.messages()).to_have_text(["Can you hear me?", "Yes"])
    expect(alice.messages()).to_have_text(["Can you hear me?", "Yes"])
    bob.says("Good")
    bob.page.get_by_role("link", name="End the chat").click()
    bob.page.get_by_role("button", name="End it for both").click()
    expect(alice.page.locator("#ended")).to_contain_text("This chat has ended.")
    assert alice.stayed
    assert server.log.read_text().count("let the proxy pass WebSockets on") == 1
    alice.forgive("WebSocket|htmx:ws:error")
