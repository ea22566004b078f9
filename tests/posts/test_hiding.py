"""What somebody hides costs the same, however much of it there is."""

from starlette.types import ASGIApp

from tests.support.cast import Browser
from tests.support.queries import recorded

OLD = 3


async def test_hiding_almost_everything_leads_on(app: ASGIApp, alice: Browser, bob: Browser, limits_off: None) -> None:
    for number in range(OLD):
        await bob.write(f"Old {number}", topic="grief")
    for number in range(230):
        await bob.write(f"Work {number}", "spider words", topic="work")
    await alice.act("/me/settings", {"topics": "work", "accepts_invitations": "yes"})
    with recorded() as queries:
        page = await alice.page("/")
    asked = [sql for sql, _ in queries if "posts" in sql]
    assert len(asked) <= 3, "so many posts are looked at, and no more"
    assert not page.select(".post")
    assert "Everything here is hidden by your settings. There is more below." in page.text
    following = await alice.page(page.find("a", string="More posts")["href"])
    assert [one.text.strip() for one in following.select(".post__title")] == ["Old 2", "Old 1", "Old 0"]
    # A topic that is asked for by name is shown, even if it is hidden; and others see everything.
    assert len((await alice.page("/?topic=work")).select(".post")) == 20
    assert len((await bob.page("/")).select(".post")) == 20


async def test_hidden_phrases_are_looked_for_in_what_is_shown(
    app: ASGIApp, alice: Browser, bob: Browser, limits_off: None
) -> None:
    for number in range(30):
        await bob.write(f"Post {number}", "a spider on the wall" if number % 2 else "a quiet day")
    await alice.act("/me/settings", {"phrases": "spider\npanic attack", "accepts_invitations": "yes"})
    page = await alice.page("/")
    shown = [one.text.strip() for one in page.select(".post__title")]
    assert shown == [f"Post {number}" for number in range(28, -1, -2)]
    assert len((await bob.page("/")).select(".post")) == 20, "the positive control"
