"""Reporting: what is copied, who can see it, and for how long."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from arcanon import settings
from arcanon.comments.models import Comment
from arcanon.people.vault import Vault
from arcanon.posts.models import Post
from arcanon.reports import case_keys
from arcanon.reports.models import Case, HiddenText, Report
from arcanon.text import clock
from tests.support.cast import Browser, person_of
from tests.support.dump import dump
from tests.support.moderators import change, report
from tests.support.site import browser, joined


@pytest.fixture
def nobody_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Vault, "is_new", False)


async def test_a_report_is_kept_with_a_copy_and_seen_under_mine(alice: Browser, bob: Browser) -> None:
    post = await alice.write("A title", "Cruel words", warning="careful")
    form = (await bob.page(f"/posts/{post}/report")).select_one("main form")
    response = await bob.submit(form, rule="kind", details="It hurts.")
    assert response.headers["location"] == "/me/reports?flash=reported"
    case = await Case.get()
    evidence = case.evidence
    assert (evidence.title, evidence.body, evidence.warning) == ("A title", "Cruel words", "careful")
    assert evidence.writer == await person_of(alice)
    assert evidence.reports == [{"rule": "kind", "words": "It hurts.", "counts": False}]
    page = await bob.page("/me/reports")
    assert "A title" in page.text
    assert "No moderator has decided yet." in page.text
    # Nobody else sees that there is one, and the text stands as before.
    assert "A title" not in (await alice.page("/me/reports")).text
    assert "Cruel words" in str(await alice.page(f"/posts/{post}"))


async def test_the_reporter_hides_the_post_at_once_if_they_wish(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("A title", "Words")
    await bob.act(f"/posts/{post}/report", {"rule": "other", "hides": "yes"})
    await carol.act(f"/posts/{post}/report", {"rule": "other"})
    assert "A title" not in (await bob.page("/")).text
    assert "A title" in (await carol.page("/")).text


async def test_reporting_twice_counts_once_and_several_people_share_a_case(
    alice: Browser, bob: Browser, carol: Browser
) -> None:
    post = await alice.write()
    for person in (bob, bob, carol):
        await report(person, f"/posts/{post}")
    assert (await Case.get()).report_count == 2
    assert await Report.all().count() == 2


async def test_what_is_missing_is_said_and_nothing_is_lost(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for fields, error in (
        ({"details": "My reason"}, "Choose what is wrong with it."),
        ({"rule": "nonsense", "details": "My reason"}, "Choose what is wrong with it."),
    ):
        page = await bob.act(f"/posts/{post}/report", fields)
        assert page.status_code == 422
        assert error in page.text
        assert "My reason" in page.text
    law = await bob.act(f"/posts/{post}/report", {"rule": "law"})
    assert law.status_code == 422
    assert "Write which law you mean" in law.text
    assert not await Case.exists()
    # One cannot report what one wrote, nor what is gone.
    assert (await alice.get(f"/posts/{post}/report")).status_code == 404
    assert (await bob.get("/posts/abc/report")).status_code == 404


async def test_a_visitor_reports_and_keeps_an_address(visitor: Browser, alice: Browser) -> None:
    post = await alice.write()
    response = await visitor.act(f"/posts/{post}/report", {"rule": "law", "details": "Section 1, because …"})
    address = response.headers["location"]
    assert "No moderator has decided yet." in (await visitor.page(address)).text
    token = address.removeprefix("/reports/")
    assert token not in str(await dump()), "the address is in no row"
    assert "destroyed" in (await visitor.page("/reports/" + "x" * 30)).text


async def test_in_a_chat_only_what_is_ticked_is_copied(chat: str, alice: Browser, bob: Browser) -> None:
    await bob.say(chat, "Harmless")
    await bob.say(chat, "A threat")
    await alice.say(chat, "Stop it")
    await bob.say(chat, "Harmless again")
    address = f"/chats/{chat}/report"
    refused = await alice.act(address, {"rule": "kind", "details": "He threatens me"})
    assert refused.status_code == 422
    assert "Tick at least one message" in refused.text
    assert "He threatens me" in refused.text
    await alice.act(address, {"rule": "kind", "message": ["2", "3"]})
    # It is unsent, the chat is deleted: the copy stays.
    await bob.act(f"/chats/{chat}/messages/2/unsend")
    await bob.act(f"/chats/{chat}/delete")
    evidence = (await Case.get()).evidence
    assert evidence.messages == [
        {"is_theirs": True, "body": "A threat"},
        {"is_theirs": False, "body": "Stop it"},
    ]
    assert evidence.writer == await person_of(bob)
    # Nothing in the case's row leads to the chat.
    assert chat not in str((await dump())["cases"])


async def test_what_was_edited_meanwhile_is_copied_too(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("A title", "First words")
    await report(bob, f"/posts/{post}")
    await alice.act(f"/posts/{post}/edit", {"title": "A title", "body": "Other words", "key": "k2"})
    await report(carol, f"/posts/{post}")
    evidence = (await Case.get()).evidence
    assert (evidence.body, evidence.later) == ("First words", ["Other words"])


async def test_three_members_hide_a_text_until_a_moderator_looks(
    app: ASGIApp, nobody_is_new: None, visitor: Browser, alice: Browser, bob: Browser, carol: Browser
) -> None:
    post = await alice.write("A loud title", "Cruel words")
    async with browser(app) as dave:
        await joined(dave)
        for person in (bob, visitor, carol):
            await report(person, f"/posts/{post}")
        assert "Cruel words" in str(await visitor.page(f"/posts/{post}")), "a visitor's report does not count"
        await report(dave, f"/posts/{post}")
    page = str(await visitor.page(f"/posts/{post}"))
    assert "Hidden until a moderator has looked." in page
    for address in (f"/posts/{post}", "/", "/search?q=cruel", "/feed.atom"):
        response = await visitor.get(address)
        assert "Cruel words" not in response.text, address
        assert "A loud title" not in response.text, address
    own = await alice.page(f"/me/hidden/{post}")
    assert "Cruel words" in own.text
    assert "Several people have reported this." in own.text
    assert (await bob.get(f"/me/hidden/{post}")).status_code == 404


async def test_people_who_have_just_joined_hide_nothing(
    app: ASGIApp, alice: Browser, bob: Browser, carol: Browser
) -> None:
    post = await alice.write("A title", "Words")
    async with browser(app) as dave:
        for person in (bob, carol, await joined(dave)):
            await report(person, f"/posts/{post}")
    assert (await Case.get()).report_count == 3
    assert not await HiddenText.exists()


async def test_a_hidden_text_goes_with_its_post(alice: Browser, bob: Browser) -> None:
    post = await alice.write("A title", "Words")
    comment = await alice.comment(post, "Hidden words")
    await HiddenText.hide(await Comment.get(id=comment), "kind")
    # It can be deleted, and not edited.
    assert (await alice.get(f"/comments/{comment}/edit")).status_code == 404
    await alice.act(f"/comments/{comment}/delete")
    assert not await HiddenText.exists()
    post = await alice.write("B title", "Words")
    await report(bob, f"/posts/{post}")
    await alice.act(f"/posts/{post}/delete")
    assert (await Case.get(subject=post)).evidence.body == "Words", "a copy outlives what was reported"


def kept_keys() -> list[str]:
    return [path.name for path in (settings.current().keys_dir / "cases").iterdir()]


async def test_the_copy_is_destroyed_when_its_days_are_over(alice: Browser, bob: Browser) -> None:
    post = await alice.write("A title", "Words")
    case = await report(bob, f"/posts/{post}")
    assert kept_keys() == [case]
    days = settings.current().evidence_days
    await Case.forget_old()
    assert kept_keys() == [case], "an open case stays"
    row = await Case.get(id=case)
    row.state, row.closed_on = "closed", clock.today() - timedelta(days=days - 1)
    await change(row.save())
    await Case.forget_old()
    assert kept_keys() == [case]
    settings.use(replace(settings.current(), evidence_days=days - 1))
    await Case.forget_old()
    assert kept_keys() == []
    assert not await Case.exists()
    assert not await Report.exists()
    assert "destroyed" in (await bob.page("/me/reports")).text


async def test_nothing_in_the_database_ties_a_report_to_who_sent_it(alice: Browser, bob: Browser) -> None:
    """With every table and the server's secret, but without `keys/`."""
    post = await alice.write("A title", "Words")
    await report(bob, f"/posts/{post}")
    tables = await dump()
    mine, theirs = await person_of(bob), await person_of(alice)
    for table in ("cases", "reports"):
        assert mine not in str(tables[table])
        assert theirs not in str(tables[table])
    # Nor does a tag of theirs that stands elsewhere: the report's own is in no other row.
    own = tables["reports"][0]["id"]
    assert sum(own in str(row) for rows in tables.values() for row in rows) == 1
    # The control: who holds the key of the case reads all of it.
    assert theirs in str((await Case.get()).evidence)
    case_keys.destroy_key((await Case.get()).id)
    assert (await Case.get()).evidence is None


