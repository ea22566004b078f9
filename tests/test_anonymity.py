"""The promise: a stolen database does not tell who wrote what. Written as the attack, with its positive control."""

import re
import shutil
import sqlite3
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.types import ASGIApp

from arcanon.people.models import Person, Session
from arcanon.people.vault import Vault
from arcanon.settings import Settings
from tests.support.cast import Browser, match, person_of
from tests.support.dump import dump
from tests.support.site import browser, running
from tests.support.sockets import Socket

# What is drawn from the words themselves, or from a pseudonym, is the same wherever the same is written.
DERIVED = ("name", "parent_name", "stems", "html", "excerpt", "heading")
# What two threads share whoever wrote them: numbers, days, states.
COMMON = re.compile(
    r"\d{1,4}|\d{4}-\d\d-\d\d.*|\d{6,24}|waiting|talk|listen|either|None||True|False|open|declined|reply|likes|invitation|else"
    r"|(\w+ ){0,2}words"
)


@pytest.fixture
async def world(app: ASGIApp, crowd: list[Browser]) -> dict[str, object]:
    """Six people write, comment and like in six threads, and talk in pairs."""
    people = crowd[:6]
    threads: list[str] = []
    for number, person in enumerate(people):
        threads.append(await person.write(f"Title of {number}", f"post {number} words"))
    for post in threads:
        for number, person in enumerate(people):
            comment = await person.comment(post, f"{number} words")
            await person.act(f"/posts/{post}/like", {"liked": "yes"})
            await person.act(f"/comments/{comment}/like", {"liked": "yes"})
    chats = [await match(one, other) for one, other in ((people[0], people[1]), (people[0], people[2]))]
    for chat in chats:
        await people[0].say(chat, "some words")
    await people[0].act("/match", {"languages": "en", "role": "talk"})
    for post in threads[2:]:
        await people[0].act(f"/posts/{post}/invite", {"line": "some words", "key": f"k{post}"})
        await people[0].act(f"/posts/{post}/block")
    return {"people": people, "threads": threads, "chats": chats}


async def test_no_value_of_the_database_links_two_threads(world: dict[str, object]) -> None:
    rows = await dump()
    assert len(rows["posts"]) == 6
    assert len(rows["comments"]) == 36
    values: dict[str, set[str]] = {}
    for post in rows["posts"]:
        own = [post]
        own += [
            row
            for table in ("comments", "likes", "notifications", "invitations", "search_entries")
            for row in rows[table]
            if row["post_id"] == post["id"]
        ]
        values[post["id"]] = {str(value) for row in own for name, value in row.items() if name not in DERIVED}
    assert len(rows["invitations"]) == len(rows["blocks"]) == 4
    for seat in rows["seats"]:
        values.setdefault(seat["chat_id"], set()).add(str(seat["tag"]))
    values["the open request"] = {str(value) for row in rows["match_requests"] for value in row.values()}
    values["people"] = {str(value) for table in ("people", "sessions") for row in rows[table] for value in row.values()}
    for row in rows["blocks"]:
        values[f"block {row['id']}"] = {str(value) for value in row.values()}
    assert len(values) == 6 + 2 + 2 + 4
    for one, other in combinations(values, 2):
        shared = {value for value in values[one] & values[other] if not COMMON.fullmatch(value)}
        assert not shared, (one, other)

    # Pseudonyms are few enough that two may be the same by chance; one person's are not the same by rule.
    names = [post["name"] for post in rows["posts"]]
    for person in names:
        assert names.count(person) == 1
    seats = [seat["name"] for seat in rows["seats"]]
    assert len(set(seats)) >= 3

    # The positive control: within one thread a writer's values are the same.
    post = rows["posts"][0]
    assert [row for row in rows["comments"] if row["post_id"] == post["id"] and row["tag"] == post["tag"]]


async def test_no_value_of_the_pages_links_two_threads(app: ASGIApp, world: dict[str, object]) -> None:
    """Nothing that others are sent is shared by the posts of one writer and by no others: no value, class, id, link."""
    people, threads = world["people"], world["threads"]

    def marks(element: BeautifulSoup) -> set[str]:
        found = set(element.get_text(" ").split())
        for one in [element, *element.find_all(True)]:
            for name, value in one.attrs.items():
                found.add(f"{name}={' '.join(value) if isinstance(value, list) else value}")
        return {mark for mark in found if not re.search(r"\d words|\d", mark) or len(mark) > 12}

    async with browser(app) as visitor:
        by_writer: dict[int, list[set[str]]] = {}
        for post in threads:
            page = await visitor.page(f"/posts/{post}")
            for number, comment in enumerate(page.select(".comment")):
                by_writer.setdefault(number, []).append(marks(comment))
    for number, seen in by_writer.items():
        always = set.intersection(*seen)
        others = set().union(*(mark for other, marks_ in by_writer.items() if other != number for mark in marks_))
        assert always <= others, always - others
    assert len(people) == len(by_writer)


