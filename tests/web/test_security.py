"""What every request and every answer goes through."""

from collections.abc import AsyncIterator
from itertools import product

import httpx
import pytest
from starlette.types import ASGIApp

from arcanon import settings
from arcanon.db import transactions
from arcanon.settings import Settings
from tests.support.cast import Browser, soup
from tests.support.site import browser, running

OWN = "http://localhost:8000"


def allowed(site: str | None, origin: str | None, referer: str | None) -> bool:
    """The table of A6, without tokens; and a referrer where there is nothing else, as of w3m and lynx."""
    if site or origin:
        return site in ("same-origin", "none") if site else origin == OWN
    return referer is not None and referer.startswith(f"{OWN}/")


@pytest.fixture
async def bare(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client that says nothing of where it comes from."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=OWN) as client:
        yield client


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_what_another_site_sends_is_refused(bare: httpx.AsyncClient, method: str) -> None:
    sites = [None, "same-origin", "none", "same-site", "cross-site"]
    origins = [
        None,
        OWN,
        "http://localhost:8001",
        "https://localhost:8000",
        "null",
        "https://evil.example",
        f"{OWN}.evil.example",
    ]
    referers = [None, f"{OWN}/", f"{OWN}/posts/new", f"{OWN}.evil.example/", "https://evil.example/", "http://["]
    for site, origin, referer in product(sites, origins, referers):
        named = (("Sec-Fetch-Site", site), ("Origin", origin), ("Referer", referer))
        headers = {name: value for name, value in named if value}
        is_allowed = allowed(site, origin, referer)
        for address in ("/posts", "/login", "/logout", "/join")[: 1 if referer else 4]:
            response = await bare.request(method, address, headers=headers, data={"title": "x", "body": "y"})
            assert (response.status_code != 403) == is_allowed, headers
        if not is_allowed:
            assert "another site" in response.text


async def test_a_refused_form_gives_the_words_back_but_no_button(bare: httpx.AsyncClient) -> None:
    """Who sent them cannot be told; they may be the person's own, whose browser says too little."""
    sent = {"title": "A title", "body": "Kept words", "key": "k", "words": "secret"}
    page = soup(await bare.post("/posts", data=sent), 403)
    assert page.select_one("[name=body]").text.strip() == "Kept words"
    assert not page.select("main button"), "another site must not make anybody press Publish"
    assert "this is what you wrote" not in page.text
    page = soup(await bare.post("/login", data={"words": "seven secret words"}), 403)
    assert "secret" not in page.text


async def test_reading_is_not_refused(bare: httpx.AsyncClient) -> None:
    assert (
        await bare.get("/", headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
    ).status_code == 200


HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
}


async def test_the_headers_are_on_every_answer(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    post = await alice.write()
    answers = {
        200: await alice.get("/"),
        303: await alice.act(f"/posts/{post}/like", {"liked": "yes"}),
        400: await alice.get("/", headers={"Host": "evil.example"}),
        401: await alice.act("/posts", {"body": "x"}, headers={"Cookie": "arcanon-session=none"}),
        403: await alice.act("/posts", headers={"Sec-Fetch-Site": "cross-site"}),
        404: await alice.get("/nowhere"),
        405: await alice.put("/"),
        413: await alice.act("/posts", {"body": "x" * 70_000}),
        422: await alice.act("/posts"),
    }

    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    async def busy(*_: object, **__: object) -> None:
        raise transactions.OperationalError("database is locked")

    for status, failure in ((500, fail), (503, busy)):
        monkeypatch.setattr("arcanon.likes.models.Like.set", failure)
        answers[status] = await alice.act(f"/posts/{post}/like", {"liked": "yes"})
    for _ in range(40):
        answers[429] = await alice.act("/posts", {"title": "x", "body": "y"})
    answers[1] = await alice.get("/static/x/icon.svg")
    answers[2] = await alice.get("/static/x/nothing.css")

    for status, response in answers.items():
        if status > 2:
            assert response.status_code == status
        for name, value in HEADERS.items():
            assert response.headers[name] == value, (status, name)
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "ws://localhost:8000" in policy
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "unsafe" not in policy
        assert "server" not in response.headers
        assert "HX-Request" in response.headers["vary"]
        if status > 2:
            assert response.headers["cache-control"] == "no-store"
        if (status >= 403 and status != 405) or status in (401,):
            page = soup(response, response.status_code)
            assert page.select_one("h1") or status == 2
    assert "secret words" not in answers[500].text


async def test_errors_are_fragments_for_htmx(alice: Browser) -> None:
    for _ in range(40):
        response = await alice.act("/posts", {"title": "x", "body": "y"}, partial=True)
    part = soup(response, 429)
    assert part.select_one("hx-partial")["hx-target"] == "#alert"
    assert "A little too fast" in part.text
    assert "Your text is still in the form." in part.text
    assert int(response.headers["retry-after"]) > 0
    assert not part.select("html")


async def test_words_come_back_when_it_is_too_fast(alice: Browser) -> None:
    for _ in range(40):
        response = await alice.act("/posts", {"title": "Title kept", "body": "Words kept", "key": "k"})
    page = soup(response, 429)
    form = page.select_one("form[action='/posts']")
    assert form.select_one("[name=title]").text.strip() == "Title kept"
    assert form.select_one("[name=body]").text.strip() == "Words kept"
    assert form.select_one("[name=key]")["value"] == "k"
    assert form.select_one("button").text == "Try again"


async def test_a_limit_does_not_believe_what_a_stranger_says(app: ASGIApp) -> None:
    statuses = set()
    for number in range(70):
        async with browser(app) as somebody:
            statuses.add((await somebody.act("/join", headers={"X-Forwarded-For": f"10.0.0.{number}"})).status_code)
    assert statuses == {200, 429}


async def test_a_limit_is_for_one_place(app: ASGIApp) -> None:
    for number in range(40):
        async with browser(app, f"127.0.2.{number}") as somebody:
            assert (await somebody.act("/join")).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "localhost@evil.example"])
