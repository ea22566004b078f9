"""The forum as people use it, with scripts and without: write, warn, comment, edit, delete, search, ask."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.support.person import Person
from tests.support.services import Arcanon, until


def press(person: Person, name: str, within: Locator | None = None) -> None:
    (within or person.page.get_by_role("main")).get_by_role("button", name=name, exact=True).first.click()


def comment_of(person: Person, words: str) -> Locator:
    """The comment with these words."""
    return person.page.locator(".comment", has=person.page.get_by_text(words, exact=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_whole_journey(opens: Callable[..., Person], scripts: bool) -> None:
    alice, bob = opens(scripts=scripts).joins(), opens(scripts=scripts).joins()
    page = alice.page

    # Alice writes with a warning, looks at it first, and publishes.
    alice.opens("/posts/new").get_by_label("Your text").fill("I could *not* sleep for the **spiders**.")
    page.get_by_label("Topic").select_option("Worry and fear")
    page.get_by_label("Content warning").fill("spiders")
    if scripts:
        alice.stays()
    press(alice, "Preview")
    preview = page.locator(".preview")
    expect(preview.get_by_text("Not published yet.")).to_be_visible()
    if scripts:
        assert alice.stayed
        expect(preview).to_be_focused()
    expect(preview.get_by_text("Your post stays hidden until the reader opens it.")).to_be_visible()
    expect(preview.locator("em")).to_have_text("not")
    expect(page.get_by_label("Content warning")).to_have_value("spiders")
    page.get_by_label("Title").fill(f"Awake again, {scripts}")
    press(alice, "Publish")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Awake again, {scripts}")
    post = page.url

    # Bob finds it by a word of another form, opens the warning, and comments.
    bob.opens("/search").get_by_label("Words to find").fill("spider AWAKE")
    press(bob, "Search")
    found = bob.page.locator(".result", has_text=f"Awake again, {scripts}")
    expect(found.locator("h3 mark")).to_have_text("Awake")
    found.get_by_role("link").click()
    expect(bob.page.locator(".post .user-text")).to_be_hidden()
    bob.page.locator(".post summary", has_text="Content warning: spiders").click()
    expect(bob.page.locator(".post .user-text strong")).to_have_text("spiders")
    bob.page.get_by_label("Your comment").fill("I know them.")
    press(bob, "Comment")
    expect(comment_of(bob, "I know them.")).to_be_visible()

    # Alice is notified, and replies.
    alice.opens("/")
    expect(page.locator("#unread-count")).to_have_text("1 unread")
    page.get_by_role("link", name="Notifications").click()
    page.locator(".notification--unread").get_by_role("button", name=re.compile("commented on your post")).click()
    expect(comment_of(alice, "I know them.")).to_be_visible()
    comment_of(alice, "I know them.").get_by_role("link", name=re.compile("^Reply to ")).click()
    replying = page.get_by_role("main").locator("form", has=page.get_by_role("heading", name=re.compile("^Reply to ")))
    expect(replying.last.get_by_label("Your comment")).to_be_visible()
    if scripts:
        expect(replying.last.get_by_label("Your comment")).to_be_focused()
    replying.last.get_by_label("Your comment").fill("Good to hear.")
    press(alice, "Reply", replying.last)
    below = page.locator(".comments--below .comment", has_text="Good to hear.")
    expect(below).to_be_visible()
    if scripts:
        expect(below).to_be_focused()

    # From there the keyboard leads to what it replies to.
    link = below.get_by_role("link", name=re.compile("^to "))
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#comment-"))
    target = page.locator(".comment:target")
    expect(target.locator(".user-text")).to_have_text("I know them.")

    # She edits her comment, and then deletes it; she is asked once.
    alice.opens(post)
    comment_of(alice, "Good to hear.").get_by_role("link", name="Edit").click()
    box = page.get_by_role("main").get_by_label("Your comment", exact=True).first
    expect(box).to_have_value("Good to hear.")
    box.fill("Very good to hear.")
    press(alice, "Save")
    expect(comment_of(alice, "Very good to hear.").get_by_text("edited")).to_be_visible()
    comment_of(alice, "Very good to hear.").get_by_role("link", name="Delete").click()
    if scripts:
        dialog = page.get_by_role("dialog", name="Delete this comment?")
        expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(comment_of(alice, "Very good to hear.").get_by_role("link", name="Delete")).to_be_focused()
        page.keyboard.press("Enter")
        press(alice, "Delete the comment", dialog)
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text("Delete this comment?")
        press(alice, "Delete the comment")
    expect(comment_of(alice, "I know them.")).to_be_visible()
    expect(comment_of(alice, "Very good to hear.")).to_have_count(0)

    # Bob invites her to talk; she accepts; they are in a chat under fresh names.
    bob.opens(post).get_by_role("link", name="Invite to talk", exact=True).first.click()
    bob.page.get_by_label("A first line").fill("May I tell you about mine?")
    press(bob, "Invite")
    expect(bob.page.get_by_text("no answer yet")).to_be_visible()
    alice.opens("/invitations")
    expect(page.locator(".invitation", has_text="May I tell you about mine?")).to_be_visible()
    page.locator(".invitation").get_by_role("button", name=re.compile("^Accept")).first.click()
    expect(page).to_have_url(re.compile(r"/chats/\w+#latest$"))
    expect(alice.messages()).to_have_text(["May I tell you about mine?"])
    bob.opens("/notifications").get_by_role("button", name=re.compile("accepted your invitation")).click()
    expect(bob.messages()).to_have_text(["May I tell you about mine?"])
    assert bob.page.url == page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_was_typed_is_there_after_going_away_and_back(opens: Callable[..., Person], scripts: bool) -> None:
    alice = opens(scripts=scripts).joins()
    page = alice.page
    alice.opens("/posts/new").get_by_label("Your text").fill("Half a thought")
    page.get_by_label("Title").fill("Half")
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    page.go_back()
    expect(page.get_by_label("Your text")).to_have_value("Half a thought")
    expect(page.get_by_label("Title")).to_have_value("Half")


def test_words_keep_themselves_and_are_there_on_another_browser(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    alice.opens("/posts/new").get_by_label("Your text").fill("Kept by itself")
    expect(alice.page.locator(".draft-status")).to_have_text("Saved as a draft.")
    elsewhere = opens(scripts=False)
    elsewhere.signs_in(alice.words)
    elsewhere.opens("/me").get_by_role("link", name="Kept by itself").click()
    expect(elsewhere.page.get_by_label("Your text")).to_have_value("Kept by itself")
    press(elsewhere, "Publish")
    expect(elsewhere.page.get_by_role("heading", level=1)).to_have_text("Kept by itself")
    expect(elsewhere.opens("/me").get_by_role("heading", name="My drafts")).to_have_count(0)


def test_a_comment_that_was_sent_leaves_no_draft(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    post = alice.writes("A title", "Words")
    alice.page.get_by_label("Your comment").fill("Sent at once")
    press(alice, "Comment")
    expect(comment_of(alice, "Sent at once")).to_be_visible()
    alice.page.get_by_label("Your comment").fill("And another, half")
    expect(alice.page.locator(".draft-status").last).to_have_text("Saved as a draft.")
    alice.opens("/me")
    expect(alice.page.locator("#drafts li")).to_have_count(1)
    alice.page.locator("#drafts a").first.click()
    expect(alice.page).to_have_url(re.compile(f"^{re.escape(post)}"))
    expect(alice.page.get_by_label("Your comment")).to_have_value("And another, half")


def test_new_comments_announce_themselves_and_move_nothing(opens: Callable[..., Person]) -> None:
    alice, bob = opens(reduced_motion="reduce").joins(), opens(scripts=False).joins()
    post = alice.writes("A long one", "\n\n".join(["A line to read."] * 60))
    alice.page.get_by_label("Your comment").fill("Half typed")
    alice.page.get_by_label("Your comment").evaluate("box => box.setSelectionRange(2, 2)")
    # A request of Alice's own empties the status; so her draft is saved before anything is said there.
    expect(alice.page.locator(".draft-status").last).to_have_text("Saved as a draft.")
    place = alice.page.locator(".post .user-text p").nth(30).bounding_box()
    bob.opens(post)
    for number in range(2):
        bob.page.get_by_label("Your comment").fill(f"From Bob {number}")
        press(bob, "Comment")
        expect(comment_of(bob, f"From Bob {number}")).to_be_visible()
        bob.opens(post)
    expect(alice.page.locator("#new-comments")).to_have_text("Show 2 new comments")
    expect(alice.page.get_by_role("status")).to_have_text("2 new comments at the end of the page.")
    assert alice.page.locator(".post .user-text p").nth(30).bounding_box() == place
    assert alice.focus() == "reply-body"
    alice.stays()
    alice.page.locator("#new-comments a").click()
    expect(alice.page.locator("#newer-comments .user-text")).to_have_text(["From Bob 0", "From Bob 1"])
    expect(alice.page.locator("#newer-comments .comment").first).to_be_focused()
    expect(alice.page.locator("#new-comments")).to_have_text("")
    expect(alice.page.get_by_label("Your comment")).to_have_value("Half typed")
    # A reply that is begun there is not replaced: neither by more of them, nor by asking for its form again.
    comment = alice.page.locator("#newer-comments").get_by_role("link", name=re.compile("^Reply to ")).first
    comment.click()
    reply = alice.page.locator("#newer-comments textarea")
    reply.fill("Half a reply")
    bob.page.get_by_label("Your comment").fill("From Bob 2")
    press(bob, "Comment")
    expect(alice.page.locator("#new-comments")).to_have_text("Show 1 new comment")
    alice.page.locator("#new-comments a").click()
    expect(alice.page.locator("#newer-comments .user-text")).to_have_count(3)
    expect(reply).to_have_value("Half a reply")
    comment.click()
    expect(reply).to_be_focused()
    expect(reply).to_have_value("Half a reply")
    alice.page.get_by_role("link", name="Cancel").click()
    expect(reply).to_have_count(0)
    expect(comment).to_be_focused()
    assert alice.stayed


def test_the_badge_changes_by_itself(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    post = alice.writes("(2) of mine", "Words")
    alice.opens(post)
    alice.is_live()
    title = alice.page.title()
    bob.opens(post).get_by_label("Your comment").fill("Hello")
    press(bob, "Comment")
    expect(alice.page.locator("#unread-count")).to_have_text("1 unread")
    expect(alice.page).to_have_title(f"(1) {title}")
    alice.opens("/notifications")
    expect(alice.page).to_have_title("(1) Notifications · arcanon")
    alice.stays()
    alice.page.get_by_role("main").get_by_role("button", name=re.compile("^Mark as read")).click()
    expect(alice.page.locator(".notification--unread")).to_have_count(0)
    expect(alice.page.locator("#unread-count")).to_have_text("")
    expect(alice.page).to_have_title("Notifications · arcanon")
    assert alice.stayed
    until(lambda: alice.focus() != "BODY", "something to have focus")


def test_more_posts_and_comments_load_in_place(opens: Callable[..., Person]) -> None:
    alice, bob = opens().joins(), opens(scripts=False).joins()
    for number in range(21):
        alice.sends("/posts", title=f"In place {number}", body="x", topic="good")
    post = alice.writes("Long", "Words")
    for number in range(21):
        (alice if number % 2 else bob).sends(f"{post}/comments", body=f"Answer {number}")
    alice.opens("/?topic=good")
    alice.stays()
    alice.page.get_by_role("link", name="More posts").click()
    expect(alice.page.locator(".feed .post")).to_have_count(21)
    expect(alice.page.get_by_role("link", name="In place 0", exact=True)).to_be_focused()
    assert alice.stayed
    alice.opens(post)
    alice.stays()
    alice.page.get_by_role("link", name="More comments").click()
    expect(alice.page.locator(".comment")).to_have_count(21)
    assert alice.stayed
    until(lambda: alice.focus() != "BODY", "something to have focus")


def test_a_box_that_was_made_larger_breaks_no_policy(opens: Callable[..., Person]) -> None:
    """htmx carries a style over to the new page, which the policy forbids; the console would say so."""
    alice = opens().joins()
    alice.writes("A title", "Words")
    box = alice.page.get_by_label("Your comment")
    box.evaluate("box => { box.style.blockSize = '300px'; }")
    box.fill("A comment")
    alice.page.get_by_role("main").get_by_role("button", name="Comment", exact=True).click()
    expect(alice.page.locator(".comment .user-text")).to_have_text("A comment")


def test_the_seven_words_can_be_copied(opens: Callable[..., Person]) -> None:
    visitor = opens(permissions=["clipboard-read", "clipboard-write"])
    visitor.opens("/join").get_by_role("button", name="Show my seven words").click()
    words = visitor.page.locator("#passphrase li").all_text_contents()
    visitor.page.get_by_role("button", name="Copy my seven words").click()
    expect(visitor.page.get_by_role("status")).to_have_text("Copied.")
    assert visitor.page.evaluate("navigator.clipboard.readText()").split() == [word.strip() for word in words]


def test_the_first_question_and_the_button_are_on_a_phones_first_screen(opens: Callable[..., Person]) -> None:
    alice = opens(viewport={"width": 390, "height": 664}).joins()
    alice.opens("/match")
    button = alice.page.get_by_role("button", name="Find someone")
    expect(button).to_have_count(1)
    box = button.bounding_box()
    assert box["y"] + box["height"] < 664
    alice.page.get_by_text("Topics, languages and a first line").click()
    expect(alice.page.get_by_role("button", name="Find someone")).to_have_count(2)
    visitor = opens(viewport={"width": 390, "height": 664})
    visitor.opens("/")
    assert visitor.page.locator(".welcome").bounding_box()["height"] < 0.55 * 664


def test_a_quick_exit_leaves_nothing_to_find(opens: Callable[..., Person]) -> None:
    alice = opens().joins()
    alice.opens("/posts/new")
    alice.page.get_by_label("Your text").fill("Nobody may see this")
    alice.page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    alice.page.get_by_role("button", name="Quick exit").click()
    expect(alice.page.locator("body")).to_have_text("elsewhere")
    alice.page.go_back()
    expect(alice.page.get_by_label("Your text")).to_have_value("")
    assert "Nobody may see this" not in alice.page.content()


def test_what_a_moderator_hides_leaves_open_pages_at_once(opens: Callable[..., Person], server: Arcanon) -> None:
    alice, bob, mo = opens().joins(), opens(scripts=False).joins(), opens(scripts=False).joins()
    post = alice.writes("A loud title", "Cruel words")
    comment = bob.sends(f"{post}/comments", body="More cruel words")
    reader = opens()
    reader.opens(post)
    reader.is_live()
    alice.opens(post)
    alice.is_live()
    mo.sends("/moderation/join/" + server.runs("moderator", "invite").rpartition("/")[2].strip(), call_sign="Mo")
    mo.sends("/moderation/confirm", words=" ".join(mo.words))
    for address in (post, comment):
        bob_or_alice = bob if address == post else alice
        bob_or_alice.sends(f"{address}/report", rule="kind")
        case = str(mo.opens("/moderation").locator("main .list a").first.get_attribute("href"))
        mo.sends(case, text="hide", rule="kind", note="Please be kind.")
    for page in (reader.page, alice.page):
        expect(page.get_by_text("ruel words")).to_have_count(0)
        expect(page.get_by_text("Hidden by a moderator: Be kind, or be quiet")).to_have_count(2)
        expect(page.get_by_role("heading", level=1)).to_have_text("Hidden by a moderator")
    expect(alice.page.get_by_role("link", name="Read what you wrote, and why it is hidden")).to_have_count(1)