async def test_nobody_reads_a_hidden_text_by_reporting_it(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("A loud title", "Cruel words")
    await report(bob, f"/posts/{post}")
    assert "A loud title" in (await bob.page("/me/reports")).text
    await HiddenText.hide(await Post.get(id=post), "kind")
    assert (await carol.get(f"/posts/{post}/report")).status_code == 404
    assert (await carol.act(f"/posts/{post}/report", {"rule": "kind"})).status_code == 404
    for person in (bob, carol):
        assert "loud" not in (await person.page("/me/reports")).text


async def test_a_second_report_adds_what_it_shows(chat: str, alice: Browser, bob: Browser) -> None:
    await bob.say(chat, "Rude")
    await alice.act(f"/chats/{chat}/report", {"rule": "kind", "message": "1"})
    await bob.say(chat, "A threat")
    await alice.act(f"/chats/{chat}/report", {"rule": "law", "details": "He threatens me", "message": "2"})
    case = await Case.get()
    assert case.report_count == 1
    assert [one["body"] for one in case.evidence.messages] == ["Rude", "A threat"]
    assert case.evidence.reports[-1] == {"rule": "law", "words": "He threatens me", "counts": False}


async def test_what_got_worse_after_a_decision_can_be_reported_again(alice: Browser, bob: Browser) -> None:
    post = await alice.write("A title", "Words")
    first = await report(bob, f"/posts/{post}")
    row = await Case.get(id=first)
    row.state, row.action, row.closed_on, row.decision = "closed", "dismiss", clock.today(), 1
    await change(row.save())
    await alice.act(f"/posts/{post}/edit", {"title": "A title", "body": "Worse", "key": "k2"})
    await bob.act(f"/posts/{post}/report", {"rule": "kind"})
    second = await Case.get(state="open")
    assert second.id != first
    assert second.evidence.body == "Worse"
    assert len((await bob.page("/me/reports")).select("main .list li")) == 2


async def test_preparing_texts_anew_leaves_hidden_ones_alone(alice: Browser, visitor: Browser) -> None:
    """A new release prepares every text again; what is hidden is prepared when it is shown again."""
    post = await alice.write("A loud title", "Cruel words")
    comment = await alice.comment(post, "Cruel words")
    for subject in (await Post.get(id=post), await Comment.get(id=comment)):
        await HiddenText.hide(subject, "kind")
        await type(subject).refresh(subject.id)
    assert (await Post.get(id=post)).heading == "Hidden by a moderator"
    assert (await dump())["search_entries"] == []
    await HiddenText.restore(await Post.get(id=post))
    assert "A loud title" in (await visitor.page("/search?q=loud")).text
