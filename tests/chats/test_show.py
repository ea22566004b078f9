"""A chat's page, with and without scripts."""

import asyncio

import pytest
from bs4 import BeautifulSoup

from arcanon.chats.models import Chat, Membership, Message
from arcanon.db.transactions import transaction
from arcanon.people.models import Session
from tests.support.cast import Browser, new_key, soup


async def test_both_see_what_is_said_under_names_of_this_chat_alone(alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Hello")
    await bob.say(chat, "Hello to you")
    for person, names in ((alice, ["you:", None]), (bob, [None, "you:"])):
        page = await person.page(f"/chats/{chat}")
        other = page.select_one("h1").text.removeprefix("Chat with ")
        assert [one.text.replace("\xa0", "") for one in page.select(".message__name")] == [
            name or f"{other}:" for name in names
        ]
        assert [one.text for one in page.select(".message__text")] == ["Hello", "Hello to you"]
        assert [one["data-number"] for one in page.select(".message")] == ["1", "2"]


async def test_a_message_reads_name_text_time(alice: Browser, chat: str) -> None:
    await alice.say(chat, "Hello")
    item = (await alice.page(f"/chats/{chat}")).select_one(".message")
    assert [one["class"][0] for one in item.find_all(recursive=False)] == [
        "message__name",
        "message__text",
        "message__end",
    ]


async def test_the_live_region_is_there_and_empty(alice: Browser, chat: str) -> None:
    await alice.say(chat, "Hello")
    page = await alice.page(f"/chats/{chat}")
    assert page.select_one("[role=log] #log").text == ""
    assert page.select_one("[role=status]").text == ""
    assert not page.select_one("#history").find_parent(attrs={"role": "log"})
    assert page.select_one("[hx-ws\\:connect]")["hx-ws:connect"] == f"/chats/{chat}/live?after=1&retraction=0"


async def test_check_for_new_messages_leads_to_the_unread_heading(alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Old")

    async def check() -> BeautifulSoup:
        form = (await bob.page(f"/chats/{chat}")).find("button", string="Check for new messages").find_parent("form")
        return await bob.page((await bob.submit(form)).headers["location"])

    form = (await bob.page(f"/chats/{chat}")).find("button", string="Check for new messages").find_parent("form")
    assert (await bob.submit(form)).headers["location"] == f"/chats/{chat}?seen=1#unread"
    assert (await check()).select_one("#unread").text == "Nothing new yet."
    form = (await bob.page(f"/chats/{chat}")).find("button", string="Check for new messages").find_parent("form")
    await alice.say(chat, "New")
    page = await bob.page((await bob.submit(form)).headers["location"])
    assert page.select_one("#unread").text == "1 new message"
    assert page.select_one("#unread + ol .message__text").text == "New"


async def test_unread_messages_before_a_reply_are_marked_as_new(alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Old")
    form = (await bob.page(f"/chats/{chat}")).select_one("#composer-form")
    assert (await bob.submit(form, body="Mine")).headers["location"] == f"/chats/{chat}#latest"
    form = (await bob.page(f"/chats/{chat}")).select_one("#composer-form")
    await alice.say(chat, "New")
    response = await bob.submit(form, body="Answered unseen")
    assert response.headers["location"] == f"/chats/{chat}?seen=2#unread"
    assert (await bob.page(response.headers["location"])).select_one("#unread").text == "1 new message"


async def test_an_empty_chat_says_so(alice: Browser, chat: str) -> None:
    assert "A hello is enough" in (await alice.page(f"/chats/{chat}")).select_one(".empty").text


async def test_older_messages_are_a_link_away(alice: Browser, chat: str, limits_off: None) -> None:
    for number in range(1, 76):
        await alice.say(chat, f"Number {number}")
    page = await alice.page(f"/chats/{chat}")
    assert [one["data-number"] for one in page.select(".message")] == [str(n) for n in range(26, 76)]
    older = await alice.page(page.find("a", string="Older messages")["href"])
    assert [one["data-number"] for one in older.select(".message")] == [str(n) for n in range(1, 26)]
    assert not older.select("[hx-ws\\:connect^='/chats/']")
    assert older.find("a", string="Newest messages")


async def test_the_list_shows_what_came_after(alice: Browser, chat: str, limits_off: None) -> None:
    for number in range(1, 61):
        await alice.say(chat, f"Number {number}")
    page = await alice.page(f"/chats/{chat}/messages?after=5")
    assert [one["data-number"] for one in page.select(".message")] == [str(n) for n in range(6, 56)]
    rest = await alice.page(page.find("a", string="More")["href"])
    assert [one["data-number"] for one in rest.select(".message")] == [str(n) for n in range(56, 61)]
    for odd in ("-1", "x", "9" * 40, "²"):
        assert (await alice.page(f"/chats/{chat}/messages", params={"after": odd})).select(".message")


async def test_only_the_two_may(alice: Browser, bob: Browser, carol: Browser, visitor: Browser, chat: str) -> None:
    for address in (f"/chats/{chat}", f"/chats/{chat}/messages", f"/chats/{chat}/end"):
        assert (await alice.get(address)).status_code == (await bob.get(address)).status_code == 200
        await carol.page(address, 404)
        assert (await visitor.get(address)).status_code in (303, 404)
    soup(await carol.say(chat, "Intruding"), 404)
    soup(await carol.act(f"/chats/{chat}/end"), 404)
    assert await Message.all().count() == 0
    assert (await Chat.get(id=chat)).ended_at is None


async def test_ending_asks_once_and_closes_for_both(alice: Browser, bob: Browser, chat: str) -> None:
    await alice.say(chat, "Before")
    form = (await alice.page(f"/chats/{chat}/end")).select_one("main form")
    assert (await Chat.get(id=chat)).ended_at is None
    assert (await alice.submit(form)).headers["location"] == f"/chats/{chat}?flash=chat-ended"
    for person in (alice, bob):
        page = await person.page(f"/chats/{chat}")
        assert "has ended" in page.select_one("#ended").text
        assert not page.select("#composer form, #chat-actions [href$='/end']")
        assert page.select_one(".message__text").text == "Before"
        assert not page.select("[hx-ws\\:connect^='/chats/']")
    assert "ended" in (await bob.page("/chats")).select_one(".list").text
    page = soup(await bob.say(chat, "Too late"), 422)
    assert "so this was not sent" in page.text
    assert page.select_one("#body").text.removeprefix("\n") == "Too late"
    assert await Message.all().count() == 1


async def test_fifty_repeats_send_one_message(alice: Browser, chat: str, limits_off: None) -> None:
    key = new_key()
    comments = await asyncio.gather(*(alice.say(chat, "Once", key) for _ in range(50)))
    assert {comment.status_code for comment in comments} == {303}
    assert await Message.all().count() == 1


async def test_numbers_have_no_gaps(alice: Browser, bob: Browser, chat: str, limits_off: None) -> None:
    await asyncio.gather(*(person.say(chat, f"{n}") for n in range(50) for person in (alice, bob)))
    assert [one.number for one in await Message.all().order_by("number")] == list(range(1, 101))
    assert (await Chat.get(id=chat)).last_number == 100


async def test_another_text_under_a_used_key_is_neither_lost_nor_sent(alice: Browser, bob: Browser, chat: str) -> None:
    key = new_key()
    await alice.say(chat, "First words", key)
    page = soup(await alice.say(chat, "Changed words", key), 422)
    assert "did arrive" in page.select_one(".summary a").text
    assert page.select_one("#body").text.removeprefix("\n") == "Changed words"
    assert page.select_one("[name=key]")["value"] not in ("", key)
    soup(await bob.say(chat, "First words", key), 422)
    assert await Message.all().count() == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [("", "Write something first."), ("w" * 2001, "It has 2,001 now."), ("l\n" * 40 + "l", "It has 41 now.")],
)
async def test_it_refuses_and_keeps_the_text(alice: Browser, chat: str, body: str, says: str) -> None:
    key = new_key()
    for partial in (False, True):
        page = soup(await alice.act(f"/chats/{chat}/messages", {"body": body, "key": key}, partial=partial), 422)
        assert says in page.select_one(".summary[autofocus] a").text
        assert page.select_one("#body").text.removeprefix("\n") == body
        assert page.select_one("[name=key]")["value"] == key
        assert bool(page.select("html")) is not partial


async def test_htmx_gets_what_stands_in_the_outbox(alice: Browser, chat: str) -> None:
    part = soup(await alice.act(f"/chats/{chat}/messages", {"body": "Hello", "key": new_key()}, partial=True))
    assert not part.select("html, form")
    item = part.select_one("li[data-sent]")
    assert item["data-sent"] == "1"
    assert "Hello" in item.text
    assert "Sent" in item.text
    refused = {"body": "w" * 2001, "key": new_key(), "optimistic": "yes"}
    part = soup(await alice.act(f"/chats/{chat}/messages", refused, partial=True), 422)
    assert part.select_one("li textarea").text.removeprefix("\n") == "w" * 2001
    assert part.select_one("li .field__error")["id"] == part.select_one("li textarea")["aria-describedby"]
    assert "It has 2,001 now." in part.select_one("[hx-target='#alert']").text


async def test_a_missing_chat_is_404(alice: Browser) -> None:
    await alice.page("/chats/nothing", 404)
    soup(await alice.say("nothing", "Words"), 404)


async def test_reading_a_chat_that_has_just_been_erased_marks_nothing(alice: Browser, bob: Browser, chat: str) -> None:
    membership = await Membership.find(await Session.find_viewer(bob.cookies["arcanon-session"]), chat)

    @transaction
    async def erase() -> None:
        await Chat.filter(id=chat).delete()

    await erase()
    assert not await membership.mark_seen(3)
