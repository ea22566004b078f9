"""Signing in and out, sessions, and coming back with what was typed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from starlette.types import ASGIApp
from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError

from arcanon.db import transactions
from arcanon.people import ended_sessions
from arcanon.people.keys import hash_token
from arcanon.people.models import Session
from arcanon.settings import Settings
from arcanon.text import clock
from tests.support.cast import Browser, proof, soup
from tests.support.site import browser, joined, running
from tests.support.sockets import Socket


@pytest.mark.parametrize(
    "change", [str.upper, lambda words: f"  {words.replace(' ', '   ')} ", lambda w: w.replace("e", "é")]
)
async def test_seven_words_open_the_door_however_they_are_typed(
    alice: Browser, visitor: Browser, change: object
) -> None:
    response = await visitor.act("/login", {"words": change(alice.words)})
    assert response.headers["location"] == "/?flash=signed-in"
    assert (await visitor.get("/me")).status_code == 200


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda words: ["abacus", *words[1:]] if words[0] != "abacus" else ["zoom", *words[1:]],
            "These words don't open an account",
        ),
        (lambda words: [*words[1:], words[0]], "These words don't open an account"),
        (lambda words: words[:6], "You typed 6 words"),
        (lambda words: words[:1], "You typed 1 word;"),
        (lambda words: [], "Type your seven words"),
    ],
)
async def test_a_wrong_word_is_not_pointed_at(alice: Browser, visitor: Browser, spoil: object, says: str) -> None:
    typed = " ".join(spoil(alice.words.split()))
    page = soup(await visitor.act("/login", {"words": typed}), 422)
    assert says in page.select_one(".summary a").text
    assert page.select_one("#words")["value"] == typed
    assert (await visitor.get("/me")).status_code == 303


async def test_each_sign_in_is_a_session_of_its_own(alice: Browser, visitor: Browser) -> None:
    await visitor.act("/login", {"words": alice.words})
    assert visitor.cookies["arcanon-session"] != alice.cookies["arcanon-session"]
    assert await Session.all().count() == 2
    await visitor.act("/logout")
    assert (await alice.get("/me")).status_code == 200


async def test_signing_out_leaves_nothing(alice: Browser) -> None:
    token = alice.cookies["arcanon-session"]
    response = await alice.act("/logout")
    assert response.headers["clear-site-data"] == '"cache", "storage"'
    assert 'arcanon-session=""' in response.headers["set-cookie"]
    assert "max-age=0" in response.headers["set-cookie"].lower()
    alice.cookies.clear()
    alice.cookies["arcanon-session"] = token
    assert (await alice.get("/me")).status_code == 303


async def test_signing_out_everywhere_ends_every_session(app: ASGIApp, alice: Browser) -> None:
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"words": alice.words})
        assert (await elsewhere.get("/me")).status_code == 200
        await alice.act("/logout/everywhere")
        assert (await elsewhere.get("/me")).status_code == 303
        assert await Session.all().count() == 0


async def test_signing_out_closes_its_sockets(app: ASGIApp, alice: Browser, bob: Browser, chat: str) -> None:
    async with Socket(app, alice, f"/chats/{chat}/live?after=0") as socket:
        await bob.say(chat, "Hello")
        assert "Hello" in await socket.receive()
        await alice.act("/logout")
        code, frames = await socket.closed(within=1)
        assert code == 1008
        assert "You are signed out" in frames[-1]
        await bob.say(chat, "Still there?")
        await asyncio.sleep(0)
        assert socket.is_silent


async def test_a_session_slides_and_runs_out(app: ASGIApp, alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    start = clock.now()

    def days_pass(days: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=days))

    days_pass(29)
    response = await alice.get("/me")
    assert response.status_code == 200
    assert "max-age=2592000" in response.headers["set-cookie"].lower()
    await Session.write_renewals()
    assert "set-cookie" not in (await alice.get("/me")).headers
    days_pass(58)
    assert (await alice.get("/me")).status_code == 200
    await Session.write_renewals()
    days_pass(58 + 30)
    assert (await alice.get("/me")).status_code == 303
    await Session.delete_expired()
    assert await Session.all().count() == 0


async def test_a_made_up_or_changed_session_is_a_visitor(alice: Browser) -> None:
    for token in ("", "x", alice.cookies["arcanon-session"] + "x", "é"):
        alice.cookies.clear()
        response = await alice.get("/me", headers={"Cookie": f"arcanon-session={token}".encode("latin-1")})
        assert response.status_code == 303


async def test_words_typed_before_joining_come_along(alice: Browser, visitor: Browser) -> None:
    post = await alice.write()
    form = (await visitor.page(f"/posts/{post}")).select_one("#reply")
    for partial in (False, True):
        response = await visitor.act(form["action"], {"body": "Typed before", "key": "k1"}, partial=partial)
        page = soup(response, 401)
        assert page.select_one("[name=body]")["value"] == "Typed before"
        assert bool(page.select("html")) is not partial
    # by joining
    words = soup(await visitor.submit(page.select_one("form")))
    assert words.select_one("main [name=body]")["value"] == "Typed before"
    # or, on the way, by signing in
    signing = soup(await visitor.submit(page.select_one("form"), button="Sign in"))
    assert not signing.select(".summary")
    response = await visitor.submit(signing.select_one("main form"), words=alice.words)
    back = soup(response)
    assert back.select_one("#kept-body").text.strip() == "Typed before"
    published = await visitor.submit(back.select_one("main form"))
    assert published.headers["location"].startswith("/comments/")
    assert (await alice.page(f"/posts/{post}")).select_one(".comment .user-text").text == "Typed before"


async def test_a_post_typed_in_an_ended_session_comes_along(alice: Browser, visitor: Browser) -> None:
    await alice.act("/logout")
    page = soup(await alice.act("/posts", {"title": "Kept", "body": "Kept words", "key": "k"}), 401)
    signing = soup(await alice.submit(page.select_one("main form"), button="Sign in"))
    back = soup(await alice.submit(signing.select_one("main form"), words=alice.words))
    assert back.select_one("#kept-title").text.strip() == "Kept"
    response = await alice.submit(back.select_one("main form"))
    assert (await visitor.page(response.headers["location"])).select_one("h1").text.strip() == "Kept"


async def test_an_edit_typed_in_an_ended_session_comes_along(alice: Browser) -> None:
    post = await alice.write()
    await alice.act("/logout")
    page = soup(await alice.act(f"/posts/{post}/edit", {"title": "Edited", "body": "Edited words"}), 401)
    signing = soup(await alice.submit(page.select_one("main form"), button="Sign in"))
    back = soup(await alice.submit(signing.select_one("main form"), words=alice.words))
    await alice.submit(back.select_one("main form"))
    assert (await alice.page(f"/posts/{post}")).select_one("h1").text.strip() == "Edited"


async def test_joining_can_be_tried_again_with_all_that_was_typed(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = {"to": "/posts", "title": "Kept", "body": "Kept words", "key": "k"}
    shown = soup(await visitor.act("/join", carried))
    words = [li.text.strip() for li in shown.select("#passphrase li")]
    asked = soup(await visitor.submit(shown.select_one("main form")))

    async def busy(*_: object) -> None:
        raise transactions.OperationalError("database is locked")

    with monkeypatch.context() as away:
        away.setattr("arcanon.people.models.Session.start", busy)
        page = soup(await visitor.submit(asked.select_one("main form"), **proof(asked, words)), 503)
    back = soup(await visitor.submit(page.select_one("main form")))
    assert back.select_one("#kept-body").text.strip() == "Kept words"
    assert (await visitor.submit(back.select_one("main form"))).headers["location"].startswith("/posts/")


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "\\evil",
        "/%09/evil.example",
        "https:evil.example",
        "https://evil.example/",
        "/me\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/nowhere",
        "/me#x",
        "me",
        "/%2e%2e/",
        "/me;x",
        "/posts",
        "///evil.example",
        "/\tevil",
        "http:/evil",
        "/ evil",
        "%2f%2fevil",
        "/static/x",
        "//",
        "/.//evil.example",
        "\x00/me",
        "/mé",
        " /me",
    ],
)
async def test_nobody_is_sent_elsewhere(alice: Browser, visitor: Browser, address: str) -> None:
    response = await visitor.act("/login", {"words": alice.words, "next": address})
    assert response.headers["location"] == "/?flash=signed-in"
    page = soup(await visitor.act("/login", {"words": "", "to": address, "body": "Words"}), 422)
    assert not page.select("[name=to]") or address == "/posts"


async def test_signing_in_leads_back(alice: Browser, visitor: Browser) -> None:
    response = await visitor.get("/match")
    assert response.headers["location"] == "/join?next=/match"
    page = await visitor.page("/login?next=/match")
    response = await visitor.submit(page.select_one("main form"), words=alice.words)
    assert response.headers["location"] == "/match?flash=signed-in"
    response = await visitor.act("/login", {"words": alice.words, "next": "/?topic=work"})
    assert response.headers["location"] == "/?topic=work&flash=signed-in"


@pytest.mark.parametrize("flash", ["joined", "signed-in"])
async def test_a_browser_that_keeps_no_cookie_is_told_so(alice: Browser, visitor: Browser, flash: str) -> None:
    response = await visitor.act("/login", {"words": alice.words})
    assert response.headers["location"] == "/?flash=signed-in"
    told = await visitor.page(f"/?flash={flash}")
    assert not told.select_one("main [role=alert]"), "the cookie came back"
    visitor.cookies.clear()
    told = await visitor.page(f"/?flash={flash}")
    assert "does not keep cookies" in told.select_one("main [role=alert]").text
    assert not (await visitor.page("/")).select_one("main [role=alert]")


@contextlib.asynccontextmanager
async def nothing_can_be_written(site: Settings) -> AsyncIterator[None]:
    """SQLite's own refusal, as of a file that is read-only; a full disk refuses the same."""
    connection = get_connection("default")
    await connection.execute_query("PRAGMA query_only = ON")
    yield
    await connection.execute_query("PRAGMA query_only = OFF")


