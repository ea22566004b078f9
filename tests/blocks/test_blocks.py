"""Blocking: immediate, both ways, unexplained; and possible without learning who it is."""

from datetime import timedelta

import pytest

from arcanon.blocks.models import Block
from arcanon.chats.models import Chat
from arcanon.people import day_keys
from arcanon.text import clock
from tests.support.cast import Browser, match, soup
from tests.support.invitations import invite, received, sent


async def block(person: Browser, address: str) -> None:
    page = await person.page(f"{address}/block")
    assert "They won't be told" in page.text
    assert (await person.submit(page.select_one("main form"))).headers["location"] == "/me/blocks?flash=blocked"


@pytest.mark.parametrize("who", ["blocker invitations", "blocked invitations"])
async def test_no_invitation_reaches_the_other(alice: Browser, bob: Browser, carol: Browser, who: str) -> None:
    hers, his = await alice.write("Hers"), await bob.write("His")
    await block(alice, f"/posts/{his}")
    inviter, address, writer = (alice, his, bob) if who == "blocker invitations" else (bob, hers, alice)
    await invite(inviter, f"/posts/{address}")
    await invite(carol, f"/posts/{address}")
    assert len(await received(writer)) == 1, "the positive control: Carol's"
    assert await sent(inviter) == await sent(carol), "and who asked sees what everyone sees"
    assert (await writer.page("/")).select_one("#unread-count").text.strip() == "1 unread"


@pytest.mark.parametrize("who", ["writer", "inviter"])
async def test_a_later_block_does_not_show_which_invitation_it_concerns(
    alice: Browser, bob: Browser, carol: Browser, who: str
) -> None:
    """Else whoever blocks the writer of a text could see, by the ask that vanishes or fails, who wrote that text."""
    post, his = await alice.write(), await bob.write("Whose is this?")
    for person in (bob, carol):
        await invite(person, f"/posts/{post}", line=f"From {'Bob' if person is bob else 'Carol'}")
    await (block(alice, f"/posts/{his}") if who == "writer" else block(bob, f"/posts/{post}"))
    assert len(await received(alice)) == 2
    chats = []
    for form in (await alice.page("/invitations")).select(".invitation form[action$=accept]"):
        response = await alice.submit(form)
        assert response.status_code == 303
        chats.append(response.headers["location"].partition("#")[0])
    pages = [await alice.page(chat) for chat in chats]
    assert [page.select_one(".message__text").text for page in pages] == ["From Bob", "From Carol"]
    for chat in chats:
        assert (await alice.say(chat.removeprefix("/chats/"), "Hello?")).status_code == 303
        assert chat in str((await alice.page("/chats")).select_one(".list"))
    # Carol is there. Bob is not, and sees what anybody sees whom nobody answered.
    assert (await carol.get(chats[1])).status_code == 200
    assert (await bob.get(chats[0])).status_code == 404
    assert "no answer yet" in (await sent(bob))[0]
    assert not (await bob.page("/chats")).select(".list li")
    assert not (await bob.page("/notifications")).select(".notification")


async def test_a_block_holds_for_texts_older_than_the_window(
    alice: Browser, bob: Browser, carol: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = await alice.write("Old")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=40))
    day_keys.destroy_expired()
    for person in (alice, bob, carol):
        person.cookies["arcanon-session"] = (await signed_in(person)).token
    his = await bob.write()
    await block(alice, f"/posts/{his}")
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=40, minutes=1))
    for person in (bob, carol):
        await invite(person, f"/posts/{old}", line="Hello")
    assert len(await received(alice)) == 1
    assert await sent(bob) == await sent(carol)
    assert (await alice.page("/")).select_one("#unread-count").text.strip() == "1 unread", "Carol's"
    assert len((await alice.page("/notifications")).select(".notification--unread")) == 1
    await alice.act("/notifications/read")
    assert len((await alice.page("/notifications")).select(".notification")) == 1


async def test_a_sender_can_be_blocked_and_the_invitation_stays_unanswered(alice: Browser, bob: Browser) -> None:
    one, two = await alice.write(), await alice.write()
    await invite(bob, f"/posts/{one}")
    link = (await alice.page("/invitations")).select_one(".invitation a[href$='/block']")["href"]
    await block(alice, link.removesuffix("/block"))
    assert await received(alice) == []
    await invite(bob, f"/posts/{two}")
    assert await received(alice) == []
    assert len([one for one in await sent(bob) if "no answer yet" in one]) == 2


@pytest.mark.parametrize("order", [0, 1])
async def test_two_who_are_blocked_are_not_matched_but_others_are(
    alice: Browser, bob: Browser, carol: Browser, order: int
) -> None:
    post = await bob.write()
    comment = await bob.comment(post)
    await block(alice, f"/comments/{comment}")
    first, second = ((alice, bob), (bob, alice))[order]
    for person in (first, second):
        assert (await person.act("/match", {"languages": "en", "role": "either"})).headers["location"] == "/match"
    assert not await Chat.exists(), "neither is given to the other, and neither is told"
    response = await carol.act("/match", {"languages": "en", "role": "either"})
    assert response.headers["location"].startswith("/chats/"), "who waited longest is found"
    assert (await first.get(response.headers["location"].partition("#")[0])).status_code == 200


async def test_without_a_block_they_would_be_matched(alice: Browser, bob: Browser) -> None:
    assert await match(alice, bob)


async def test_what_is_written_stays_to_be_read_so_that_a_block_tells_nothing(alice: Browser, bob: Browser) -> None:
    one, two = await bob.write("One of his"), await bob.write("Another of his")
    await block(alice, f"/posts/{one}")
    titles = {title.text.strip() for title in (await alice.page("/")).select(".feed .post__title")}
    assert titles == {"One of his", "Another of his"}
    await alice.page(f"/posts/{two}")
    # Blocking the writer of each shows two blocks: it does not tell that they are one writer's.
    await block(alice, f"/posts/{two}")
    assert len((await alice.page("/me/blocks")).select(".notification")) == 2
    rows = await Block.all()
    assert len(rows) == 2
    await block(alice, f"/posts/{two}")
    assert await Block.all().count() == 2


async def test_a_block_is_taken_back(alice: Browser, bob: Browser, carol: Browser) -> None:
    his, hers = await bob.write(), await alice.write()
    await block(alice, f"/posts/{his}")
    row = (await Block.first()).id
    await carol.act(f"/me/blocks/{row}/unblock")
    assert await Block.exists(), "nobody else can"
    await alice.submit((await alice.page("/me/blocks")).select_one("main form"))
    assert not await Block.exists()
    await invite(bob, f"/posts/{hers}")
    assert len(await received(alice)) == 1


async def test_after_the_window_it_is_too_late_and_said_so(
    alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await bob.write()
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
    day_keys.destroy_expired()
    alice.cookies["arcanon-session"] = (await signed_in(alice)).token
    assert "too late to block" in (await alice.page(f"/posts/{post}/block")).text
    soup(await alice.act(f"/posts/{post}/block"), 422)
    assert not await Block.exists()


async def signed_in(person: Browser) -> object:
    from arcanon.people.models import Person

    return await Person.sign_in(person.words)
