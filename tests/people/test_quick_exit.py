"""Leaving in a hurry: one press, and there is nothing of ours on the screen and no way back in."""

import asyncio
import sqlite3
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from arcanon import settings
from arcanon.people.models import Session
from arcanon.settings import Settings, SettingsError
from tests.support.cast import Browser, soup
from tests.support.sockets import Socket


def is_gone(response: httpx.Response) -> None:
    page = soup(response)
    assert "arcanon" not in response.text.lower()
    assert not page.select("link, script, img, form")
    assert response.headers["refresh"] == "0; url=https://www.wikipedia.org/"
    assert page.a["href"] == "https://www.wikipedia.org/"
    assert response.headers["clear-site-data"] == '"storage"'
    assert response.headers["cache-control"] == "no-store"
    taken = {one.partition("=")[0] for one in response.headers.get_list("set-cookie") if "Max-Age=0" in one}
    assert taken == {"arcanon-session", "arcanon-scheme", "arcanon-moderating"}


async def test_it_signs_out_and_forgets(app: ASGIApp, alice: Browser) -> None:
    await alice.act("/appearance", {"scheme": "dark"})
    token = alice.cookies["arcanon-session"]
    async with Socket(app, alice, "/live") as socket:
        button = (await alice.page("/")).select_one("header form")
        is_gone(await alice.submit(button))
        assert (await socket.closed())[0] == 1008
    alice.cookies.set("arcanon-session", token)
    assert (await alice.get("/me")).status_code == 303, "the session has ended, and not only its cookie"


async def test_the_button_is_on_every_page_and_first(alice: Browser, visitor: Browser) -> None:
    for person, addresses in ((visitor, ["/", "/join", "/nowhere"]), (alice, ["/", "/me", "/match", "/chats"])):
        for address in addresses:
            page = await person.page(address, 404 if address == "/nowhere" else 200)
            assert page.select_one("form")["action"] == "/exit", address
            assert page.select_one("form button").text == "Quick exit"


async def test_a_visitor_leaves_too(visitor: Browser) -> None:
    is_gone(await visitor.act("/exit"))


async def test_looking_at_the_page_again_changes_nothing(alice: Browser) -> None:
    response = await alice.get("/exit")
    assert "clear-site-data" not in response.headers
    assert (await alice.get("/me")).status_code == 200


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "HEAD"])
async def test_only_pressing_it_forgets(alice: Browser, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    async def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    for _ in range(2):
        response = await alice.request(method, "/exit", headers={"Sec-Fetch-Site": "cross-site"})
        assert not {"clear-site-data", "set-cookie"} & set(response.headers)
        monkeypatch.setattr(Session, "find_viewer", broken)


async def test_a_stranger_cookie_stops_nobody(visitor: Browser) -> None:
    """Such as another program on the same host may have set."""
    is_gone(await visitor.act("/exit", headers={"Cookie": "a[b]=1; path=2; nothing; arcanon-scheme=dark"}))


async def test_nobody_waits_for_a_busy_database(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, free = asyncio.Event(), asyncio.Event()
    end = Session.end

    async def slow(session: Session) -> None:
        begun.set()
        await free.wait()
        await end(session)

    token = alice.cookies["arcanon-session"]
    monkeypatch.setattr(Session, "end", slow)
    is_gone(await asyncio.wait_for(alice.act("/exit"), 3))
    assert begun.is_set()
    free.set()
    async with asyncio.timeout(5):
        while (await alice.get("/me", headers={"Cookie": f"arcanon-session={token}"})).status_code == 200:
            await asyncio.sleep(0.01)


async def test_another_site_signs_nobody_out(alice: Browser) -> None:
    response = await alice.act("/exit", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert "clear-site-data" not in response.headers
    assert (await alice.get("/me")).status_code == 200


async def test_quick_exit_works_even_when_nothing_else_does(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    token = alice.cookies["arcanon-session"]
    monkeypatch.setattr(Session, "end", broken)
    is_gone(await alice.act("/exit"))
    alice.cookies.set("arcanon-session", token)
    monkeypatch.setattr(Session, "find_viewer", broken)
    assert (await alice.get("/")).status_code >= 500, "nothing else works"
    is_gone(await alice.act("/exit"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "example.org", "https://a b", "//evil", "https://ä.example", "https://", "https://?"],
)
def test_a_wrong_address_stops_the_start(address: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ARCANON_EXIT_URL"):
        settings.read({"ARCANON_EXIT_URL": address, "ARCANON_DATA_DIR": str(tmp_path)})


def test_a_host_says_where_to_go(tmp_path: Path) -> None:
    def read(value: str) -> Settings:
        return settings.read({"ARCANON_EXIT_URL": value, "ARCANON_DATA_DIR": str(tmp_path)})

    assert read("https://weather.example/").exit_url == "https://weather.example/"
    assert read("none").exit_url == ""
    assert read("").exit_url == "https://www.wikipedia.org/"