@pytest.mark.parametrize("path", ["/logout", "/logout/everywhere", "/exit"])
async def test_signing_out_works_when_nothing_can_be_written(
    sqlite: Settings, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(ended_sessions, "RETRY_INTERVAL", 0.05)
    async with running(sqlite) as app, browser(app) as alice:
        await joined(alice)
        token = alice.cookies["arcanon-session"]
        async with nothing_can_be_written(sqlite):
            kept = soup(await alice.act("/posts", {"title": "Kept", "body": "Kept words"}), 503)
            assert kept.select_one("[name=body]").text.strip() == "Kept words"
            response = await alice.act(path)
            assert response.status_code in (200, 303)
            assert any(cookie.startswith('arcanon-session=""') for cookie in response.headers.get_list("set-cookie"))
            assert (await alice.get("/me", headers={"Cookie": f"arcanon-session={token}"})).status_code == 303, (
                "signed out"
            )
            assert (await alice.get("/", headers={"Cookie": f"arcanon-session={token}"})).status_code == 200
            assert await Session.all().count() == 1
        async with asyncio.timeout(5):
            while await Session.all().count() or ended_sessions.has_ended(hash_token(token)):
                await asyncio.sleep(0.01)


async def test_signing_out_works_when_nothing_can_be_read(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise OperationalError("disk I/O error")

    token = alice.cookies["arcanon-session"]
    monkeypatch.setattr(Session, "find_viewer", broken)
    assert (await alice.get("/me")).status_code == 503
    monkeypatch.setattr(Session, "_delete", broken)
    assert (await alice.act("/logout", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403
    assert not ended_sessions.has_ended(hash_token(token)), "another site signs nobody out"
    assert (await alice.act("/logout")).status_code == 303
    monkeypatch.undo()
    assert (await alice.get("/me", headers={"Cookie": f"arcanon-session={token}"})).status_code == 303
