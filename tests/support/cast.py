"""The cast: Alice wrote it, Bob takes part, Carol must see nothing, and a visitor has no account."""

import re
from typing import Self

import httpx
from bs4 import BeautifulSoup

from arcanon.people.models import Session

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Browser(httpx.AsyncClient):
    """A browser without scripts, that follows forms and redirects; `partial=True` asks as htmx does."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None, url: str = "http://localhost:8000") -> None:
        super().__init__(transport=transport, base_url=url, headers={"Sec-Fetch-Site": "same-origin"}, timeout=20)
        self.words = ""

    async def page(self, address: str, status: int = 200, **kwargs: object) -> BeautifulSoup:
        return soup(await self.get(address, **kwargs), status)

    async def act(
        self, address: str, data: dict[str, object] | None = None, *, partial: bool = False, **kwargs: object
    ) -> httpx.Response:
        headers = {**(PARTIAL if partial else {}), **kwargs.pop("headers", {})}
        return await self.post(address, data=data or {}, headers=headers, **kwargs)

    async def submit(self, form: BeautifulSoup, button: str = "", **fields: object) -> httpx.Response:
        """Sends a form as it stands on a page, with these fields filled in."""
        sent = {
            one["name"]: one.get("value", "")
            for one in form.select("input[name]")
            if one.get("type") not in ("radio", "checkbox")
        }
        sent |= {one["name"]: one.text.removeprefix("\n") for one in form.select("textarea[name]")}
        sent |= {one.find_parent("select")["name"]: one["value"] for one in form.select("select option[selected]")}
        action = form["action"]
        if button:
            pressed = next(one for one in form.select("button") if button in one.text)
            action = pressed.get("formaction", action)
        return await self.act(action, {**sent, **fields})

    async def submit_all(self, form: BeautifulSoup, button: str = "", **fields: object) -> httpx.Response:
        """Sends a form as `submit` does, with every value of fields that come several times."""
        several: dict[str, list[str]] = {}
        for one in form.select("input[type=hidden][name]"):
            several.setdefault(one["name"], []).append(one.get("value", ""))
        return await self.submit(form, button, **{**several, **fields})

    async def join(self) -> Self:
        """Goes the whole way: seven words are shown, two are given back."""
        shown = soup(await self.act("/join"))
        words = [li.text.strip() for li in shown.select("#passphrase li")]
        asked = soup(await self.submit(shown.select_one("main form")))
        response = await self.submit(asked.select_one("main form"), **proof(asked, words))
        assert response.status_code == 303, response.text
        self.words = " ".join(words)
        return self

    async def write(self, title: str = "A title", body: str = "Some words", key: str = "", **fields: str) -> str:
        """Publishes a post. Returns its id."""
        response = await self.act("/posts", {"title": title, "body": body, "key": key or new_key(), **fields})
        assert response.status_code == 303, response.text
        return response.headers["location"].removeprefix("/posts/").partition("?")[0]

    async def comment(self, post: str, body: str = "A comment", key: str = "", to: str = "") -> str:
        """Comments on a post, or on a comment under it. Returns the comment's id."""
        fields = {"body": body, "key": key or new_key(), "reply_to": to}
        response = await self.act(f"/posts/{post}/comments", fields)
        assert response.status_code == 303, response.text
        return re.fullmatch(r"/comments/(\w+)\?flash=replied#.*", response.headers["location"])[1]

    async def say(self, chat: str, body: str, key: str = "") -> httpx.Response:
        return await self.act(f"/chats/{chat}/messages", {"body": body, "key": key or new_key()})


def proof(asked: BeautifulSoup, words: list[str]) -> dict[str, str]:
    """The two words a page asks for."""
    places = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]
    labels = [label.text for label in asked.select("main form label")]
    wanted = [next(n for n, place in enumerate(places) if label == f"The {place} word") for label in labels]
    return {"first": words[wanted[0]], "second": words[wanted[1]]}


async def match(one: Browser, other: Browser) -> str:
    """Brings two people into a chat. Returns its id."""
    assert (await one.act("/match", {"languages": "en", "role": "either"})).headers["location"] == "/match"
    response = await other.act("/match", {"languages": "en", "role": "either"})
    return re.fullmatch(r"/chats/(\w+)#latest", response.headers["location"])[1]


def soup(response: httpx.Response, status: int = 200) -> BeautifulSoup:
    assert response.status_code == status, (response.status_code, response.text[:2000])
    page = BeautifulSoup(response.text, "html.parser")
    for template in page.find_all("template"):
        template.clear()  # nobody sees what it holds; some versions of the library find it, some do not
    return page


_keys = iter(range(10**9))


def new_key() -> str:
    return f"key{next(_keys)}"


async def person_of(browser: Browser) -> str:
    return (await Session.find_viewer(browser.cookies["arcanon-session"])).person_id
