"""What is one's own, on every browser."""

from starlette.types import ASGIApp

from tests.cast import Browser, match
from tests.conftest import browser


async def test_it_lists_what_is_mine_on_any_browser(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    post = await alice.write("My post")
    answer = await bob.answer(post, "My answer")
    await bob.act(f"/posts/{post}/like", {"liked": "yes"})
    await bob.act(f"/comments/{answer}/like", {"liked": "yes"})
    room = await match(alice, bob)
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"words": bob.words})
        mine = await elsewhere.page("/me")
        assert [a.text for a in mine.select(".list a")] == ["My answer"]
        likes = await elsewhere.page("/me/likes")
        assert [a.text for a in likes.select(".list a")] == ["My answer", "My post"]
        rooms = await elsewhere.page("/rooms")
        assert [a["href"] for a in rooms.select(".list a")] == [f"/rooms/{room}#latest"]
    assert [a.text for a in (await alice.page("/me")).select(".list a")] == ["My post"]


async def test_a_new_person_is_told_what_to_do(alice: Browser) -> None:
    assert "You have not written a post" in (await alice.page("/me")).text
    assert "Nothing yet" in (await alice.page("/me/likes")).text
    assert "You have not talked with anybody yet" in (await alice.page("/rooms")).text
