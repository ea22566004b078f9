"""A conversation's page, with and without scripts."""

import asyncio

import pytest
from bs4 import BeautifulSoup

from arcanon.rooms.models import Message, Room
from tests.cast import Browser, new_key, soup


async def test_both_see_what_is_said_under_names_of_this_room_alone(alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Hello")
    await bob.say(room, "Hello to you")
    for person, names in ((alice, ["you:", None]), (bob, [None, "you:"])):
        page = await person.page(f"/rooms/{room}")
        other = page.select_one("h1").text.removeprefix("Conversation with ")
        assert [one.text.replace("\xa0", "") for one in page.select(".message__name")] == [
            name or f"{other}:" for name in names
        ]
        assert [one.text for one in page.select(".message__words")] == ["Hello", "Hello to you"]
        assert [one["data-after"] for one in page.select(".message")] == ["1", "2"]


async def test_an_item_reads_who_words_time(alice: Browser, room: str) -> None:
    await alice.say(room, "Hello")
    item = (await alice.page(f"/rooms/{room}")).select_one(".message")
    assert [one["class"][0] for one in item.find_all(recursive=False)] == [
        "message__name",
        "message__words",
        "message__end",
    ]


async def test_the_live_region_is_there_and_empty(alice: Browser, room: str) -> None:
    await alice.say(room, "Hello")
    page = await alice.page(f"/rooms/{room}")
    assert page.select_one("[role=log] #log").text == ""
    assert page.select_one("[role=status]").text == ""
    assert not page.select_one("#history").find_parent(attrs={"role": "log"})
    assert page.select_one("[hx-ws\\:connect]")["hx-ws:connect"] == f"/rooms/{room}/live?after=1&takes=0"


async def test_check_for_new_messages_leads_to_the_unread_heading(alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Old")

    async def check() -> BeautifulSoup:
        form = (await bob.page(f"/rooms/{room}")).find("button", string="Check for new messages").find_parent("form")
        return await bob.page((await bob.submit(form)).headers["location"])

    form = (await bob.page(f"/rooms/{room}")).find("button", string="Check for new messages").find_parent("form")
    assert (await bob.submit(form)).headers["location"] == f"/rooms/{room}?seen=1#unread"
    assert (await check()).select_one("#unread").text == "Nothing new yet."
    form = (await bob.page(f"/rooms/{room}")).find("button", string="Check for new messages").find_parent("form")
    await alice.say(room, "New")
    page = await bob.page((await bob.submit(form)).headers["location"])
    assert page.select_one("#unread").text == "1 new message"
    assert page.select_one("#unread + ol .message__words").text == "New"


async def test_what_came_before_one_answered_is_marked_as_new(alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Old")
    form = (await bob.page(f"/rooms/{room}")).select_one("#say")
    assert (await bob.submit(form, body="Mine")).headers["location"] == f"/rooms/{room}#latest"
    form = (await bob.page(f"/rooms/{room}")).select_one("#say")
    await alice.say(room, "New")
    response = await bob.submit(form, body="Answered unseen")
    assert response.headers["location"] == f"/rooms/{room}?seen=2#unread"
    assert (await bob.page(response.headers["location"])).select_one("#unread").text == "1 new message"


async def test_nothing_said_yet_is_said(alice: Browser, room: str) -> None:
    assert "A hello is enough" in (await alice.page(f"/rooms/{room}")).select_one(".empty").text


async def test_older_messages_are_a_link_away(alice: Browser, room: str, limits_off: None) -> None:
    for number in range(1, 76):
        await alice.say(room, f"Number {number}")
    page = await alice.page(f"/rooms/{room}")
    assert [one["data-after"] for one in page.select(".message")] == [str(n) for n in range(26, 76)]
    older = await alice.page(page.find("a", string="Older messages")["href"])
    assert [one["data-after"] for one in older.select(".message")] == [str(n) for n in range(1, 26)]
    assert not older.select("[hx-ws\\:connect^='/rooms/']")
    assert older.find("a", string="Newest messages")


async def test_the_list_tells_what_came_after(alice: Browser, room: str, limits_off: None) -> None:
    for number in range(1, 61):
        await alice.say(room, f"Number {number}")
    page = await alice.page(f"/rooms/{room}/messages?after=5")
    assert [one["data-after"] for one in page.select(".message")] == [str(n) for n in range(6, 56)]
    rest = await alice.page(page.find("a", string="More")["href"])
    assert [one["data-after"] for one in rest.select(".message")] == [str(n) for n in range(56, 61)]
    for odd in ("-1", "x", "9" * 40, "²"):
        assert (await alice.page(f"/rooms/{room}/messages", params={"after": odd})).select(".message")


async def test_only_the_two_may(alice: Browser, bob: Browser, carol: Browser, visitor: Browser, room: str) -> None:
    for address in (f"/rooms/{room}", f"/rooms/{room}/messages", f"/rooms/{room}/end"):
        assert (await alice.get(address)).status_code == (await bob.get(address)).status_code == 200
        await carol.page(address, 404)
        assert (await visitor.get(address)).status_code in (303, 404)
    soup(await carol.say(room, "Intruding"), 404)
    soup(await carol.act(f"/rooms/{room}/end"), 404)
    assert await Message.all().count() == 0
    assert (await Room.get(id=room)).ended_at is None


async def test_ending_asks_once_tells_both_and_closes(alice: Browser, bob: Browser, room: str) -> None:
    await alice.say(room, "Before")
    form = (await alice.page(f"/rooms/{room}/end")).select_one("main form")
    assert (await Room.get(id=room)).ended_at is None
    assert (await alice.submit(form)).headers["location"] == f"/rooms/{room}?said=over"
    for person in (alice, bob):
        page = await person.page(f"/rooms/{room}")
        assert "has ended" in page.select_one("#over").text
        assert not page.select("#composer form, #ways [href$='/end']")
        assert page.select_one(".message__words").text == "Before"
        assert not page.select("[hx-ws\\:connect^='/rooms/']")
    assert "ended" in (await bob.page("/rooms")).select_one(".list").text
    page = soup(await bob.say(room, "Too late"), 422)
    assert "so this was not sent" in page.text
    assert page.select_one("#body").text.removeprefix("\n") == "Too late"
    assert await Message.all().count() == 1


async def test_fifty_repeats_say_it_once(alice: Browser, room: str, limits_off: None) -> None:
    key = new_key()
    answers = await asyncio.gather(*(alice.say(room, "Once", key) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {303}
    assert await Message.all().count() == 1


async def test_numbers_have_no_gaps(alice: Browser, bob: Browser, room: str, limits_off: None) -> None:
    await asyncio.gather(*(person.say(room, f"{n}") for n in range(50) for person in (alice, bob)))
    assert [one.number for one in await Message.all().order_by("number")] == list(range(1, 101))
    assert (await Room.get(id=room)).top == 100


async def test_other_words_under_a_used_key_are_neither_lost_nor_said(alice: Browser, bob: Browser, room: str) -> None:
    key = new_key()
    await alice.say(room, "First words", key)
    page = soup(await alice.say(room, "Changed words", key), 422)
    assert "did arrive" in page.select_one(".summary a").text
    assert page.select_one("#body").text.removeprefix("\n") == "Changed words"
    assert page.select_one("[name=key]")["value"] not in ("", key)
    soup(await bob.say(room, "First words", key), 422)
    assert await Message.all().count() == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [("", "Write something first."), ("w" * 2001, "There are 2,001 now."), ("l\n" * 40 + "l", "There are 41 now.")],
)
async def test_it_refuses_and_keeps_the_text(alice: Browser, room: str, body: str, says: str) -> None:
    key = new_key()
    for partial in (False, True):
        page = soup(await alice.act(f"/rooms/{room}/messages", {"body": body, "key": key}, partial=partial), 422)
        assert says in page.select_one(".summary[autofocus] a").text
        assert page.select_one("#body").text.removeprefix("\n") == body
        assert page.select_one("[name=key]")["value"] == key
        assert bool(page.select("html")) is not partial


async def test_htmx_gets_what_stands_in_the_outbox(alice: Browser, room: str) -> None:
    part = soup(await alice.act(f"/rooms/{room}/messages", {"body": "Hello", "key": new_key()}, partial=True))
    assert not part.select("html, form")
    item = part.select_one("li[data-said]")
    assert item["data-said"] == "1"
    assert "Hello" in item.text
    assert "Sent" in item.text
    refused = {"body": "w" * 2001, "key": new_key(), "optimistic": "yes"}
    part = soup(await alice.act(f"/rooms/{room}/messages", refused, partial=True), 422)
    assert part.select_one("li textarea").text.removeprefix("\n") == "w" * 2001
    assert part.select_one("li .field__error")["id"] == part.select_one("li textarea")["aria-describedby"]
    assert "There are 2,001 now." in part.select_one("[hx-target='#alert']").text


async def test_a_missing_room_is_404(alice: Browser) -> None:
    await alice.page("/rooms/nothing", 404)
    soup(await alice.say("nothing", "Words"), 404)
