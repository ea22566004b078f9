"""Whatever people type is words and stays words: in every field, page, fragment and socket frame."""

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from starlette.types import ASGIApp

from arcanon.settings import Settings
from tests.support.cast import PARTIAL, Browser, match, soup
from tests.support.payloads import MARKDOWN, PAYLOADS
from tests.support.site import browser, joined, running
from tests.support.sockets import Socket


def shape(page: BeautifulSoup) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes: what typed text must never change.

    Inside what is written in Markdown it may change, to what Markdown has.
    """
    for words in page.select("div.user-text"):
        for one in words.find_all(True):
            assert one.attrs.keys() <= MARKDOWN[one.name], one
            assert one.name != "a" or re.match(r"(https?://|mailto:)", one["href"]), one
        words.string = ""
    for emblem in page.select(".emblem"):
        emblem.clear()  # drawn from the tag, each its own way
    for number in page.select("#unread-chats, #unread-count"):
        number.clear()  # how much is unread has nothing to do with what is written
    return [(one.name, tuple(sorted(one.attrs))) for one in page.find_all(True)]


def parse(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def test_there_are_enough() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_every_payload_is_words(sqlite: Settings, limits_off: None) -> None:
    async with running(sqlite) as app, browser(app) as alice, browser(app) as bob:
        await every_payload_is_words(app, await joined(alice), await joined(bob))


async def every_payload_is_words(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    plain = await everywhere(app, alice, bob, "words") | await revealed(alice, bob, "words")
    for payload in PAYLOADS:
        seen = await everywhere(app, alice, bob, payload)
        if payload in PAYLOADS[::8]:  # a chat of its own for each would take minutes
            seen |= await revealed(alice, bob, payload)
        assert seen.keys() <= plain.keys()
        assert seen["post"].select_one(".post__title").text.strip() == payload[:120]
        assert seen["post"].select_one(".content-warning__summary bdi").text == payload[:100]
        assert seen["chat"].select_one(".message__text").text == payload
        assert seen["socket"].select_one(".message__text").text == payload
        for place, page in seen.items():
            assert shape(page) == shape(plain[place]), (payload, place)


async def sealed(alice: Browser, chat: str, text: str) -> BeautifulSoup:
    """What she has sealed, as she sees it herself."""
    await alice.act(f"/chats/{chat}/reveal", {"line": text[:300]})
    page = await alice.page(f"/chats/{chat}/reveal")
    await alice.act(f"/chats/{chat}/reveal/withdraw")
    return page


async def revealed(alice: Browser, bob: Browser, text: str) -> dict[str, BeautifulSoup]:
    """What is sealed first, and then open, in a chat of its own; and the first lines it began with."""
    form = {"role": "either", "languages": "en", "line": text}
    await alice.act("/match", form)
    waiting = await alice.page("/match")
    chat = (await bob.act("/match", form)).headers["location"].partition("#")[0]
    await alice.act(f"{chat}/reveal", {"line": text})
    refused = soup(await alice.act(f"{chat}/reveal", {"line": text * 300}), 422)
    await bob.act(f"{chat}/reveal", {"line": text})
    pages = {"waiting": waiting, "refused reveal": refused, "begun": await bob.page(chat)}
    pages["revealed"] = await bob.page(f"{chat}/reveal")
    await bob.act(f"{chat}/delete")
    for one in (alice, bob):
        await one.act("/match", form)
        await one.act("/match/cancel")
    return pages


async def everywhere(app: ASGIApp, alice: Browser, bob: Browser, text: str) -> dict[str, BeautifulSoup]:
    """Sends a text through every field there is, and collects every page, fragment and frame that shows it."""
    post = await alice.write(text[:120], text, warning=text[:100])
    comment = await alice.comment(post, text)
    await bob.comment(post, text, to=comment)
    await bob.act(f"/posts/{post}/invite", {"line": text})
    await alice.act("/drafts", {"title": text, "body": text, "key": "a-draft", "to": "/posts"})
    await alice.act("/me/settings", {"phrases": text, "accepts_invitations": "yes"})
    await alice.act(f"/posts/{post}/like", {"liked": "yes"})
    await alice.act(f"/comments/{comment}/like", {"liked": "yes"})
    if not hasattr(app, "chat"):
        app.chat = await match(alice, bob)
        for one in (alice, bob):  # so that a search ends like those below
            await one.act("/match", {"role": "either", "languages": "en"})
            await one.act("/match/cancel")
    chat = app.chat
    await bob.say(chat, text)
    top = (await alice.page(f"/chats/{chat}")).select(".message")[-1]["data-number"]
    before = int(top) - 1
    long = text * (6000 // len(text))
    draft = {"title": text, "body": text, "warning": text[:100], "topic": text, "to": text, "key": text}
    visitor_form = {"title": text[:120], "body": text, "key": text[:30]}
    unsent = {"body": long, "optimistic": "yes"}
    await alice.act(f"/chats/{chat}/seen", {"seen": top})
    async with Socket(app, alice, f"/chats/{chat}/live?after={before}") as socket:
        frame = await socket.receive()
    pages = {
        "post": await alice.page(f"/posts/{post}"),
        "comment": await alice.page(f"/comments/{comment}"),
        "edit": await alice.page(f"/posts/{post}/edit"),
        "edit comment": await alice.page(f"/comments/{comment}/edit"),
        "edit in place": await alice.page(f"/posts/{post}/edit", headers=PARTIAL),
        "post in place": await alice.page(f"/posts/{post}", headers=PARTIAL),
        "comment in place": await alice.page(f"/comments/{comment}", headers=PARTIAL),
        "delete": await alice.page(f"/posts/{post}/delete"),
        "delete comment": await alice.page(f"/comments/{comment}/delete"),
        "refused": soup(await alice.act("/posts", {"title": long, "body": text}), 422),
        "refused comment": soup(await alice.act(f"/posts/{post}/comments", {"body": long}, partial=True), 422),
        "refused message": soup(await alice.act(f"/chats/{chat}/messages", {"body": long}, partial=True), 422),
        "refused words": soup(await alice.act("/login", {"words": text, "next": text}), 422),
        "carried": soup(await bob.act("/posts", visitor_form, headers={"Cookie": "arcanon-session=none"}), 401),
        "join": await bob.page("/join", params={"next": text, "body": text, "to": text}),
        "preview": soup(await alice.act("/posts/preview", draft)),
        "preview in place": soup(await alice.act("/posts/preview", draft, partial=True)),
        "refused ask": soup(await bob.act(f"/posts/{post}/invite", {"line": text, "key": "another"}), 422),
        "draft": await alice.page("/posts/new?draft=a-draft"),
        "drafts": parse(str((await alice.page("/posts/new")).select(".note"))),
        "settings": await alice.page("/me/settings"),
        "invitations": only_first(await alice.page("/invitations"), ".invitation"),
        "notifications": only_first(await alice.page("/notifications"), ".notification"),
        "block": await bob.page(f"/comments/{comment}/block"),
        "answering": await bob.page(f"/comments/{comment}/reply"),
        "new comments": await alice.page(f"/posts/{post}/comments?after=0"),
        "topic": soup(await bob.get("/", params={"topic": text}), 404),
        "missing": await alice.page("/nowhere/" + text.replace("/", "").replace("?", "").replace("#", ""), 404),
        "match": soup(await alice.act("/match", {"languages": "en", "role": text, "topics": text}), 422),
        "chat": only_last(await alice.page(f"/chats/{chat}")),
        "take back": await bob.page(f"/chats/{chat}/messages/{top}/unsend"),
        "refused in place": soup(await alice.act(f"/chats/{chat}/messages", unsent, partial=True), 422),
        "sealed": await sealed(alice, chat, text),
        "messages": await alice.page(f"/chats/{chat}/messages?after={before}"),
        "socket": parse(frame),
    }
    found = await bob.page("/search", params={"q": text})
    pages["search"] = parse(str(found.select("main > search, main > h1, title")))
    atom = (await bob.get("/feed.atom")).content
    entries = ElementTree.fromstring(atom).findall("{http://www.w3.org/2005/Atom}entry")
    pages["atom"] = parse(str([one.tag for one in entries[0].iter()]))
    feed = await bob.page("/")
    pages["feed"] = parse(str(feed.select_one(f"#post-{post}")))
    mine = await alice.page("/me")
    pages["mine"] = parse(str(mine.select_one(".list li")) + str(mine.select("#my-comments ~ ul li")[0]))
    liked = await alice.page("/me/likes")
    pages["likes"] = parse("".join(str(one) for one in liked.select(".list li")[:2]))
    return pages


def only_first(page: BeautifulSoup, things: str) -> BeautifulSoup:
    """The newest of some things, the others of which came before."""
    return parse(str(page.select(things)[-1 if things == ".invitation" else 0]))


def only_last(page: BeautifulSoup) -> BeautifulSoup:
    for message in page.select(".message")[:-1]:
        message.decompose()
    for link in page.find_all("a", string="Older messages"):
        link.decompose()
    return page


@pytest.mark.parametrize("payload", ["evil\r\nSet-Cookie: a=b", "%0d%0aSet-Cookie:%20a=b", "\u2028evil"])
async def test_no_header_is_split(alice: Browser, visitor: Browser, payload: str) -> None:
    for headers in ({}, PARTIAL):
        for response in (
            await visitor.get("/me", params={"next": payload}, headers=headers),
            await visitor.get(f"/posts/{payload}/edit".replace("\r\n", "%0d%0a"), headers=headers),
        ):
            assert "a=b" not in str(response.headers.get("set-cookie", ""))
            assert "\n" not in response.headers.get("location", "") + response.headers.get("hx-redirect", "")
