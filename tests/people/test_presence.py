"""Who is here: kept in memory for a minute, and gone at once when the session ends."""

import asyncio

import pytest
from starlette.types import ASGIApp

from arcanon.chats import kept
from arcanon.chats import keys as chat_keys
from arcanon.chats.models import Membership
from arcanon.crypto import key_files
from arcanon.people import presence
from arcanon.people.models import Session
from tests.support.cast import Browser


async def test_whoever_is_here_is_opened_once(app: ASGIApp, alice: Browser) -> None:
    await alice.get("/")
    (viewer,) = presence.viewers()
    await alice.get("/")
    assert presence.viewers() == [viewer]


async def test_after_a_minute_nothing_is_left(app: ASGIApp, alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (presence.STAY, kept.STAY) == (60.0, 60.0)
    for module in (presence, kept):
        monkeypatch.setattr(module, "STAY", 0.05)
        monkeypatch.setattr(module, "SWEEP_INTERVAL", 0.01)
        module.forget_all()
    await alice.get("/")
    kept.kept_chat("a chat").key = b"its key"
    assert presence.viewers()
    assert kept._kept
    async with asyncio.timeout(5):
        while presence.viewers() or kept._kept:
            await asyncio.sleep(0.01)


async def test_signing_out_forgets_at_once(app: ASGIApp, alice: Browser) -> None:
    await alice.get("/")
    assert presence.viewers()
    await alice.act("/logout")
    assert not presence.viewers()


async def test_only_so_many_are_kept(app: ASGIApp, crowd: list[Browser], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "MAX_PEOPLE", 5)
    for person in crowd[:9]:
        assert (await person.get("/me")).status_code == 200
    assert len(presence.viewers()) == 5


async def test_what_is_unsent_is_forgotten_though_the_chat_goes_on(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    await alice.say(chat, "Words that are taken back")
    await bob.get(f"/chats/{chat}")
    assert "taken back" in str([kept_chat._drawn for kept_chat in kept._kept.values()])
    await alice.act(f"/chats/{chat}/messages/1/unsend")
    await bob.get(f"/chats/{chat}")
    held = [(one._drawn, one.newest and one.newest[0].known_body) for one in kept._kept.values()]
    assert "taken back" not in str(held)


async def test_a_deleted_chat_is_forgotten(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Words that are gone soon")
    await bob.get(f"/chats/{chat}")
    assert "Words that are gone soon" in str([kept_chat._drawn for kept_chat in kept._kept.values()])
    await alice.act(f"/chats/{chat}/delete")
    assert "Words that are gone soon" not in str([kept_chat._drawn for kept_chat in kept._kept.values()])


async def test_a_chat_that_another_process_deleted_is_forgotten(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str
) -> None:
    await alice.say(chat, "Burn after reading")
    await bob.get(f"/chats/{chat}")
    membership = await Membership.find(await Session.find_viewer(bob.cookies["arcanon-session"]), chat)
    await membership.chat._erase()  # what another process does
    key_files.destroy(chat_keys._path(chat))
    await bob.get(f"/chats/{chat}")
    one = kept._kept[chat]
    assert (one.key, one.newest) == (None, None)
    assert "Burn after" not in str(one._drawn)
