"""What the two may do with their chat: take back, reveal, block, end, erase."""

import asyncio
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from starlette.types import ASGIApp
from tortoise.connection import get_connection

from arcanon import crypto
from arcanon.chats import keys
from arcanon.chats.channel import ChatChannel
from arcanon.chats.models import MAX_OPEN_CHATS, Chat, Message, Seat
from arcanon.db.transactions import transaction
from arcanon.people.models import Session
from arcanon.posts.models import Post
from arcanon.reports.models import HiddenText
from arcanon.text import clock
from tests.support.cast import Browser, match, new_key, soup
from tests.support.dump import dump
from tests.support.sockets import Socket


async def words_of(person: Browser, chat: str) -> list[str]:
    return [one.text for one in (await person.page(f"/chats/{chat}")).select(".message__text")]


async def test_people_unsend_their_own_messages_and_the_place_stays(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    key = new_key()
    await alice.say(chat, "I did not mean this", key)
    await bob.say(chat, "Mean what?")
    link = (await alice.page(f"/chats/{chat}")).find("a", string="Unsend")["href"]
    question = await alice.page(link)
    assert "I did not mean this" in question.text
    async with Socket(app, bob, f"/chats/{chat}/live?after=2&retraction=0") as his:
        await alice.submit(question.select_one("main form"))
        frame = await his.receive()
        assert 'hx-target="#m-1"' in frame
        assert "I did not mean this" not in frame
        assert "unsent a message" in frame
    for person in (alice, bob):
        assert await words_of(person, chat) == ["Unsent.", "Mean what?"]
        assert not (await person.page(f"/chats/{chat}")).select("#m-1 .message__unsend")
    assert (await Message.get(chat_id=chat, number=1)).sealed is None
    # Sent again by a slow line it is not said again.
    assert (await alice.say(chat, "I did not mean this", key)).status_code == 303
    assert await words_of(bob, chat) == ["Unsent.", "Mean what?"]


async def test_messages_unsent_meanwhile_arrive_on_reconnecting(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    for number in range(3):
        await alice.say(chat, f"Number {number}")
    for number in (3, 1):
        await alice.act(f"/chats/{chat}/messages/{number}/unsend")
    async with Socket(app, bob, f"/chats/{chat}/live?after=3&retraction=0") as his:
        assert 'hx-target="#m-3"' in await his.receive()
        assert 'hx-target="#m-1"' in await his.receive()
    async with Socket(app, bob, f"/chats/{chat}/live?after=3&retraction=2") as again:
        await again.signals()
        assert again.is_silent


async def test_nobody_unsends_the_message_of_another(alice: Browser, bob: Browser, carol: Browser, chat: str) -> None:
    await alice.say(chat, "Hers")
    for person in (bob, carol):
        await person.page(f"/chats/{chat}/messages/1/unsend", 404)
        soup(await person.act(f"/chats/{chat}/messages/1/unsend"), 404)
    soup(await alice.act(f"/chats/{chat}/messages/2/unsend"), 404)
    assert await words_of(bob, chat) == ["Hers"]


async def test_nothing_is_revealed_before_both_have_pressed(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    async with Socket(app, bob, f"/chats/{chat}/live?after=0") as his:
        await his.signals()
        await alice.act(f"/chats/{chat}/reveal", {"line": "Alice in Lisbon"})
        while "has sealed something to reveal" not in await his._take():
            pass
    for address in (f"/chats/{chat}", f"/chats/{chat}/reveal"):
        assert "Lisbon" not in (await bob.get(address)).text
    assert "Alice in Lisbon" in (await alice.page(f"/chats/{chat}/reveal")).text
    assert "Lisbon" not in str(await dump())
    # No request of his alone opens it.
    for form in ({}, {"line": ""}, {"line": "   "}, {"reveal": "yes", "both": "yes"}):
        soup(await bob.act(f"/chats/{chat}/reveal", form), 422)
    await bob.act(f"/chats/{chat}/reveal/withdraw")
    assert "Lisbon" not in (await bob.get(f"/chats/{chat}/reveal")).text

    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as hers:
        await hers.signals()
        await bob.act(f"/chats/{chat}/reveal", {"line": "Bob of the bakery"})
        while "What you both wrote is open now." not in (frame := await hers._take()):
            pass
        assert "Bob of the bakery" in frame
    for person in (alice, bob):
        for address in (f"/chats/{chat}", f"/chats/{chat}/reveal"):
            text = (await person.page(address)).text
            assert "Alice in Lisbon" in text
            assert "Bob of the bakery" in text
    # Open is open: neither takes it back or changes it.
    await bob.act(f"/chats/{chat}/reveal/withdraw")
    soup(await bob.act(f"/chats/{chat}/reveal", {"line": "Somebody else"}), 422)
    assert "Bob of the bakery" in (await alice.page(f"/chats/{chat}")).text


async def test_a_reveal_can_be_withdrawn_until_the_other_has_revealed(alice: Browser, bob: Browser, chat: str) -> None:
    await alice.act(f"/chats/{chat}/reveal", {"line": "Alice in Lisbon"})
    response = await alice.act(f"/chats/{chat}/reveal/withdraw")
    assert "Nobody has read it" in (await alice.page(response.headers["location"])).text
    await bob.act(f"/chats/{chat}/reveal", {"line": "Bob of the bakery"})
    assert "Lisbon" not in (await bob.get(f"/chats/{chat}/reveal")).text
    assert "bakery" not in (await alice.get(f"/chats/{chat}/reveal")).text


async def test_pressing_and_withdrawing_at_once_never_opens_for_one_alone(
    alice: Browser, bob: Browser, chat: str, limits_off: None
) -> None:
    for _ in range(8):
        await alice.act(f"/chats/{chat}/reveal", {"line": "Alice in Lisbon"})
        await asyncio.gather(
            alice.act(f"/chats/{chat}/reveal/withdraw"), bob.act(f"/chats/{chat}/reveal", {"line": "Bob"})
        )
        seats = await Seat.filter(chat_id=chat).order_by("number")
        is_open = all(seat.sealed_reveal for seat in seats)
        assert ("Lisbon" in (await bob.get(f"/chats/{chat}")).text) is is_open
        assert ("Bob" in (await alice.get(f"/chats/{chat}")).text.partition("</main>")[0]) is is_open
        if is_open:
            return
        await bob.act(f"/chats/{chat}/reveal/withdraw")


async def test_too_long_a_reveal_comes_back(alice: Browser, chat: str) -> None:
    page = soup(await alice.act(f"/chats/{chat}/reveal", {"line": "w" * 301}), 422)
    assert page.select_one("#line").text.removeprefix("\n") == "w" * 301
    assert page.select_one(".summary a")["href"] == "#line"


async def test_a_block_ends_it_for_both_and_looks_like_any_end(
    app: ASGIApp, alice: Browser, bob: Browser, crowd: list[Browser]
) -> None:
    blocked, ended = await match(alice, bob), await match(crowd[0], crowd[1])
    for person, chat in ((alice, blocked), (crowd[0], ended)):
        await person.say(chat, "Hello")
    seen = []
    for other, chat, act in ((bob, blocked, (alice, "block")), (crowd[1], ended, (crowd[0], "end"))):
        async with Socket(app, other, f"/chats/{chat}/live?after=1") as socket:
            await socket.signals()
            await act[0].act(f"/chats/{chat}/{act[1]}")
            code, frames = await socket.closed(within=1)
        page = await other.page(f"/chats/{chat}")
        page.select_one(".chat__head .emblem").extract()  # of one name in one chat, as the name is
        name = page.select_one("h1").text.removeprefix("Chat with ")
        own = page.select_one(".chat__names strong").text

        def alike(text: str, chat: str = chat, name: str = name, own: str = own) -> str:
            for word, instead in ((chat, "CHAT"), (name, "NAME"), (name.capitalize(), "NAME"), (own, "OWN")):
                text = text.replace(word, instead)
            return text

        chats = (await other.page("/chats")).select_one("#chats").text
        seen.append((code, [*map(alike, frames)], alike(str(page.main)), " ".join(alike(chats).split())))
    assert seen[0] == seen[1]
    assert "block" not in seen[0][2].lower().replace("block name", "").replace("chats/chat/block", "")
    # They do not meet again, from either side, and each still meets others.
    for one, two in ((alice, bob), (bob, alice)):
        for person in (one, two):
            response = await person.act("/match", {"languages": "en", "role": "either"})
            assert response.headers["location"] == "/match"
        for person in (one, two):
            await person.act("/match/cancel")
    await alice.act("/match", {"languages": "en", "role": "either"})
    await bob.act("/match", {"languages": "en", "role": "either"})
    assert "/chats/" in (await crowd[2].act("/match", {"languages": "en", "role": "either"})).headers["location"]
    assert "/chats/" in (await crowd[3].act("/match", {"languages": "en", "role": "either"})).headers["location"]


async def test_a_partner_can_be_blocked_in_a_chat_older_than_the_day_keys(
    alice: Browser, bob: Browser, chat: str
) -> None:
    before = (await Seat.get(chat_id=chat, number=1)).sealed_person
    await alice.say(chat, "Today")
    assert (await Seat.get(chat_id=chat, number=1)).sealed_person == before, "sealed anew once a day"

    @transaction
    async def age() -> None:
        await Seat.filter(chat_id=chat).update(sealed_on=clock.today() - timedelta(days=1))

    await age()
    await alice.say(chat, "Tomorrow")
    seats = {seat.number: seat for seat in await Seat.filter(chat_id=chat)}
    fresh = [seat for seat in seats.values() if seat.sealed_on == clock.today()]
    assert len(fresh) == 1
    assert fresh[0].person_id


async def test_deleting_a_chat_leaves_nothing_for_either(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Forget this")
    await bob.say(chat, "And this")
    await alice.act(f"/chats/{chat}/reveal", {"line": "A name"})
    key = keys.read_key(chat)
    assert key
    question = await alice.page(f"/chats/{chat}/delete")
    async with Socket(app, bob, f"/chats/{chat}/live?after=2") as his:
        await his.signals()
        await alice.submit(question.select_one("main form"))
        code, frames = await his.closed(within=1)
        assert code == 1000
        assert 'hx-target="#messages" hx-swap="delete"' in frames[-1]
    assert keys.read_key(chat) is None
    assert await Message.filter(chat_id=chat).count() == 0
    assert not [seat for seat in await Seat.filter(chat_id=chat) if seat.sealed_reveal]
    for person in (alice, bob):
        page = await person.page(f"/chats/{chat}")
        assert "was deleted by one of you" in page.select_one("#ended").text
        assert not page.select(".message, form[action*='messages']")
        assert "deleted, today" in (await person.page("/chats")).select_one("#chats").text
        soup(await person.say(chat, "After"), 422)
    assert keys.read_key(chat) is None, "what is said too late makes no new key"


async def test_what_one_hides_neither_sees(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Hello")
    form = (await bob.page(f"/chats/{chat}/settings")).select_one("main form")
    assert len(form.select("[name=signals][checked]")) == 3
    async with (
        Socket(app, alice, f"/chats/{chat}/live?after=1") as hers,
        Socket(app, bob, f"/chats/{chat}/live?after=1") as his,
    ):
        assert "away" in await hers.signals()
        his.say("here")
        assert "is here" in await hers.signals()
        his.say("typing")
        assert "is typing" in await hers.signals()
        his.say("seen 1")
        assert "has read everything." in await hers.signals()
        await bob.act(f"/chats/{chat}/settings", {"signals": ["presence"], "announcements": "aloud"})
        assert "seen" not in (await hers.signals()).lower()
        await alice.act(f"/chats/{chat}/settings", {"signals": ["typing", "seen"], "announcements": "aloud"})
        for socket in (hers, his):
            while "here" in (words := await socket.signals()):
                pass
            assert "writing" not in words
        await asyncio.sleep(0.2)
        for socket in (hers, his):
            socket._out = asyncio.Queue()
        his.say("away")
        his.say("here")
        hers.say("typing")
        await asyncio.sleep(0.2)
        # Writing is hidden by Bob, being here by Alice.
        for socket in (hers, his):
            assert socket._out.empty()


async def test_signals_are_for_the_two_alone(
    app: ASGIApp, alice: Browser, bob: Browser, carol: Browser, chat: str
) -> None:
    async with Socket(app, carol, f"/chats/{chat}/live") as stranger:
        stranger.say("here")
        stranger.say("seen 1")
        assert (await stranger.closed())[0] == 1008
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as hers:
        assert "away" in await hers.signals()


async def test_somebody_is_away_when_their_last_page_is_closed(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as hers:
        assert "away" in await hers.signals()
        async with Socket(app, bob, f"/chats/{chat}/live?after=0") as first:
            first.say("here")
            assert "is here" in await hers.signals()
            async with Socket(app, bob, f"/chats/{chat}/live?after=0") as second:
                second.say("here")
                await second.signals()
            await asyncio.sleep(0.3)
            assert hers._out.empty(), "one of two pages was closed"
        while "is away" not in await hers.signals():
            pass


async def test_a_person_may_have_twenty_open_chats(alice: Browser, crowd: list[Browser], limits_off: None) -> None:
    viewer = await Session.find_viewer(alice.cookies["arcanon-session"])

    @transaction
    async def fill() -> None:
        for chat_id in [crypto.new_id(16) for _ in range(MAX_OPEN_CHATS)]:
            await viewer.change_vault(lambda vault, chat_id=chat_id: vault.enter_chat(chat_id, {}))
            await Chat.open_between(chat_id, (viewer.tag(f"chat {chat_id}"), viewer.person_id, ""), ("other", None, ""))

    await fill()
    page = soup(await alice.act("/match", {"languages": "en", "role": "talk", "line": "My first line"}), 409)
    assert "20 open chats" in page.text
    assert page.select_one("[name=line]").text.strip() == "My first line"
    post = await crowd[0].write()
    page = soup(await alice.act(f"/posts/{post}/invite", {"line": "May we talk?", "key": "k"}), 409)
    assert page.select_one("[name=line]").text.strip() == "May we talk?"
    first = (await alice.page("/chats")).select_one("#chats a")["href"].partition("#")[0]
    await alice.act(f"{first}/end")
    assert (await alice.act("/match", {"role": "talk", "languages": "en"})).headers["location"] == "/match"


async def test_notifications_show_messages_until_they_are_read(alice: Browser, bob: Browser, chat: str) -> None:
    for number in range(3):
        await alice.say(chat, f"Number {number}")
    page = await bob.page("/chats")
    assert page.select_one("#unread-chats").text.strip().startswith("1")
    assert page.select_one("#unread-count").text.strip() == "", "it is about the chats alone"
    assert page.title.text.startswith("(1) ")
    assert page.select_one("#chats .badge").text == "3 new"
    assert page.select_one("#chats .chat-row__last").text.split() == ["Number", "2"]
    assert (await alice.page("/chats")).select_one("#chats .chat-row__last").text.split() == ["You:", "Number", "2"]
    assert not (await bob.page("/notifications")).select(".notification")
    await bob.act(f"/chats/{chat}/seen", {"seen": "2"})
    assert (await bob.page("/chats")).select_one("#chats .badge").text == "1 new"
    await bob.act(f"/chats/{chat}/seen", {"seen": "3"})
    page = await bob.page("/chats")
    assert not page.select("#chats .badge")
    assert page.select_one("#unread-chats").text.strip() == ""
    assert not (await alice.page("/notifications")).select(".notification")
    # Marking notifications as read reads no message.
    await alice.say(chat, "One more")
    await bob.act("/notifications/read")
    assert (await bob.page("/")).select_one("#unread-chats").text.strip().startswith("1")


async def test_nobody_is_notified_of_their_own_messages(alice: Browser, bob: Browser, chat: str) -> None:
    """The page tells a moment later what has been read; a comment may be quicker."""
    await alice.say(chat, "Quick?")
    await bob.say(chat, "Quick!")
    await bob.act(f"/chats/{chat}/seen", {"seen": "1"})
    page = await bob.page("/chats")
    assert not page.select("#chats .badge")
    assert page.select_one("#unread-count").text.strip() == ""
    await alice.say(chat, "Indeed")
    await bob.say(chat, "And again")
    await bob.act(f"/chats/{chat}/seen", {"seen": "2"})
    assert (await bob.page("/chats")).select("#chats .badge"), "what was said before the comment was not seen yet"


async def test_the_list_of_chats_is_live(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    async with Socket(app, bob, "/chats/live") as his:
        assert "1 new" not in await his.receive()
        await alice.say(chat, "Hello")
        frame = await his.receive()
        assert 'hx-target="#chats"' in frame
        assert "1 new" in frame


async def test_each_person_chooses_how_messages_are_announced(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    for reads, is_off in (("aloud", False), ("count", True), ("silent", True)):
        await bob.act(f"/chats/{chat}/settings", {"signals": ["seen"], "announcements": reads, "sound": "yes"})
        log = (await bob.page(f"/chats/{chat}")).select_one("[role=log]")
        assert (log.get("aria-live") == "off") is is_off
        top = (await Chat.get(id=chat)).last_number
        async with Socket(app, bob, f"/chats/{chat}/live?after={top}") as his:
            await alice.say(chat, "Hello")
            frame = await his.receive()
            assert ("new message" in frame) is (reads == "count")
            assert "<audio" in frame
            await bob.say(chat, "Own")
            assert "<audio" not in await his.receive()


async def test_a_signal_that_ends_while_it_is_rendered_is_removed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not at the next tick: the last look found it on, and the next moment it is over."""
    stranger = SimpleNamespace(path_params={"chat": "r"}, query_params={}, user=SimpleNamespace(tag=str, tags=[]))
    told = ChatChannel(stranger)
    told._typing_until = told._here_until = 100.0
    told._shown_at = 99.999
    monkeypatch.setattr("arcanon.chats.channel.time", SimpleNamespace(monotonic=lambda: 100.001))
    assert told.seconds_to_next_signal() == 0
    told._shown_at = 100.001
    assert told.seconds_to_next_signal() > 1, "what was seen to be over needs no other look"


async def test_both_see_what_brought_them_together(alice: Browser, bob: Browser) -> None:
    await alice.act("/match", {"languages": "en", "role": "talk", "topics": ["grief", "work"]})
    response = await bob.act("/match", {"languages": "en", "role": "listen", "topics": ["grief"]})
    chat = response.headers["location"].partition("#")[0]
    for person, mine, theirs in ((alice, "talk", "listen"), (bob, "listen", "talk")):
        about = " ".join((await person.page(chat)).select_one(".chat__about").text.split())
        assert re.fullmatch(
            rf"You would like to {mine}; [a-z ]+ would like to {theirs}\. About: Loss and grief", about
        ), about
        assert "School" not in about, "only what both named"
    rows = await get_connection("default").execute_query_dict("SELECT * FROM chats")
    assert rows[0]["sealed_about"]
    assert b"grief" not in bytes(rows[0]["sealed_about"])
    sizes = {len(bytes(rows[0]["sealed_about"]))}
    await match(alice, bob)
    rows = await get_connection("default").execute_query_dict("SELECT sealed_about FROM chats")
    assert sizes == {len(bytes(row["sealed_about"])) for row in rows}, "nor does its size say anything"
    await bob.act(f"{chat}/delete")
    assert (await Chat.get(id=chat.removeprefix("/chats/"))).sealed_about is None


async def test_an_accepted_invitation_says_what_it_is_about(alice: Browser, bob: Browser) -> None:
    post = await alice.write("Awake at four")
    await bob.act(f"/posts/{post}/invite", {"line": "May we talk?", "key": "k"})
    page = await alice.page("/invitations")
    accept = page.select_one("form[action$='/accept']")
    chat = (await alice.submit(accept)).headers["location"].partition("#")[0].partition("?")[0]
    for person in (alice, bob):
        assert "It began with “Awake at four”." in (await person.page(chat)).select_one(".chat__about").text
    # What a moderator hides, or its writer deletes, is not read here any more, either.
    await HiddenText.hide(await Post.get(id=post), "kind")
    assert "Awake" not in (await bob.page(chat)).text
    await HiddenText.restore(await Post.get(id=post))
    assert "Awake" in (await bob.page(chat)).text
    await alice.act(f"/posts/{post}/delete")
    assert "Awake" not in (await bob.page(chat)).text


async def test_it_is_said_that_they_have_read_everything_only_of_ones_own_last_words(
    alice: Browser, bob: Browser, chat: str
) -> None:
    async def signals(person: Browser) -> str:
        return (await person.page(f"/chats/{chat}")).select_one("#signals").text

    await bob.say(chat, "A first line")
    await alice.act(f"/chats/{chat}/seen", {"seen": "1"})
    assert "has read everything" not in await signals(alice), "they wrote it"
    assert "has read everything" in await signals(bob)
    await alice.say(chat, "An answer")
    assert "has read everything" not in await signals(bob)


async def test_the_second_to_seal_is_told_that_both_are_open(alice: Browser, bob: Browser, chat: str) -> None:
    first = await alice.act(f"/chats/{chat}/reveal", {"line": "I am Alice"})
    assert first.headers["location"].endswith("?flash=sealed")
    second = await bob.act(f"/chats/{chat}/reveal", {"line": "I am Bob"})
    assert second.headers["location"].endswith("?flash=opened")
    page = await bob.page(second.headers["location"])
    assert "both are open now" in page.select_one("#flash").text
    assert "I am Alice" in page.text


async def test_half_a_message_is_kept_and_does_not_push_out_a_long_text(
    alice: Browser, bob: Browser, chat: str
) -> None:
    await alice.act("/drafts", {"to": "/posts", "key": "post1", "body": "A long text"})
    for number in range(12):
        await alice.act("/drafts", {"to": f"/chats/{chat}/messages", "key": f"k{number}", "body": f"Half {number}"})
    page = await alice.page("/me")
    assert page.find("a", href="/posts/new?draft=post1")
    assert (await alice.page(f"/chats/{chat}")).select_one("#body").text.strip() == "Half 11"
    assert (await bob.page(f"/chats/{chat}")).select_one("#body").text.strip() == ""
    await alice.say(chat, "Half 11, and the other half")
    assert (await alice.page(f"/chats/{chat}")).select_one("#body").text.strip() == ""
    assert not (await alice.page("/me")).find_all("a", href=re.compile("/chats/.*#body"))


async def test_what_was_begun_since_a_message_was_sent_stays(alice: Browser, bob: Browser, chat: str) -> None:
    await alice.act("/drafts", {"to": f"/chats/{chat}/messages", "key": "k", "body": "half of the second"})
    await alice.say(chat, "The first, which took a while")
    assert (await alice.page(f"/chats/{chat}")).select_one("#body").text.strip() == "half of the second"
    await alice.say(chat, "half of the second, and the rest")
    assert (await alice.page(f"/chats/{chat}")).select_one("#body").text.strip() == ""


async def test_the_size_of_what_brought_two_together_says_nothing(alice: Browser, bob: Browser) -> None:
    """Letters outside ASCII take many more characters in JSON."""
    sizes = set()
    for number, title in enumerate(("a", "ж" * 120, "😀" * 120)):
        post = await alice.write(title)
        await bob.act(f"/posts/{post}/invite", {"line": "Hello", "key": f"k{number}"})
        accept = (await alice.page("/invitations")).select_one("form[action$='/accept']")
        await alice.submit(accept)
    for row in await get_connection("default").execute_query_dict("SELECT sealed_about FROM chats"):
        sizes.add(len(bytes(row["sealed_about"])))
    assert len(sizes) == 1
