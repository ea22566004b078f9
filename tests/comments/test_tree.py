"""Comments to comments: their place, their order, what is left of them, and the notifications of them."""

import asyncio
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from arcanon.comments.models import Comment
from arcanon.comments.position import LEVELS, MAX_BRANCH_SHOWN
from arcanon.text import clock
from tests.support.cast import PARTIAL, Browser, soup
from tests.support.sockets import Socket


def outline(page: object) -> list[object]:
    """The words of the comments on a page, each with a list of those below it."""

    def of(items: object) -> list[object]:
        found = []
        for item in items.find_all("li", class_="branch", recursive=False):
            words = item.find(class_="comment").select_one(".user-text, .empty").text.strip()
            below = of(item.find("ol", class_="comments--below"))
            found.append([words, below] if below else words)
        return found

    return of(page.select_one("#comment-list"))


async def test_a_reply_to_a_comment_stands_below_it(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write()
    first = await bob.comment(post, "One")
    await bob.comment(post, "Two")
    form = (await alice.page(f"/comments/{first}/reply")).select_one("main form")
    response = await alice.submit(form, body="To one")
    assert response.status_code == 303
    page = await visitor.page(f"/posts/{post}")
    assert outline(page) == [["One", ["To one"]], "Two"]
    below = page.select_one("#below-" + first + " .comment")
    to = next(a for a in below.select(".byline a") if a.text.startswith("to "))
    assert to["href"] == f"#comment-{first}"
    assert to.text == "to " + page.select_one(f"#by-{first}").text
    assert page.select_one(f"#comment-{first}")


async def test_a_reply_appears_in_place_below_its_comment(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    first = await bob.comment(post, "One")
    opened = await alice.page(f"/comments/{first}/reply", headers=PARTIAL)
    assert not opened.select("html")
    assert opened.select_one("form textarea[autofocus]")
    sent = {"body": "Below", "reply_to": first, "key": "k"}
    parts = soup(await alice.act(f"/posts/{post}/comments", sent, partial=True)).select("hx-partial")
    targets = {part["hx-target"]: part for part in parts}
    assert targets[f"#below-{first}"].select_one(".comment[autofocus][tabindex='-1'] .user-text").text == "Below"
    assert targets[f"#replying-{first}"].text == ""
    assert "published" in targets["#status"].text
    page = soup(await alice.act(f"/posts/{post}/comments", {**sent, "body": "", "key": "n"}, partial=True), 422)
    assert page.select_one(page.select_one(".summary a")["href"])["name"] == "body"


async def test_on_a_page_of_its_own_the_form_is_a_plain_one(alice: Browser) -> None:
    """What htmx would put in its place is not on that page."""
    post = await alice.write()
    first = await alice.comment(post, "One")
    assert not (await alice.page(f"/comments/{first}/reply")).select_one("main form").has_attr("hx-post")
    assert (await alice.page(f"/comments/{first}/reply", headers=PARTIAL)).select_one("form").has_attr("hx-post")
    assert (await alice.page(f"/posts/{post}")).select_one("#reply").has_attr("hx-post")


async def test_deep_comments_go_on_side_by_side(alice: Browser, visitor: Browser) -> None:
    post, above, written = await alice.write(), "", []
    for number in range(7):
        above = await alice.comment(post, f"Level {number}", to=above)
        written.append(above)
    page = await visitor.page(f"/posts/{post}")
    deepest = [f"Level {number}" for number in range(LEVELS - 1, 7)]
    assert outline(page) == [["Level 0", [["Level 1", [["Level 2", deepest]]]]]]
    last = page.select_one(f"#comment-{written[-1]}")
    assert next(a for a in last.select(".byline a") if a.text.startswith("to "))["href"] == f"#comment-{written[-2]}"
    in_place = soup(
        await alice.act(f"/posts/{post}/comments", {"body": "x", "reply_to": written[-1], "key": "k"}, partial=True)
    )
    assert in_place.select_one("hx-partial")["hx-target"] == f"#branch-{written[-1]}"
    assert in_place.select_one("hx-partial")["hx-swap"] == "afterend"


async def test_comments_can_be_ordered(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write()
    ids = {words: await bob.comment(post, words) for words in ("One", "Two", "Three")}
    await bob.comment(post, "To two", to=ids["Two"])
    await alice.act(f"/comments/{ids['Two']}/like", {"liked": "yes"})
    orders = {
        "oldest": ["One", ["Two", ["To two"]], "Three"],
        "newest": ["Three", ["Two", ["To two"]], "One"],
        "liked": [["Two", ["To two"]], "Three", "One"],
        "nonsense": ["One", ["Two", ["To two"]], "Three"],
    }
    for order, wanted in orders.items():
        page = await visitor.page(f"/posts/{post}?sort={order}")
        assert outline(page) == wanted, order
    assert [a.text for a in page.select("[aria-label='Order of comments'] a")] == [
        "Oldest first",
        "Newest first",
        "Most liked",
    ]


@pytest.mark.parametrize("order", ["oldest", "newest", "liked"])
async def test_every_order_pages_and_loses_nothing(
    alice: Browser, visitor: Browser, limits_off: None, order: str
) -> None:
    post = await alice.write()
    written = [await alice.comment(post, f"Answer {number}") for number in range(45)]
    for comment in written[::7]:
        await alice.act(f"/comments/{comment}/like", {"liked": "yes"})
    seen, address = [], f"/posts/{post}?sort={order}"
    while address:
        page = await visitor.page(address.partition("#")[0])
        seen += [one["id"].removeprefix("comment-") for one in page.select(".comment")]
        more = page.find("a", string="More comments")
        address = more["href"] if more else ""
        if more:
            part = await visitor.page(more["hx-get"], headers=PARTIAL)
            assert part.select("li.branch")
            assert not part.select("html, h1")
    assert len(seen) == 45
    assert set(seen) == set(written)


async def test_a_long_branch_has_a_page_of_its_own(alice: Browser, visitor: Browser, limits_off: None) -> None:
    post = await alice.write()
    root = await alice.comment(post, "Root")
    below = [await alice.comment(post, f"Below {number}", to=root) for number in range(MAX_BRANCH_SHOWN + 55)]
    page = await visitor.page(f"/posts/{post}")
    assert len(page.select(".comment")) == MAX_BRANCH_SHOWN + 1
    seen, address = [], next(a for a in page.select("a") if "More replies" in a.text)["href"]
    while address:
        page = await visitor.page(address.partition("#")[0])
        seen += [one["id"].removeprefix("comment-") for one in page.select(".comment")]
        assert page.select_one(f"#comment-{root}"), "what they stand below is there on every page"
        more = page.find("a", string="More comments")
        address = more["href"] if more else ""
    assert [one for one in seen if one != root] == below


async def test_a_permalink_shows_the_comments_above_it(alice: Browser, visitor: Browser) -> None:
    post, above = await alice.write(), ""
    other = await alice.comment(post, "Other root")
    chain = []
    for number in range(4):
        above = await alice.comment(post, f"Level {number}", to=above)
        chain.append(above)
    await alice.comment(post, "Later beside the second", to=chain[0])
    page = await visitor.page(f"/comments/{chain[2]}")
    assert [one["id"].removeprefix("comment-") for one in page.select(".comment")] == chain
    assert not page.select(f"#comment-{other}")
    assert page.find("a", string="See all comments")["href"] == f"/posts/{post}#comments"
    assert page.select_one("h1 a")["href"] == f"/posts/{post}"


async def test_a_deleted_comment_leaves_its_place_while_it_is_answered(
    alice: Browser, bob: Browser, visitor: Browser
) -> None:
    post = await alice.write()
    one = await bob.comment(post, "Unmistakable words")
    two = await alice.comment(post, "Below", to=one)
    three = await bob.comment(post, "Below that", to=two)
    await alice.act(f"/comments/{one}/like", {"liked": "yes"})
    name = (await visitor.page(f"/posts/{post}")).select_one(f"#by-{one}").text
    await bob.act(f"/comments/{one}/delete")
    page = await visitor.page(f"/posts/{post}")
    assert outline(page) == [["This comment was deleted by its writer.", [["Below", ["Below that"]]]]]
    assert "2 comments" in (await visitor.page("/")).select_one(".post .actions").text
    place = page.select_one(".comment--deleted")
    assert not place.select("form, a, .byline")
    assert name not in page.select_one(f"#branch-{place['id'].removeprefix('comment-')} > .comment").text
    to = next(a for a in page.select(f"#comment-{two} .byline a") if a.text.startswith("to "))
    assert to.text == "to a deleted comment"
    assert to["href"] == f"#{place['id']}"
    await visitor.page(f"/comments/{one}", 404)
    row = await Comment.get(id=place["id"].removeprefix("comment-"))
    assert (row.body, row.html, row.name, row.sealed_writer, row.like_count) == ("", "", "", None, 0)
    # The place cannot be answered, liked, asked or blocked.
    for what in ("like", "invite", "block"):
        assert (await alice.act(f"/comments/{row.id}/{what}", {"liked": "yes"})).status_code == 404
    await alice.page(f"/comments/{row.id}/reply", 404)
    # And it goes when nobody comments it any more.
    await bob.act(f"/comments/{three}/delete")
    await alice.act(f"/comments/{two}/delete")
    assert outline(await visitor.page(f"/posts/{post}")) == []
    assert not await Comment.filter(post_id=post).exists()


async def test_words_for_a_comment_that_is_gone_come_back(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    one = await bob.comment(post, "One")
    form = (await alice.page(f"/comments/{one}/reply")).select_one("main form")
    await bob.act(f"/comments/{one}/delete")
    page = soup(await alice.submit(form, body="Thought-out words"), 422)
    assert "was deleted" in page.select_one(".summary").text
    assert page.select_one("textarea").text.strip() == "Thought-out words"


async def test_a_reply_stays_within_its_thread(alice: Browser) -> None:
    here, there = await alice.write(), await alice.write()
    elsewhere = await alice.comment(there, "Elsewhere")
    soup(await alice.act(f"/posts/{here}/comments", {"body": "x", "reply_to": elsewhere}), 422)


# New comments, told by a socket.


async def test_new_comments_of_others_announce_themselves(
    app: ASGIApp, alice: Browser, bob: Browser, visitor: Browser
) -> None:
    post = await alice.write()
    await bob.comment(post, "Before")
    page = await visitor.page(f"/posts/{post}")
    address = page.select_one("[hx-ws\\:connect]")["hx-ws:connect"]
    assert page.select_one("#new-comments").text == ""
    assert len(page.select("[role=status], [aria-live]")) == 1, "all is said in one place"
    async with Socket(app, visitor, address) as visitors, Socket(app, bob, address) as bobs:
        await bob.comment(post, "After")
        frame = await visitors.receive()
        assert "Show 1 new comment" in frame
        assert 'hx-target="#new-comments"' in frame
        assert frame.count("1 new comment at the end of the page.") == 1, "and says so where it is heard"
        assert "After" not in frame, "it tells that there is one, and moves nothing"
        await alice.comment(post, "After that")
        assert "Show 2 new comments" in await visitors.receive()
        assert "Show 1 new comment" in await bobs.receive(), "one's own is no notifications"
        await asyncio.sleep(0.05)
        assert bobs.is_silent
    link = soup(await visitor.get(address.replace("/live?", "/comments?"), headers=PARTIAL))
    assert [one.text.strip() for one in link.select(".comment .user-text")] == ["After", "After that"]
    assert link.select_one(".comment[autofocus]")
    begins_after = link.select_one("hx-partial[hx-target='#thread-live'] [hx-ws\\:connect]")["hx-ws:connect"]
    async with Socket(app, visitor, begins_after) as visitors:
        await bob.comment(post, "Once more")
        assert "Show 1 new comment" in await visitors.receive(), "what was shown is no notifications any more"
    whole = await visitor.page(address.replace("/live?", "/comments?"))
    assert whole.find("a", string="Back to the post")
    own = await bob.page(address.replace("/live?", "/comments?"))
    assert [one.text.strip() for one in own.select(".comment .user-text")] == ["After that"]


async def test_other_threads_hear_nothing(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    here, there = await alice.write(), await alice.write()
    async with Socket(app, bob, f"/posts/{there}/live?after=0") as socket:
        await alice.comment(here, "Not there")
        await asyncio.sleep(0.1)
        assert socket.is_silent
        await alice.comment(there, "There")
        assert "1 new comment" in await socket.receive()
    async with Socket(app, bob, "/posts/zzzzzzzz/live") as gone:
        assert await gone.closed() == (1008, [])


async def test_at_midnight_today_becomes_yesterday(
    alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await alice.write()
    await bob.comment(post)
    for address in ("/", f"/posts/{post}"):
        assert {one.text for one in (await alice.page(address)).select("time")} == {"today"}
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    for address in ("/", f"/posts/{post}"):
        assert {one.text for one in (await alice.page(address)).select("time")} == {"yesterday"}
