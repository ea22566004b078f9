"""Asking a writer to talk."""

import asyncio
from datetime import timedelta

import pytest

from arcanon.chats.models import Chat
from arcanon.db.transactions import transaction
from arcanon.invitations.models import Invitation
from arcanon.notifications.models import Notification
from arcanon.text import clock
from tests.support.cast import Browser, soup
from tests.support.invitations import invite, received, sent


async def age_all(**ago: int) -> None:
    @transaction
    async def age() -> None:
        await Invitation.all().update(created_at=clock.now() - timedelta(**ago))

    await age()


async def test_an_invitation_is_accepted_and_becomes_a_chat(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("The post")
    assert (await bob.page(f"/posts/{post}")).find("a", string="Invite to talk")["href"] == f"/posts/{post}/invite"
    await invite(bob, f"/posts/{post}")
    (shown,) = await received(alice)
    assert "The post" in shown
    assert "May I ask you something?" in shown
    assert await received(bob) == await received(carol) == []
    assert "no answer yet" in (await sent(bob))[0]
    assert (
        "invites you to talk about your post"
        in (await alice.page("/notifications")).select_one(".notification--unread button").text
    )

    button = next(
        one for one in (await alice.page("/invitations")).select(".invitation form") if "accept" in one["action"]
    )
    location = (await alice.submit(button)).headers["location"]
    chat = location.partition("#")[0]
    hers, his = await alice.page(chat), await bob.page(chat)
    assert hers.select_one(".message__text").text == "May I ask you something?"
    assert his.select_one(".message--own .message__text").text == "May I ask you something?"
    names = {hers.select_one(".chat__names strong").text, his.select_one(".chat__names strong").text}
    assert len(names) == 2
    assert (await bob.page(f"/posts/{post}")).select_one(".post .byline__name").text not in names, "fresh names"
    assert (await carol.get(chat)).status_code == 404
    assert (await bob.say(chat.removeprefix("/chats/"), "Thank you")).status_code == 303

    assert await received(alice) == []
    assert "They accepted" in (await sent(bob))[0]
    opened = await bob.submit((await bob.page("/notifications")).select_one(".notification--unread form"))
    assert opened.headers["location"] == f"{chat}#latest"
    assert chat in str((await bob.page("/chats")).select_one(".list"))
    assert not await Notification.exists(kind="invitation")


async def test_an_invitation_may_be_about_a_comment_and_without_a_line(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await bob.comment(post, "Bob's comment")
    await invite(alice, f"/comments/{comment}", line="")
    assert "Bob's comment" in (await received(bob))[0]
    button = next(
        one for one in (await bob.page("/invitations")).select(".invitation form") if "accept" in one["action"]
    )
    chat = (await bob.submit(button)).headers["location"].partition("#")[0]
    assert not (await alice.page(chat)).select(".message")


async def test_declined_and_not_answered_look_the_same(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("The post")
    for person in (bob, carol):
        await invite(person, f"/posts/{post}", line="Unmistakable line")
    button = next(
        one for one in (await alice.page("/invitations")).select(".invitation form") if "decline" in one["action"]
    )
    await alice.submit(button)
    assert len(await received(alice)) == 1
    assert await sent(bob) == await sent(carol)
    assert (await bob.page("/notifications")).text == (await carol.page("/notifications")).text
    assert [one.line for one in await Invitation.filter(state="declined")] == [""], "its words are gone"
    for person in (bob, carol):
        page = soup(await person.act(f"/posts/{post}/invite", {"line": "Again?", "key": "again"}), 422)
        assert "open invitation in this thread already" in page.select_one(".summary").text
        assert page.select_one("#line").text.removeprefix("\n") == "Again?"
    await age_all(days=7, minutes=1)
    assert await sent(bob) == await sent(carol) == ["They didn't answer. Don't take it personally."]
    await Invitation.delete_expired()
    assert not await Invitation.exists()
    assert not await Notification.exists(kind="invitation")
    assert await sent(bob) == await sent(carol) == ["They didn't answer. Don't take it personally."]


async def test_one_open_invitation_for_each_thread(alice: Browser, bob: Browser) -> None:
    here, there = await alice.write(), await alice.write()
    comment = await alice.comment(here)
    await invite(bob, f"/posts/{here}")
    page = soup(await bob.act(f"/comments/{comment}/invite", {"line": "Typed", "key": "k"}), 422)
    assert page.select_one("#line").text.removeprefix("\n") == "Typed"
    await invite(bob, f"/posts/{there}")
    assert len(await received(alice)) == 2
    await age_all(days=8)
    await invite(bob, f"/comments/{comment}")
    assert len(await received(alice)) == 1
    assert len([one for one in await sent(bob) if "no answer yet" in one]) == 1


async def test_an_invitation_sent_twice_is_one(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for _ in range(3):
        response = await bob.act(f"/posts/{post}/invite", {"line": "Hello", "key": "same"})
        assert response.status_code == 303
    assert len(await received(alice)) == 1


async def test_accepted_twice_it_is_one_chat(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await invite(bob, f"/posts/{post}")
    form = next(
        one for one in (await alice.page("/invitations")).select(".invitation form") if "accept" in one["action"]
    )
    comments = await asyncio.gather(*(alice.submit(form) for _ in range(5)))
    assert sorted(comment.status_code for comment in comments) == [303, 404, 404, 404, 404]
    assert await Chat.all().count() == 1


async def test_the_sender_withdraws_an_invitation(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write()
    await invite(bob, f"/posts/{post}")
    chat = (await Invitation.first()).chat_id
    for person in (alice, carol):
        assert (await person.act(f"/invitations/{chat}/withdraw")).status_code == 404
    form = (await bob.page("/invitations")).select_one("section[aria-labelledby=sent] form")
    assert (await bob.submit(form)).status_code == 303
    assert await received(alice) == await sent(bob) == []
    assert not await Notification.exists()
    assert (await alice.act(f"/invitations/{chat}/accept")).status_code == 404
    await invite(bob, f"/posts/{post}")


async def test_somebody_without_invitations_sees_none_and_nobody_learns_it(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await alice.act("/me/settings", {"accepts_invitations": "no"})
    await invite(bob, f"/posts/{post}")
    assert await received(alice) == []
    assert "You have turned invitations off" in (await alice.page("/invitations")).text
    assert (await alice.page("/")).select_one("#unread-count").text.strip() == ""
    assert not (await alice.page("/notifications")).select(".notification")
    assert "no answer yet" in (await sent(bob))[0]
    chat = (await Invitation.first()).chat_id
    assert (await alice.act(f"/invitations/{chat}/accept")).status_code == 404
    await alice.act("/me/settings", {"accepts_invitations": "yes"})
    assert len(await received(alice)) == 1


async def test_nobody_invites_themselves_and_missing_is_404(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for method in (alice.get, alice.act):
        assert (await method(f"/posts/{post}/invite")).status_code == 404
    assert not (await alice.page(f"/posts/{post}")).find("a", string="Invite to talk")
    for address in ("/posts/zzzz/invite", "/comments/zzzz/invite"):
        assert (await bob.get(address)).status_code == 404
    assert (await bob.act("/invitations/zzzz/accept")).status_code == 404


@pytest.mark.parametrize("line", ["w" * 301])
async def test_too_long_a_line_is_refused_and_kept(alice: Browser, bob: Browser, line: str) -> None:
    post = await alice.write()
    page = soup(await bob.act(f"/posts/{post}/invite", {"line": line, "key": "k"}), 422)
    assert page.select_one("#line").text.removeprefix("\n") == line
    assert "keep it to 300" in page.select_one(".summary").text


async def test_what_is_deleted_takes_its_invitations_along(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await alice.comment(post)
    await bob.comment(post, "below", to=comment)
    await invite(bob, f"/comments/{comment}")
    await alice.act(f"/comments/{comment}/delete")
    assert await received(alice) == []
    assert await sent(bob) == ["They didn't answer. Don't take it personally."]


async def test_a_visitor_joins_first_and_keeps_the_first_line(visitor: Browser, alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    page = soup(await visitor.act(f"/posts/{post}/invite", {"line": "My line", "key": "k"}), 401)
    signing = soup(await visitor.submit(page.select_one("main form"), button="Sign in"))
    back = soup(await visitor.submit(signing.select_one("main form"), words=bob.words))
    assert back.select_one("[name=line]").text.strip() == "My line"
    assert (await visitor.submit(back.select_one("main form"))).headers["location"] == "/invitations?flash=invited"
    assert "My line" in (await received(alice))[0]


async def test_withdrawn_and_accepted_at_once_one_of_the_two_holds(
    alice: Browser, bob: Browser, limits_off: None
) -> None:
    """Either there is a chat, and both find it among their chats; or there is none."""
    for number in range(8):
        post = await alice.write(f"Post {number}")
        await bob.act(f"/posts/{post}/invite", {"key": f"k{number}"})
        chat = (await Invitation.get(post_id=post)).chat_id
        withdrawn, accepted = await asyncio.gather(
            bob.act(f"/invitations/{chat}/withdraw"), alice.act(f"/invitations/{chat}/accept")
        )
        assert sorted([withdrawn.status_code, accepted.status_code]) == [303, 404]
        for person in (alice, bob):
            assert (f"/chats/{chat}" in (await person.get("/chats")).text) is (accepted.status_code == 303)


async def test_inviting_the_writer_of_a_text_just_deleted_is_404(
    alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await alice.write()
    original = Invitation.send

    async def late(*args: object, **kwargs: object) -> Invitation:
        await alice.act(f"/posts/{post}/delete")
        return await original(*args, **kwargs)

    monkeypatch.setattr(Invitation, "send", late)
    page = soup(await bob.act(f"/posts/{post}/invite", {"line": "My line", "key": "k"}), 404)
    assert page.select_one("[name=line]").text.strip() == "My line"
    assert await sent(bob) == []


async def test_an_open_invitation_is_shown_before_another_is_written(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await alice.comment(post)
    await invite(bob, f"/posts/{post}")
    page = await bob.page(f"/comments/{comment}/invite")
    assert "an open invitation" in page.text
    assert not page.select("#line")
    assert (await bob.submit(page.select_one("main form"))).headers["location"] == "/invitations?flash=withdrawn"
    assert (await bob.page(f"/comments/{comment}/invite")).select("#line")
