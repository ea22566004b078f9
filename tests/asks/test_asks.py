"""Asking a writer to talk."""

import asyncio
from datetime import timedelta

import pytest

from arcanon import clock
from arcanon.asks.models import Ask
from arcanon.database import unit
from arcanon.notices.models import Notice
from arcanon.rooms.models import Room
from tests.cast import Browser, soup


async def ask(person: Browser, address: str, line: str = "May I ask you something?") -> None:
    form = (await person.page(f"{address}/ask")).select_one("main form")
    response = await person.submit(form, line=line)
    assert response.headers["location"] == "/requests?said=asked", response.text


async def asked(person: Browser) -> list[str]:
    """What others ask somebody."""
    page = await person.page("/requests")
    return [one.text for one in page.select("section[aria-labelledby=asked] .ask")]


async def sent(person: Browser) -> list[str]:
    page = await person.page("/requests")
    return [" ".join(one.text.split()) for one in page.select("section[aria-labelledby=sent] .ask")]


async def age_all(**ago: int) -> None:
    @unit
    async def age() -> None:
        await Ask.all().update(created_at=clock.now() - timedelta(**ago))

    await age()


async def test_an_ask_is_accepted_and_becomes_a_room(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("The post")
    assert (await bob.page(f"/posts/{post}")).find("a", string="Ask to talk")["href"] == f"/posts/{post}/ask"
    await ask(bob, f"/posts/{post}")
    (shown,) = await asked(alice)
    assert "The post" in shown
    assert "May I ask you something?" in shown
    assert await asked(bob) == await asked(carol) == []
    assert "no answer yet" in (await sent(bob))[0]
    assert "asks to talk about your post" in (await alice.page("/notices")).select_one(".notice--new button").text

    button = next(one for one in (await alice.page("/requests")).select(".ask form") if "accept" in one["action"])
    location = (await alice.submit(button)).headers["location"]
    room = location.partition("#")[0]
    hers, his = await alice.page(room), await bob.page(room)
    assert hers.select_one(".message__words").text == "May I ask you something?"
    assert his.select_one(".message--mine .message__words").text == "May I ask you something?"
    names = {hers.select_one(".room__names strong").text, his.select_one(".room__names strong").text}
    assert len(names) == 2
    assert (await bob.page(f"/posts/{post}")).select_one(".post .byline__name").text not in names, "fresh names"
    assert (await carol.get(room)).status_code == 404
    assert (await bob.say(room.removeprefix("/rooms/"), "Thank you")).status_code == 303

    assert await asked(alice) == []
    assert "They said yes" in (await sent(bob))[0]
    opened = await bob.submit((await bob.page("/notices")).select_one(".notice--new form"))
    assert opened.headers["location"] == f"{room}#latest"
    assert room in str((await bob.page("/rooms")).select_one(".list"))
    assert not await Notice.exists(kind="ask")


async def test_an_ask_may_be_about_an_answer_and_without_a_line(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await bob.answer(post, "Bob's answer")
    await ask(alice, f"/comments/{comment}", line="")
    assert "Bob's answer" in (await asked(bob))[0]
    button = next(one for one in (await bob.page("/requests")).select(".ask form") if "accept" in one["action"])
    room = (await bob.submit(button)).headers["location"].partition("#")[0]
    assert not (await alice.page(room)).select(".message")


async def test_declined_and_not_answered_look_the_same(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("The post")
    for person in (bob, carol):
        await ask(person, f"/posts/{post}", line="Unmistakable line")
    button = next(one for one in (await alice.page("/requests")).select(".ask form") if "decline" in one["action"])
    await alice.submit(button)
    assert len(await asked(alice)) == 1
    assert await sent(bob) == await sent(carol)
    assert (await bob.page("/notices")).text == (await carol.page("/notices")).text
    assert [one.line for one in await Ask.filter(state="declined")] == [""], "its words are gone"
    for person in (bob, carol):
        page = soup(await person.act(f"/posts/{post}/ask", {"line": "Again?", "key": "again"}), 422)
        assert "asked in this thread already" in page.select_one(".summary").text
        assert page.select_one("#line").text.removeprefix("\n") == "Again?"
    await age_all(days=7, minutes=1)
    assert await sent(bob) == await sent(carol) == ["No answer. That happens; it says nothing about you."]
    await Ask.sweep()
    assert not await Ask.exists()
    assert not await Notice.exists(kind="ask")
    assert await sent(bob) == await sent(carol) == ["No answer. That happens; it says nothing about you."]


async def test_one_open_ask_for_each_thread(alice: Browser, bob: Browser) -> None:
    here, there = await alice.write(), await alice.write()
    comment = await alice.answer(here)
    await ask(bob, f"/posts/{here}")
    page = soup(await bob.act(f"/comments/{comment}/ask", {"line": "Typed", "key": "k"}), 422)
    assert page.select_one("#line").text.removeprefix("\n") == "Typed"
    await ask(bob, f"/posts/{there}")
    assert len(await asked(alice)) == 2
    await age_all(days=8)
    await ask(bob, f"/comments/{comment}")
    assert len(await asked(alice)) == 1
    assert len([one for one in await sent(bob) if "no answer yet" in one]) == 1


async def test_sent_twice_it_is_asked_once(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for _ in range(3):
        response = await bob.act(f"/posts/{post}/ask", {"line": "Hello", "key": "same"})
        assert response.status_code == 303
    assert len(await asked(alice)) == 1


async def test_accepted_twice_it_is_one_room(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await ask(bob, f"/posts/{post}")
    form = next(one for one in (await alice.page("/requests")).select(".ask form") if "accept" in one["action"])
    answers = await asyncio.gather(*(alice.submit(form) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [303, 404, 404, 404, 404]
    assert await Room.all().count() == 1


async def test_the_asker_takes_it_back(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write()
    await ask(bob, f"/posts/{post}")
    room = (await Ask.first()).room_id
    for person in (alice, carol):
        assert (await person.act(f"/requests/{room}/withdraw")).status_code == 404
    form = (await bob.page("/requests")).select_one("section[aria-labelledby=sent] form")
    assert (await bob.submit(form)).status_code == 303
    assert await asked(alice) == await sent(bob) == []
    assert not await Notice.exists()
    assert (await alice.act(f"/requests/{room}/accept")).status_code == 404
    await ask(bob, f"/posts/{post}")


async def test_who_takes_no_asks_sees_none_and_nobody_is_told(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await alice.act("/me/settings", {"takes_asks": "no"})
    await ask(bob, f"/posts/{post}")
    assert await asked(alice) == []
    assert "You take no asks" in (await alice.page("/requests")).text
    assert (await alice.page("/")).select_one("#news").text.strip() == ""
    assert not (await alice.page("/notices")).select(".notice")
    assert "no answer yet" in (await sent(bob))[0]
    room = (await Ask.first()).room_id
    assert (await alice.act(f"/requests/{room}/accept")).status_code == 404
    await alice.act("/me/settings", {"takes_asks": "yes"})
    assert len(await asked(alice)) == 1


async def test_nobody_asks_themselves_and_missing_is_404(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    for method in (alice.get, alice.act):
        assert (await method(f"/posts/{post}/ask")).status_code == 404
    assert not (await alice.page(f"/posts/{post}")).find("a", string="Ask to talk")
    for address in ("/posts/zzzz/ask", "/comments/zzzz/ask"):
        assert (await bob.get(address)).status_code == 404
    assert (await bob.act("/requests/zzzz/accept")).status_code == 404


@pytest.mark.parametrize("line", ["w" * 301])
async def test_too_long_a_line_is_refused_and_kept(alice: Browser, bob: Browser, line: str) -> None:
    post = await alice.write()
    page = soup(await bob.act(f"/posts/{post}/ask", {"line": line, "key": "k"}), 422)
    assert page.select_one("#line").text.removeprefix("\n") == line
    assert "keep it to 300" in page.select_one(".summary").text


async def test_what_is_deleted_takes_its_asks_along(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await alice.answer(post)
    await bob.answer(post, "below", to=comment)
    await ask(bob, f"/comments/{comment}")
    await alice.act(f"/comments/{comment}/delete")
    assert await asked(alice) == []
    assert await sent(bob) == ["No answer. That happens; it says nothing about you."]


async def test_a_visitor_joins_first_and_the_line_comes_along(visitor: Browser, alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    page = soup(await visitor.act(f"/posts/{post}/ask", {"line": "My line", "key": "k"}), 401)
    signing = soup(await visitor.submit(page.select_one("main form"), button="Sign in"))
    back = soup(await visitor.submit(signing.select_one("main form"), words=bob.words))
    assert back.select_one("[name=line]")["value"] == "My line"
    assert (await visitor.submit(back.select_one("main form"))).headers["location"] == "/requests?said=asked"
    assert "My line" in (await asked(alice))[0]


async def test_taken_back_and_accepted_at_once_one_of_the_two_holds(
    alice: Browser, bob: Browser, limits_off: None
) -> None:
    """Either there is a room, and both find it among their chats; or there is none."""
    for number in range(8):
        post = await alice.write(f"Post {number}")
        await bob.act(f"/posts/{post}/ask", {"key": f"k{number}"})
        room = (await Ask.get(post_id=post)).room_id
        withdrawn, accepted = await asyncio.gather(
            bob.act(f"/requests/{room}/withdraw"), alice.act(f"/requests/{room}/accept")
        )
        assert sorted([withdrawn.status_code, accepted.status_code]) == [303, 404]
        for person in (alice, bob):
            assert (f"/rooms/{room}" in (await person.get("/rooms")).text) is (accepted.status_code == 303)


async def test_asking_about_what_is_deleted_this_moment_is_404(
    alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await alice.write()
    original = Ask.send

    async def late(*args: object, **kwargs: object) -> Ask:
        await alice.act(f"/posts/{post}/delete")
        return await original(*args, **kwargs)

    monkeypatch.setattr(Ask, "send", late)
    page = soup(await bob.act(f"/posts/{post}/ask", {"line": "My line", "key": "k"}), 404)
    assert page.select_one("[name=line]")["value"] == "My line"
    assert await sent(bob) == []


async def test_who_has_asked_is_told_so_before_writing_again(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await alice.answer(post)
    await ask(bob, f"/posts/{post}")
    page = await bob.page(f"/comments/{comment}/ask")
    assert "still open" in page.text
    assert not page.select("#line")
    assert (await bob.submit(page.select_one("main form"))).headers["location"] == "/requests?said=withdrawn"
    assert (await bob.page(f"/comments/{comment}/ask")).select("#line")