async def test_nothing_that_is_sent_holds_an_id_of_a_person_or_a_tag(app: ASGIApp, world: dict[str, object]) -> None:
    rows = await dump()
    secrets = {str(row[name]) for row in rows["people"] for name in ("id", "lookup")}
    secrets |= {str(row["id"]) for row in rows["sessions"]}
    secrets |= {str(row["tag"]) for table in ("posts", "comments", "likes", "seats") for row in rows[table]}
    secrets |= {str(row["seat_tag"]) for table in ("match_requests", "invitations") for row in rows[table]}
    secrets |= {
        str(row[name])
        for row in rows["invitations"]
        for name in ("recipient_tag", "sender_tag", "reply_tag", "seat_tag")
    }
    secrets |= {str(row["pair"]) for row in rows["blocks"]} | {str(row["tag"]) for row in rows["notifications"]}
    secrets |= {word for row in rows["search_entries"] for word in row["stems"].split()}
    sent = []
    people, chat = world["people"], world["chats"][0]
    async with browser(app) as visitor:
        for person in (visitor, people[0], people[3]):
            for address in (
                "/",
                "/me",
                "/me/likes",
                "/chats",
                "/match",
                "/search?q=words",
                "/invitations",
                "/notifications",
                "/me/settings",
                f"/chats/{chat}",
                f"/chats/{chat}/messages?after=0",
            ):
                response = await person.get(address)
                sent.append(response.text + str(response.headers))
            for post in world["threads"]:
                sent.append((await person.get(f"/posts/{post}")).text)
    async with Socket(app, people[1], f"/chats/{chat}/live?after=0") as socket:
        sent.append(await socket.receive())
    everything = "".join(sent)
    assert not [secret for secret in secrets if secret in everything]
    assert all(post in everything for post in world["threads"]), "the positive control"
    exact = r"\d\d:\d\d:\d\d|T\d\d:\d\d:|\b1[6-9]\d{8}\b"
    assert not re.search(exact, re.sub(r"Date: .*|'date': '[^']*'", "", everything)), "a time to the second"


async def test_a_copy_of_everything_does_not_list_what_a_person_wrote(
    site: Settings, app: ASGIApp, world: dict[str, object]
) -> None:
    """The attacker has every table, the source and the seven-word list, but no session token of a living browser."""
    alice: Browser = world["people"][0]
    rows = await dump()
    her_id = await person_of(alice)
    person = next(row for row in rows["people"] if row["id"] == her_id)
    contributions = [
        row for table in ("posts", "comments", "likes", "seats", "invitations", "notifications") for row in rows[table]
    ]

    # What the database holds of her leads to nothing she wrote: no value of her rows stands in any of them.
    hers = [person, *(row for row in rows["sessions"] if row["person_id"] == person["id"])]
    held = {str(value) for row in hers for value in row.values() if len(str(value)) > 10}
    assert not [row for row in contributions if held & {str(value) for value in row.values()}]
    # The sessions' keys do not open with anything that is stored.
    session = hers[1]
    for guess in (session["id"], person["lookup"], person["id"], site.secret.decode()):
        with pytest.raises(Exception, match="session"):
            await viewer_with(session, str(guess))

    # The positive control: with her token the same rows give all of it.
    viewer = await viewer_with(session, alice.cookies["arcanon-session"])
    vault: Vault = viewer.vault
    assert vault.posts == [world["threads"][0]]
    assert len(vault.comments) == 6
    mine = {viewer.tag(f"thread {post}") for post in world["threads"]}
    assert len([row for row in rows["comments"] if row["tag"] in mine]) == 6


async def viewer_with(session: dict[str, object], token: str) -> object:
    from arcanon.people.models import Viewer

    row = await Session.get(id=session["id"]).select_related("person")
    viewer = Viewer(token, row.person.id, row.sealed_key, row.expires_on, row.person.vault)
    await viewer.reload_vault()
    return viewer


def test_a_vault_grows_in_steps() -> None:
    key = b"k" * 32
    sizes = {len(Vault(posts=["x" * 12] * count).seal(key)) for count in range(0, 90, 10)}
    assert len(sizes) == 2


async def test_people_have_no_times(app: ASGIApp) -> None:
    assert not [name for name in Person._meta.fields_map if "at" in name.split("_") or "time" in name]


async def test_ids_are_random_and_long_enough(app: ASGIApp, limits_off: None, alice: Browser) -> None:
    import math

    from arcanon.crypto import ALPHABET

    ids = [await alice.write(f"Post {number}") for number in range(30)]
    assert all(set(one) <= set(ALPHABET) and len(one) * math.log2(len(ALPHABET)) >= 50 for one in ids)
    assert ids != sorted(ids)
    assert ids != sorted(ids, reverse=True)


async def test_a_copied_file_tells_no_more(sqlite: Settings, tmp_path: Path) -> None:
    """The file itself, with its log, holds no word of the passphrase and no token."""
    async with running(sqlite) as app, browser(app) as somebody:
        await somebody.join()
        await somebody.write("A title", "Some words")
        copy = tmp_path / "copy"
        copy.mkdir()
        raw = b""
        for path in sqlite.data_dir.glob("arcanon.sqlite3*"):
            shutil.copy(path, copy)
            raw += path.read_bytes()
        assert b"Some words" in raw
        assert somebody.cookies["arcanon-session"].encode() not in raw
        assert somebody.words.encode() not in raw
        words = somebody.words.split()
        assert not [pair for pair in pairwise(words) if " ".join(pair).encode() in raw]
        stolen = sqlite3.connect(copy / "arcanon.sqlite3")
        assert stolen.execute("SELECT count(*) FROM posts").fetchone() == (1,)
        stolen.close()
