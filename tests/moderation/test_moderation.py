"""Deciding: what happens to a text, and to its writer, and what everybody sees of it."""

import re
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from arcanon import crypto, settings
from arcanon.comments.models import Comment
from arcanon.db.errors import GoneError
from arcanon.moderation import access, deciding
from arcanon.moderation.jobs import carry_out_decisions
from arcanon.moderation.models import Decision, Moderator, ModeratorInvitation
from arcanon.people import sanctions
from arcanon.people.models import Sanction, Session
from arcanon.posts.models import Post, PostContent
from arcanon.reports.models import WAITING, Case, HiddenText
from arcanon.text import clock
from tests.support.cast import Browser, new_key, person_of, soup
from tests.support.dump import dump
from tests.support.moderators import change, decide, moderator, report
from tests.support.site import browser, joined
from tests.support.sockets import Socket


@pytest.fixture
async def mo(app: ASGIApp) -> Browser:
    async with browser(app) as somebody:
        yield await moderator(await joined(somebody), "Mo")


@pytest.fixture
async def nia(app: ASGIApp) -> Browser:
    async with browser(app) as somebody:
        yield await moderator(await joined(somebody), "Nia")


async def test_an_invitation_works_once_and_for_a_day(alice: Browser, bob: Browser) -> None:
    token = await ModeratorInvitation.make()
    address = f"/moderation/join/{token}"
    assert (await alice.act(address, {"call_sign": ""})).status_code == 422
    assert (await alice.act(address, {"call_sign": "Owl"})).headers["location"] == "/moderation"
    assert (await bob.get(address)).status_code == 404
    taken = await bob.act(f"/moderation/join/{await ModeratorInvitation.make()}", {"call_sign": "Owl"})
    assert taken.status_code == 422
    assert "Another moderator has this call sign" in taken.text
    late = await ModeratorInvitation.make()
    await change(ModeratorInvitation.filter().update(expires_at=clock.now() - timedelta(minutes=1)))
    assert (await bob.get(f"/moderation/join/{late}")).status_code == 404
    await ModeratorInvitation.delete_expired()
    assert not await ModeratorInvitation.exists()


