"""Where focus is after what one does, and after what others do."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.person import Person
from tests.support.services import until


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_form_is_focused_and_leads_to_its_fields(opens: Callable[..., Person], scripts: bool) -> None:
    alice = opens(scripts=scripts).joins()
    alice.opens("/posts/new").get_by_role("button", name="Publish").click()
    expect(alice.page).to_have_title("Error: Write · arcanon")
    expect(alice.page.locator(".summary")).to_be_focused()
    alice.page.get_by_role("link", name="Write something first.").click()
    expect(alice.page.get_by_label("Your text")).to_be_focused()
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


COVERED = """() => {
    const one = document.activeElement, {left, right, top, bottom} = one.getBoundingClientRect();
    if (one === document.body) return "nothing has focus";
    const seen = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    return seen && (one.contains(seen) || seen.contains(one)) ? "" : `${one.outerHTML.slice(0, 99)} is hidden`;
}"""


def focused(page: Page) -> Locator:
    """What has focus: never nothing, and, when scrolling has ended, not hidden behind what sticks to an edge.

    WCAG 2.4.11.
    """
    until(lambda: not page.evaluate(COVERED), lambda: page.evaluate(COVERED))
    return page.locator(":focus")


def expect_focus(page: Page, locator: Locator) -> None:
    expect(locator).to_be_focused()
    focused(page)


@pytest.fixture
def thread(opens: Callable[..., Person]) -> tuple[Person, Person, str]:
    """Alice, at a post of hers on a phone, under which Bob has commented."""
    alice, bob = opens(viewport={"width": 360, "height": 640}).joins(), opens(scripts=False).joins()
    post = alice.writes("A title", "Words")
    bob.sends(f"{post}/comments", body="From Bob", key="one")
    alice.opens(post)
    return alice, bob, post


def test_after_a_like(thread: tuple[Person, Person, str]) -> None:
    page = thread[0].page
    for name in ("Like this post", "Like this comment"):
        button = page.get_by_role("button", name=name)
        for pressed in ("true", "false", "true"):
            button.focus()
            page.keyboard.press("Enter")
            expect(button).to_have_attribute("aria-pressed", pressed)
            expect_focus(page, button)


def test_after_a_comment_to_the_post(thread: tuple[Person, Person, str]) -> None:
    page = thread[0].page
    page.get_by_label("Your comment").fill("A comment")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_focus(page, page.locator(".comment", has_text="A comment"))
    expect(page.get_by_label("Your comment")).to_have_value("")


def test_after_a_reply_to_a_comment(thread: tuple[Person, Person, str]) -> None:
    page = thread[0].page
    page.get_by_role("link", name=re.compile("^Reply to ")).first.focus()
    page.keyboard.press("Enter")
    box = page.locator(".replying textarea")
    expect_focus(page, box)
    page.get_by_role("link", name="Cancel").focus()
    page.keyboard.press("Enter")
    expect_focus(page, page.get_by_role("link", name=re.compile("^Reply to ")).first)
    page.keyboard.press("Enter")
    box.fill("Below")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_focus(page, page.locator(".comments--below .comment", has_text="Below"))


def test_after_editing(thread: tuple[Person, Person, str]) -> None:
    alice, _, post = thread
    alice.sends(f"{post}/comments", body="Mine", key="mine")
    page = alice.opens(post)
    for link, field in (("Edit", "Title"), ("Edit your comment", "Your comment")):
        edit = page.get_by_role("link", name=link, exact=True)
        form = page.locator(".post form.form, .comment form.form")
        for end in ("Cancel", "Save"):
            edit.focus()
            page.keyboard.press("Enter")
            expect_focus(page, form.get_by_label(field, exact=True))
            form.get_by_role("link" if end != "Save" else "button", name=end, exact=True).focus()
            page.keyboard.press("Enter")
            expect_focus(page, edit)
            expect(page.locator("#status")).to_have_text("Saved." if end == "Save" else "")
        page.keyboard.press("Enter")
        form.locator("[name=body]").fill("")
        form.get_by_role("button", name="Save", exact=True).focus()
        page.keyboard.press("Enter")
        expect_focus(page, page.locator(".summary"))
        form.locator("[name=body]").fill("Words")
        form.get_by_role("button", name="Save", exact=True).focus()
        page.keyboard.press("Enter")
        expect_focus(page, edit)
    alice.forgive("422")


def test_after_deleting(thread: tuple[Person, Person, str]) -> None:
    alice, _, post = thread
    alice.sends(f"{post}/comments", body="Mine", key="mine")
    page = alice.opens(post)
    delete = page.get_by_role("link", name="Delete your comment")
    for end in ("Enter", "Escape"):
        delete.focus()
        page.keyboard.press("Enter")
        expect_focus(page, page.get_by_role("button", name="Keep it"))
        page.keyboard.press(end)
        expect_focus(page, delete)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Delete the comment").press("Enter")
    expect(page.get_by_text("Your comment was deleted.")).to_be_focused()


def test_after_more_posts_and_more_results(thread: tuple[Person, Person, str]) -> None:
    alice, bob, _ = thread
    for number in range(30):
        (alice if number % 2 else bob).sends("/posts", title=f"Walk {number}", body="Outside", key=f"more{number}")
    for address, more, link in (("/", "More posts", ".post__title a"), ("/search?q=walk", "More results", ".result a")):
        page = alice.opens(address)
        before = page.locator(link).count()
        page.get_by_role("link", name=more).focus()
        page.keyboard.press("Enter")
        expect_focus(page, page.locator(link).nth(before))


def test_after_more_comments_and_new_ones(thread: tuple[Person, Person, str]) -> None:
    alice, bob, post = thread
    for number in range(25):
        (alice if number % 2 else bob).sends(f"{post}/comments", body=f"Number {number}", key=f"k{number}")
    page = alice.opens(post)
    before = page.locator(".comment").count()
    page.get_by_role("link", name="More comments", exact=True).focus()
    page.keyboard.press("Enter")
    expect_focus(page, page.locator(".comment").nth(before))
    alice.is_live()
    bob.sends(f"{post}/comments", body="Brand new", key="new")
    page.get_by_role("link", name="Show 1 new comment").focus()
    page.keyboard.press("Enter")
    expect_focus(page, page.locator(".comment", has_text="Brand new"))


def test_after_a_preview_and_a_draft(thread: tuple[Person, Person, str]) -> None:
    page = thread[0].opens("/posts/new")
    page.get_by_label("Your text").fill("To be seen first")
    page.get_by_role("button", name="Preview").focus()
    page.keyboard.press("Enter")
    expect_focus(page, page.get_by_role("region", name="Preview"))
    page.get_by_role("button", name="Save as draft").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".draft-status")).to_have_text("Saved as a draft.")
    expect_focus(page, page.get_by_role("button", name="Save as draft"))


def test_after_a_notification_is_read(thread: tuple[Person, Person, str]) -> None:
    page = thread[0].opens("/notifications")
    page.get_by_role("button", name=re.compile("^Mark as read")).first.focus()
    page.keyboard.press("Enter")
    expect_focus(page, page.locator(".notification a").first)


def test_after_choosing_light_or_dark(thread: tuple[Person, Person, str]) -> None:
    page = thread[0].page
    page.get_by_role("link", name="Appearance").focus()
    page.keyboard.press("Enter")
    expect_focus(page, page.get_by_role("button", name="As this device"))
    page.get_by_role("button", name="Dark").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    expect_focus(page, page.get_by_role("button", name="Dark"))


def test_nothing_that_has_focus_is_hidden(thread: tuple[Person, Person, str]) -> None:
    """All that one comes to with Tab, on a phone, there and back: each in sight, each with an outline."""
    alice, bob, post = thread
    alice.meets(bob)
    chat = alice.page.url.partition("#")[0]
    for number in range(12):
        bob.sends(f"{chat}/messages", body=f"Number {number}", key=f"k{number}")
    alice.sends(f"{chat}/messages", body="Mine", key="mine")
    for address in ("/", post, "/posts/new", "/match", chat):
        page = alice.opens(address)
        if address == chat:
            expect(page.locator("#signals")).to_contain_text("is away.")  # after it the page stands still
        for key in ("Tab", "Shift+Tab"):
            reached: list[str] = []
            for _ in range(80):
                page.keyboard.press(key)
                if page.evaluate("document.activeElement === document.body"):
                    break
                style = focused(page).evaluate("(one) => `${getComputedStyle(one).outlineStyle} ${one.outerHTML}`")
                assert not style.startswith("none"), style[:200]
                reached.append(style)
            assert len(reached) > 10
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
