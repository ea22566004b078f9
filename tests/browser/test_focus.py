"""Where focus is after what one does, and after what others do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person


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
    page.get_by_label("Your words").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary")).to_be_focused()
    page.get_by_role("link", name="Write something first.").click()
    expect(page.get_by_label("Your words")).to_be_focused()
    page.get_by_label("Your words").fill("Other words")
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
