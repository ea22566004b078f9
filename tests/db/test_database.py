"""Transactions, the connections, and what SQLite is told."""

import asyncio
import random
import sqlite3
import threading
import time

import pytest
from starlette.types import ASGIApp
from tortoise.connection import get_connection

from arcanon.chats.models import Chat, Message
from arcanon.comments.models import Comment
from arcanon.db import background, connections, database, migrations, transactions
from arcanon.db.transactions import transaction
from arcanon.people.models import Person
from arcanon.posts.models import Post
from arcanon.settings import Settings, SettingsError
from arcanon.text import clock
from tests.support.cast import Browser, new_key, soup
from tests.support.dump import stored_bytes
from tests.support.site import browser, migrate, running
from tests.support.sockets import Socket


async def transactions_open() -> bool:
    """Whether any connection of ours stays inside a transaction; the hourly job is in one for a moment."""
    for _ in range(50):
        if not await _transactions_open():
            return False
        await asyncio.sleep(0.02)
    return True


async def _transactions_open() -> bool:
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        return connection._connection.in_transaction or connection._lock.locked()
    rows = await connection.execute_query_dict(
        "SELECT count(*) AS n FROM pg_stat_activity "
        "WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
    )
    return rows[0]["n"] > 0


async def test_sqlite_holds_what_is_asked_of_it(sqlite: Settings) -> None:
    async with running(sqlite):
        for name in ("default", "reader"):
            for pragma, wanted in connections.PRAGMAS.items():
                row = (await get_connection(name).execute_query_dict(f"PRAGMA {pragma}"))[0]
                # What reads in place must not wait there.
                expected = 0 if (name, pragma) == ("reader", "busy_timeout") else wanted
                assert next(iter(row.values())) == expected, (name, pragma)


async def test_writing_needs_a_transaction(app: ASGIApp) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        await Person.create(id="x", lookup="y", vault=b"")


async def test_the_reader_cannot_write(sqlite: Settings) -> None:
    async with running(sqlite):
        with pytest.raises(transactions.OperationalError, match="readonly"):
            await get_connection("reader").execute_query("DELETE FROM posts")


async def test_a_failed_transaction_writes_nothing(app: ASGIApp, alice: Browser) -> None:
    @transaction
    async def fail() -> None:
        await Chat.create(id="half", created_at=clock.now())
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        await fail()
    assert not await Chat.exists(id="half")
    assert not await transactions_open()


async def swept() -> None:
    """Waits for the first hourly job, which is several transactions."""
    for _ in range(10):
        while background.running:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.02)


async def test_a_transaction_ends_even_if_nobody_waits_for_it(app: ASGIApp, alice: Browser, chat: str) -> None:
    await swept()
    task = asyncio.create_task(alice.say(chat, "Finished"))
    while not background.running:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    while background.running:
        await asyncio.sleep(0.01)
    assert (await Message.get(chat_id=chat)).body == "Finished"