async def test_moderating_asks_for_the_seven_words_every_half_hour(
    alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alice.act(f"/moderation/join/{await ModeratorInvitation.make()}", {"call_sign": "Owl"})
    asked = await alice.get("/moderation")
    assert asked.headers["location"] == "/moderation/confirm?next=/moderation"
    wrong = await alice.act("/moderation/confirm", {"words": bob.words, "next": "/moderation"})
    assert wrong.status_code == 422
    assert bob.words not in wrong.text
    await alice.act("/moderation/confirm", {"words": alice.words, "next": "/moderation"})
    assert (await alice.get("/moderation")).status_code == 200
    elsewhere = await alice.act("/moderation/confirm", {"words": alice.words, "next": "https://evil.example/"})
    assert elsewhere.headers["location"] == "/moderation"
    # Another browser, or half an hour later: it is asked for again.
    kept = alice.cookies["arcanon-moderating"]
    bob.cookies.set("arcanon-moderating", kept)
    assert (await bob.get("/moderation")).status_code == 404
    monkeypatch.setattr(access, "CONFIRMED_FOR", -1)
    await alice.act("/moderation/confirm", {"words": alice.words})
    assert (await alice.get("/moderation")).status_code == 303
    # What was typed meanwhile comes back.
    case = await report(alice, f"/posts/{await bob.write()}")
    asked = soup(await alice.act(f"/moderation/cases/{case}", {"text": "hide", "rule": "kind", "note": "My reasons"}))
    monkeypatch.undo()
    back = soup(await alice.submit(asked.select_one("main form"), words=alice.words))
    assert "My reasons" in str(back)
    assert (await alice.submit(back.select_one("main form"))).status_code == 303
    assert (await Case.get(id=case)).action == "hide"
    assert await Moderator.revoke("Owl")
    assert (await alice.get("/moderation")).status_code == 404


async def test_hiding_takes_a_text_out_of_every_page_and_an_appeal_brings_it_back(
    alice: Browser, bob: Browser, visitor: Browser, mo: Browser, nia: Browser
) -> None:
    post = await alice.write("A loud title", "Cruel *words*", warning="careful")
    before = str((await visitor.page(f"/posts/{post}")).select_one("article"))
    case = await report(bob, f"/posts/{post}", words="It hurts.")
    page = await mo.page(f"/moderation/cases/{case}")
    assert "Cruel *words*" in page.text
    assert "It hurts." in page.text
    assert "Nothing was decided about the writer before." in page.text
    assert await person_of(alice) not in str(page)
    await decide(mo, case, text="hide")
    for address in (f"/posts/{post}", "/", "/?sort=top", "/search?q=cruel", "/feed.atom"):
        response = await visitor.get(address)
        assert "loud title" not in response.text, address
        assert "Cruel" not in response.text, address
    assert "Hidden by a moderator: Be kind, or be quiet" in (await visitor.page(f"/posts/{post}")).text
    # Its writer is told, reads it, and appeals, without a session.
    assert "A moderator has decided about something you wrote" in (await alice.page("/notifications")).text
    own = await alice.page(f"/me/hidden/{post}")
    assert "loud title" in own.text
    assert "Please be kind to others." in own.text
    address = own.select_one("main a.button")["href"]
    assert (await visitor.act(address, {"reason": ""})).status_code == 422
    await visitor.act(address, {"reason": "I quoted a song."})
    assert "You have appealed." in (await visitor.page(address)).text
    assert "the writer has appealed" in (await bob.page("/me/reports")).text
    # Somebody else answers: not who decided.
    assert "An appeal about a post" in (await nia.page("/moderation")).text
    assert "A colleague answers the appeal" in (await mo.page(f"/moderation/cases/{case}")).text
    assert (await mo.act(f"/moderation/cases/{case}/undo")).status_code == 403
    assert "I quoted a song." in (await nia.page(f"/moderation/cases/{case}")).text
    assert (await nia.act(f"/moderation/cases/{case}/undo")).status_code == 303
    assert str((await visitor.page(f"/posts/{post}")).select_one("article")) == before
    assert "loud title" in (await visitor.page("/search?q=cruel")).text
    assert "It was taken back." in (await visitor.page(address)).text
    log = (await visitor.page("/moderation/log")).select_one("main").text
    assert "text hidden" in log
    assert "appeal granted" in log
    for secret in ("loud", "Cruel", "Mo", "Nia", post, case):
        assert secret not in log
    assert await Decision.first_wrong() is None


async def test_an_appeal_that_is_refused_leaves_the_decision(alice: Browser, bob: Browser, mo: Browser) -> None:
    post = await alice.write()
    comment = await bob.comment(post, "Cruel words")
    case = await report(alice, f"/comments/{comment}")
    await decide(mo, case, text="hide")
    address = (await bob.page(f"/me/hidden/{comment}")).select_one("main a.button")["href"]
    await bob.act(address, {"reason": "No"})
    # Mo is the only moderator, so Mo answers.
    assert (await mo.act(f"/moderation/cases/{case}/refuse")).status_code == 303
    assert "the decision stands" in (await bob.page(address)).text
    await bob.act(address, {"reason": "Again"})
    assert (await Case.get(id=case)).state == "closed", "one appeals once"
    assert "Cruel" not in (await alice.page(f"/posts/{post}")).text


async def test_a_comment_is_hidden_in_open_pages_at_once(
    app: ASGIApp, alice: Browser, bob: Browser, visitor: Browser, mo: Browser
) -> None:
    post = await alice.write()
    comment = await bob.comment(post, "Cruel words")
    case = await report(alice, f"/comments/{comment}")
    async with Socket(app, visitor, f"/posts/{post}/live?after=9") as socket:
        await decide(mo, case, text="hide")
        while f"#text-{comment}" not in (frame := await socket.receive()):
            pass
        assert "Hidden by a moderator: Be kind" in frame
    page = await visitor.page(f"/posts/{post}")
    assert "Cruel" not in page.text
    assert "Hidden by a moderator: Be kind, or be quiet" in page.select_one(f"#comment-{comment}").text


async def test_two_moderators_at_one_case(alice: Browser, bob: Browser, mo: Browser, nia: Browser) -> None:
    post = await alice.write()
    case = await report(bob, f"/posts/{post}")
    await decide(mo, case)
    late = await nia.act(f"/moderation/cases/{case}", {"text": "hide", "rule": "kind", "note": "Because"})
    assert late.status_code == 409
    assert "A colleague was faster" in late.text
    assert "Decided by Mo." in late.text
    assert await Decision.all().count() == 1


async def test_a_decision_says_what_is_missing(alice: Browser, bob: Browser, mo: Browser) -> None:
    case = await report(bob, f"/posts/{await alice.write()}")
    address = f"/moderation/cases/{case}"
    for fields, error in (
        ({}, "Choose what happens to the text."),
        ({"text": "hide", "note": "Why"}, "Choose the rule that it breaks."),
        ({"text": "hide", "rule": "kind"}, "must learn how"),
        ({"text": "leave", "person": "flog", "note": "Why"}, "Choose what happens to the writer."),
    ):
        refused = await mo.act(address, fields)
        assert refused.status_code == 422
        assert error in refused.text
        assert fields.get("note", "") in refused.text
    assert not await Decision.exists()


async def test_who_is_paused_reads_and_deletes_and_loses_no_word(
    chat: str, alice: Browser, bob: Browser, mo: Browser
) -> None:
    post, other = await bob.write("His", "Words"), await alice.write("Hers", "Words")
    case = await report(alice, f"/posts/{post}")
    await decide(mo, case, person="pause-7", urgent="yes")
    for address, fields in (
        ("/posts", {"title": "T", "body": "My long text"}),
        (f"/posts/{post}/edit", {"title": "T", "body": "My long text"}),
        (f"/posts/{other}/comments", {"body": "My long text"}),
        (f"/chats/{chat}/messages", {"body": "My long text"}),
        (f"/posts/{other}/invite", {"line": "My long text"}),
    ):
        refused = await bob.act(address, {**fields, "key": new_key()})
        assert refused.status_code == 409, address
        assert "paused your account until" in refused.text
        assert "My long text" in refused.text
    assert (await bob.act("/match", {"languages": "en", "role": "talk"})).status_code == 409
    assert "You are paused until" in (await bob.page("/me")).text
    assert (await bob.get(f"/chats/{chat}")).status_code == 200
    assert (await bob.act(f"/posts/{post}/delete")).status_code == 303
    # Nobody else sees it; and it is over when it is over.
    assert "paused" not in (await alice.page("/me")).text
    assert (await mo.act(f"/moderation/cases/{case}/undo")).status_code == 303
    assert (await bob.act("/posts", {"title": "T", "body": "Words", "key": new_key()})).status_code == 303


async def test_a_pause_begins_later_at_a_moment_that_nobody_can_foresee(
    alice: Browser, bob: Browser, mo: Browser
) -> None:
    begins = set()
    for _ in range(3):
        case = await report(alice, f"/posts/{await bob.write()}")
        await decide(mo, case, person="pause-1")
    for terms in (await Sanction.of(await person_of(bob))).values():
        assert not terms.has_begun
        begins.add(terms.begins_at)
    assert len(begins) == 3
    shortest = clock.now() + timedelta(minutes=deciding.SHORTEST_DELAY - 1)
    assert min(begins) > shortest.isoformat()
    assert await bob.write("Still", "Words")
    assert "paused" not in (await bob.page("/me")).text


async def test_who_is_banned_is_signed_out_everywhere_and_can_appeal(
    app: ASGIApp, alice: Browser, bob: Browser, mo: Browser
) -> None:
    case = await report(alice, f"/posts/{await bob.write()}")
    async with Socket(app, bob, "/live") as socket:
        await decide(mo, case, person="ban", urgent="yes")
        assert (await bob.get("/me")).headers["location"].startswith("/join")
        del socket
    refused = await bob.act("/login", {"words": bob.words})
    assert refused.status_code == 403
    assert "This account is closed" in refused.text
    assert "arcanon-session" not in refused.headers.get("set-cookie", "")
    address = re.search(r"/appeals/[\w-]+", refused.text)[0]
    bob.cookies.clear()
    assert (await bob.act(address, {"reason": "It was not me."})).status_code == 303
    assert (await mo.act(f"/moderation/cases/{case}/undo")).status_code == 303
    assert (await bob.act("/login", {"words": bob.words})).status_code == 303


async def test_a_text_that_was_hidden_while_it_waited_is_shown_when_it_breaks_no_rule(
    alice: Browser, bob: Browser, mo: Browser, visitor: Browser
) -> None:
    post = await alice.write("A title", "Words")
    case = await report(bob, f"/posts/{post}")
    await HiddenText.hide(await Post.get(id=post), WAITING)
    await change(Case.filter(id=case).update(is_hidden=True))
    assert "hidden already" in (await mo.page("/moderation")).text
    await decide(mo, case)
    assert "A title" in (await visitor.page("/")).text
    assert "found that it breaks no rule" in (await bob.page("/me/reports")).text
    assert not await HiddenText.exists()


async def test_a_changed_log_is_noticed(alice: Browser, bob: Browser, mo: Browser) -> None:
    for _ in range(3):
        await decide(mo, await report(bob, f"/posts/{await alice.write()}"), text="hide")
    assert await Decision.first_wrong() is None
    await change(Decision.filter(number=2).update(action="dismiss"))
    assert await Decision.first_wrong() == 2
    await change(Decision.filter(number=2).delete())
    assert await Decision.first_wrong() == 3


async def test_sanctions_of_one_person_have_nothing_in_common(alice: Browser, bob: Browser, mo: Browser) -> None:
    """The attack: every table and the server's secret, but not `keys/`."""
    for _ in range(2):
        await decide(mo, await report(alice, f"/posts/{await bob.write()}"), person="pause-1")
    person, tables, secret = await person_of(bob), await dump(), settings.current().secret
    rows = tables["sanctions"]
    assert len(rows) == 2
    assert person not in str(rows)
    assert len({len(row["sealed"]) for row in rows}) == 1
    guesses = {
        crypto.mac(key, f"{person} {n}") for key in (secret, crypto.derive(secret, "sanctions")) for n in range(9)
    }
    assert not guesses & {row["id"] for row in rows}
    # The control: with the key in `keys/` they are found.
    assert {row["id"] for row in rows} <= set(sanctions.ids_of(person))


async def test_a_moderator_learns_no_more_about_a_writer_than_anybody(
    alice: Browser, bob: Browser, mo: Browser
) -> None:
    """Two texts of one writer, two cases: the pages of the cases have nothing in common that tells so."""
    one, two, other = await bob.write("One", "First"), await bob.write("Two", "Second"), await alice.write("Three", "X")
    pages = []
    for post, by in ((one, alice), (two, alice), (other, bob)):
        case = await report(by, f"/posts/{post}")
        pages.append(
            set(re.findall(r"[\w-]{6,}", str((await mo.page(f"/moderation/cases/{case}")).select_one("main"))))
        )
    same, different = pages[0] & pages[1], pages[0] & pages[2]
    assert same == different, "what two cases of one writer share, two cases of two writers share, too"


async def test_a_decision_does_not_show_in_the_other_cases_of_its_writer(
    alice: Browser, bob: Browser, mo: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack: decide about one text, and see in which other cases "was decided before" changes."""
    cases = [await report(alice, f"/posts/{await bob.write()}") for _ in range(2)]
    before = (await mo.page(f"/moderation/cases/{cases[1]}")).text
    await decide(mo, cases[0], person="warn", urgent="yes")
    assert (await mo.page(f"/moderation/cases/{cases[1]}")).text == before
    # Nor does it in a case that is opened in the days after; the control: a week later it does.
    for days, says in ((6, "Nothing was decided"), (8, "One thing was decided")):
        now = clock.now() + timedelta(days=days)
        with monkeypatch.context() as later:
            later.setattr(clock, "now", lambda now=now: now)
            case = await report(alice, f"/posts/{await bob.write()}")
            evidence = (await Case.get(id=case)).evidence
        assert evidence.earlier == ("none" if days == 6 else "one"), says


async def test_what_is_mild_makes_room_for_what_is_not(alice: Browser, bob: Browser, mo: Browser) -> None:
    """Moderators cannot know that several texts are one person's: five decisions must not lift a pause."""
    posts = [await bob.write() for _ in range(6)]
    for post, person in zip(posts, ("pause-30", *["warn"] * 5), strict=True):
        await decide(mo, await report(alice, f"/posts/{post}"), person=person, urgent="yes")
    actions = sorted(terms.action for terms in (await Sanction.of(await person_of(bob))).values())
    assert actions == ["pause", "warn", "warn", "warn"]
    assert (await bob.act("/posts", {"body": "Words", "key": new_key()})).status_code == 409


async def test_what_is_taken_back_goes_on_counting(
    alice: Browser, bob: Browser, visitor: Browser, mo: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack: warn, look at another text's case, take the warning back, and have that text reported again."""
    one, two = await bob.write(), await bob.write()
    warned = await report(alice, f"/posts/{one}")
    await decide(mo, warned, person="warn", urgent="yes")
    now = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: now)
    seen = []
    for _ in range(2):
        await visitor.act(f"/posts/{two}/report", {"rule": "kind"})
        case = await Case.get(subject=two, state="open")
        seen.append(case.evidence.earlier)
        await deciding.decide(case, await Moderator.get(call_sign="Mo"), deciding.Ruling(False, "", "", ""))
        if len(seen) == 1:
            await deciding.undo(await Case.get(id=warned), await Moderator.get(call_sign="Mo"))
    assert seen == ["one", "one"]


async def test_a_decision_that_was_interrupted_is_carried_out_later(
    alice: Browser, bob: Browser, mo: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise TimeoutError

    case = await report(alice, f"/posts/{await bob.write()}")
    with monkeypatch.context() as patch:
        patch.setattr(Sanction, "lay", fails)
        ruling = {"text": "leave", "person": "pause-1", "urgent": "yes", "rule": "kind", "note": "Why"}
        assert (await mo.act(f"/moderation/cases/{case}", ruling)).status_code == 503
    assert not await Sanction.exists()
    await carry_out_decisions()
    await carry_out_decisions()
    assert [terms.action for terms in (await Sanction.of(await person_of(bob))).values()] == ["pause"]
    assert (await bob.act("/posts", {"body": "Words", "key": new_key()})).status_code == 409
    with monkeypatch.context() as patch:
        patch.setattr(Sanction, "lift", fails)
        assert (await mo.act(f"/moderation/cases/{case}/undo")).status_code == 503
    await carry_out_decisions()
    assert (await bob.act("/posts", {"body": "Words", "key": new_key()})).status_code == 303


async def test_nobody_judges_their_own_text(alice: Browser, mo: Browser, nia: Browser) -> None:
    case = await report(alice, f"/posts/{await nia.write()}")
    page = await nia.page(f"/moderation/cases/{case}")
    assert "You wrote this yourself." in page.text
    assert not page.select("main form")
    assert (await nia.act(f"/moderation/cases/{case}", {"text": "leave"})).status_code == 403
    await decide(mo, case, text="hide", person="pause-1", urgent="yes")
    assert (await nia.act(f"/moderation/cases/{case}/undo")).status_code == 409, "who is paused does not moderate"


async def test_an_older_decision_that_is_taken_back_shows_nothing_that_a_newer_one_hides(
    alice: Browser, bob: Browser, visitor: Browser, mo: Browser
) -> None:
    post = await bob.write("A title", "Cruel words")
    cases = []
    for _ in range(2):  # the second was reported before the first was decided, and a moderator has opened both
        await visitor.act(f"/posts/{post}/report", {"rule": "kind"})
        cases.append((await Case.get(subject=post, state="open")).id)
        await change(Case.filter(id=cases[-1]).update(state="closed"))
    await change(Case.filter(id__in=cases).update(state="open"))
    for case in cases:
        await decide(mo, case, text="hide")
    assert (await mo.act(f"/moderation/cases/{cases[0]}/undo")).status_code == 303
    assert "Cruel words" not in (await visitor.page(f"/posts/{post}")).text
    assert (await mo.act(f"/moderation/cases/{cases[1]}/undo")).status_code == 303
    assert "Cruel words" in (await visitor.page(f"/posts/{post}")).text


async def test_a_second_appeal_is_given_back(alice: Browser, bob: Browser, mo: Browser) -> None:
    post = await bob.write()
    await decide(mo, await report(alice, f"/posts/{post}"), text="hide")
    address = (await bob.page(f"/me/hidden/{post}")).select_one("main a.button")["href"]
    await bob.act(address, {"reason": "First"})
    again = await bob.act(address, {"reason": "A second, longer reason"})
    assert again.status_code == 409
    assert "A second, longer reason" in again.text
    assert "one can appeal once" in again.text


async def test_an_edit_on_its_way_does_not_undo_hiding(alice: Browser, bob: Browser, mo: Browser) -> None:
    post = await bob.write("A title", "Words")
    comment = await bob.comment(post, "Words")
    row, remark = await Post.get(id=post), await Comment.get(id=comment)
    for address in (f"/posts/{post}", f"/comments/{comment}"):
        await decide(mo, await report(alice, address), text="hide")
    viewer = await Session.find_viewer(bob.cookies["arcanon-session"])
    with pytest.raises(GoneError):
        await row.edit(viewer, PostContent("Cruel", "Cruel words", "else"), "k")
    with pytest.raises(GoneError):
        await remark.edit(viewer, "Cruel words", "k")
    tables = await dump()
    assert "Cruel" not in str(tables["posts"]) + str(tables["comments"])
