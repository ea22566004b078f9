"""What is one's own, on every browser."""

from starlette.types import ASGIApp

from tests.support.cast import Browser, match
from tests.support.site import browser


async def test_it_lists_what_is_mine_on_any_browser(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    post = await alice.write("My post")
    comment = await bob.comment(post, "My comment")
    await bob.act(f"/posts/{post}/like", {"liked": "yes"})
    await bob.act(f"/comments/{comment}/like", {"liked": "yes"})
    chat = await match(alice, bob)
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"words": bob.words})
        mine = await elsewhere.page("/me")
        assert [a.text for a in mine.select(".list a")] == ["My comment"]
        likes = await elsewhere.page("/me/likes")
        assert [a.text for a in likes.select(".list a")] == ["My comment", "My post"]
        chats = await elsewhere.page("/chats")
        assert [a["href"] for a in chats.select(".list a")] == [f"/chats/{chat}#latest"]
    assert [a.text for a in (await alice.page("/me")).select(".list a")] == ["My post"]


async def test_a_new_person_is_told_what_to_do(alice: Browser) -> None:
    assert "You haven't written a post" in (await alice.page("/me")).text
    assert "Nothing yet" in (await alice.page("/me/likes")).text
    assert "haven't chatted" in (await alice.page("/chats")).text
