"""What is said is kept under a key of its own, and erased when its days are over."""

import asyncio
import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from arcanon import application, clock, migrations
from arcanon.database import unit
from arcanon.matches.models import MatchRequest
from arcanon.notices.models import Notice
from arcanon.rooms import erasing, keys, stream
from arcanon.rooms.models import Message, Room, Seat
from arcanon.settings import Settings
from tests.cast import Browser, match
from tests.conftest import browser, joined, migrate, running
from tests.test_anonymity import dump


async def test_no_word_is_in_the_database_in_clear(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    wanted = {"languages": "en", "wish": "either", "line": "Canary at first", "age": "25", "gender": "woman"}
    await alice.act("/match", wanted)
    before = str(await dump())
    room = (await bob.act("/match", {**wanted, "line": "Canary in answer"})).headers["location"][7:].partition("#")[0]
    await alice.say(room, "Canary said")
    assert [one.text for one in (await bob.page(f"/rooms/{room}")).select(".message__words")] == [
        "Canary at first",
        "Canary in answer",
        "Canary said",
    ]
    for rows in (before, str(await dump())):
        assert "room_id" in rows
        for word in ("Canary", "woman"):
            assert word not in rows


async def test_without_its_key_nobody_reads_it_and_it_can_only_be_left(
    here: Settings, alice: Browser, bob: Browser, room: str
) -> None:
    """As after a backup of the database alone, since keys belong in none."""
    await alice.say(room, "Words")
    shutil.rmtree(here.keys_dir / "rooms")
    page = await bob.page(f"/rooms/{room}")
    assert page.select_one(".message__words").text == "This cannot be read any more."
    assert "key of this conversation is not here" in page.select_one("#over").text
    assert (await bob.say(room, "More")).status_code == 422
    assert (await bob.act(f"/rooms/{room}/burn")).status_code == 303


async def test_keys_are_for_their_owner_and_their_bytes_are_overwritten(
    here: Settings, app: ASGIApp, room: str
) -> None:
    (path,) = (here.keys_dir / "rooms").iterdir()
    assert path.name == room
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
    same = here.data_dir / "same bytes"
    os.link(path, same)
    key = keys.of(room)
    keys.destroy(room)
    assert same.read_bytes() != key
    keys.destroy(room)  # twice is once


async def age(room: str, days: float) -> None:
    @unit
    async def change() -> None:
        moment = clock.now() - timedelta(days=days)
        said_at = moment if await Message.filter(room_id=room).exists() else None
        await Room.filter(id=room).update(said_at=said_at, created_at=moment)

    await change()


@pytest.mark.parametrize("is_said", [True, False])
async def test_a_room_is_erased_seven_days_after_its_last_message(
    app: ASGIApp, alice: Browser, bob: Browser, room: str, is_said: bool
) -> None:
    if is_said:
        await alice.say(room, "Words")
    await age(room, 6.9)
    await erasing.sweep()
    assert (await bob.page(f"/rooms/{room}")).select_one("h1")
    await age(room, 7.1)
    await erasing.sweep()
    await bob.page(f"/rooms/{room}", 404)
    assert not (await bob.page("/rooms")).select("#chats li")
    assert keys.of(room) is None
    for model in (Room, Seat, Message, Notice):
        assert await model.all().count() == 0


async def test_the_job_runs_inside_the_process(
    here: Settings, alice: Browser, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await age(room, 8)
    monkeypatch.setattr(application, "SWEEP_EVERY", 0.05)
    sweeping = asyncio.create_task(application._sweep())
    async with asyncio.timeout(5):
        while await Room.exists(id=room):
            await asyncio.sleep(0.02)
    sweeping.cancel()


async def test_keys_of_what_never_became_a_room_go_too(here: Settings, alice: Browser, room: str) -> None:
    await alice.act("/match", {"languages": "en", "wish": "talk"})
    request = await MatchRequest.first()
    keys.make("forgotten")
    for path in (here.keys_dir / "rooms").iterdir():
        os.utime(path, (0, 0))
    keys.make("younger")
    await alice.act("/match/cancel")
    assert keys.of(request.room_id) is None, "with the search goes what was asked for"
    await erasing.sweep()
    assert {path.name for path in (here.keys_dir / "rooms").iterdir()} == {room, "younger"}


async def test_erased_words_are_not_in_the_file(sqlite: Settings) -> None:
    async with running(sqlite) as app, browser(app) as alice, browser(app) as bob:
        await joined(alice)
        await joined(bob)
        room = await match(alice, bob)
        await alice.say(room, "Words")
        sealed = (await Message.get(room_id=room)).sealed
        await bob.act(f"/rooms/{room}/burn")
        written = b"".join(path.read_bytes() for path in sqlite.data_dir.rglob("*") if path.is_file())
        assert sealed not in written
        assert b"match_requests" in written


def before_the_keys(path: Path) -> None:
    """Takes a SQLite database back to where messages were readable, with one of them in it."""
    connection = sqlite3.connect(path)
    connection.executescript("""
        DELETE FROM aerich WHERE version LIKE '2_%';
        DROP INDEX idx_rooms_said_at_fc8d75;
        ALTER TABLE messages DROP COLUMN taken; ALTER TABLE messages DROP COLUMN sealed;
        ALTER TABLE messages ADD body TEXT NOT NULL DEFAULT '';
        ALTER TABLE rooms DROP COLUMN burned_at; ALTER TABLE rooms DROP COLUMN said_at;
        ALTER TABLE rooms DROP COLUMN takes;
        ALTER TABLE seats DROP COLUMN hides; ALTER TABLE seats DROP COLUMN writer;
        ALTER TABLE seats DROP COLUMN sealed_on; ALTER TABLE seats DROP COLUMN reveal;
        ALTER TABLE seats DROP COLUMN seen;
        ALTER TABLE match_requests DROP COLUMN sealed;
        INSERT INTO rooms (id, top, created_at) VALUES ('oldroom', 1, '2026-11-20 10:00:00+00:00');
        INSERT INTO messages (number, seat, body, key, created_at, room_id)
            VALUES (1, 1, 'Said before', 'k', '2026-11-21 10:00:00+00:00', 'oldroom');
    """)
    connection.close()


@pytest.mark.parametrize("is_broken_off", [False, True])
def test_what_was_said_before_there_were_keys_is_sealed_by_the_migration(sqlite: Settings, is_broken_off: bool) -> None:
    before_the_keys(sqlite.sqlite_path)
    if is_broken_off:
        connection = sqlite3.connect(sqlite.sqlite_path)
        connection.executescript(
            "ALTER TABLE messages ADD taken INT NOT NULL DEFAULT 0; ALTER TABLE seats ADD writer BLOB"
        )
        connection.close()
    assert migrate(sqlite) == ["2_20261123000000_conversations.py"]

    async def look() -> None:
        async with running(sqlite):
            message = await Message.get(room_id="oldroom")
            assert message.body == "Said before"
            assert (await Room.get(id="oldroom")).said_at == message.created_at

    asyncio.run(look())
    written = b"".join(path.read_bytes() for path in sqlite.data_dir.glob("arcanon.sqlite3*"))
    assert b"Said before" not in written
    assert migrations.location(sqlite).name == "sqlite"


def test_backups_from_before_a_migration_do_not_stay(sqlite: Settings) -> None:
    """They hold what has been erased since."""
    folder = sqlite.data_dir / "backups"
    folder.mkdir()
    old, young, other = (folder / f"{name}.sqlite3" for name in ("before-migrating-1", "before-migrating-2", "mine"))
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (0, 0))
    migrations.destroy_old_backups(sqlite)
    assert sorted(folder.iterdir()) == [young, other]


async def test_a_live_page_beats_and_rests_with_a_link(
    alice: Browser, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BEAT_EVERY", 0.05)
    monkeypatch.setattr(stream, "LIFE", 0.3)
    text = (await alice.get(f"/rooms/{room}/stream")).text
    assert text.count(stream.BEAT) >= 3
    assert "takes a rest." in text
    assert f'href="/rooms/{room}?live=stream">Go on here' in text
