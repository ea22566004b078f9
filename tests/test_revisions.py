"""Nothing is shown that is older than the last change its reader could know of, in any process.

People write at random, in any of the processes; each page that somebody reads next, in any of them, is compared with
one that a process draws which has kept nothing.
"""

import asyncio
import random
import re
import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from arcanon.db import revisions
from arcanon.settings import Settings
from tests.support.cast import Browser, match, new_key
from tests.support.cold import keep_nothing
from tests.support.services import Arcanon, Postgres, Redis
from tests.support.site import SECRET, browser, joined, running, sqlite_site

STEPS = 120


def comparable(page: str) -> str:
    """Returns a page without what is another one each time: one-time keys, sealed cursors, and the port."""
    page = re.sub(r'name="key" value="[^"]*"', 'name="key"', page)
    page = re.sub(r'name="until" value="[^"]*"', 'name="until"', page)
    page = re.sub(r"new\?draft=[\w-]+", "new?draft=", page)
    page = re.sub(r"(before|after)=[\w-]{20,}", r"\1=", page)
    return re.sub(r"(localhost|127\.0\.0\.1):\d+", "host", page)


class Player:
    """Somebody who writes and reads at random, through any of several processes."""

    def __init__(self, chance: random.Random, browsers: list[Browser]) -> None:
        self.chance = chance
        self.browsers = browsers  # of one person, each at another process

    @property
    def anywhere(self) -> Browser:
        return self.chance.choice(self.browsers)


async def write(chance: random.Random, player: Player, posts: list[str], chat: str) -> None:
    post = chance.choice(posts)
    act = chance.choice(["like", "unlike", "comment", "say", "edit", "hide", "publish", "read", "draft", "settings"])
    where = player.anywhere
    words = f"words {new_key()}"
    if act in ("like", "unlike"):
        await where.act(f"/posts/{post}/like", {"liked": "yes" if act == "like" else "no"})
    elif act == "comment":
        await where.act(f"/posts/{post}/comments", {"body": words, "key": new_key()})
    elif act == "say":
        await where.act(f"/chats/{chat}/messages", {"body": words, "key": new_key()})
    elif act == "edit":
        await where.act(f"/posts/{post}/edit", {"title": "", "body": words, "topic": "else", "key": new_key()})
    elif act == "hide":
        await where.act(f"/posts/{post}/hide", {"hidden": chance.choice(["yes", "no"])})
    elif act == "publish":
        posts.append(await where.write("", words))
    elif act == "read":
        await where.act("/notifications/read", {})
    elif act == "draft":
        await where.act("/drafts", {"key": "draft", "to": "/posts", "body": words})
    else:
        await where.act("/me/settings", {"topics": chance.choice(["", "grief"]), "accepts_invitations": "yes"})


async def play(players: list[Player], plain: list[Browser], seed: int) -> int:
    """Writes and compares. `plain` are the same people at the process that keeps nothing. Returns the comparisons."""
    chance = random.Random(seed)
    posts = [await players[0].anywhere.write("", "The first words")]
    chat = await match(players[0].browsers[0], players[1].browsers[0])
    compared = 0
    for _ in range(STEPS):
        await write(chance, chance.choice(players), posts, chat)
        reader = chance.randrange(len(players))
        address = chance.choice(
            ["/", f"/posts/{chance.choice(posts)}", f"/chats/{chat}", "/notifications", "/me", "/chats", "/posts/new"]
        )
        shown = comparable((await players[reader].anywhere.get(address)).text)
        keep_nothing()
        assert shown == comparable((await plain[reader].get(address)).text), address
        compared += 1
    return compared


@pytest.mark.parametrize("seed", [1, 2])
async def test_three_processes_show_what_is_true(
    tmp_path: Path, postgres: Postgres, redis: Redis, limits_off: None, seed: int
) -> None:
    name = f"revisions_{seed}_{random.randrange(10**6)}"
    await asyncio.to_thread(postgres.sql, f"CREATE DATABASE {name} TEMPLATE template")
    shared = {"database_url": postgres.url(name), "redis_url": redis.url, "data_dir": str(tmp_path)}
    servers = [Arcanon(**shared, secret=SECRET.decode()) for _ in range(2)]
    try:
        for server in servers:
            await asyncio.to_thread(server.start)
        site = Settings(
            data_dir=tmp_path,
            secret=SECRET,
            public_url="http://localhost:8000",
            database_url=postgres.url(name),
            redis_url=redis.url,
        )
        async with running(site) as app, AsyncExitStack() as stack:
            await compare_across(app, stack, servers, seed)
    finally:
        for server in servers:
            await asyncio.to_thread(server.throw_away)
        await asyncio.to_thread(postgres.sql, f"DROP DATABASE {name} WITH (FORCE)")


