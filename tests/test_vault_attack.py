"""The attack on the vaults: somebody has two copies of the database, the log between them, and the server's secret.

They do not have `keys/`, nor anybody's seven words. Thirty people are here; half of them write and like. The attacker
names the people that the copies point at. It must be no better than chance; with the key of a person it must be
certain.
"""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from starlette.types import ASGIApp

from arcanon.db import company
from arcanon.people import folding, keys, presence
from arcanon.people.additions import VaultAddition
from arcanon.people.models import Session
from arcanon.settings import Settings
from arcanon.text import clock
from tests.support.cast import Browser, person_of
from tests.support.dump import dump
from tests.support.site import browser, joined, running

PEOPLE = 30
Copy = dict[str, list[dict[str, object]]]


@pytest.fixture
async def thirty(app: ASGIApp) -> AsyncIterator[list[Browser]]:
    async with AsyncExitStack() as stack:
        people = [await joined(await stack.enter_async_context(browser(app, f"127.0.2.{n}"))) for n in range(PEOPLE)]
        for person in people:
            await person.get("/")
        yield people


async def act(person: Browser, post: str) -> None:
    await person.write("A title", "Some words")
    await person.comment(post)
    await person.act(f"/posts/{post}/like", {"liked": "yes"})


def inner_vaults(copy: Copy) -> dict[str, bytes]:
    """Takes the server's own seal off: what is left only its owner can open."""
    return {str(row["id"]): keys.unwrap(bytes(row["vault"])) for row in copy["people"]}


def changed(before: Copy, after: Copy) -> set[str]:
    """Returns the people with a row that differs between two copies."""
    old, new = inner_vaults(before), inner_vaults(after)
    found = {person for person in new if old.get(person) != new[person]}
    for table, owner in (("people", "id"), ("sessions", "person_id")):
        rows = {str(row): str(row[owner]) for row in before[table]}
        found |= {str(row[owner]) for row in after[table] if table != "people" and str(row) not in rows}
    return found


async def test_two_copies_do_not_tell_who_wrote(app: ASGIApp, thirty: list[Browser], limits_off: None) -> None:
    post = await thirty[0].write()
    before = await dump()
    active = random.Random(1).sample(thirty, PEOPLE // 2)
    for person in active:
        await act(person, post)
    after = await dump()
    assert len(after["posts"]) - len(before["posts"]) == len(active), "something was written"
    assert changed(before, after) == set(), "and no row of anybody's shows it"


async def test_folding_shows_nobody_apart(app: ASGIApp, thirty: list[Browser], limits_off: None) -> None:
    post = await thirty[0].write()
    active = random.Random(2).sample(thirty, PEOPLE // 2)
    for person in active:
        await act(person, post)
    for person in thirty:
        await person.get("/")
    before = await dump()
    await folding.fold_vaults()
    after = await dump()
    assert changed(before, after) == {await person_of(person) for person in thirty}, "all of those who are here"
    sizes = {len(vault) for vault in inner_vaults(after).values()}
    assert len(sizes) == 1, "and their vaults are of one size"
    assert not after["vault_additions"]
    # Nobody has lost anything.
    presence.forget_all()
    for person in active:
        page = await person.page(f"/posts/{post}")
        assert page.select_one(f"#like-{post}")["aria-pressed"] == "true"
        assert len((await person.page("/me")).select("#my-comments ~ ul a")) >= 1


async def test_additions_have_nothing_in_common(app: ASGIApp, thirty: list[Browser], limits_off: None) -> None:
    """Not with each other, and not with what was written beside them."""
    post = await thirty[0].write()
    for person in thirty[:6]:
        await act(person, post)
    rows = (await dump())["vault_additions"]
    assert len(rows) == 1 + 6 * 3
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({len(bytes(row["sealed"])) for row in rows}) == 1, "they are of one size"
    everything = str({table: found for table, found in (await dump()).items() if table != "vault_additions"})
    assert not [row["id"] for row in rows if row["id"] in everything]
    # The positive control: their owner finds them, by their key alone.
    viewer = await Session.find_viewer(thirty[1].cookies["arcanon-session"])
    own = [viewer._series.id(number) for number in range(3)]
    assert await VaultAddition.filter(id__in=own).count() == 3
    # With the server's secret in place of the key, nothing is found.
    from arcanon import crypto, settings
    from arcanon.people.additions import Series

    guessed = Series(crypto.derive(settings.current().secret, "additions")).ids(0, 50)
    assert not await VaultAddition.filter(id__in=guessed).exists()


async def test_with_too_few_people_nothing_is_folded(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await bob.comment(post)
    before = await dump()
    await folding.fold_vaults()
    assert await dump() == before
    assert len(before["vault_additions"]) == 2


async def test_the_log_does_not_tell_either(sqlite: Settings, limits_off: None) -> None:
    """SQLite's log holds the pages that a transaction has changed: no page of `people` or `sessions` is among them."""
    async with running(sqlite) as app, AsyncExitStack() as stack:
        people = [await joined(await stack.enter_async_context(browser(app, f"127.0.3.{n}"))) for n in range(10)]
        post = await people[0].write()
        with sqlite3.connect(sqlite.sqlite_path) as reader:
            reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            pages = pages_of(reader, "people") | pages_of(reader, "sessions")
            assert pages
        for person in people[:4]:
            await act(person, post)
        written = logged_pages(sqlite)
        assert written
        assert not written & pages
        # The positive control: joining writes to both.
        await joined(await stack.enter_async_context(browser(app, "127.0.3.200")))
        assert logged_pages(sqlite) & pages


def pages_of(connection: sqlite3.Connection, table: str) -> set[int]:
    """Returns the pages of a small table and its indexes, which are their roots and what those lead to."""
    roots = connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", [table])
    return {int(row[0]) for row in roots if row[0]}


def logged_pages(site: Settings) -> set[int]:
    """Returns the numbers of the pages in the write-ahead log (https://sqlite.org/fileformat2.html, section 4.1)."""
    log = site.sqlite_path.with_name(site.sqlite_path.name + "-wal").read_bytes()
    size = int.from_bytes(log[8:12])
    frames = range(32, len(log) - 24 - size + 1, 24 + size)
    return {int.from_bytes(log[start : start + 4]) for start in frames if log[start + 8 : start + 16] == log[16:24]}


async def test_a_row_of_a_persons_own_is_committed_alone(
    sqlite: Settings, limits_off: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not together with anybody's words: with little traffic there would be nobody else's beside it."""
    commits: list[set[str]] = []
    commit = company._commit

    def record(connection: sqlite3.Connection, written: set[str]) -> None:
        commits.append(set(written))
        commit(connection, written)

    async with running(sqlite) as app, browser(app) as alice, browser(app) as bob, browser(app) as carol:
        for person in (alice, bob):
            await joined(person)
        post = await alice.write()
        monkeypatch.setattr(company, "_commit", record)
        viewer = await Session.find_viewer(bob.cookies["arcanon-session"])
        viewer.expires_on = clock.days_from_now(20)  # as on another day
        await asyncio.gather(
            bob.comment(post),
            joined(carol),
            alice.write(),
            Session.write_renewals(),
            bob.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"}),
        )
        await Session.write_renewals()
    own = [written for written in commits if written & {"people", "sessions"}]
    assert len(own) >= 3, "joining, the settings, and a renewal"
    assert not [written for written in own if written & {"posts", "comments", "likes", "messages"}]
    assert [written for written in commits if "comments" in written]