async def test_another_host_is_refused(app: ASGIApp, host: str) -> None:
    async with browser(app) as somebody:
        assert (await somebody.get("/", headers={"Host": host})).status_code == 400


async def test_a_body_is_bounded_however_its_length_is_told(app: ASGIApp, alice: Browser) -> None:
    async def chunks(size: int) -> AsyncIterator[bytes]:
        yield b"title=x&body="
        for _ in range(size // 1000):
            yield b"y" * 1000

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    exact = b"title=x&body=" + b"y" * (64 * 1024 - 13)
    assert (await alice.post("/posts", content=exact, headers=form)).status_code == 422
    page = soup(await alice.post("/posts", content=exact + b"y", headers=form), 413)
    assert "too long to send" in page.text
    assert (await alice.post("/posts", content=chunks(100_000), headers=form)).status_code == 413
    assert (
        await alice.post("/posts", content=chunks(10_000), headers={**form, "Content-Length": "5"})
    ).status_code in (413, 422)


async def test_forms_have_few_fields_and_no_files(alice: Browser) -> None:
    assert (await alice.act("/posts", {f"f{n}": "x" for n in range(61)})).status_code == 400
    response = await alice.post("/posts", files={"body": ("a.png", b"x")}, data={"title": "x"})
    assert response.status_code == 400


async def test_the_smallest_letters_fit_a_whole_post(alice: Browser, visitor: Browser) -> None:
    """5,000 characters of four bytes each are 60,000 bytes in a form."""
    post = await alice.write("Long", "🙂" * 5000)
    assert len((await visitor.page(f"/posts/{post}")).select_one(".post .user-text").text) == 5000


async def test_answers_are_compressed(visitor: Browser) -> None:
    response = await visitor.get("/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"


async def test_static_files_are_kept_for_ever_under_their_version(visitor: Browser) -> None:
    page = await visitor.page("/")
    address = page.select_one("link[rel=stylesheet]")["href"]
    assert "immutable" in (await visitor.get(address)).headers["cache-control"]
    other = await visitor.get("/static/older/css/app.css")
    assert other.headers["cache-control"] == "no-cache"
    for header in ("etag", "last-modified"):
        assert header not in other.headers
    for odd in (
        "/static/v/../../pyproject.toml",
        "/static/v/%2e%2e/%2e%2e/pyproject.toml",
        "/static/v//etc/passwd",
        "/static/",
    ):
        assert (await visitor.get(odd)).status_code == 404


async def test_over_https_the_cookie_is_for_this_host_alone(sqlite: Settings) -> None:
    from dataclasses import replace

    async with running(replace(sqlite, public_url="https://talk.example.org")) as app, browser(app) as somebody:
        somebody.base_url = "https://talk.example.org"
        response = await somebody.get("/")
        assert response.headers["strict-transport-security"].startswith("max-age=31536000")
        assert "wss://talk.example.org" in response.headers["content-security-policy"]
        await somebody.join()
        assert "__Host-arcanon-session" in somebody.cookies
        assert (await somebody.get("/me")).status_code == 200
        response = await somebody.act("/logout")
        assert "secure" in response.headers["set-cookie"].lower()
        bare = {"Sec-Fetch-Site": "", "Origin": "https://talk.example.org"}
        assert (await somebody.act("/logout", headers=bare)).status_code == 303
        assert (await somebody.act("/logout", headers={**bare, "Origin": "http://talk.example.org"})).status_code == 403


async def test_plain_http_abroad_works_and_says_so(sqlite: Settings) -> None:
    from dataclasses import replace

    async with running(replace(sqlite, public_url="http://talk.lan:8000")) as app, browser(app) as somebody:
        somebody.base_url = "http://talk.lan:8000"
        del somebody.headers["Sec-Fetch-Site"]  # browsers do not send it here
        somebody.headers["Origin"] = "http://talk.lan:8000"
        await somebody.join()
        page = await somebody.page("/me")
        assert "not encrypted" in page.select_one(".warning").text
    with pytest.raises(RuntimeError):
        settings.current()


async def test_security_txt_like_guesses_are_404(visitor: Browser) -> None:
    for address in ("/.git/config", "/.env", "/docs", "/openapi.json", "/metrics", "/debug"):
        assert (await visitor.get(address)).status_code == 404


async def test_headers_that_are_no_addresses_are_refused_like_others(bare: httpx.AsyncClient, alice: Browser) -> None:
    assert (await bare.post("/login", headers={"Origin": "http://["})).status_code == 403
    post = await alice.write()
    response = await alice.act(f"/posts/{post}/like", {"liked": "yes"}, headers={"Referer": "http://["})
    assert response.headers["location"] == f"/posts/{post}#like-{post}"
