"""News: what happened to one's own words, told to its writer and to nobody else."""

import asyncio
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from starlette.types import ASGIApp

from arcanon.db.transactions import transaction
from arcanon.notifications import channel
from arcanon.notifications.models import Notification
from arcanon.notifications.unread import count_unread
from arcanon.people.models import Session
from arcanon.realtime import channels
from arcanon.text import clock
from tests.support.cast import Browser, soup
from tests.support.site import browser
from tests.support.sockets import Socket

ATOM = "{http://www.w3.org/2005/Atom}"


async def notifications(person: Browser) -> list[str]:
    """What is new on somebody's page."""
    page = await person.page("/notifications")
    return [" ".join(one.select_one("button").text.split()) for one in page.select(".notification--unread")]


async def badge(person: Browser, address: str = "/") -> str:
    return (await person.page(address)).select_one("#unread-count").text.strip()


async def test_a_comment_notifies_the_writer_it_replies_to(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("Mine")
    comment = await bob.comment(post, "A comment")
    name = (await carol.page(f"/posts/{post}")).select_one(f"#by-{comment}").text
    assert await notifications(alice) == [f"{name} commented on your post"]
    assert await notifications(bob) == await notifications(carol) == []
    await carol.comment(post, "To Bob", to=comment)
    assert len(await notifications(alice)) == 1
    assert [one.split(" replied to ")[1] for one in await notifications(bob)] == ["your comment"]
    await alice.comment(post, "To myself")
    await bob.comment(post, "To myself, too", to=comment)
    assert (len(await notifications(alice)), len(await notifications(bob))) == (1, 1), "nobody is told of their own"
    opened = await alice.submit((await alice.page("/notifications")).select_one(".notification form"))
    link = opened.headers["location"]
    assert (await alice.page(link.partition("#")[0])).select_one(link[link.index("#") :])
    assert await notifications(alice) == [], "opened, it is seen"
    assert (await alice.page("/notifications")).select_one(".notification a")["href"] == link


async def test_the_badge_is_on_every_page(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write()
    assert await badge(alice) == ""
    await bob.comment(post)
    for address in (
        "/",
        f"/posts/{post}",
        "/me",
        "/chats",
        "/match",
        "/privacy",
        "/search",
        "/notifications",
        "/me/settings",
    ):
        assert await badge(alice, address) == "1 unread", address
    assert (await alice.page("/notifications")).title.text.startswith("(1) Notifications")
    assert not (await visitor.page("/")).select("#unread-count")


async def test_notifications_are_marked_read_one_by_one_or_all(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for number in range(3):
        await bob.comment(post, f"Answer {number}")
    page = await alice.page("/notifications")
    assert [one.select_one(".list__more").text for one in page.select(".notification--unread")] == [
        "Answer 2",
        "Answer 1",
        "Answer 0",
    ]
    assert (await alice.submit(page.select_one(".notification form[action$=read]"))).headers[
        "location"
    ] == "/notifications"
    page = await alice.page("/notifications")
    assert [one.select_one(".list__more").text for one in page.select(".notification")] == [
        "Answer 1",
        "Answer 0",
        "Answer 2",
    ]
    assert len(page.select(".notification--unread")) == 2
    part = soup(await alice.act(page.select_one(".notification form[action$=read]")["action"], partial=True))
    assert part.select_one("li.notification a[autofocus]")
    assert "1" in part.select_one("hx-partial[hx-target='#unread-count']").text
    await alice.submit((await alice.page("/notifications")).select_one(".heading form"))
    assert await notifications(alice) == []
    assert await badge(alice) == ""
    assert not (await alice.page("/notifications")).select(".heading form")


async def test_nobody_sees_what_is_anothers(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await bob.comment(post)
    notification = (await Notification.first()).id
    assert (await bob.act(f"/notifications/{notification}/read")).status_code == 404
    await bob.act("/notifications/read")
    assert len(await notifications(alice)) == 1


async def test_likes_are_notifications_at_their_milestones(alice: Browser, crowd: list[Browser]) -> None:
    post = await alice.write("Liked")
    await alice.act(f"/posts/{post}/like", {"liked": "yes"})
    assert await notifications(alice) == [], "one's own like is no notifications"
    await alice.act(f"/posts/{post}/like", {"liked": "no"})
    told = []
    for number, person in enumerate(crowd[:10], 1):
        await person.act(f"/posts/{post}/like", {"liked": "yes"})
        if len(await notifications(alice)) > len(told):
            told.append(number)
    assert told == [1, 5, 10]
    assert (await notifications(alice))[0] == "10 likes for your post"
    for liked in ("no", "yes"):
        await crowd[0].act(f"/posts/{post}/like", {"liked": liked})
    assert len(await notifications(alice)) == 3, "once for each"


async def test_deleting_a_text_withdraws_its_notifications(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await bob.comment(post)
    await bob.act(f"/comments/{comment}/delete")
    assert await notifications(alice) == []
    await bob.comment(post)
    await alice.act(f"/posts/{post}/delete")
    assert not await Notification.exists()


async def test_old_notifications_are_forgotten(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for number, days in enumerate((89, 91)):
        await bob.comment(post, f"Answer {number}")
        newest = await Notification.all().order_by("-created_at").first()

        @transaction
        async def age(notification: Notification = newest, days: int = days) -> None:
            await Notification.filter(id=notification.id).update(created_at=clock.now() - timedelta(days=days))

        await age()
    await Notification.delete_expired()
    assert await Notification.all().count() == 1


async def test_the_unread_count_arrives_by_socket(app: ASGIApp, alice: Browser, bob: Browser, carol: Browser) -> None:
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
        await bob.comment(post)
        frame = soup_of(await hers.receive())
        assert frame.select_one("hx-partial[hx-target='#unread-count']").text.strip() == "1 unread"
        frames = [await on_thread.receive(), await on_thread.receive()]
        assert any('hx-target="#unread-count"' in one for one in frames)
        assert any('hx-target="#new-comments"' in one for one in frames)
        await asyncio.sleep(0.1)
        assert carols.is_silent


async def test_a_like_reaches_the_open_page_by_socket(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    async with Socket(app, alice, "/live") as socket:
        await bob.act(f"/posts/{post}/like", {"liked": "yes"})
        assert "1" in await socket.receive()


async def test_a_thread_joined_later_is_counted_after_a_while(
    app: ASGIApp, alice: Browser, bob: Browser, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The socket follows what its owner took part in when it was opened; the rest is looked up now and then."""
    monkeypatch.setattr(channel, "COUNT_INTERVAL", 0.0)
    monkeypatch.setattr(channels, "HEARTBEAT_INTERVAL", 0.05)
    async with Socket(app, alice, "/live") as socket:
        post = await alice.write()
        await bob.comment(post)
        frames = ""
        while 'class="badge"' not in frames:
            frames += await socket.receive()
    async with Socket(app, visitor, f"/posts/{post}/live?after=1") as visitors:
        await asyncio.sleep(0.2)
        assert visitors.code is None, "a visitor has no notifications, and follows a thread all the same"


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
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    address = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    assert await feed(visitor, address) == []
    comment = await bob.comment(post, "Telling words")
    (entry,) = await feed(visitor, address)
    text = ElementTree.tostring(entry, encoding="unicode")
    assert "You have a new notification" in text
    for telling in (post, comment, "elling", "answered"):
        assert telling not in text
    # Also of a thread that was begun after it was made, and no longer when it was seen.
    other = await alice.write("Another")
    await bob.comment(other)
    assert len(await feed(visitor, address)) == 2
    await alice.act("/notifications/read")
    assert await feed(visitor, address) == []


async def test_it_can_be_changed_and_taken_away(alice: Browser, visitor: Browser) -> None:
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    first = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    second = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    assert first != second
    assert (await visitor.get(first)).status_code == 404
    assert (await visitor.get(second)).status_code == 200
    await alice.act("/me/settings", {"feed": "off", "accepts_invitations": "yes"})
    assert (await visitor.get(second)).status_code == 404
    assert not (await alice.page("/me/settings")).select("#feed-address")


async def test_the_feed_says_nothing_of_invitations_if_they_are_off(
    alice: Browser, bob: Browser, visitor: Browser
) -> None:
    post = await alice.write()
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "no"})
    address = (await alice.page("/me/settings")).select_one("#feed-address")["value"]
    await bob.act(f"/posts/{post}/invite", {"key": "k"})
    assert await feed(visitor, address) == []
    await alice.act("/me/settings", {"feed": "keep", "accepts_invitations": "yes"})
    assert len(await feed(visitor, address)) == 1, "the same address, and the other choice"


async def test_marking_all_read_writes_no_row_but_the_vaults(alice: Browser, bob: Browser) -> None:
    """Rows of several threads that change in one moment would belong to one person."""
    from tests.support.dump import dump

    for number in range(3):
        await bob.comment(await alice.write(f"Thread {number}"))
    before = (await dump())["notifications"]
    await alice.act("/notifications/read")
    assert await notifications(alice) == []
    assert (await dump())["notifications"] == before


async def test_it_is_found_in_no_copy_of_the_database(alice: Browser, bob: Browser) -> None:
    from tests.support.dump import dump

    await alice.write()
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    token = (await alice.page("/me/settings")).select_one("#feed-address")["value"].rpartition("/")[2]
    for _ in range(5):
        await bob.write()  # which stirs what others keep
    assert (await bob.get(f"/notifications/feed/{token}")).status_code == 200
    rows = await dump()
    assert token not in str(rows)
    tags = {str(row["tag"]) for row in rows["posts"]}
    assert not [row for row in rows["people"] if any(tag in str(row) for tag in tags)]


async def test_marking_all_as_read_reads_only_what_was_shown(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write()
    await bob.comment(post, "One")
    page = await alice.page("/notifications")
    await carol.comment(post, "Two, meanwhile")
    await alice.submit(page.select_one("form[action='/notifications/read']"))
    after = await alice.page("/notifications")
    assert len(after.select(".notification--unread")) == 1
    assert after.select_one("#unread-count").text.strip().startswith("1")


async def test_a_count_of_before_is_not_shown_after_everything_was_read(
    app: ASGIApp, alice: Browser, bob: Browser, limits_off: None
) -> None:
    """A request that counts while another browser of the same person reads must not leave an old number behind."""
    post = await alice.write()
    await bob.comment(post)
    await alice.get("/")
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"passphrase": alice.words, "words": alice.words})
        viewer = await Session.find_viewer(alice.cookies["arcanon-session"])
        await elsewhere.act("/notifications/read", {})
        await count_unread(viewer)
        assert "1" not in (await alice.page("/")).select_one("#unread-count").text
