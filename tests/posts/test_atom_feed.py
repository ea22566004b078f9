"""The feed and its pages."""

from tests.support.cast import Browser, soup


async def test_an_empty_place_says_what_to_do(visitor: Browser) -> None:
    page = await visitor.page("/")
    assert "You could be the first" in page.select_one(".empty").text
    assert page.select_one("a[href='/join']")


async def test_newest_first_in_pages_that_lose_and_repeat_nothing(
    alice: Browser, visitor: Browser, limits_off: None
) -> None:
    written = [await alice.write(f"Post {number}") for number in range(45)]
    seen, address = [], "/"
    while address:
        page = await visitor.page(address)
        seen += [one["id"].removeprefix("post-") for one in page.select(".feed .post")]
        if len(seen) == 20:
            written.append(await alice.write("In between"))  # does not move what is being read
        older = page.find("a", string="More posts")
        address = older["href"] if older else ""
    assert seen == list(reversed(written[:45]))


async def test_a_page_survives_the_post_it_began_at(alice: Browser, visitor: Browser, limits_off: None) -> None:
    written = [await alice.write(f"Post {number}") for number in range(25)]
    older = (await visitor.page("/")).find("a", string="More posts")["href"]
    await alice.act(f"/posts/{written[5]}/delete")
    page = await visitor.page(older)
    assert [one["id"] for one in page.select(".feed .post")] == [f"post-{one}" for one in reversed(written[:5])]


async def test_a_cursor_that_is_not_ours_begins_at_the_beginning(alice: Browser) -> None:
    await alice.write()
    for cursor in ("x", "../../etc", "é", "A" * 500):
        assert (await alice.page("/", params={"before": cursor})).select(".feed .post")


async def test_htmx_gets_the_feed_alone(alice: Browser) -> None:
    await alice.write()
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    page = await alice.page("/", headers=part)
    assert page.select(".post")
    assert not page.select("html, header, main")
    assert "HX-Request" in (await alice.get("/")).headers["vary"]
    whole = await alice.page("/", headers={**part, "HX-History-Restore-Request": "true"})
    assert whole.select("html")


async def test_counts_are_right_in_the_singular(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    await bob.comment(post)
    await bob.act(f"/posts/{post}/like", {"liked": "yes"})
    text = " ".join((await alice.page("/")).select_one(".feed .post .actions").text.split())
    assert "1 like " in text
    assert "1 comment " in text
    assert soup(await bob.get("/me/likes")).select(".list li")
