"""Every sentence that a person reads goes through gettext: found with a language that nobody speaks."""

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.routing import Route

from arcanon.chats import chat as chats
from arcanon.chats import seats, stream
from arcanon.comments import names as comments
from arcanon.posts import models as posts
from arcanon.routes import routes
from arcanon.settings import Settings
from arcanon.text import translation
from arcanon.web import flash
from arcanon.web.rate_limits import Limiter
from tests.support.cast import PARTIAL, Browser, match, soup
from tests.support.pseudo_locale import PseudoLocale, disguise, joined, untranslated
from tests.support.services import ROOT
from tests.support.site import browser, running
from tests.support.site import joined as signed_in
from tests.support.sockets import Socket

GREEK = "λόγια"  # what people write here
GREEK_LONG = "λ" * 6000


@pytest.fixture
def pseudo_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everybody reads the pseudo-locale, and has a Greek name."""
    drawn = iter(range(10**6))
    for module in (seats, chats, posts, comments):
        if hasattr(module, "name_for"):
            monkeypatch.setattr(module, "name_for", lambda *_: f"όνομα {next(drawn)}")
    translation.use(PseudoLocale())
    yield
    translation.use(translation.NullTranslations())


def test_what_is_not_translated_is_seen() -> None:
    page = soup_of(
        f"<html lang=en><p>{disguise('Every %(word)s <b>is</b> translated')}</p></html>".replace("%(word)s", "")
    )
    assert list(untranslated(page)) == []
    assert list(joined(soup_of("<p>One.<b>Two</b></p><p>One. Two, 12:30</p><div>One.\nTwo</div>"))) == ["One.Two"]
    page = soup_of("<html lang=en><p>Forgotten<img alt='this too'></p><p lang=de>Deutsch</p></html>")
    assert list(untranslated(page)) == ["Forgotten", "this", "too"]


def soup_of(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


class Reader:
    """Collects what is untranslated in everything that somebody is sent."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = {}
        self.count = 0

    def read(self, where: str, text: str) -> BeautifulSoup:
        self.count += 1
        page = soup_of(text if "<html" in text else f"<html lang=en>{text}</html>")
        for words in page.select("#passphrase, #all-words"):
            words.decompose()  # the seven words are in no language
        for value in [*untranslated(page), *joined(page)]:
            self.found.setdefault(value, set()).add(where)
        return page


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_every_page_and_state_is_translated(
    sqlite: Settings, pseudo_locale: None, limits_off: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = replace(sqlite, topics={"grief": "θλίψη", "work": "δουλειά"}, public_url="http://localhost:8000")
    monkeypatch.setattr(stream, "LIFETIME", 0.0)
    reader = Reader()
    async with running(site) as app, browser(app) as alice, browser(app) as bob, browser(app) as visitor:
        await signed_in(alice)
        await signed_in(bob)
        post = await alice.write(GREEK, f"**{GREEK}**", warning=GREEK, topic="grief")
        comment = await bob.comment(post, GREEK)
        await alice.comment(post, GREEK, to=comment)
        for number in range(25):
            await bob.comment(post, f"{GREEK} {number}", to=comment)
        gone = await bob.comment(post, GREEK)
        await alice.comment(post, GREEK, to=gone)
        await bob.act(f"/comments/{gone}/delete")
        await bob.act(f"/posts/{post}/like", {"liked": "yes"})
        other = await bob.write(GREEK, GREEK)
        await alice.act(f"/posts/{other}/invite", {"line": GREEK, "key": "k"})
        await alice.act("/drafts", {"key": "draft", "to": "/posts", "title": GREEK, "body": GREEK})
        await bob.act(f"/posts/{post}/hide", {"hidden": "yes"})
        chat = await match(alice, bob)
        await bob.say(chat, GREEK)
        await alice.say(chat, GREEK)
        await alice.act(f"/chats/{chat}/messages/2/unsend")
        await bob.act(f"/chats/{chat}/reveal", {"line": GREEK})
        await alice.act(
            "/me/settings", {"phrases": GREEK, "topics": "work", "accepts_invitations": "yes", "feed": "on"}
        )

        async def crawl(person: Browser, who: str) -> None:
            seen: set[str] = set()
            to_see = ["/"]
            while to_see:
                address = to_see.pop().partition("#")[0]
                if address in seen or "/static/" in address or not address.startswith("/"):
                    continue
                seen.add(address)
                for headers in ({}, PARTIAL):
                    response = await person.get(address, headers=headers)
                    if "html" not in response.headers.get("content-type", ""):
                        continue
                    page = reader.read(f"{who} {address}", response.text)
                    to_see += [a["href"] for a in page.select("a[href]")]
                    to_see += [one["hx-get"] for one in page.select("[hx-get]")]

        async def everywhere(state: str) -> None:
            for person, who in ((alice, "alice"), (bob, "bob"), (visitor, "visitor")):
                await crawl(person, f"{state}: {who}")

        async def sockets(state: str) -> None:
            for address in (
                f"/chats/{chat}/live?after=0",
                "/chats/live",
                "/live",
                "/match/live",
                f"/posts/{post}/live?after=0",
            ):
                async with Socket(app, alice, address) as socket:
                    for frame in await drain(socket):
                        if not frame.startswith("{"):
                            reader.read(f"{state}: {address}", frame)

        await everywhere("begun")
        await sockets("begun")

        # What is refused, in every form; and what fails.
        ids = {"post": post, "comment": comment, "chat": chat, "invitation": "x" * 16, "number": "1", "key": "draft"}
        for route in routes:
            if isinstance(route, Route) and "POST" in route.methods:
                address = filled(route.path, ids)
                for person, who in ((alice, "alice"), (visitor, "visitor")):
                    for sent in ({}, {"body": GREEK_LONG, "line": GREEK_LONG, "title": GREEK_LONG, "words": GREEK}):
                        if route.name in ENDING and person is alice:
                            continue
                        for partial in (False, True):
                            response = await person.act(address, sent, partial=partial)
                            reader.read(f"POST {who} {address}", response.text)
        for address, method in (("/nowhere", "GET"), ("/me", "PUT"), (f"/posts/{post}", "DELETE")):
            reader.read(f"{method} {address}", (await alice.request(method, address)).text)
        another = {"Sec-Fetch-Site": "cross-site"}
        reader.read("another site", (await alice.act("/posts", headers=another)).text)
        with monkeypatch.context() as patch:
            patch.setattr(Limiter, "hit", waits_an_hour)
            for partial in (False, True):
                reader.read("too fast", (await alice.act("/posts", {"body": GREEK}, partial=partial)).text)
        for name in flash.MESSAGES:
            reader.read(f"flash {name}", (await alice.get(f"/?flash={name}")).text)

        # Joining, step by step.
        shown = reader.read("join", (await visitor.act("/join")).text)
        shown = soup(await visitor.act("/join"))
        reader.read("two words", (await visitor.submit(shown.select_one("main form"))).text)

        # Other states of a match, of invitations and of chats.
        await alice.act("/me/settings", {"accepts_invitations": "no"})
        await alice.act(
            "/match",
            {
                "role": "talk",
                "languages": "en",
                "topics": "grief",
                "line": GREEK,
                "age": "25",
                "gender": "woman",
                "ages": ["25"],
                "genders": ["man"],
            },
        )
        await alice.act(f"/chats/{chat}/reveal", {"line": GREEK})
        await bob.act(f"/posts/{post}/block")
        await everywhere("waiting, revealed, blocked")
        await sockets("waiting")
        await bob.act(f"/chats/{chat}/end")
        await everywhere("ended")
        await alice.act(f"/chats/{chat}/delete")
        await everywhere("deleted")
        await alice.act("/match/cancel")
        await alice.act(f"/posts/{post}/delete")
        await everywhere("deleted post")
    assert reader.count > 500
    assert not reader.found, json.dumps({word: sorted(where)[:2] for word, where in reader.found.items()}, indent=1)


# What would end what the other requests need.
ENDING = (
    "people:sign_out",
    "people:sign_out_everywhere",
    "people:exit",
    "posts:delete",
    "chats:end",
    "chats:delete",
    "blocks:chat",
    "comments:delete",
    "people:confirm",
    "people:settings",
)


async def waits_an_hour(*_: object, **__: object) -> int:
    return 3600


async def drain(socket: Socket) -> list[str]:
    frames = []
    while True:
        try:
            frames.append(await socket.receive(within=0.2))
        except TimeoutError:
            return frames


def filled(path: str, ids: dict[str, str]) -> str:
    for key, value in ids.items():
        for kind in (":id", ":key", ":number", ":token"):
            path = path.replace(f"{{{key}{kind}}}", value)
    return path.replace("{notification:id}", "x" * 12).replace("{block:id}", "x" * 12)


def test_what_a_host_reads_is_translated() -> None:
    """The one line that stops a start is a sentence, too."""
    missed = []
    for path in (ROOT / "arcanon").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("SettingsError", "QuotaError"):
                (message,) = node.args
                is_translated = isinstance(message, ast.Call) and getattr(message.func, "id", "") in ("_", "ngettext")
                if not is_translated:
                    missed.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert missed == []


def test_scripts_hold_no_sentences() -> None:
    """They read them from `data-` attributes, which the templates translate."""
    for path in (ROOT / "static" / "js").glob("*.js"):
        code = "\n".join(line.partition("//")[0] for line in Path(path).read_text().splitlines())
        strings = [text for part in code.split('"')[1::2] for text in [part] if " " in text and text[0].isupper()]
        assert strings == [], path.name
