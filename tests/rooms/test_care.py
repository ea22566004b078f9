"""What the two may do with their conversation: take back, reveal, block, end, erase."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest
from starlette.types import ASGIApp

from arcanon import clock, crypto
from arcanon.database import unit
from arcanon.people.models import Session
from arcanon.rooms import keys
from arcanon.rooms.live import Conversation
from arcanon.rooms.models import ROOMS_AT_MOST, Message, Room, Seat
from tests.cast import Browser, match, new_key, soup
from tests.sockets import Socket
from tests.test_anonymity import dump


async def words_of(person: Browser, room: str) -> list[str]:
    return [one.text for one in (await person.page(f"/rooms/{room}")).select(".message__words")]


async def test_one_takes_back_ones_own_words_and_the_place_stays(
    app: ASGIApp, alice: Browser, bob: Browser, room: str
) -> None:
    key = new_key()
    await alice.say(room, "I did not mean this", key)
    await bob.say(room, "Mean what?")
    link = (await alice.page(f"/rooms/{room}")).find("a", string="Take back")["href"]
    question = await alice.page(link)
    assert "I did not mean this" in question.text
    async with Socket(app, bob, f"/rooms/{room}/live?after=2&takes=0") as his:
        await alice.submit(question.select_one("main form"))
        frame = await his.receive()
        assert 'hx-target="#m-1"' in frame
        assert "I did not mean this" not in frame
        assert "took a message back" in frame
    for person in (alice, bob):
        assert await words_of(person, room) == ["Taken back.", "Mean what?"]
        assert not (await person.page(f"/rooms/{room}")).select("#m-1 .message__take")
    assert (await Message.get(room_id=room, number=1)).sealed is None
    # Sent again by a slow line it is not said again.
    assert (await alice.say(room, "I did not mean this", key)).status_code == 303
    assert await words_of(bob, room) == ["Taken back.", "Mean what?"]


async def test_what_was_taken_back_meanwhile_is_told_when_one_returns(
    app: ASGIApp, alice: Browser, bob: Browser, room: str
) -> None:
    for number in range(3):
        await alice.say(room, f"Number {number}")
    for number in (3, 1):
        await alice.act(f"/rooms/{room}/messages/{number}/take-back")
    async with Socket(app, bob, f"/rooms/{room}/live?after=3&takes=0") as his:
        assert 'hx-target="#m-3"' in await his.receive()
        assert 'hx-target="#m-1"' in await his.receive()
    async with Socket(app, bob, f"/rooms/{room}/live?after=3&takes=2") as again:
        await again.signs()
        assert again.is_silent


async def test_nobody_takes_back_what_others_said(alice: Browser, bob: Browser, carol: Browser, room: str) -> None:
    await alice.say(room, "Hers")
    for person in (bob, carol):
        await person.page(f"/rooms/{room}/messages/1/take-back", 404)
        soup(await person.act(f"/rooms/{room}/messages/1/take-back"), 404)
    soup(await alice.act(f"/rooms/{room}/messages/2/take-back"), 404)
    assert await words_of(bob, room) == ["Hers"]


async def test_nothing_is_revealed_before_both_have_pressed(
    app: ASGIApp, alice: Browser, bob: Browser, room: str
) -> None:
    async with Socket(app, bob, f"/rooms/{room}/live?after=0") as his:
        await his.signs()
        await alice.act(f"/rooms/{room}/reveal", {"line": "Alice in Lisbon"})
        while "has sealed something to reveal" not in await his._take():
            pass
    for address in (f"/rooms/{room}", f"/rooms/{room}/reveal"):
        assert "Lisbon" not in (await bob.get(address)).text
    assert "Alice in Lisbon" in (await alice.page(f"/rooms/{room}/reveal")).text
    assert "Lisbon" not in str(await dump())
    # No request of his alone opens it.
    for form in ({}, {"line": ""}, {"line": "   "}, {"reveal": "yes", "both": "yes"}):
        soup(await bob.act(f"/rooms/{room}/reveal", form), 422)
    await bob.act(f"/rooms/{room}/reveal/withdraw")
    assert "Lisbon" not in (await bob.get(f"/rooms/{room}/reveal")).text

    async with Socket(app, alice, f"/rooms/{room}/live?after=0") as hers:
        await hers.signs()
        await bob.act(f"/rooms/{room}/reveal", {"line": "Bob of the bakery"})
        while "What you both wrote is open now." not in (frame := await hers._take()):
            pass
        assert "Bob of the bakery" in frame
    for person in (alice, bob):
        for address in (f"/rooms/{room}", f"/rooms/{room}/reveal"):
            text = (await person.page(address)).text
            assert "Alice in Lisbon" in text
            assert "Bob of the bakery" in text
    # Open is open: neither takes it back or changes it.
    await bob.act(f"/rooms/{room}/reveal/withdraw")
    soup(await bob.act(f"/rooms/{room}/reveal", {"line": "Somebody else"}), 422)
    assert "Bob of the bakery" in (await alice.page(f"/rooms/{room}")).text


async def test_one_withdraws_before_the_other_has_pressed(alice: Browser, bob: Browser, room: str) -> None:
    await alice.act(f"/rooms/{room}/reveal", {"line": "Alice in Lisbon"})
    response = await alice.act(f"/rooms/{room}/reveal/withdraw")
    assert "Nobody has read it" in (await alice.page(response.headers["location"])).text
    await bob.act(f"/rooms/{room}/reveal", {"line": "Bob of the bakery"})
    assert "Lisbon" not in (await bob.get(f"/rooms/{room}/reveal")).text
    assert "bakery" not in (await alice.get(f"/rooms/{room}/reveal")).text


async def test_pressing_and_withdrawing_at_once_never_opens_for_one_alone(
    alice: Browser, bob: Browser, room: str, limits_off: None
) -> None:
    for _ in range(8):
        await alice.act(f"/rooms/{room}/reveal", {"line": "Alice in Lisbon"})
        await asyncio.gather(
            alice.act(f"/rooms/{room}/reveal/withdraw"), bob.act(f"/rooms/{room}/reveal", {"line": "Bob"})
        )
        seats = await Seat.filter(room_id=room).order_by("number")
        is_open = all(seat.reveal for seat in seats)
        assert ("Lisbon" in (await bob.get(f"/rooms/{room}")).text) is is_open
        assert ("Bob" in (await alice.get(f"/rooms/{room}")).text.partition("</main>")[0]) is is_open
        if is_open:
            return
        await bob.act(f"/rooms/{room}/reveal/withdraw")


async def test_too_long_a_reveal_comes_back(alice: Browser, room: str) -> None:
    page = soup(await alice.act(f"/rooms/{room}/reveal", {"line": "w" * 301}), 422)
    assert page.select_one("#line").text.removeprefix("\n") == "w" * 301
    assert page.select_one(".summary a")["href"] == "#line"


async def test_a_block_ends_it_for_both_and_looks_like_any_end(
    app: ASGIApp, alice: Browser, bob: Browser, crowd: list[Browser]
) -> None:
    blocked, ended = await match(alice, bob), await match(crowd[0], crowd[1])
    for person, room in ((alice, blocked), (crowd[0], ended)):
        await person.say(room, "Hello")
    seen = []
    for other, room, act in ((bob, blocked, (alice, "block")), (crowd[1], ended, (crowd[0], "end"))):
        async with Socket(app, other, f"/rooms/{room}/live?after=1") as socket:
            await socket.signs()
            await act[0].act(f"/rooms/{room}/{act[1]}")
            code, frames = await socket.closed(within=1)
        page = await other.page(f"/rooms/{room}")
        page.select_one(".room__head .emblem").extract()  # of one name in one conversation, as the name is
        name = page.select_one("h1").text.removeprefix("Conversation with ")
        own = page.select_one(".room__names strong").text

        def alike(text: str, room: str = room, name: str = name, own: str = own) -> str:
            for word, instead in ((room, "ROOM"), (name, "NAME"), (name.capitalize(), "NAME"), (own, "OWN")):
                text = text.replace(word, instead)
            return text

        chats = (await other.page("/rooms")).select_one("#chats").text
        seen.append((code, [*map(alike, frames)], alike(str(page.main)), alike(chats)))
    assert seen[0] == seen[1]
    assert "block" not in seen[0][2].lower().replace("block name", "").replace("rooms/room/block", "")
    # They do not meet again, from either side, and each still meets others.
    for one, two in ((alice, bob), (bob, alice)):
        for person in (one, two):
            response = await person.act("/match", {"languages": "en", "wish": "either"})
            assert response.headers["location"] == "/match"
        for person in (one, two):
            await person.act("/match/cancel")
    await alice.act("/match", {"languages": "en", "wish": "either"})
    await bob.act("/match", {"languages": "en", "wish": "either"})
    assert "/rooms/" in (await crowd[2].act("/match", {"languages": "en", "wish": "either"})).headers["location"]
    assert "/rooms/" in (await crowd[3].act("/match", {"languages": "en", "wish": "either"})).headers["location"]


async def test_it_can_still_be_told_whom_to_block_when_the_conversation_is_older_than_the_days_keys(
    alice: Browser, bob: Browser, room: str
) -> None:
    before = (await Seat.get(room_id=room, number=1)).writer
    await alice.say(room, "Today")
    assert (await Seat.get(room_id=room, number=1)).writer == before, "sealed anew once a day"

    @unit
    async def age() -> None:
        await Seat.filter(room_id=room).update(sealed_on=clock.today() - timedelta(days=1))

    await age()
    await alice.say(room, "Tomorrow")
    seats = {seat.number: seat for seat in await Seat.filter(room_id=room)}
    fresh = [seat for seat in seats.values() if seat.sealed_on == clock.today()]
    assert len(fresh) == 1
    assert fresh[0].person


async def test_burning_leaves_nothing_for_either(app: ASGIApp, alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Burn this")
    await bob.say(room, "And this")
    await alice.act(f"/rooms/{room}/reveal", {"line": "A name"})
    key = keys.of(room)
    assert key
    question = await alice.page(f"/rooms/{room}/burn")
    async with Socket(app, bob, f"/rooms/{room}/live?after=2") as his:
        await his.signs()
        await alice.submit(question.select_one("main form"))
        code, frames = await his.closed(within=1)
        assert code == 1000
        assert 'hx-target="#words" hx-swap="delete"' in frames[-1]
    assert keys.of(room) is None
    assert await Message.filter(room_id=room).count() == 0
    assert not [seat for seat in await Seat.filter(room_id=room) if seat.reveal]
    for person in (alice, bob):
        page = await person.page(f"/rooms/{room}")
        assert "was erased by one of you" in page.select_one("#over").text
        assert not page.select(".message, form[action*='messages']")
        assert "erased" in (await person.page("/rooms")).select_one("#chats").text
        soup(await person.say(room, "After"), 422)
    assert keys.of(room) is None, "what is said too late makes no new key"


async def test_what_one_hides_neither_sees(app: ASGIApp, alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Hello")
    form = (await bob.page(f"/rooms/{room}/settings")).select_one("main form")
    assert len(form.select("[name=shows][checked]")) == 3
    async with (
        Socket(app, alice, f"/rooms/{room}/live?after=1") as hers,
        Socket(app, bob, f"/rooms/{room}/live?after=1") as his,
    ):
        assert "away" in await hers.signs()
        his.say("here")
        assert "is here" in await hers.signs()
        his.say("typing")
        assert "is writing" in await hers.signs()
        his.say("seen 1")
        assert "has read everything." in await hers.signs()
        await bob.act(f"/rooms/{room}/settings", {"shows": ["presence"], "reads": "aloud"})
        assert "seen" not in (await hers.signs()).lower()
        await alice.act(f"/rooms/{room}/settings", {"shows": ["typing", "seen"], "reads": "aloud"})
        for socket in (hers, his):
            while "here" in (words := await socket.signs()):
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


async def test_signs_are_for_the_two_alone(
    app: ASGIApp, alice: Browser, bob: Browser, carol: Browser, room: str
) -> None:
    async with Socket(app, carol, f"/rooms/{room}/live") as stranger:
        stranger.say("here")
        stranger.say("seen 1")
        assert (await stranger.closed())[0] == 1008
    async with Socket(app, alice, f"/rooms/{room}/live?after=0") as hers:
        assert "away" in await hers.signs()


async def test_one_is_away_when_the_last_page_is_closed(app: ASGIApp, alice: Browser, bob: Browser, room: str) -> None:
    async with Socket(app, alice, f"/rooms/{room}/live?after=0") as hers:
        assert "away" in await hers.signs()
        async with Socket(app, bob, f"/rooms/{room}/live?after=0") as first:
            first.say("here")
            assert "is here" in await hers.signs()
            async with Socket(app, bob, f"/rooms/{room}/live?after=0") as second:
                second.say("here")
                await second.signs()
            await asyncio.sleep(0.3)
            assert hers._out.empty(), "one of two pages was closed"
        while "is away" not in await hers.signs():
            pass


async def test_one_may_be_in_twenty_open_conversations(alice: Browser, crowd: list[Browser], limits_off: None) -> None:
    viewer = await Session.viewer(alice.cookies["session"])

    @unit
    async def fill() -> None:
        for room_id in [crypto.new_id(16) for _ in range(ROOMS_AT_MOST)]:
            await viewer.change_vault(lambda vault, room_id=room_id: vault.keep_room(room_id))
            await Room.between(room_id, (viewer.tag(f"room {room_id}"), viewer.person_id), ("other", None))

    await fill()
    page = soup(await alice.act("/match", {"languages": "en", "wish": "talk", "line": "My first line"}), 409)
    assert "20 open conversations" in page.text
    assert page.select_one("[name=line]")["value"] == "My first line"
    post = await crowd[0].write()
    page = soup(await alice.act(f"/posts/{post}/ask", {"line": "May we talk?", "key": "k"}), 409)
    assert page.select_one("[name=line]")["value"] == "May we talk?"
    first = (await alice.page("/rooms")).select_one("#chats a")["href"].partition("#")[0]
    await alice.act(f"{first}/end")
    assert (await alice.act("/match", {"wish": "talk", "languages": "en"})).headers["location"] == "/match"


async def test_the_news_tell_of_messages_until_they_are_read(alice: Browser, bob: Browser, room: str) -> None:
    for number in range(3):
        await alice.say(room, f"Number {number}")
    page = await bob.page("/rooms")
    assert page.select_one("#news").text.strip().startswith("1")
    assert page.select_one("#chats .badge").text == "3 new"
    assert "Something new in a conversation of yours" in (await bob.page("/notices")).text
    await bob.act(f"/rooms/{room}/seen", {"seen": "2"})
    assert (await bob.page("/rooms")).select_one("#chats .badge").text == "1 new"
    await bob.act(f"/rooms/{room}/seen", {"seen": "3"})
    page = await bob.page("/rooms")
    assert not page.select("#chats .badge")
    assert page.select_one("#news").text.strip() == ""
    assert not (await alice.page("/notices")).select(".notice")
    # Marked as seen there, the next message is news again.
    await alice.say(room, "One more")
    await bob.act("/notices/seen")
    assert (await bob.page("/")).select_one("#news").text.strip() == ""
    await alice.say(room, "And one")
    assert (await bob.page("/")).select_one("#news").text.strip().startswith("1")


async def test_ones_own_words_are_never_news_to_oneself(alice: Browser, bob: Browser, room: str) -> None:
    """The page tells a moment later what has been read; an answer may be quicker."""
    await alice.say(room, "Quick?")
    await bob.say(room, "Quick!")
    await bob.act(f"/rooms/{room}/seen", {"seen": "1"})
    page = await bob.page("/rooms")
    assert not page.select("#chats .badge")
    assert page.select_one("#news").text.strip() == ""
    await alice.say(room, "Indeed")
    await bob.say(room, "And again")
    await bob.act(f"/rooms/{room}/seen", {"seen": "2"})
    assert (await bob.page("/rooms")).select("#chats .badge"), "what was said before the answer was not seen yet"


async def test_the_list_of_chats_is_live(app: ASGIApp, alice: Browser, bob: Browser, room: str) -> None:
    async with Socket(app, bob, "/rooms/live") as his:
        assert "1 new" not in await his.receive()
        await alice.say(room, "Hello")
        frame = await his.receive()
        assert 'hx-target="#chats"' in frame
        assert "1 new" in frame


async def test_how_messages_are_told_is_ones_own_choice(app: ASGIApp, alice: Browser, bob: Browser, room: str) -> None:
    for reads, is_off in (("aloud", False), ("count", True), ("silent", True)):
        await bob.act(f"/rooms/{room}/settings", {"shows": ["seen"], "reads": reads, "sound": "yes"})
        log = (await bob.page(f"/rooms/{room}")).select_one("[role=log]")
        assert (log.get("aria-live") == "off") is is_off
        top = (await Room.get(id=room)).top
        async with Socket(app, bob, f"/rooms/{room}/live?after={top}") as his:
            await alice.say(room, "Hello")
            frame = await his.receive()
            assert ("new message" in frame) is (reads == "count")
            assert "<audio" in frame
            await bob.say(room, "Own")
            assert "<audio" not in await his.receive()


async def test_a_sign_that_ends_while_it_is_drawn_is_taken_away_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not at the next tick: the last look found it on, and the next moment it is over."""
    stranger = SimpleNamespace(path_params={"room": "r"}, query_params={}, user=SimpleNamespace(tag=str, tags=[]))
    told = Conversation(stranger)
    told._typing_until = told._here_until = 100.0
    told._shown_at = 99.999
    monkeypatch.setattr("arcanon.rooms.live.time", SimpleNamespace(monotonic=lambda: 100.001))
    assert told.wakes_in() == 0
    told._shown_at = 100.001
    assert told.wakes_in() > 1, "what was seen to be over needs no other look"
