"""What is said is kept under a key of its own, and erased when its days are over."""

import asyncio
import os
import shutil
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from arcanon.chats import jobs, kept, keys, stream
from arcanon.chats.models import Chat, Message, Seat
from arcanon.db import backup
from arcanon.db.transactions import transaction
from arcanon.matches.models import MatchRequest
from arcanon.notifications.models import Notification
from arcanon.server import jobs as server_jobs
from arcanon.settings import Settings
from arcanon.text import clock
from tests.support.cast import Browser, match
from tests.support.dump import dump
from tests.support.site import browser, joined, running


async def test_no_message_is_readable_in_the_database(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    wanted = {"languages": "en", "role": "either", "line": "Canary at first", "age": "25", "gender": "woman"}
    await alice.act("/match", wanted)
    before = str(await dump())
    chat = (await bob.act("/match", {**wanted, "line": "Canary in comment"})).headers["location"][7:].partition("#")[0]
    await alice.say(chat, "Canary said")
    assert [one.text for one in (await bob.page(f"/chats/{chat}")).select(".message__text")] == [
        "Canary at first",
        "Canary in comment",
        "Canary said",
    ]
    for rows in (before, str(await dump())):
        assert "chat_id" in rows
        for word in ("Canary", "woman"):
            assert word not in rows


async def test_without_its_key_nobody_reads_it_and_it_can_only_be_left(
    site: Settings, alice: Browser, bob: Browser, chat: str
) -> None:
    """As after a backup of the database alone, since keys belong in none."""
    await alice.say(chat, "Words")
    shutil.rmtree(site.keys_dir / "chats")
    kept.forget_all()
    page = await bob.page(f"/chats/{chat}")
    assert page.select_one(".message__text").text == "This can't be read any more."
    assert "This chat's key is gone" in page.select_one("#ended").text
    assert (await bob.say(chat, "More")).status_code == 422
    assert (await bob.act(f"/chats/{chat}/delete")).status_code == 303


async def test_keys_are_for_their_owner_and_their_bytes_are_overwritten(
    site: Settings, app: ASGIApp, chat: str
) -> None:
    (path,) = (site.keys_dir / "chats").iterdir()
    assert path.name == chat
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
    same = site.data_dir / "same bytes"
    os.link(path, same)
    key = keys.read_key(chat)
    keys.destroy_keys(chat)
    assert same.read_bytes() != key
    keys.destroy_keys(chat)  # twice is once


async def age(chat: str, days: float) -> None:
    @transaction
    async def change() -> None:
        moment = clock.now() - timedelta(days=days)
        last_message_at = moment if await Message.filter(chat_id=chat).exists() else None
        await Chat.filter(id=chat).update(last_message_at=last_message_at, created_at=moment)

    await change()


@pytest.mark.parametrize("is_said", [True, False])
async def test_a_chat_is_erased_seven_days_after_its_last_message(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str, is_said: bool
) -> None:
    if is_said:
        await alice.say(chat, "Words")
    await age(chat, 6.9)
    await jobs.erase_old_chats()
    assert (await bob.page(f"/chats/{chat}")).select_one("h1")
    await age(chat, 7.1)
    await jobs.erase_old_chats()
    await bob.page(f"/chats/{chat}", 404)
    assert not (await bob.page("/chats")).select("#chats li")
    assert keys.read_key(chat) is None
    for model in (Chat, Seat, Message, Notification):
        assert await model.all().count() == 0


async def test_the_job_runs_inside_the_process(
    site: Settings, alice: Browser, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await age(chat, 8)
    monkeypatch.setattr(server_jobs, "INTERVAL", 0.05)
    running_jobs = asyncio.create_task(server_jobs.run_hourly())
    async with asyncio.timeout(5):
        while await Chat.exists(id=chat):
            await asyncio.sleep(0.02)
    running_jobs.cancel()


async def test_keys_of_what_never_became_a_chat_go_too(
    site: Settings, alice: Browser, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alice.act("/match", {"languages": "en", "role": "talk"})
    request = await MatchRequest.first()
    keys.read_or_make_key("forgotten")
    for path in (site.keys_dir / "chats").iterdir():
        os.utime(path, (0, 0))
    keys.read_or_make_key("younger")
    await alice.act("/match/cancel")
    assert keys.read_key(request.chat_id) is None, "with the search goes what was asked for"
    await jobs.erase_old_chats()
    await jobs.erase_old_chats()
    there = {path.name for path in (site.keys_dir / "chats").iterdir()}
    assert there == {chat, "younger", "forgotten"}, "a day later it must still have no chat"
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    await jobs.erase_old_chats()
    assert {path.name for path in (site.keys_dir / "chats").iterdir()} == {chat, "younger"}
    await jobs.erase_old_chats()
    assert not list((site.keys_dir / "orphans").iterdir())


async def test_erased_words_are_not_in_the_file(sqlite: Settings) -> None:
    async with running(sqlite) as app, browser(app) as alice, browser(app) as bob:
        await joined(alice)
        await joined(bob)
        chat = await match(alice, bob)
        await alice.say(chat, "Words")
        sealed = (await Message.get(chat_id=chat)).sealed
        await bob.act(f"/chats/{chat}/delete")
        written = b"".join(path.read_bytes() for path in sqlite.data_dir.rglob("*") if path.is_file())
        assert sealed not in written
        assert b"match_requests" in written


def test_backups_from_before_a_migration_do_not_stay(sqlite: Settings) -> None:
    """They hold what has been erased since."""
    folder = sqlite.data_dir / "backups"
    folder.mkdir()
    old, young, other = (folder / f"{name}.sqlite3" for name in ("before-migrating-1", "before-migrating-2", "mine"))
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (0, 0))
    backup.delete_old_backups(sqlite)
    assert sorted(folder.iterdir()) == [young, other]


async def test_a_stream_sends_heartbeats_and_ends_with_a_link(
    alice: Browser, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_INTERVAL", 0.05)
    monkeypatch.setattr(stream, "LIFETIME", 0.3)
    text = (await alice.get(f"/chats/{chat}/stream")).text
    assert text.count(stream.HEARTBEAT) >= 3
    assert "is taking a break." in text
    assert f'href="/chats/{chat}?live=stream">Continue here' in text
