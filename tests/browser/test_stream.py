"""The live page of a chat for browsers without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.axe import axe
from tests.support.person import Person
from tests.support.services import Arcanon


def box(person: Person) -> object:
    return person.page.get_by_label("Message", exact=True)


def streams(person: Person) -> Page:
    person.page.get_by_text("More", exact=True).click()
    person.page.get_by_role("link", name="Live page without scripts").click()
    return person.page


def test_the_live_page_without_scripts(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    alice.says("Before")
    bob.page.reload()
    page = streams(bob)
    frame = page.frame_locator("iframe[title='Messages as they arrive']")
    expect(frame.locator(".message__text")).to_have_text(["Before"])
    box(bob).fill("Half a thought")
    box(bob).focus()
    alice.page.evaluate("performance.mark('said')")
    alice.says("In the stream")
    expect(frame.locator(".message__text")).to_have_text(["Before", "In the stream"])
    expect(frame.locator(".message__text").last).to_be_in_viewport()
    # The composer is not touched by what arrives.
    expect(box(bob)).to_have_value("Half a thought")
    expect(box(bob)).to_be_focused()
    box(bob).fill("Said from the live page")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile(r"\?live=stream$"))
    expect(frame.locator(".message__text").last).to_have_text("Said from the live page")
    expect(box(bob)).to_be_focused()
    # Ended by the other, it says so.
    alice.page.get_by_role("link", name="End the chat").click()
    alice.page.get_by_role("button", name="End it for both").click()
    expect(frame.get_by_text("This chat has ended.")).to_be_visible()


def test_the_live_page_is_accessible(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    bob.says("Hello")
    page = alice.page
    page.goto(f"{page.url.partition('#')[0]}?live=stream", wait_until="commit")
    expect(page.frame_locator("iframe").locator(".message__text")).to_have_text(["Hello"])
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
        page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
        assert axe(page) == axe(page.frames[-1]) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    alice.forgive("Applying inline style")


def test_the_third_live_page_ends_the_oldest_and_other_pages_stay_quick(opens: Callable[..., Person]) -> None:
    bob = opens(scripts=False).joins()
    chats = []
    for _ in range(3):
        other = opens(scripts=False).joins()
        other.meets(bob)
        chats.append(bob.page.url.partition("#")[0])
    pages = [bob.page, bob.page.context.new_page(), bob.page.context.new_page()]
    ended = "You have opened these messages somewhere else."
    for page, chat in zip(pages[:2], chats, strict=False):
        page.goto(f"{chat}?live=stream", wait_until="commit")
    for page in pages[:2]:
        expect(page.frame_locator("iframe").get_by_role("heading")).to_be_attached()
        expect(page.frame_locator("iframe").get_by_text(ended)).to_have_count(0)
    # The same chat again ends the one before it in that chat, and no other.
    again = bob.page.context.new_page()
    again.goto(f"{chats[1]}?live=stream", wait_until="commit")
    expect(pages[1].frame_locator("iframe").get_by_text(ended)).to_be_visible()
    expect(pages[0].frame_locator("iframe").get_by_text(ended)).to_have_count(0)
    pages[2].goto(f"{chats[2]}?live=stream", wait_until="commit")
    expect(pages[0].frame_locator("iframe").get_by_text(ended)).to_be_visible()
    expect(again.frame_locator("iframe").get_by_text(ended)).to_have_count(0)
    # With two of them open, other pages of the site still come.
    for address in ("/", "/chats", "/match"):
        pages[0].goto(address)
    link = pages[1].frame_locator("iframe").get_by_role("link", name="Continue here")
    expect(link).to_have_attribute("target", "_top")


def test_the_live_page_ends_with_the_session_and_with_a_link_at_a_restart(
    opens: Callable[..., Person], server: Arcanon
) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    alice.meets(bob)
    page = bob.page
    page.goto(f"{page.url.partition('#')[0]}?live=stream", wait_until="commit")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading")).to_be_attached()
    bob.sends("/logout/everywhere")
    expect(frame.get_by_text("You are signed out here.")).to_be_visible()
