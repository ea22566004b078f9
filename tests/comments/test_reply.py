"""Answering, changing and deleting a comment."""

import pytest

from tests.support.cast import Browser, new_key, soup

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


async def test_a_comment_stands_under_the_post(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write()
    form = (await bob.page(f"/posts/{post}")).select_one("#reply")
    response = await bob.submit(form, body="I am here")
    assert response.status_code == 303
    page = await visitor.page(response.headers["location"])
    assert page.select_one(".comment .user-text").text == "I am here"
    assert page.select_one(response.headers["location"].partition("#")[2].join(["#", ""]))
    assert "1 comment" in (await visitor.page("/")).select_one(".actions").text


async def test_it_appears_in_place(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    sent = {"body": "In place", "key": new_key()}
    parts = soup(await bob.act(f"/posts/{post}/comments", sent, partial=True))
    targets = {part["hx-target"]: part for part in parts.select("hx-partial")}
    assert targets["#newer-comments"].select_one(".comment .user-text").text == "In place"
    assert targets["#reply"].select_one("textarea").text.strip() == ""
    assert targets["#reply"].select_one("[name=key]")["value"] != sent["key"]
    assert targets["#status"].text == "Your comment was published."


@pytest.mark.parametrize(("body", "says"), [("", "Write something first."), ("w" * 3001, "It has 3,001 now.")])
async def test_it_refuses_and_keeps_the_text(alice: Browser, body: str, says: str) -> None:
    post = await alice.write()
    for partial in (False, True):
        page = soup(await alice.act(f"/posts/{post}/comments", {"body": body}, partial=partial), 422)
        assert says in page.select_one(".summary a").text
        assert page.select_one(page.select_one(".summary a")["href"]).text.removeprefix("\n") == body
        assert bool(page.select("html")) is not partial


async def test_sent_twice_it_is_there_once(alice: Browser) -> None:
    post = await alice.write()
    assert await alice.comment(post, "Once", "key") == await alice.comment(post, "Once", "key")
    page = await alice.page(f"/posts/{post}")
    assert len(page.select(".comment")) == 1
    assert "1 comment" in (await alice.page("/")).select_one(".actions").text


async def test_names_hold_within_a_thread_and_differ(crowd: list[Browser]) -> None:
    post = await crowd[0].write()
    for person in [*crowd[1:20], *crowd[:20]]:
        await person.comment(post)
    page = await crowd[0].page(f"/posts/{post}")
    second = await crowd[0].page(page.find("a", string="More comments")["href"])
    comments = page.select(".comment") + second.select(".comment")
    names = [one.select_one(".byline__name").text for one in comments]
    assert len(set(names)) == 20
    assert names[:19] == names[20:]
    assert names[19] == page.select_one(".post .byline__name").text
    assert [bool(one.select_one(".byline__starter")) for one in comments] == [False] * 19 + [True] + [False] * 19
    assert sum(bool(one.select_one(".byline__you")) for one in comments) == 1


async def test_a_long_thread_pages_in_order(alice: Browser, limits_off: None) -> None:
    post = await alice.write()
    written = [await alice.comment(post, f"Answer {number}") for number in range(50)]
    first = await alice.page(f"/posts/{post}")
    second = await alice.page(first.find("a", string="More comments")["href"])
    third = await alice.page(second.find("a", string="More comments")["href"])
    shown = [one["id"].removeprefix("comment-") for page in (first, second, third) for one in page.select(".comment")]
    assert shown == written
    alone = await alice.page(f"/comments/{written[49]}")
    assert [one["id"] for one in alone.select(".comment")] == [f"comment-{written[49]}"]
    assert alone.find("a", string="See all comments")


async def test_its_writer_edits_and_deletes_it_and_nobody_else(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    comment = await bob.comment(post, "Before")
    for action in ("edit", "delete"):
        await alice.page(f"/comments/{comment}/{action}", 404)
        soup(await alice.act(f"/comments/{comment}/{action}", {"body": "Changed"}), 404)
    form = (await bob.page(f"/comments/{comment}/edit")).select_one("main form")
    assert (await bob.submit(form, body="After")).status_code == 303
    part = soup(await bob.act(f"/comments/{comment}/edit", {"body": "In place"}, partial=True, follow_redirects=True))
    assert part.select_one(f"#comment-{comment} .user-text").text == "In place"
    assert not part.select("html")
    page = await alice.page(f"/posts/{post}")
    assert page.select_one(".comment .user-text").text == "In place"
    assert "edited" in page.select_one(".comment .byline").text

    await bob.act(f"/comments/{comment}/like", {"liked": "yes"})
    form = (await bob.page(f"/comments/{comment}/delete")).select_one("main form")
    assert (await bob.submit(form)).headers["location"] == f"/posts/{post}?flash=comment-deleted#flash"
    page = await alice.page(f"/posts/{post}")
    assert not page.select(".comment")
    assert "0 comments" in (await alice.page("/")).select_one(".actions").text
    assert "Nothing yet" in (await bob.page("/me/likes")).text


async def test_missing_is_404(alice: Browser) -> None:
    soup(await alice.act("/posts/nothing/comments", {"body": "To nobody"}), 404)
    for address in ("/comments/nothing", "/comments/nothing/edit", "/comments/nothing/delete"):
        await alice.page(address, 404)


async def test_words_for_a_post_that_is_gone_come_back(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    form = (await bob.page(f"/posts/{post}")).select_one("#reply")
    await alice.act(f"/posts/{post}/delete")
    page = soup(await bob.submit(form, body="Long thought-out words"), 404)
    assert page.select_one("#kept-body").text.removeprefix("\n") == "Long thought-out words"