async def test_cancelled_anywhere_nothing_hangs_and_nothing_is_half_done(
    app: ASGIApp, alice: Browser, bob: Browser, chat: str, limits_off: None
) -> None:
    """Requests and sockets are cancelled at random awaits; then everything is whole and a query comments at once."""
    rng = random.Random(4)
    post = await alice.write()

    async def cancelled(work: object, steps: int) -> bool:
        task = asyncio.ensure_future(work)
        for _ in range(steps):
            if task.done():
                break
            await asyncio.sleep(0 if rng.random() < 0.8 else 0.001)
        cut = task.cancel()
        await asyncio.wait([task])
        return cut and task.cancelled()

    async def listen() -> None:
        async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
            while True:
                await socket.receive()

    cuts = 0
    for turn in range(240):
        work = [
            lambda: alice.say(chat, "Words", new_key()),
            lambda: alice.act(f"/posts/{post}/comments", {"body": "Words", "key": new_key()}),
            lambda: bob.act(f"/posts/{post}/like", {"liked": rng.choice(["yes", "no"])}),
            lambda: bob.act("/match", {"languages": "en", "role": "talk"}),
            lambda: bob.act("/match/cancel"),
            lambda: alice.get(f"/posts/{post}"),
            listen,
            lambda: alice.act("/posts", {"title": "T", "body": "B", "key": new_key()}),
        ][turn % 8]
        cuts += await cancelled(work(), rng.randrange(30))  # most requests take some forty steps
    assert cuts > 40

    if background.running:
        await asyncio.wait(background.running, timeout=5)
    async with asyncio.timeout(1):
        assert await Post.exists(id=post)
    assert not await transactions_open()
    numbers = [message.number for message in await Message.filter(chat_id=chat).order_by("number")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (await Chat.get(id=chat)).last_number == len(numbers)
    written = await Post.get(id=post)
    comments = {comment.id for comment in await Comment.filter(post_id=post)}
    assert written.comment_count == len(comments)
    page = await bob.page(f"/posts/{post}")
    liked = page.select_one(f"#like-{post}")["aria-pressed"] == "true"
    assert written.like_count == liked
    kept = {a["href"].split("/")[-1].partition("#")[0] for a in (await alice.page("/me")).select("#my-comments ~ ul a")}
    assert kept <= comments
    assert (await alice.say(chat, "Goes on")).status_code == 303


async def test_reads_do_not_wait_for_a_write(sqlite: Settings) -> None:
    async with running(sqlite) as app, browser(app) as somebody:
        entered, leave = asyncio.Event(), asyncio.Event()

        @transaction
        async def long_write() -> None:
            await Chat.create(id="slow", created_at=clock.now())
            entered.set()
            await leave.wait()

        writing = asyncio.create_task(long_write())
        await entered.wait()
        async with asyncio.timeout(2):
            await somebody.page("/")
        assert not await Chat.exists(id="slow")
        leave.set()
        await writing
        assert await Chat.exists(id="slow")


async def test_a_transaction_waits_for_another_process_and_reads_its_rows(sqlite: Settings) -> None:
    """A deferred transaction would fail at once with "database is locked"."""
    async with running(sqlite):
        other = sqlite3.connect(sqlite.sqlite_path, isolation_level=None, timeout=5, check_same_thread=False)
        waited = {}

        def write() -> None:
            start = time.monotonic()
            other.execute(
                "INSERT INTO chats (id, last_number, last_retraction, created_at) VALUES ('theirs', 0, 0, '2026-01-01')"
            )
            waited["seconds"] = time.monotonic() - start

        @transaction
        async def read_then_write() -> None:
            assert await Chat.all().count() == 0
            thread = threading.Thread(target=write)
            thread.start()
            await asyncio.sleep(0.2)
            await Chat.create(id="ours", created_at=clock.now())
            waited["thread"] = thread

        await read_then_write()
        await asyncio.to_thread(waited["thread"].join)
        other.close()
        assert waited["seconds"] > 0.1
        assert await Chat.all().count() == 2


async def test_a_busy_database_is_503_and_keeps_the_text(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.PRAGMAS, "busy_timeout", 100)
    async with running(sqlite) as app, browser(app) as somebody:
        await somebody.join()
        other = sqlite3.connect(sqlite.sqlite_path, isolation_level=None, check_same_thread=False)
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        page = soup(await somebody.act("/posts", {"title": "Kept", "body": "Kept words", "key": "k"}), 503)
        assert page.select_one("[name=body]").text.strip() == "Kept words"
        part = soup(await somebody.act("/posts", {"title": "Kept", "body": "Kept"}, partial=True), 503)
        assert part.select_one("hx-partial")["hx-target"] == "#alert"
        assert (await somebody.get("/")).status_code == 200
        other.rollback()
        other.close()
        # A transaction that could not begin has left nothing locked.
        async with asyncio.timeout(2):
            assert (await somebody.submit(page.select_one("main form"))).status_code == 303


async def test_locks_are_exclusive(app: ASGIApp) -> None:
    inside: list[str] = []

    @transaction
    async def alone(name: str) -> None:
        await transactions.lock("test")
        inside.append(name)
        await asyncio.sleep(0.01)
        assert inside[-1] == name
        inside.append(f"{name} left")

    await asyncio.gather(*(alone(str(n)) for n in range(5)))
    assert all(left == f"{entered} left" for entered, left in zip(inside[::2], inside[1::2], strict=True))


def test_migrations_begin_from_nothing_and_are_applied_once(tmp_path: object, site: Settings) -> None:
    assert migrate(site) == []


def test_a_database_of_another_release_is_refused_and_left_alone(sqlite: Settings) -> None:
    connection = sqlite3.connect(sqlite.sqlite_path)
    connection.execute("UPDATE aerich SET version = '2_20261123000000_conversations.py' WHERE id = 1")
    connection.commit()
    with pytest.raises(SettingsError, match="made by another release of arcanon: it knows the migration 2_2026"):
        migrate(sqlite)
    assert connection.execute("SELECT count(*) FROM aerich").fetchone() == (
        len(list(migrations.folder_for(sqlite).glob("arcanon/[0-9]*.py"))),
    )
    connection.close()


def test_from_empty(tmp_path: object) -> None:
    plain = Settings(data_dir=tmp_path, database_url=f"sqlite://{tmp_path}/new.sqlite3", secret=b"x" * 32)
    assert migrate(plain)
    assert not list(tmp_path.glob("backups/*"))
    assert migrate(plain) == []
    assert (tmp_path / "new.sqlite3").stat().st_mode & 0o077 == 0


def test_a_backup_is_made_before_what_holds_something_is_migrated(sqlite: Settings) -> None:
    connection = sqlite3.connect(sqlite.sqlite_path)
    connection.execute(
        "INSERT INTO chats (id, last_number, last_retraction, created_at) VALUES ('kept', 0, 0, '2026-01-01')"
    )
    connection.execute("DELETE FROM aerich WHERE version LIKE '1%'")  # whose table may be made again
    connection.commit()
    connection.close()
    assert migrate(sqlite)
    (backup,) = sqlite.data_dir.glob("backups/*")
    assert backup.stat().st_mode & 0o077 == 0
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT id FROM chats").fetchall() == [("kept",)]
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


async def test_the_migrations_differ_in_nothing_from_the_models(site: Settings) -> None:
    """By aerich's own account, and by the database's."""
    from aerich.migrate import Migrate
    from aerich.utils import get_models_describe
    from tortoise import Tortoise

    await Tortoise.init(config=connections.tortoise_config(site))
    try:
        await Migrate.init(connections.tortoise_config(site), "arcanon", str(migrations.folder_for(site)), offline=True)
        models = get_models_describe("arcanon")
        Migrate.upgrade_operators.clear()
        Migrate.diff_models(Migrate._last_version_content, models)
        assert Migrate.upgrade_operators == []
        Migrate.diff_models(
            Migrate._last_version_content, {**models, "arcanon.Post": {**models["arcanon.Post"], "data_fields": []}}
        )
        assert Migrate.upgrade_operators, "a difference would have been seen"
        Migrate.upgrade_operators.clear()
        # What finds words is beside the models, and made by a migration of its own.
        beside = [row for row in await columns() if is_of_the_search(row)]
        assert beside
        migrated = [row for row in await columns() if not is_of_the_search(row)]
        if site.is_sqlite:
            await get_connection("default").execute_query("DROP TABLE search_index")
        for name in reversed(list(await tables())):
            await get_connection("default").execute_query(
                f'DROP TABLE "{name}"' + ("" if site.is_sqlite else " CASCADE")
            )
        assert not await columns()
        await Tortoise.generate_schemas()
        assert await columns() == migrated
        assert len(migrated) > 30
    finally:
        await Tortoise.close_connections()


def is_of_the_search(row: tuple[object, ...]) -> bool:
    return any("search_index" in str(value) or "idx_search_entries_stems" in str(value) for value in row)


async def tables() -> list[str]:
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_query("PRAGMA foreign_keys=OFF")
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    else:
        query = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    return [row["name"] for row in await connection.execute_query_dict(query)]


BY_PLACE = ("cid", "id", "seq", "dflt_value")  # what depends on the order of columns, and defaults for old rows


async def columns() -> list[tuple[object, ...]]:
    """Every column, and every index, as the database describes them."""
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        rows = await connection.execute_query_dict(query)
        # What was added stands last in a table, so the tables are compared by what they hold.
        found = [
            (row["type"], row["name"], "" if row["type"] == "table" else " ".join((row["sql"] or "").split()))
            for row in rows
        ]
        for name in await tables():
            for pragma in ("table_info", "foreign_key_list", "index_list"):
                for row in await connection.execute_query_dict(f'PRAGMA {pragma}("{name}")'):
                    found.append((name, *(value for key, value in row.items() if key not in BY_PLACE)))
        return sorted(found, key=str)
    query = (
        "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    rows = await connection.execute_query_dict(query)
    indexes = await connection.execute_query_dict(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    )
    return [tuple(row.values()) for row in [*rows, *indexes]]


async def test_a_database_that_is_not_migrated_stops_the_start(tmp_path: object) -> None:
    plain = Settings(data_dir=tmp_path, database_url=f"sqlite://{tmp_path}/new.sqlite3", secret=b"x" * 32)
    with pytest.raises(SettingsError, match="python -m arcanon migrate"):
        async with database.open_database(plain):
            pass


async def test_a_database_that_is_away_stops_the_start() -> None:
    away = Settings(database_url="postgres://nobody@127.0.0.1:1/nothing", secret=b"x" * 32)
    with pytest.raises(SettingsError, match="does not answer"):
        async with database.open_database(away):
            pass


async def test_deleted_words_are_not_in_the_file(sqlite: Settings) -> None:
    async with running(sqlite) as app, browser(app) as somebody:
        await somebody.join()
        post = await somebody.write("Title", "unmistakable canary words")
        assert b"unmistakable canary" in stored_bytes(sqlite)
        await somebody.act(f"/posts/{post}/delete")
    assert b"unmistakable canary" not in stored_bytes(sqlite)
