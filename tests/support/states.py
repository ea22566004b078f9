"""Every page, and the states of it that differ, each as its name and the steps that lead there."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.person import Person
from tests.support.services import Arcanon

State = Callable[[], Page]


@pytest.fixture
def states(opens: Callable[..., Person], server: Arcanon) -> Iterator[list[tuple[str, State]]]:
    """Every page, and the states of it that differ, each as its name and the steps that lead there."""
    alice, bob, visitor = opens().joins(), opens(scripts=False).joins(), opens()
    carol = opens(scripts=False).joins()
    # Refusals are answered with their status; and axe lays styles of its own into the page, which the policy refuses.
    alice.forgive("status of 4(01|04|09|22)|Applying inline style")
    page = alice.page
    post = alice.writes("Awake at four", "Nobody else is.\n\nOr is there?\n" + "A longer line of words. " * 20)
    page.get_by_label("Your comment").fill("A comment " * 30)
    page.get_by_role("main").get_by_role("button", name="Comment", exact=True).click()
    page.get_by_role("button", name="Like this post").click()
    expect(page.locator(".comment")).to_have_count(1)

    # What others do to it, so that there is something to see.
    rich = "# Loud\n\n> quoted\n\n- one\n- two\n\n`code` and a\n\n---\n\n```\nblock\n```"
    folded = bob.sends("/posts", body=rich, warning="spiders")
    above = bob.sends(f"{post}/comments", body="From **Bob**, with a [link](https://example.org/)")
    deep = above
    for number in range(3):
        deep = alice.sends(f"{post}/comments", body=f"Level {number}", reply_to=deep.removeprefix("/comments/"))
    alice.sends(f"{above}/like", liked="yes")
    bob.sends(f"{post}/invite", line="May I ask you something?")
    alice.sends(f"{folded}/invite", line="Hello")
    hidden = carol.sends("/posts", title="Hidden", body="Hidden")
    alice.sends(f"{hidden}/hide", hidden="yes")
    alice.sends(f"{hidden}/block")
    alice.sends("/drafts", key="a-draft", to="/posts", body="Half a thought")
    alice.sends("/me/settings", feed="on", accepts_invitations="yes")
    alice.sends("/me/settings", phrases="blood", topics="grief", accepts_invitations="yes")

    def opening(address: str, summary: str) -> State:
        def steps() -> Page:
            alice.opens(address).locator("summary", has_text=summary).first.click()
            return page

        return steps

    def previewed() -> Page:
        alice.opens("/posts/new?draft=a-draft").get_by_role("button", name="Preview").click()
        expect(page.locator(".preview")).to_be_visible()
        return page

    def dialog() -> Page:
        alice.opens(deep).get_by_role("link", name="Delete your comment").last.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        return page

    def answering() -> Page:
        alice.opens(above).get_by_role("link", name=re.compile("^Reply to ")).first.click()
        expect(page.locator(".replying textarea")).to_be_visible()
        return page

    def at(address: str, person: Person = alice) -> State:
        return lambda: person.opens(address)

    def refused(address: str, button: str) -> State:
        def steps() -> Page:
            alice.opens(address).get_by_role("main").get_by_role("button", name=button, exact=True).click()
            expect(page.locator(".summary")).to_be_visible()
            return page

        return steps

    def pressing(address: str, role: str, name: str, shows: str, person: Person = alice) -> State:
        def steps() -> Page:
            person.opens(address).get_by_role("main").get_by_role(role, name=name, exact=True).first.click()
            expect(person.page.locator(shows)).to_be_visible()
            return person.page

        return steps

    def pressing_below(link: str) -> State:
        def steps() -> Page:
            alice.opens("/rules").get_by_role("link", name=link).click()
            expect(page.locator("form.appearance")).to_be_visible()
            return page

        return steps

    def proving() -> Page:
        pressing("/join", "button", "Show my seven words", "#passphrase", visitor)()
        visitor.page.get_by_role("button", name="I have saved them").click()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Two of your words")
        return visitor.page

    def proof_refused() -> Page:
        proving()
        visitor.page.get_by_role("main").get_by_role("button", name="Join").click()
        expect(visitor.page.locator("#summary")).to_be_visible()
        return visitor.page

    def joining() -> Page:
        visitor.opens(post).get_by_label("Your comment").fill("Typed before joining")
        visitor.page.get_by_role("main").get_by_role("button", name="Comment", exact=True).click()
        expect(visitor.page.get_by_role("heading", name="First, join or sign in")).to_be_visible()
        return visitor.page

    chats: list[str] = []

    def talking() -> Page:
        alice.meets(bob)
        for number in range(4):
            (alice if number % 2 else bob).says(f"Number {number} " + "and more words " * 9)
        expect(alice.messages()).to_have_count(4)
        chats.append(page.url.partition("#")[0])
        alice.sends(f"{chats[0]}/seen", seen="4")  # the page itself says it a moment later
        return page

    def inside(path: str, who: Person = alice) -> State:
        return lambda: who.opens(chats[0] + path)

    def more() -> Page:
        page.get_by_text("More", exact=True).click()
        return page

    def unsent() -> Page:
        page.get_by_label("Message", exact=True).fill("w" * 2001)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_label("This was not sent")).to_be_visible()
        page.evaluate("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")
        return page

    def taking_back() -> Page:
        alice.opens(chats[0]).locator(".message__menu summary").first.click()
        alice.page.get_by_role("link", name="Unsend").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        return page

    def sealed() -> Page:
        bob.sends(f"{chats[0]}/reveal", line="Bob of the bakery")
        return alice.opens(chats[0])

    def revealed() -> Page:
        alice.sends(f"{chats[0]}/reveal", line="Alice in Lisbon")
        return alice.opens(chats[0])

    def notifications() -> Page:
        bob.sends(f"{chats[0]}/messages", body="Are you still there?", key="notifications")
        return alice.opens("/chats")

    def deleted() -> Page:
        alice.sends(f"{chats[0]}/delete")
        return alice.opens(chats[0])

    def waiting() -> Page:
        form = {"role": "talk", "languages": "en", "topics": "grief", "age": "25", "gender": "woman", "genders": "man"}
        alice.sends("/match", **form, line="Hello, whoever comes")
        return alice.opens("/match")

    def unread() -> Page:
        bob.opens(chats[0])
        alice.sends(f"{chats[0]}/messages", body="Something new", key="new")
        bob.page.get_by_role("button", name="Check for new messages").click()
        expect(bob.page.locator("#unread")).to_be_visible()
        return bob.page

    def ended() -> Page:
        bob.page.get_by_role("link", name="End the chat").click()
        bob.page.get_by_role("button", name="End it for both").click()
        expect(bob.page.locator("#flash")).to_be_visible()
        return bob.page

    moderator = opens(scripts=False)
    cases: list[str] = []

    def invited() -> Page:
        moderator.joins()
        token = server.runs("moderator", "invite").rpartition("/")[2].strip()
        return moderator.opens(f"/moderation/join/{token}")

    def confirming() -> Page:
        invitation = moderator.page.url
        moderator.sends(invitation, call_sign="Owl")
        return moderator.opens("/moderation")

    def reported(address: str, **why: str) -> str:
        """Reports something, and returns the address of its case, which is the only open one."""
        alice.sends(f"{address}/report", **why)
        moderator.opens("/moderation")
        return str(moderator.page.locator("main .list a").first.get_attribute("href"))

    def queue() -> Page:
        moderator.sends("/moderation/confirm", words=" ".join(moderator.words))
        cases.append(reported(above, rule="kind", details="It hurts somebody I know."))
        return moderator.page

    def case_refused() -> Page:
        moderator.opens(cases[0]).get_by_role("main").get_by_role("button", name="Decide").click()
        expect(moderator.page.locator(".summary")).to_be_visible()
        return moderator.page

    def decided() -> Page:
        ruling = {"rule": "kind", "note": "Please be kind to others.", "urgent": "yes"}
        moderator.sends(cases[0], text="hide", person="", **ruling)
        other = reported(folded, rule="law", details="I believe that section 1 forbids it.")
        moderator.sends(other, text="leave", person="pause-7", **ruling)
        return moderator.opens(cases[0])

    def appealing() -> Page:
        own = bob.opens(f"/me/hidden/{above.removeprefix('/comments/')}")
        own.get_by_role("link", name="Appeal").click()
        return bob.page

    def appealed() -> Page:
        bob.page.get_by_label("Why was the decision wrong?").fill("I quoted a song.")
        bob.page.get_by_role("button", name="Appeal").click()
        expect(bob.page.locator("#flash")).to_be_visible()
        return bob.page

    yield [
        ("feed of a visitor", at("/", visitor)),
        ("feed", at("/")),
        ("feed, topics open", opening("/", "Topics")),
        ("feed, most liked", at("/?sort=top&over=all")),
        ("topic", at("/?topic=grief")),
        ("post", at(post)),
        ("post, more open", opening(folded, "More")),
        ("post, warning open", opening(folded, "Content warning")),
        ("post, newest comments", at(f"{post}?sort=newest")),
        ("comment", at(deep)),
        ("comment, more open", opening(above, "More")),
        ("comment a comment", at(f"{above}/reply")),
        ("comment in place", answering),
        ("new comments", at(f"{post}/comments?after=0")),
        ("delete in a dialog", dialog),
        ("preview", previewed),
        ("preview without scripts", pressing("/posts/new", "button", "Preview", ".preview", bob)),
        ("search", at("/search")),
        ("search, found", at("/search?q=bob")),
        ("search, not found", at("/search?q=xyzzy")),
        ("ask", at(f"{hidden}/invite")),
        ("invitations", at("/invitations")),
        ("block", at(f"{hidden}/block")),
        ("notifications", at("/notifications")),
        ("no notifications", at("/notifications", bob)),
        ("settings", at("/me/settings")),
        ("post of a visitor", at(post, visitor)),
        ("join to comment", joining),
        ("comment refused", refused(post, "Comment")),
        ("edit in place", pressing(post, "link", "Edit", "form[action$='/edit']")),
        ("edit", at(f"{post}/edit")),
        ("delete", at(f"{post}/delete")),
        ("write", at("/posts/new")),
        ("write refused", refused("/posts/new", "Publish")),
        ("join", at("/join", visitor)),
        ("seven words", pressing("/join", "button", "Show my seven words", "#passphrase", visitor)),
        ("two words", proving),
        ("two words refused", proof_refused),
        ("sign in", at("/login", visitor)),
        ("sign in refused", pressing("/login", "button", "Sign in", "#summary", visitor)),
        ("mine", at("/me")),
        ("liked", at("/me/likes")),
        ("match", at("/match")),
        ("match, wishes open", opening("/match", "About you")),
        ("match refused", refused("/match", "Find someone")),
        ("chat", talking),
        ("chat, more open", more),
        ("chat, not sent", unsent),
        ("chat, refused without scripts", lambda: pressing(chats[0], "button", "Send", "#summary", bob)()),
        ("chat, take back", inside("/messages/2/unsend")),
        ("chat, take back in a dialog", taking_back),
        ("chat, settings", inside("/settings")),
        ("chat, reveal", inside("/reveal")),
        ("chat, reveal refused", lambda: refused(f"{chats[0]}/reveal", "Seal it")()),
        ("chat, sealed by one", sealed),
        ("chat, sealed by the other", inside("/reveal", bob)),
        ("chat, revealed", revealed),
        ("chat, both revealed", inside("/reveal")),
        ("chat, block", inside("/block")),
        ("chat, report", inside("/report")),
        ("chat, end", inside("/end")),
        ("chat, delete", inside("/delete")),
        ("chats, something new", notifications),
        ("chat unread", unread),
        ("chat ended", ended),
        ("chat ended, with scripts", inside("")),
        ("chat deleted", deleted),
        ("chats", at("/chats")),
        ("no chats", at("/chats", carol)),
        ("waiting", waiting),
        ("privacy", at("/privacy")),
        ("open to everyone", at("/accessibility")),
        ("light or dark", at("/appearance")),
        ("light or dark in place", pressing_below("Appearance")),
        ("blocked", at("/me/blocks")),
        ("edit a comment", at(f"{deep}/edit")),
        ("delete a comment", at(f"{deep}/delete")),
        ("rules", at("/rules")),
        ("help", at("/help", visitor)),
        ("report a post", at(f"{folded}/report")),
        ("report refused", refused(f"{folded}/report", "Send the report")),
        ("report of a visitor", at(f"{above}/report", visitor)),
        ("nothing reported", at("/me/reports", bob)),
        ("invited to moderate", invited),
        ("moderation, words", confirming),
        ("moderation", queue),
        ("case", lambda: moderator.opens(cases[0])),
        ("case refused", case_refused),
        ("case decided", decided),
        ("reported", at("/me/reports")),
        ("comment hidden", at(post, visitor)),
        ("own hidden text", at(f"/me/hidden/{above.removeprefix('/comments/')}", bob)),
        ("paused", at("/me", bob)),
        ("paused, not sent", lambda: pressing("/match", "button", "Find someone", "h1", bob)()),
        ("appeal", appealing),
        ("appealed", appealed),
        ("moderation, appealed", lambda: moderator.opens("/moderation")),
        ("log of decisions", at("/moderation/log", visitor)),
        ("not found", at("/nowhere")),
    ]
    alice.opens("/match").get_by_role("button", name="Stop looking").click()
