"""Finding somebody to talk to."""

import asyncio
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from arcanon.chats.models import Chat, Seat
from arcanon.db import transactions
from arcanon.matches.criteria import FITTING_ROLES, Role
from arcanon.matches.jobs import delete_expired_match_requests
from arcanon.matches.models import MatchRequest
from arcanon.text import clock
from tests.support.cast import Browser, match, soup
from tests.support.site import browser
from tests.support.sockets import Socket


async def test_two_who_fit_land_in_one_chat(alice: Browser, bob: Browser, carol: Browser) -> None:
    chat = await match(alice, bob)
    for person in (alice, bob):
        assert (await person.page(f"/chats/{chat}")).select_one("h1").text.startswith("Chat with ")
    await carol.page(f"/chats/{chat}", 404)
    found = await alice.page("/match")
    assert found.find("a", string="Open the chat")["href"] == f"/chats/{chat}#latest"
    assert await MatchRequest.all().count() == 0


@pytest.mark.parametrize("first", list(Role))
@pytest.mark.parametrize("second", list(Role))
async def test_somebody_has_to_listen(alice: Browser, bob: Browser, first: Role, second: Role) -> None:
    await alice.act("/match", {"languages": "en", "role": first})
    await bob.act("/match", {"languages": "en", "role": second})
    fits = "either" in (first, second) or first != second
    assert await Chat.all().count() == fits
    assert (second in FITTING_ROLES[first]) == fits == (first in FITTING_ROLES[second])


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [([], [], 1), (["grief"], [], 1), ([], ["grief"], 1), (["grief", "work"], ["work"], 1), (["grief"], ["work"], 0)],
)
async def test_topics_meet(alice: Browser, bob: Browser, first: list[str], second: list[str], fits: int) -> None:
    await alice.act("/match", {"languages": "en", "role": "either", "topics": first})
    await bob.act("/match", {"languages": "en", "role": "either", "topics": second})
    assert await Chat.all().count() == fits


async def test_who_waits_longest_comes_first(crowd: list[Browser]) -> None:
    for person in crowd[:3]:
        await person.act("/match", {"languages": "en", "role": "talk"})
    chat = (await crowd[3].act("/match", {"languages": "en", "role": "listen"})).headers["location"]
    assert (await crowd[0].page("/match")).find("a", string="Open the chat")["href"] == chat
    assert "2 people are waiting now" in (await crowd[1].page("/match")).text


async def test_nobody_meets_themselves(app: ASGIApp, alice: Browser) -> None:
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"words": alice.words})
        for one in (alice, elsewhere, alice):
            assert (await one.act("/match", {"languages": "en", "role": "either"})).headers["location"] == "/match"
        assert await MatchRequest.all().count() == 1
        assert await Chat.all().count() == 0
        assert "You are the only one waiting now" in (await elsewhere.page("/match")).text


async def test_forty_at_the_same_moment_make_twenty_chats(crowd: list[Browser]) -> None:
    comments = await asyncio.gather(*(person.act("/match", {"languages": "en", "role": "either"}) for person in crowd))
    assert {comment.status_code for comment in comments} == {303}
    assert await Chat.all().count() == 20
    seats: dict[str, set[str]] = {}
    for seat in await Seat.all():
        seats.setdefault(seat.chat_id, set()).add(seat.tag)
    assert [len(tags) for tags in seats.values()] == [2] * 20
    assert await MatchRequest.all().count() == 0
    for person in crowd:
        assert len((await person.page("/chats")).select(".list a")) == 1


async def test_a_taken_request_is_not_taken_again(alice: Browser, bob: Browser, carol: Browser) -> None:
    await match(alice, bob)
    assert (await carol.act("/match", {"languages": "en", "role": "either"})).headers["location"] == "/match"
    assert await Chat.all().count() == 1


async def test_stopping_leaves_nothing(alice: Browser, bob: Browser) -> None:
    await alice.act("/match", {"languages": "en", "role": "either"})
    page = await alice.page("/match")
    stopped = soup(await alice.submit(page.select_one("form[action='/match/cancel']")))
    assert "You stopped looking." in stopped.text
    assert stopped.select_one("[name=role][checked]")["value"] == "either", "what was chosen stands there again"
    assert (await alice.page("/match")).select_one("form[action='/match']")
    assert await MatchRequest.all().count() == 0
    await bob.act("/match", {"languages": "en", "role": "either"})
    assert await Chat.all().count() == 0
    await alice.act("/match/cancel")


async def test_stopping_too_late_keeps_the_chat(alice: Browser, bob: Browser) -> None:
    chat = await match(alice, bob)
    await alice.act("/match/cancel")
    assert (await alice.get(f"/chats/{chat}")).status_code == 200
    assert len((await alice.page("/chats")).select(".list a")) == 1


async def test_a_search_lasts_a_day_and_says_so(alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    await alice.act("/match", {"languages": "en", "role": "either"})
    tomorrow = clock.now() + timedelta(hours=24, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert "Nobody fitted within 24 hours" in (await alice.page("/match")).text
    assert (await bob.act("/match", {"languages": "en", "role": "either"})).headers["location"] == "/match"
    await delete_expired_match_requests()
    assert await MatchRequest.all().count() == 1
    chat = (await alice.act("/match", {"languages": "en", "role": "either"})).headers["location"]
    assert chat.startswith("/chats/")
    assert len((await alice.page("/chats")).select(".list a")) == 1


async def test_a_missing_role_is_refused_and_the_topics_are_kept(alice: Browser) -> None:
    for wish in ("", "shout"):
        page = soup(await alice.act("/match", {"languages": "en", "role": wish, "topics": ["grief", "nonsense"]}), 422)
        assert page.select_one(page.select_one(".summary a")["href"])["name"] == "role"
        assert [one["value"] for one in page.select("[name=topics][checked]")] == ["grief"]
        assert page.title.text.startswith("Error: ")


async def test_a_match_reaches_whoever_waits_and_nobody_else(
    app: ASGIApp, alice: Browser, bob: Browser, carol: Browser
) -> None:
    await alice.act("/match", {"languages": "en", "role": "talk", "topics": ["grief"]})
    await carol.act("/match", {"languages": "en", "role": "talk", "topics": ["work"]})
    async with Socket(app, alice, "/match/live") as hers, Socket(app, carol, "/match/live") as carols:
        chat = (await bob.act("/match", {"languages": "en", "role": "listen", "topics": ["grief"]})).headers["location"]
        frame = await hers.receive()
        assert f'href="{chat}"' in frame
        assert "Someone's here" in frame
        await asyncio.sleep(0.05)
        assert carols.is_silent


async def test_a_passing_failure_keeps_every_choice(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(*_: object) -> None:
        raise transactions.OperationalError("database is locked")

    with monkeypatch.context() as away:
        away.setattr(MatchRequest, "start", busy)
        page = soup(
            await alice.act("/match", {"languages": "en", "role": "talk", "topics": ["grief", "work", "love"]}), 503
        )
    kept = [(one["name"], one["value"]) for one in page.select("main form input")]
    assert sorted(kept) == [
        ("languages", "en"),
        ("role", "talk"),
        ("topics", "grief"),
        ("topics", "love"),
        ("topics", "work"),
    ]
    assert page.select_one("main form button").text == "Try again"
