"""How quick the forum's pages are with a hundred times as much written. By hand, never in the suite.

    python -m tests.bench.forum sqlite      (or postgres)

Fills an empty database with 100,000 posts and 500,000 comments, and another with 1,000 and 5,000: the newest hundredth
of the same two years, so that a day or a week holds as much in both. Then asks each page as somebody who takes part,
and prints the medians, in milliseconds, of answering in this process: the best of four passes, taken in turn.
"""

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import asyncpg

from arcanon import settings
from arcanon.comments.models import Comment
from arcanon.comments.position import POSITION_COLUMNS, STEP
from arcanon.people import passphrase
from arcanon.people.models import Person, Viewer
from arcanon.people.vault import Vault
from arcanon.posts.models import Post, PostContent, thread_scope
from arcanon.search.jobs import merge_index
from arcanon.search.models import Entry, stemmer
from arcanon.settings import Settings
from arcanon.text import clock, markdown
from tests.support.cast import Browser
from tests.support.cold import keep_nothing
from tests.support.services import Postgres, started
from tests.support.site import SECRET, browser, migrate, running

POSTS = 100_000
COMMENTS_EACH = 5  # on the average
LONG_THREAD = 2_000
APART = timedelta(days=730) / POSTS
ROUNDS = 30
PASSES = 4
TEXTS = 400
Row = dict[str, object]


def texts() -> list[str]:
    """Bodies of some sentences: few words are common, most are rare, as in life."""
    chance, vocabulary = random.Random(1), list(passphrase.word_list())
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    return [" ".join(chance.choices(vocabulary, weights, k=chance.randint(20, 120))) + "." for _ in range(TEXTS)]


def rows(posts: int, viewer: Viewer) -> Iterator[tuple[type, Row]]:
    """The posts with their comments and what the index holds of them, in the order of their making."""
    now = datetime.now(UTC)
    bodies = [(text, markdown.render(text, top=3), stemmer().stems(text)) for text in texts()]
    topics = list(settings.current().topics)
    for number in range(posts, 0, -1):
        chance = random.Random(number)  # the same post in both databases
        body, html, stems = bodies[chance.randrange(TEXTS)]
        written = now - APART * number
        post_id = named(f"p{number:08}")
        is_hers = number % max(1, posts // 500) == 0
        count = LONG_THREAD if number == 500 else chance.choice((0, 1, 2, 5, 7, 15))
        content = PostContent(f"Title {number}", body, topics[number % len(topics)])
        tag = viewer.tag(thread_scope(post_id)) if is_hers else f"{number:032x}"
        yield (
            Post,
            {
                **content.columns(),
                "id": post_id,
                "tag": tag,
                "name": "brave otter",
                "sealed_writer": None,
                "comment_count": count,
                "last_number": count,
                "like_count": chance.randrange(50),
                "created_at": written,
                "active_at": written + timedelta(minutes=count),
                "edited_at": None,
            },
        )
        yield Entry, entry(post_id, None, stems)
        for own in range(1, count + 1):
            body, html, stems = bodies[chance.randrange(TEXTS)]
            comment_id = named(f"c{number:07}{own:05}")
            is_comment = own % 3 == 0
            path = f"{own - 1:0{STEP}}{own:0{STEP}}" if is_comment else f"{own:0{STEP}}"
            place = (own, path, int(is_comment), own - is_comment, int(is_comment), int(own % 3 == 2), "", "")
            yield (
                Comment,
                {
                    **dict(zip(POSITION_COLUMNS, place, strict=True)),
                    "id": comment_id,
                    "post_id": post_id,
                    "tag": viewer.tag(thread_scope(post_id)) if is_hers and own == 1 else f"{own:032x}",
                    "name": "calm heron",
                    "sealed_writer": None,
                    "body": body,
                    "html": markdown.keep(body, html),
                    "like_count": chance.randrange(20),
                    "created_at": written + timedelta(minutes=own),
                    "edited_at": None,
                },
            )
            yield Entry, entry(post_id, comment_id, stems)


def named(number: str) -> str:
    """A number as an id may be: without what looks like a letter."""
    return number.translate(str.maketrans("01", "ab"))


_entries = iter(range(1, 10**9))


def entry(post_id: str, comment_id: str | None, stems: list[str]) -> Row:
    return {
        "id": next(_entries),
        "post_id": post_id,
        "comment_id": comment_id,
        "subject": comment_id or post_id,
        "title_length": 0,
        "stems": " ".join(stems),
    }


async def fill(site: Settings, posts: int, viewer: Viewer) -> float:
    """Writes the rows. Returns the seconds it took."""
    begun, stream = time.perf_counter(), rows(posts, viewer)
    while some := list(islice(stream, 20_000)):
        for model in (Post, Comment, Entry):
            own = [row for kind, row in some if kind is model]
            if own and site.is_sqlite:
                await asyncio.to_thread(write_sqlite, site, model._meta.db_table, own)
            elif own:
                await write_postgres(site, model._meta.db_table, own)
    return time.perf_counter() - begun


def write_sqlite(site: Settings, table: str, own: list[Row]) -> None:
    names = list(own[0])
    connection = sqlite3.connect(site.sqlite_path)
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
        [[v.isoformat(" ") if isinstance(v, datetime) else v for v in row.values()] for row in own],
    )
    connection.commit()
    connection.close()


