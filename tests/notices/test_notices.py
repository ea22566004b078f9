"""News: what happened to one's own words, told to its writer and to nobody else."""

import asyncio
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from starlette.types import ASGIApp

from arcanon import clock, sockets
from arcanon.database import unit
from arcanon.notices import bell
from arcanon.notices.models import Notice
from tests.cast import Browser, soup
from tests.sockets import Socket

ATOM = "{http://www.w3.org/2005/Atom}"


async def news(person: Browser) -> list[str]:
    """What is new on somebody's page."""
    page = await person.page("/notices")
    return [" ".join(one.select_one("button").text.split()) for one in page.select(".notice--new")]


async def badge(person: Browser, address: str = "/") -> str:
    return (await person.page(address)).select_one("#news").text.strip()


async def test_an_answer_is_news_for_whom_it_answers(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("Mine")
    comment = await bob.answer(post, "An answer")
    name = (await carol.page(f"/posts/{post}")).select_one(f"#by-{comment}").text
    assert await news(alice) == [f"{name} answered your post"]
    assert await news(bob) == await news(carol) == []
    await carol.answer(post, "To Bob", to=comment)
    assert len(await news(alice)) == 1
    assert [one.split(" answered ")[1] for one in await news(bob)] == ["your answer"]
    await alice.answer(post, "To myself")
    await bob.answer(post, "To myself, too", to=comment)
    assert (len(await news(alice)), len(await news(bob))) == (1, 1), "nobody is told of their own"
    opened = await alice.submit((await alice.page("/notices")).select_one(".notice form"))
    link = opened.headers["location"]
    assert (await alice.page(link.partition("#")[0])).select_one(link[link.index("#") :])
    assert await news(alice) == [], "opened, it is seen"
    assert (await alice.page("/notices")).select_one(".notice a")["href"] == link


async def test_the_badge_is_on_every_page(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write()
    assert await badge(alice) == ""
    await bob.answer(post)
    for address in (
        "/",
        f"/posts/{post}",
        "/me",
        "/rooms",
        "/match",
        "/privacy",
        "/search",
        "/notices",
        "/me/settings",
    ):
        assert await badge(alice, address) == "1 new", address
    assert (await alice.page("/notices")).title.text.startswith("(1) News")
    assert not (await visitor.page("/")).select("#news")


async def test_news_are_seen_one_by_one_or_all(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for number in range(3):
        await bob.answer(post, f"Answer {number}")
    page = await alice.page("/notices")
    assert [one.select_one(".list__more").text for one in page.select(".notice--new")] == [
        "Answer 2",
        "Answer 1",
        "Answer 0",
    ]
    assert (await alice.submit(page.select_one(".notice form[action$=seen]"))).headers["location"] == "/notices"
    page = await alice.page("/notices")
    assert [one.select_one(".list__more").text for one in page.select(".notice")] == [
        "Answer 1",
        "Answer 0",
        "Answer 2",
    ]
    assert len(page.select(".notice--new")) == 2
    part = soup(await alice.act(page.select_one(".notice form[action$=seen]")["action"], partial=True))
    assert part.select_one("li.notice a[autofocus]")
    assert "1" in part.select_one("hx-partial[hx-target='#news']").text
    await alice.submit((await alice.page("/notices")).select_one(".heading form"))
    assert await news(alice) == []
    assert await badge(alice) == ""
    assert not (await alice.page("/notices")).select(".heading form")


async def test_nobody_sees_what_is_anothers(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await bob.answer(post)
    notice = (await Notice.first()).id
    assert (await bob.act(f"/notices/{notice}/seen")).status_code == 404
    await bob.act("/notices/seen")
    assert len(await news(alice)) == 1


async def test_likes_are_news_at_their_milestones(alice: Browser, crowd: list[Browser]) -> None:
    post = await alice.write("Liked")
    await alice.act(f"/posts/{post}/like", {"liked": "yes"})
    assert await news(alice) == [], "one's own like is no news"
    await alice.act(f"/posts/{post}/like", {"liked": "no"})
    told = []
    for number, person in enumerate(crowd[:10], 1):
        await person.act(f"/posts/{post}/like", {"liked": "yes"})
        if len(await news(alice)) > len(told):
            told.append(number)
    assert told == [1, 5, 10]
    assert (await news(alice))[0] == "10 likes for your post"
    for liked in ("no", "yes"):
        await crowd[0].act(f"/posts/{post}/like", {"liked": liked})
    assert len(await news(alice)) == 3, "once for each"


async def test_what_is_deleted_is_no_news(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await bob.answer(post)
    await bob.act(f"/comments/{comment}/delete")
    assert await news(alice) == []
    await bob.answer(post)
    await alice.act(f"/posts/{post}/delete")
    assert not await Notice.exists()


async def test_old_news_are_forgotten(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for number, days in enumerate((89, 91)):
        await bob.answer(post, f"Answer {number}")
        newest = await Notice.all().order_by("-created_at").first()

        @unit
        async def age(notice: Notice = newest, days: int = days) -> None:
            await Notice.filter(id=notice.id).update(created_at=clock.now() - timedelta(days=days))

        await age()
    await Notice.sweep()
    assert await Notice.all().count() == 1


async def test_the_badge_is_told_by_socket(app: ASGIApp, alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write()
    page = await alice.page("/")
    address = page.select_one("[hx-ws\\:connect]")["hx-ws:connect"]
    assert address == "/live"
    thread = (await alice.page(f"/posts/{post}")).select_one("[hx-ws\\:connect]")["hx-ws:connect"]
    async with (
        Socket(app, alice, address) as hers,
        Socket(app, alice, thread) as on_thread,
        Socket(app, carol, address) as carols,
    ):
        await bob.answer(post)
        frame = soup_of(await hers.receive())
        assert frame.select_one("hx-partial[hx-target='#news']").text.strip() == "1 new"
        frames = [await on_thread.receive(), await on_thread.receive()]
        assert any('hx-target="#news"' in one for one in frames)
        assert any('hx-target="#fresh"' in one for one in frames)
        await asyncio.sleep(0.1)
        assert carols.is_silent


async def test_a_like_is_told_by_socket(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    async with Socket(app, alice, "/live") as socket:
        await bob.act(f"/posts/{post}/like", {"liked": "yes"})
        assert "1" in await socket.receive()


async def test_a_thread_joined_since_is_heard_of_after_a_while(
    app: ASGIApp, alice: Browser, bob: Browser, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The socket follows what its owner took part in when it was opened; the rest is looked up now and then."""
    monkeypatch.setattr(bell, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(sockets, "TICK", 0.05)
    async with Socket(app, alice, "/live") as socket:
        post = await alice.write()
        await bob.answer(post)
        frames = ""
        while 'class="badge"' not in frames:
            frames += await socket.receive()
    async with Socket(app, visitor, f"/posts/{post}/live?after=1") as visitors:
        await asyncio.sleep(0.2)
        assert visitors.code is None, "a visitor has no news, and follows a thread all the same"


def soup_of(text: str) -> object:
    from bs4 import BeautifulSoup

    return BeautifulSoup(text, "html.parser")


# The secret address.


async def feed(person: Browser, address: str) -> list[ElementTree.Element]:
    response = await person.get(address.removeprefix("http://localhost:8000"))
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


async def test_the_secret_address_says_only_that_something_is_new(
    alice: Browser, bob: Browser, visitor: Browser
) -> None:
    post = await alice.write("A telling title")
    page = await alice.page("/me/settings")
    assert not page.select("#feed-address"), "off by default"
    await alice.act("/me/settings", {"feed": "on", "takes_asks": "yes"})
    address = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    assert await feed(visitor, address) == []
    comment = await bob.answer(post, "Telling words")
    (entry,) = await feed(visitor, address)
    text = ElementTree.tostring(entry, encoding="unicode")
    assert "Something is new for you" in text
    for telling in (post, comment, "elling", "answered"):
        assert telling not in text
    # Also of a thread that was begun after it was made, and no longer when it was seen.
    other = await alice.write("Another")
    await bob.answer(other)
    assert len(await feed(visitor, address)) == 2
    await alice.act("/notices/seen")
    assert await feed(visitor, address) == []


async def test_it_can_be_changed_and_taken_away(alice: Browser, visitor: Browser) -> None:
    await alice.act("/me/settings", {"feed": "on", "takes_asks": "yes"})
    first = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    await alice.act("/me/settings", {"feed": "on", "takes_asks": "yes"})
    second = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    assert first != second
    assert (await visitor.get(first)).status_code == 404
    assert (await visitor.get(second)).status_code == 200
    await alice.act("/me/settings", {"feed": "off", "takes_asks": "yes"})
    assert (await visitor.get(second)).status_code == 404
    assert not (await alice.page("/me/settings")).select("#feed-address")


async def test_it_tells_nothing_of_asks_to_who_takes_none(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write()
    await alice.act("/me/settings", {"feed": "on", "takes_asks": "no"})
    address = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    await bob.act(f"/posts/{post}/ask", {"key": "k"})
    assert await feed(visitor, address) == []
    await alice.act("/me/settings", {"feed": "keep", "takes_asks": "yes"})
    assert len(await feed(visitor, address)) == 1, "the same address, and the other choice"


async def test_seeing_all_writes_no_row_but_the_vaults(alice: Browser, bob: Browser) -> None:
    """Rows of several threads that change in one moment would belong to one person."""
    from tests.test_anonymity import dump

    for number in range(3):
        await bob.answer(await alice.write(f"Thread {number}"))
    before = (await dump())["notices"]
    await alice.act("/notices/seen")
    assert await news(alice) == []
    assert (await dump())["notices"] == before


async def test_it_is_found_in_no_copy_of_the_database(alice: Browser, bob: Browser) -> None:
    from tests.test_anonymity import dump

    await alice.write()
    await alice.act("/me/settings", {"feed": "on", "takes_asks": "yes"})
    token = (await alice.page("/me/settings")).select_one("#feed-address")["value"].rpartition("/")[2]
    for _ in range(5):
        await bob.write()  # which stirs what others keep
    assert (await bob.get(f"/notices/feed/{token}")).status_code == 200
    rows = await dump()
    assert token not in str(rows)
    tags = {str(row["tag"]) for row in rows["posts"]}
    assert not [row for row in rows["people"] if any(tag in str(row) for tag in tags)]
