"""The whole story, as it is told in the first issue: Alice with scripts, Bob without."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.person import Person


def test_the_story(opens: Callable[..., Person]) -> None:
    alice, bob = opens(), opens(scripts=False)

    # Alice opens the site, reads, and wants to comment. She joins.
    alice.opens("/")
    expect(alice.page.get_by_role("heading", level=1)).to_contain_text("without your name")
    alice.page.get_by_role("main").get_by_role("link", name="Join").click()
    alice.page.get_by_role("button", name="Show my seven words").click()
    alice.gives_words_back()
    assert len(alice.words) == 7
    post = alice.writes("Awake at four", "Anybody else?")

    # Bob reads it, joins, likes it and comments, without scripts.
    bob.opens("/join").get_by_role("button", name="Show my seven words").click()
    bob.gives_words_back()
    expect(bob.page).to_have_url(re.compile(r"/\?flash=joined$"))
    bob.opens("/").get_by_role("link", name="Awake at four", exact=True).click()
    bob.page.get_by_role("button", name="Like this post").click()
    expect(bob.page.get_by_role("button", name="Like this post")).to_have_attribute("aria-pressed", "true")
    bob.page.get_by_label("Your comment").fill("Yes, here")
    bob.page.get_by_role("main").get_by_role("button", name="Comment", exact=True).click()
    expect(bob.page.locator(".comment .user-text")).to_have_text("Yes, here")

    # Alice's like and comment appear in place, without a reload.
    alice.opens(post)
    alice.stays()
    expect(alice.page.locator(".post .like__count")).to_have_text("1 like")
    alice.page.get_by_role("button", name="Like this comment").click()
    expect(alice.page.get_by_role("button", name="Like this comment")).to_have_attribute("aria-pressed", "true")
    expect(alice.page.locator(".comment .like__count")).to_have_text("1 like")
    assert alice.focus().startswith("like-")
    alice.page.get_by_label("Your comment").fill("Good to know")
    alice.page.get_by_role("main").get_by_role("button", name="Comment", exact=True).click()
    expect(alice.page.locator(".comment .user-text")).to_have_text(["Yes, here", "Good to know"])
    expect(alice.page.get_by_label("Your comment")).to_have_value("")
    expect(alice.page.locator("#status")).to_have_text("Your comment was published.")
    assert alice.stayed

    # Alice asks for a match; so does Bob; both land in one chat under fresh names.
    alice.opens("/match").get_by_label("To talk").check()
    alice.page.get_by_text("Topics, languages and a first line").click()
    alice.page.get_by_label("Being alone").check()
    alice.page.get_by_role("button", name="Find someone").first.click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Looking for someone")
    alice.stays()
    bob.opens("/match").get_by_label("To listen").check()
    bob.page.get_by_role("button", name="Find someone").click()
    expect(bob.page).to_have_url(re.compile(r"/chats/\w+#latest$"))
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Someone's here")
    expect(alice.page.locator("#unread-count")).to_have_text("2 unread")
    expect(alice.page.locator("#unread-chats")).to_have_text("1 unread")
    expect(alice.page).to_have_title("Someone's here · arcanon")
    assert alice.stayed
    alice.page.get_by_role("link", name="Open the chat").click()
    assert alice.page.url == bob.page.url
    chat = bob.page.url

    # Alice receives each word as it is sent; Bob's page shows it when he invitations.
    alice.stays()
    bob.page.get_by_label("Message", exact=True).fill("Hello you")
    bob.page.get_by_role("button", name="Send").click()
    expect(alice.page.locator("#log .message__text")).to_have_text("Hello you")
    alice.page.get_by_label("Message", exact=True).fill("Hello Bob without a name")
    alice.page.get_by_role("button", name="Send").click()
    expect(alice.page.locator("#log .message__text")).to_have_text(["Hello you", "Hello Bob without a name"])
    expect(alice.page.get_by_label("Message", exact=True)).to_have_value("")
    assert alice.stayed
    bob.page.get_by_role("button", name="Check for new messages").click()
    expect(bob.page.locator(".message__text")).to_have_text(["Hello you", "Hello Bob without a name"])
    expect(bob.page.locator("#unread")).to_have_text("1 new message")

    # Bob comes back on another browser with his seven words, and everything that is his is still his.
    elsewhere = opens(scripts=False)
    elsewhere.opens("/login").get_by_label("Your seven words").fill(" ".join(bob.words).upper())
    elsewhere.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    elsewhere.page.get_by_role("link", name="Mine").click()
    expect(elsewhere.page.get_by_role("link", name="Yes, here")).to_be_visible()
    elsewhere.page.get_by_role("link", name="What I like").click()
    expect(elsewhere.page.get_by_role("link", name="Awake at four")).to_be_visible()
    elsewhere.opens("/chats").get_by_role("link", name="With ").click()
    assert elsewhere.page.url.partition("#")[0] == chat.partition("#")[0]
    expect(elsewhere.page.locator(".message--own .message__text")).to_have_text("Hello you")
