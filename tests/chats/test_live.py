"""The socket of a chat: the cursor protocol."""

import asyncio
import json
import re

import pytest
from starlette.types import ASGIApp

from arcanon.chats import kept
from arcanon.chats.models import Membership
from arcanon.people import presence
from arcanon.people.models import Visitor
from arcanon.realtime import bus, channels, followers
from tests.support.cast import Browser
from tests.support.queries import recorded
from tests.support.sockets import Socket


def numbers(frame: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="m-(\d+)"', frame)]


async def test_each_message_arrives_once_in_order_drawn_as_on_the_page(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    async with (
        Socket(app, alice, f"/chats/{chat}/live?after=0") as hers,
        Socket(app, bob, f"/chats/{chat}/live?after=0") as his,
    ):
        for number in range(1, 6):
            await bob.say(chat, f"Number {number}")
            for socket in (hers, his):
                frame = await socket.receive()
                assert numbers(frame) == [number]
                assert 'hx-target="#log" hx-swap="upsert"' in frame
        page = await alice.page(f"/chats/{chat}")
        assert "".join(str(page.select_one("#m-5")).split()) in "".join(
            str(soup_of(await self_drawn(app, alice, chat))).split()
        )
        assert hers.is_silent
        assert his.is_silent


async def self_drawn(app: ASGIApp, person: Browser, chat: str) -> str:
    async with Socket(app, person, f"/chats/{chat}/live?after=4") as socket:
        return await socket.receive()


def soup_of(text: str) -> object:
    from bs4 import BeautifulSoup

    return BeautifulSoup(text, "html.parser")


async def test_a_stranger_receives_no_message(
    app: ASGIApp, alice: Browser, carol: Browser, visitor: Browser, chat: str
) -> None:
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as hers:
        for stranger in (carol, visitor):
            async with Socket(app, stranger, f"/chats/{chat}/live?after=0") as socket:
                code, frames = await socket.closed()
                assert (socket.accepted, code, frames) == (True, 1008, [])
        await alice.say(chat, "Between us")
        assert "Between us" in await hers.receive()


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://evil.example",
        "http://localhost:8000.evil.example",
        "http://localhost:8001",
        "http://evil@localhost:8000",
        "",
    ],
)
async def test_another_site_cannot_connect(app: ASGIApp, alice: Browser, chat: str, origin: str | None) -> None:
    async with Socket(app, alice, f"/chats/{chat}/live", origin) as socket:
        assert (socket.accepted, socket.code) == (False, 1008)


async def test_missed_messages_are_announced_once_and_outside_the_log(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    for number in range(1, 5):
        await bob.say(chat, f"Number {number}")
    async with Socket(app, alice, f"/chats/{chat}/live?after=1") as socket:
        frame = await socket.receive()
        assert numbers(frame) == [2, 3, 4]
        assert 'hx-target="#history"' in frame
        assert 'hx-target="#log"' not in frame
        assert "3 messages arrived while you were away." in frame
        await bob.say(chat, "Live")
        assert 'hx-target="#log"' in await socket.receive()


async def test_a_single_missed_message_is_announced_as_new(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    await bob.say(chat, "Only")
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
        assert 'hx-target="#log"' in await socket.receive()


async def test_a_lost_nudge_costs_one_heartbeat(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "HEARTBEAT_INTERVAL", 0.2)
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
        assert json.loads(await socket.receive()) == {"heartbeat": True}

        async def lost(topic: str) -> None:
            pass

        with monkeypatch.context() as silence:
            silence.setattr(bus, "nudge", lost)
            await bob.say(chat, "Unannounced")
        while "Unannounced" not in await socket.receive():
            pass
        assert json.loads(await socket.receive()) == {"heartbeat": True}


async def test_nothing_falls_between_following_and_reading(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message at the very moment of connecting: after the follower looked, before it waits."""
    find = Membership.find

    async def first_read_then_say(viewer: Visitor, chat_id: str) -> Membership | None:
        monkeypatch.setattr(Membership, "find", find)
        found = await find(viewer, chat_id)
        await bob.say(chat, "In the gap")
        return found

    monkeypatch.setattr(Membership, "find", first_read_then_say)
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
        assert "In the gap" in await socket.receive(within=2)
        assert socket.is_silent


async def test_the_end_of_a_chat_arrives_and_nothing_after_it(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
        await bob.act(f"/chats/{chat}/end")
        code, frames = await socket.closed(within=1)
        assert code == 1000  # a code the browser does not come back from
        assert "This chat has ended." in frames[-1]


async def test_one_socket_too_many_is_refused_with_a_word(app: ASGIApp, alice: Browser, chat: str) -> None:
    from contextlib import AsyncExitStack

    async with AsyncExitStack() as stack:
        for _ in range(channels.MAX_SOCKETS_PER_SESSION):
            await stack.enter_async_context(Socket(app, alice, f"/chats/{chat}/live"))
        async with Socket(app, alice, f"/chats/{chat}/live") as sixth:
            code, frames = await sixth.closed()
            assert code == 1008
            assert "too many tabs" in frames[0]
    async with Socket(app, alice, f"/chats/{chat}/live") as again:
        await asyncio.sleep(0.05)
        assert again.code is None
    assert not channels._open_sockets


async def test_a_socket_that_sends_too_much_is_closed(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
        for _ in range(10):
            socket.say("junk")
        await bob.say(chat, "Still told")
        assert "Still told" in await socket.receive()
        for _ in range(40):
            socket.say("junk")
        assert (await socket.closed())[0] == 1008


async def test_ten_thousand_nudges_cost_one_flag(app: ASGIApp) -> None:
    with bus.follow("a topic") as follower:
        for _ in range(10_000):
            await bus.nudge("a topic")
        assert await follower.wait(timeout=2)
        for number in range(10_000):
            follower.nudge(f"sign {number}")
        assert len(follower.take_signals()) == followers.MAX_SIGNALS


async def test_the_badge_of_the_page_goes_when_its_messages_are_read(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    await bob.say(chat, "Hello")
    assert (await alice.page(f"/chats/{chat}")).select_one("#unread-chats .badge")
    async with Socket(app, alice, f"/chats/{chat}/live?after=1&retraction=0") as socket:
        socket.say("seen 1")
        frame = await socket.receive()
        assert 'hx-target="#unread-count"' in frame
        assert "badge" not in frame


async def test_coming_back_costs_three_queries(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    """As a thousand do at once after a restart: the session, what is new in it, and the membership."""
    await bob.say(chat, "Hello")
    presence.forget_all()
    kept.forget_all()
    with recorded() as queries:
        async with Socket(app, alice, f"/chats/{chat}/live?after=1&retraction=0") as socket:
            await socket.signals()
            socket.say("here")
            await asyncio.sleep(0.05)
    # The first hourly job may run meanwhile; it reads none of these.
    tables = re.compile(r"\b(sessions|people|seats|messages|notifications)\b")
    asked = [sql for sql, _ in queries if re.match(r"\s*SELECT", sql) and tables.search(sql)]
    assert len(asked) == 3, asked
