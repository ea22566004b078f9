"""The browser recovers by itself: a server that is killed in the middle of a chat."""

import signal
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.support.person import Person
from tests.support.services import Arcanon, started


@pytest.fixture
def server() -> Iterator[Arcanon]:
    """A server of the test's own, to be killed."""
    with started(Arcanon()) as service:
        yield service


def test_a_killed_server_costs_no_word(opens: Callable[..., Person], server: Arcanon) -> None:
    alice, bob = opens().joins(), opens().joins()
    alice.meets(bob)
    for person in (alice, bob):
        person.stays()
    alice.says("One")
    bob.says("Two")
    for person in (alice, bob):
        expect(person.messages()).to_have_text(["One", "Two"])

    alice.page.get_by_label("Message", exact=True).fill("Half a thou")
    server.kill(signal.SIGKILL)
    server.process.wait()
    expect(alice.page.get_by_role("status")).to_have_text("Connection lost. What you write is kept.")

    # What is sent now waits, in order, under keys of its own. One banner says how things are.
    waiting = bob.page.locator("#outbox > li")
    for number, word in enumerate(("Three", "Four", "Five"), 1):
        bob.page.get_by_label("Message", exact=True).fill(word)
        bob.page.get_by_role("button", name="Send").click()
        expect(waiting).to_have_count(number)
    expect(bob.page.get_by_role("status")).to_have_text("Connection lost. What you write is kept.")
    expect(waiting.get_by_text("Sending")).to_have_count(3)
    expect(bob.page.get_by_text("Not sent")).to_have_count(3)
    for hidden in bob.page.get_by_text("Not sent").all():
        expect(hidden).to_be_hidden()
    expect(bob.page.get_by_role("alert")).to_have_text("")
    expect(bob.page.locator("#signals")).to_have_text("")
    assert bob.focus() == "body"
    assert len(set(waiting.locator("[name=key]").evaluate_all("all => all.map((one) => one.value)"))) == 3

    server.start()
    expect(waiting).to_have_count(0)
    for person in (alice, bob):
        expect(person.messages()).to_have_text(["One", "Two", "Three", "Four", "Five"])
        assert person.stayed
        expect(person.page.get_by_role("alert")).to_have_text("")
    expect(bob.page.locator("#signals")).to_contain_text("is here.")
    assert alice.page.get_by_label("Message", exact=True).input_value() == "Half a thou"
    assert alice.focus() == "body"
    alice.page.get_by_role("button", name="Send").click()
    for person in (alice, bob):
        expect(person.messages()).to_have_text(["One", "Two", "Three", "Four", "Five", "Half a thou"])
        expect(person.page.locator("#outbox > li")).to_have_count(0)
        numbers = person.page.locator("[data-number]").evaluate_all("all => all.map(one => one.dataset.number)")
        assert numbers == ["1", "2", "3", "4", "5", "6"]
        person.forgive("ERR_CONNECTION|WebSocket|Failed to fetch|Failed to load|htmx:ws:error")


def test_missed_messages_are_history_and_one_announcement(opens: Callable[..., Person], server: Arcanon) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    alice.says("Before")
    expect(alice.messages()).to_have_text(["Before"])
    alice.page.context.set_offline(True)
    server.kill(signal.SIGKILL)
    server.process.wait()
    server.start()
    for word in ("Missed one", "Missed two", "Missed three"):
        bob.says(word)
    alice.page.context.set_offline(False)
    expect(alice.messages()).to_have_text(["Before", "Missed one", "Missed two", "Missed three"])
    expect(alice.page.locator("#log > li")).to_have_count(0)
    expect(alice.page.get_by_role("status")).to_have_text("3 messages arrived while you were away.")
    bob.says("Live again")
    expect(alice.page.locator("#log > li")).to_have_count(1)
    expect(alice.messages()).to_have_text(["Before", "Missed one", "Missed two", "Missed three", "Live again"])
    alice.forgive("ERR_|WebSocket|Failed|htmx:ws:error")


def test_a_message_with_a_lost_response_is_sent_once(opens: Callable[..., Person]) -> None:
    """The message is stored and the answer never comes; it is sent again by itself, and not said twice."""
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)

    def swallow(route: object) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    alice.page.route("**/messages", swallow, times=1)
    alice.page.get_by_label("Message", exact=True).fill("Only once")
    alice.page.get_by_role("button", name="Send").click()
    expect(alice.page.locator("#outbox > li")).to_have_count(0)
    expect(alice.messages()).to_have_text(["Only once"])
    bob.page.reload()
    expect(bob.messages()).to_have_text(["Only once"])
    alice.forgive("Failed|ERR_")


def test_a_double_click_sends_one_message(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    alice.page.get_by_label("Message", exact=True).fill("Only once")
    alice.page.get_by_role("button", name="Send").dblclick()
    expect(alice.page.locator("#outbox > li")).to_have_count(0)
    expect(alice.messages()).to_have_text(["Only once"])
    bob.page.reload()
    expect(bob.messages()).to_have_text(["Only once"])
    bob.says("Bob too")
    expect(bob.messages()).to_have_text(["Only once", "Bob too"])


def test_the_end_reaches_the_other_page(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    sockets: list[str] = []
    alice.page.on("websocket", lambda socket: sockets.append(socket.url))
    bob.page.get_by_role("link", name="End the chat").click()
    bob.page.get_by_role("button", name="End it for both").click()
    expect(alice.page.get_by_role("status")).to_have_text("The chat has ended.")
    expect(alice.page.locator("#ended")).to_contain_text("This chat has ended.")
    # The line has ended, too; much later it is not called lost.
    alice.page.evaluate(
        "{ const later = Date.now() + 60_000; Date.now = () => later; dispatchEvent(new Event('online')); }"
    )
    expect(alice.page.get_by_role("status")).to_have_text("The chat has ended.")
    assert "/chats/" in alice.page.url
    alice.page.wait_for_timeout(2500)
    assert sockets == [], "an ended chat is not connected to again"


def test_signing_out_elsewhere_hides_the_page(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    alice.says("A private word")
    expect(alice.messages()).to_have_text(["A private word"])
    elsewhere = opens(scripts=False)
    elsewhere.signs_in(alice.words)
    elsewhere.opens("/me").get_by_role("button", name="Sign out everywhere").click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert "A private word" not in alice.page.content()


def test_a_dead_connection_that_looks_open_is_noticed(opens: Callable[..., Person], server: Arcanon) -> None:
    """A server that hangs says nothing and closes nothing; after forty seconds of silence the page says so."""
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.page.clock.install()
    alice.meets(bob)
    bob.says("Before")
    expect(alice.messages()).to_have_text(["Before"])
    server.kill(signal.SIGSTOP)
    alice.page.clock.fast_forward(30_000)
    expect(alice.page.get_by_role("status")).to_have_text("")
    alice.page.clock.fast_forward(20_000)
    expect(alice.page.get_by_role("status")).to_have_text("Connection lost. What you write is kept.")
    server.kill(signal.SIGCONT)
    expect(alice.page.get_by_role("status")).to_have_text("Back online.")
    bob.says("After")
    expect(alice.messages()).to_have_text(["Before", "After"])
    alice.forgive("WebSocket|htmx:ws:error")