async def compare_across(app: ASGIApp, stack: AsyncExitStack, servers: list[Arcanon], seed: int) -> None:
    players, plain = [], []
    for _ in range(2):
        one = await joined(await stack.enter_async_context(browser(app)))
        cookies = {"arcanon-session": one.cookies["arcanon-session"]}
        elsewhere = []
        for server in servers:
            copy = Browser(httpx.AsyncHTTPTransport(), server.url)
            copy.cookies.update(cookies)
            elsewhere.append(await stack.enter_async_context(copy))
        players.append(Player(random.Random(seed), elsewhere))
        plain.append(one)
    assert await play(players, plain, seed) == STEPS


@pytest.mark.parametrize("seed", [1, 2])
async def test_one_process_shows_what_is_true(
    migrated_sqlite: Path, tmp_path: Path, limits_off: None, seed: int
) -> None:
    """Each page is read twice in the process that keeps things: once as it keeps them, and once from nothing."""
    async with running(sqlite_site(tmp_path, migrated_sqlite)) as app, AsyncExitStack() as stack:
        players, plain = [], []
        for _ in range(2):
            one = await joined(await stack.enter_async_context(browser(app)))
            copy = await stack.enter_async_context(browser(app))
            copy.cookies.update({"arcanon-session": one.cookies["arcanon-session"]})
            players.append(Player(random.Random(seed), [one]))
            plain.append(copy)
        assert await play(players, plain, seed) == STEPS


async def test_the_comparison_can_fail(sqlite: Settings, limits_off: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """If stamps never move, a process shows what is no longer true."""

    async def still(*_: str) -> int:
        return 1

    async with running(sqlite) as app, AsyncExitStack() as stack:
        players, plain = [], []
        for _ in range(2):
            one = await joined(await stack.enter_async_context(browser(app)))
            players.append(Player(random.Random(1), [one]))
            plain.append(one)
        monkeypatch.setattr(revisions, "look", still)
        monkeypatch.setattr("tests.test_revisions.keep_nothing", lambda: None)
        post = await players[0].anywhere.write("", "Before")
        await players[0].anywhere.comment(post, "The first")
        await plain[1].get(f"/posts/{post}")
        await players[0].anywhere.act(f"/posts/{post}/comments", {"body": "After", "key": new_key()})
        assert "After" not in (await plain[1].get(f"/posts/{post}")).text


async def test_a_commit_of_another_process_is_seen(sqlite: Settings) -> None:
    """A command of the host, or somebody with `sqlite3`: no process of ours, and no name is noted."""
    async with running(sqlite) as app, browser(app) as visitor, browser(app) as writer:
        await joined(writer)
        post = await writer.write("", "Words of before")
        for _ in range(3):
            assert "Words of before" in (await visitor.get("/")).text
        with sqlite3.connect(sqlite.sqlite_path) as connection:
            connection.execute("UPDATE posts SET excerpt = ?, heading = 'x' WHERE id = ?", ["Changed by hand", post])
        connection.close()
        page = (await visitor.get("/")).text
        assert "Changed by hand" in page
        assert "Words of before" not in page
        # And again right after a commit of ours, which explains its own version, and no other.
        await writer.act(f"/posts/{post}/like", {"liked": "yes"})
        with sqlite3.connect(sqlite.sqlite_path) as connection:
            connection.execute("UPDATE posts SET excerpt = 'Once more' WHERE id = ?", [post])
        connection.close()
        assert "Once more" in (await visitor.get("/")).text


def test_names_are_told_apart_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MAX_NAMES", 3)
    log = revisions.CommitLog()
    log.note(["a"])
    a, b = log.last(["a"]), log.last(["b"])
    assert a != b
    log.note(["b"])
    assert log.last(["a"]) == a
    assert log.last(["a", "b"]) > a
    log.note(["c", "d"])
    assert log.last(["a"]) > a, "all of them have moved on"
    log.note_everything()
    assert log.last(["a"]) == log.last(["never heard of"])
