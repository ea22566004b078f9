"""The names that the site answers to, and what differs by the name that was asked."""

from collections.abc import AsyncIterator
from dataclasses import replace
from xml.etree import ElementTree

import httpx
import pytest
from starlette.types import ASGIApp

from arcanon.settings import Settings
from tests.support.cast import Browser
from tests.support.site import browser, running

MAIN, WWW, ONION = "https://talk.example.org", "https://www.example.org:8443", "http://abcdefgh.onion"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def several(sqlite: Settings) -> AsyncIterator[ASGIApp]:
    async with running(replace(sqlite, public_url=MAIN, other_urls=(WWW, ONION))) as app:
        yield app


def person(app: ASGIApp, origin: str) -> Browser:
    somebody = browser(app)
    somebody.base_url = httpx.URL(origin)
    somebody.headers = httpx.Headers({"Origin": origin})
    return somebody


@pytest.mark.parametrize("origin", [MAIN, WWW, ONION])
async def test_each_name_is_a_whole_site(several: ASGIApp, origin: str) -> None:
    async with person(several, origin) as alice:
        await alice.join()
        cookie = "arcanon-session" if origin == ONION else "__Host-arcanon-session"
        assert cookie in alice.cookies
        post = await alice.write()
        response = await alice.get(f"/posts/{post}?q=a%20b")
        policy = response.headers["content-security-policy"]
        assert f"{origin.replace('http', 'ws', 1)}; " in policy
        assert policy.count("ws") == 1
        assert ("strict-transport-security" in response.headers) == (origin != ONION)
        onion = f"{ONION}/posts/{post}?q=a%20b"
        assert response.headers.get("onion-location") == (None if origin == ONION else onion)
        assert "onion-location" not in (await alice.get("/feed.atom")).headers
        assert "not encrypted" not in response.text
        for other in {MAIN, WWW, ONION, "http://localhost:8000"} - {origin}:
            assert (await alice.act("/logout", headers={"Origin": other})).status_code == 403, other
        root = ElementTree.fromstring((await alice.get("/feed.atom")).content)
        assert root.findtext(f"{ATOM}id") == f"{MAIN}/feed.atom", "a reader knows it again"
        assert root.findtext(f"{ATOM}entry/{ATOM}id") == f"{MAIN}/posts/{post}"
        assert {link.get("href").partition("://")[2].partition("/")[0] for link in root.iter(f"{ATOM}link")} == {
            origin.partition("://")[2]
        }, "who came by one name is not led to another"
        assert (await alice.act("/logout")).status_code == 303


async def test_a_proxy_may_ask_by_this_machines_name(several: ASGIApp) -> None:
    async with person(several, MAIN) as alice:
        alice.headers["Host"] = "127.0.0.1:8000"
        await alice.join()
        assert "__Host-arcanon-session" in alice.cookies


@pytest.mark.parametrize(
    "host", ["evil.example", "talk.example.org.evil.example", "", "[", "talk.example.org@evil", "a b"]
)
async def test_other_names_are_refused_in_words(several: ASGIApp, host: str) -> None:
    async with person(several, MAIN) as visitor:
        response = await visitor.get("/", headers={"Host": host})
        assert response.status_code == 400
        assert "ARCANON_PUBLIC_URL" in response.text
        assert response.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("host", ["10.1.2.3:8501", "arcanon.default.svc", "", "[fd00::1]:8000"])
async def test_health_checks_are_answered_by_any_name(several: ASGIApp, host: str) -> None:
    async with person(several, MAIN) as probe:
        for path in ("/healthz", "/readyz"):
            assert (await probe.get(path, headers={"Host": host})).status_code == 200


async def test_a_slash_too_many_leads_on_within_the_site(several: ASGIApp) -> None:
    async with person(several, MAIN) as visitor:
        for method, path, leads in (
            ("POST", "/login/", "/login"),
            ("GET", "/search/?q=a%20b", "/search?q=a%20b"),
            ("HEAD", "/join/", "/join"),
            ("GET", "/posts/new//", "/posts/new"),
        ):
            response = await visitor.request(method, path)
            assert (response.status_code, response.headers["location"]) == (307, leads)
        for path in (b"//evil.example/", b"/%2Fevil.example/", b"/nowhere/", b"/logout/"):
            response = await visitor.get(httpx.URL(MAIN).copy_with(raw_path=path))
            assert response.status_code == 404, path


async def test_the_people_of_an_onion_service_do_not_lock_each_other_out(several: ASGIApp, one_window: None) -> None:
    """They all come from this machine. Who only says that name does not."""
    async with person(several, ONION) as one, person(several, ONION) as other:
        for _ in range(130):
            await one.act("/login", {"words": "wrong"})
        assert (await other.act("/login", {"words": "wrong"})).status_code == 422
    async with browser(several, "192.0.2.7") as stranger:
        stranger.base_url = httpx.URL(ONION)
        for _ in range(130):
            response = await stranger.act("/login", {"words": "wrong"})
        assert response.status_code == 429