async def write_postgres(site: Settings, table: str, own: list[Row]) -> None:
    connection = await asyncpg.connect(site.database_url)
    await connection.copy_records_to_table(table, columns=list(own[0]), records=[tuple(row.values()) for row in own])
    await connection.close()


async def settle(site: Settings) -> None:
    """What PostgreSQL, and the hourly job on SQLite, do by themselves after a while."""
    await merge_index()
    if not site.is_sqlite:
        connection = await asyncpg.connect(site.database_url)
        await connection.execute("VACUUM ANALYZE")
        await connection.close()


def addresses(posts: int) -> dict[str, str]:
    found = {"feed": "/", "active": "/?sort=active"}
    found |= {f"top of {over}": f"/?sort=top&over={over}" for over in ("day", "week", "all")}
    found |= {f"topic, {sort}": f"/?topic=work&sort={sort}" for sort in ("new", "active")}
    found |= {"topic, top of all": "/?topic=work&sort=top&over=all"}
    found |= {
        f"long thread, {sort}": f"/posts/{named('p00000500')}?sort={sort}" for sort in ("oldest", "newest", "liked")
    }
    found |= {"thread": f"/posts/{named('p00000600')}", "comment": f"/comments/{named('c000050000900')}"}
    common, rare = passphrase.word_list()[0], passphrase.word_list()[700]
    found |= {"search, common word": f"/search?q={common}", "search, two words": f"/search?q={common}+{rare}"}
    found |= {"search, rare word": f"/search?q={rare}", "search, nothing": "/search?q=xyzzy"}
    return found | {"me": "/me", "liked": "/me/likes", "notifications": "/notifications", "feed.atom": "/feed.atom"}


async def prepare(site: Settings, posts: int) -> str:
    """Fills a database, for somebody who takes part in five hundred threads. Returns the token of their session."""
    async with running(site):
        viewer = await Person.join(passphrase.make())
        print(f"{posts:,} posts: filled in {await fill(site, posts, viewer):.0f} s", flush=True)
        begun = time.perf_counter()
        await settle(site)
        print(f"{posts:,} posts: settled in {time.perf_counter() - begun:.1f} s", flush=True)
        hers = [named(f"p{number:08}") for number in range(posts, 0, -1) if number % max(1, posts // 500) == 0]
        answered = await Comment.filter(post_id__in=hers, number=1).values_list("id", flat=True)

        def keep(vault: Vault) -> None:
            vault.posts = list(hers)
            vault.comments = [str(one) for one in answered]
            vault.likes = [*vault.comments[:100], *hers[:100]]
            vault.scopes = [thread_scope(post) for post in hers]
            vault.hidden_phrases = ["spider", "panic attack"]

        await viewer.change_vault(keep)
        return viewer.token


async def measure(site: Settings, posts: int, token: str) -> dict[str, float]:
    async with running(site) as app, browser(app) as alice:
        alice.cookies["arcanon-session"] = token
        return {name: await median(alice, address) for name, address in addresses(posts).items()}


async def median(person: Browser, address: str) -> float:
    times = []
    for _ in range(ROUNDS):
        keep_nothing()  # what is kept costs the same, however much is written
        begun = time.perf_counter()
        response = await person.get(address)
        times.append((time.perf_counter() - begun) * 1000)
        assert response.status_code == 200, (address, response.status_code)
    return statistics.median(times[5:])


def main() -> None:
    kind = sys.argv[1]
    clock.now()
    found: dict[int, dict[str, float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        service = stack.enter_context(started(Postgres())) if kind == "postgres" else None
        prepared = []
        for posts in (POSTS // 100, POSTS):
            own = folder / str(posts)
            own.mkdir()
            url = f"sqlite://{own}/arcanon.sqlite3"
            if service:
                service.sql(f"CREATE DATABASE bench_{posts}")
                url = service.url(f"bench_{posts}")
            site = Settings(data_dir=own, database_url=url, secret=SECRET, public_url="http://localhost:8000")
            migrate(site)
            prepared.append((site, posts, asyncio.run(prepare(site, posts))))
        # Turn by turn, and the best of each: what else the machine does is no fault of a page.
        for _ in range(PASSES):
            for site, posts, token in prepared:
                best = found.setdefault(posts, {})
                for name, took in asyncio.run(measure(site, posts, token)).items():
                    best[name] = min(took, best.get(name, took))
    few, many = found[POSTS // 100], found[POSTS]
    print(f"\n| {kind}: page | {POSTS // 100:,} posts | {POSTS:,} posts | times |\n|---|---|---|---|")
    for name in few:
        print(f"| {name} | {few[name]:.1f} ms | {many[name]:.1f} ms | {many[name] / few[name]:.2f} |")


if __name__ == "__main__":
    main()
