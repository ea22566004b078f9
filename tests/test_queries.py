"""What a page costs: three queries beside the session's at most, however long a thread is, and each by an index."""

import json
import re

import pytest
from starlette.types import ASGIApp
from tortoise.connection import get_connection

from arcanon.people import presence
from arcanon.posts import feeds
from arcanon.settings import Settings
from arcanon.text import clock
from tests.support.cast import PARTIAL, Browser
from tests.support.queries import Query, recorded

AT_MOST = 3

TABLES = ("posts", "comments", "search_entries", "notifications", "invitations", "likes", "chats")


@pytest.fixture
async def pages(alice: Browser, bob: Browser, limits_off: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every page of the forum, full: a long thread, a long branch, many posts, notifications and invitations."""
    post = await alice.write("The needle", "needle words", topic="work")
    root = await bob.comment(post, "needle root")
    for number in range(30):
        await bob.comment(post, f"needle {number}")
        await bob.comment(post, f"needle below {number}", to=root)
    for number in range(25):
        await alice.write(f"Post {number}", "needle", topic="work")
    mine = await bob.write("Bob's own")
    await bob.act(f"/posts/{mine}/invite", {})
    await bob.act(f"/posts/{post}/invite", {"key": "k"})
    await alice.act(f"/posts/{mine}/invite", {"key": "k"})
    for person in (alice, bob):
        await person.act("/me/settings", {"topics": "grief", "phrases": "spider\nblood", "accepts_invitations": "yes"})
        await person.act(f"/posts/{mine}/hide", {"hidden": "yes"})
        await person.act("/drafts", {"key": "d", "to": "/posts", "body": "Draft"})
        for liked in (f"/posts/{post}", f"/comments/{root}"):
            await person.act(f"{liked}/like", {"liked": "yes"})

    addresses = ["/posts/new", "/feed.atom", "/feed.atom?topic=work", "/me", "/me/likes", "/me/settings"]
    addresses += [
        "/notifications",
        "/invitations",
        f"/comments/{root}/reply",
        f"/posts/{post}/comments?after=3",
        "/search",
    ]
    # The most liked of a day are read anew each minute: none may begin while the queries are counted.
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    lists = [f"/?{sort}{topic}" for sort in SORTS for topic in ("", "&topic=work")]
    lists += [f"/posts/{post}?sort={sort}" for sort in ("oldest", "newest", "liked")]
    lists += [f"/comments/{root}", "/search?q=needle", "/search?q=needle+root"]
    for address in lists:
        addresses.append(address)
        more = (await alice.page(address)).find("a", string=re.compile("^More (posts|comments|results)"))
        if more:
            addresses.append(more["href"].partition("#")[0])
    assert len(addresses) > len(lists) + 20
    return addresses


SORTS = ("sort=new", "sort=active", "sort=top&over=day", "sort=top&over=week", "sort=top&over=all")


async def test_no_page_costs_more_than_three_queries(
    app: ASGIApp, pages: list[str], alice: Browser, bob: Browser, visitor: Browser
) -> None:
    costly = {}
    for person in (alice, bob, visitor):
        for address in pages:
            for headers in ({}, PARTIAL):
                with recorded() as queries:
                    response = await person.get(address, headers=headers)
                assert response.status_code in (200, 303), address
                sessions = [sql for sql, _ in queries if re.search(r"\bsessions\b|pg_current_snapshot", sql)]
                assert len(sessions) <= 3
                if len(queries) - len(sessions) > AT_MOST:
                    costly[address] = [sql[:80] for sql, _ in queries]
    assert not costly


async def test_the_count_can_fail(alice: Browser) -> None:
    presence.forget_all()
    with recorded() as queries:
        await alice.get("/")
    assert [sql for sql, _ in queries if re.search(r"\bsessions\b", sql)]
    assert [sql for sql, _ in queries if '"posts"' in sql]


async def test_every_query_goes_by_an_index(site: Settings, app: ASGIApp, pages: list[str], alice: Browser) -> None:
    seen: dict[str, Query] = {}
    with recorded() as queries:
        for address in pages:
            await alice.get(address)
        for sql, values in queries:
            seen.setdefault(sql, (sql, values))
    scanned = {}
    for sql, values in seen.values():
        for found in await (scans_of_sqlite if site.is_sqlite else scans_of_postgres)(sql, values):
            scanned[sql] = found
    assert len(seen) > 15
    assert not scanned
    # The positive control: without an index it would be seen.
    sql = "SELECT * FROM posts WHERE name = 'nobody'"
    assert await (scans_of_sqlite if site.is_sqlite else scans_of_postgres)(sql, [])


async def scans_of_sqlite(sql: str, values: list[object]) -> list[str]:
    plan = await get_connection("default").execute_query_dict(f"EXPLAIN QUERY PLAN {sql}", values)
    details = [str(row["detail"]) for row in plan]
    if sql.endswith("WHERE 1=0"):  # how Tortoise asks for none of nothing
        return []
    return [one for one in details if re.match(rf"SCAN ({'|'.join(TABLES)})\b(?!.*USING .*INDEX)", one)]


async def scans_of_postgres(sql: str, values: list[object]) -> list[str]:
    """With few rows PostgreSQL would rather read all of a table; told not to, it does so only where it must."""
    connection = get_connection("default")
    async with connection.acquire_connection() as raw, raw.transaction():
        await raw.execute("SET LOCAL enable_seqscan = off")
        plan = json.loads((await raw.fetch(f"EXPLAIN (FORMAT JSON) {sql}", *values))[0][0])

    def walk(node: dict[str, object]) -> list[str]:
        own = [str(node["Relation Name"])] if node["Node Type"] == "Seq Scan" else []
        return own + [one for below in node.get("Plans", []) for one in walk(below)]

    return [name for name in walk(plan[0]["Plan"]) if name in TABLES]


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/", "created_at"),
        ("/?sort=active", "active_at"),
        ("/?sort=top&over=all", "like_count"),
        ("/?sort=top&over=week", "created_at"),
        ("/?topic=work", "topic.*created_at"),
        ("/?topic=work&sort=active", "topic.*active_at"),
        ("/?topic=work&sort=top&over=all", "topic.*like_count"),
    ],
)
async def test_a_feed_is_read_in_the_order_of_its_index(
    sqlite: Settings, limits_off: None, address: str, wanted: str
) -> None:
    """Not sorted first, which would cost the more the more is written; only a day's and a week's best is."""
    from tests.support.site import browser, joined, running

    async with running(sqlite) as app, browser(app) as alice:
        await joined(alice)
        for number in range(22):
            await alice.write(f"Post {number}", topic="work")
        more = (await alice.page(address)).find("a", string="More posts")["href"]
        for one in (address, more):
            feeds._kept.clear()
            with recorded() as queries:
                await alice.get(one)
            sql, values = next((sql, values) for sql, values in queries if 'FROM "posts"' in sql)
            plan = await get_connection("default").execute_query_dict(f"EXPLAIN QUERY PLAN {sql}", values)
            detail = " ".join(str(row["detail"]) for row in plan)
            name = re.search(r"USING INDEX (\w+)", detail)[1]
            columns = await get_connection("default").execute_query_dict(f"PRAGMA index_info({name})")
            assert re.match(wanted, " ".join(str(row["name"]) for row in columns)), (one, detail)
            assert ("TEMP B-TREE" in detail) is ("week" in address), (one, detail)
