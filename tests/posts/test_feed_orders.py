"""The feed in its orders and topics, what a reader hides, and feeds for feed readers."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from arcanon.db.transactions import transaction
from arcanon.posts.models import Post
from arcanon.text import clock
from arcanon.web.rate_limits import Limiter
from tests.support.cast import PARTIAL, Browser, soup

ATOM = "{http://www.w3.org/2005/Atom}"


async def titles(person: Browser, address: str = "/") -> list[str]:
    """Every title of a list, page after page."""
    found = []
    while address:
        page = await person.page(address)
        found += [one.text.strip() for one in page.select(".feed .post__title")]
        more = page.find("a", string="More posts")
        assert not more or more["hx-get"] == more["href"]
        address = more["href"] if more else ""
    return found


async def aged(post: str, **ago: int) -> None:
    @transaction
    async def age() -> None:
        moment = clock.now() - timedelta(**ago)
        await Post.filter(id=post).update(created_at=moment, active_at=moment)

    await age()


async def test_active_goes_by_the_last_comment(alice: Browser, bob: Browser) -> None:
    posts = [await alice.write(f"Post {number}") for number in range(3)]
    assert await titles(bob, "/?sort=active") == ["Post 2", "Post 1", "Post 0"]
    await bob.comment(posts[0])
    assert await titles(bob, "/?sort=active") == ["Post 0", "Post 2", "Post 1"]
    assert await titles(bob) == ["Post 2", "Post 1", "Post 0"]


async def test_most_liked_of_a_day_a_week_and_ever(alice: Browser, bob: Browser, carol: Browser) -> None:
    ages = {"old": 30, "week": 3, "new": 0}
    posts = {name: await alice.write(name) for name in ages}
    for name, days in ages.items():
        await aged(posts[name], days=days)
    for person, liked in ((bob, ("old", "week")), (carol, ("old",))):
        for name in liked:
            await person.act(f"/posts/{posts[name]}/like", {"liked": "yes"})
    assert await titles(bob, "/?sort=top&over=all") == ["old", "week", "new"]
    assert await titles(bob, "/?sort=top&over=week") == ["week", "new"]
    assert await titles(bob, "/?sort=top&over=day") == ["new"]
    assert await titles(bob, "/?sort=top") == ["week", "new"], "a week, unless another time is asked for"


@pytest.mark.parametrize("address", ["/?", "/?sort=active&", "/?sort=top&over=all&", "/?sort=top&over=week&"])
@pytest.mark.parametrize("topic", ["", "topic=work"])
async def test_every_order_pages_and_loses_nothing(
    alice: Browser, bob: Browser, limits_off: None, address: str, topic: str
) -> None:
    written = [await alice.write(f"Post {number}", topic="work") for number in range(25)]
    await alice.write("Of another topic", topic="family")
    for post in written[::3]:
        await bob.act(f"/posts/{post}/like", {"liked": "yes"})
    shown = await titles(bob, address + topic)
    assert len(shown) == len(set(shown)) == (25 if topic else 26)
    part = await bob.page(address + topic, headers=PARTIAL)
    assert part.select_one(".post a[autofocus]"), "what is loaded in place gets the focus"
    assert part.select_one("#pager")
    assert not part.select("html")


async def test_a_topic_has_its_page(alice: Browser, bob: Browser) -> None:
    await alice.write("About work", topic="work")
    await alice.write("About family", topic="family")
    assert await titles(bob, "/?topic=work") == ["About work"]
    page = await bob.page("/?topic=work")
    assert page.select_one("h1").text == "School and work"
    assert "School and work" in page.title.text
    assert page.select_one(".topics a[aria-current]")["href"] == "/?topic=work"
    assert "Nobody has written about this yet" in (await bob.page("/?topic=grief")).text
    await bob.page("/?topic=nonsense", 404)


async def test_nonsense_in_the_address_is_the_usual(alice: Browser) -> None:
    await alice.write("Here")
    for address in ("/?sort=evil", "/?sort=top&over=evil", "/?before=evil&sort=active", "/?sort="):
        assert (await alice.page(address)).select(".post") or "Nothing yet" in (await alice.page(address)).text


# Hiding.


async def test_a_hidden_topic_and_hidden_words_stay_away_from_this_reader(alice: Browser, bob: Browser) -> None:
    await alice.write("Of work", topic="work")
    await alice.write("About spiders", "I saw a spider")
    await alice.write("Of panic", "A panic attack at noon")
    await alice.write("Of a panic chat", "panic, then attacks")
    await alice.write("Harmless", topic="family")
    choices = {"topics": "work", "phrases": "Spider\nPanic attack", "accepts_invitations": "yes"}
    response = await bob.act("/me/settings", choices)
    assert response.headers["location"] == "/me/settings?flash=settings-saved"
    assert (
        "were saved" in (await bob.page("/me/settings?flash=settings-saved")).select_one("main #flash[autofocus]").text
    )
    for address in ("/", "/?sort=active", "/?sort=top&over=all", "/?sort=top&over=day"):
        assert sorted(await titles(bob, address)) == ["Harmless", "Of a panic chat"] or await titles(bob, address) == [
            "Harmless"
        ]
        assert len(await titles(alice, address)) == 5
    page = await bob.page("/search?q=spider")
    assert not page.select(".result")
    assert "1 result is hidden by your settings" in page.text
    assert (await alice.page("/search?q=spider")).select(".result")
    assert await titles(bob, "/?topic=work") == ["Of work"], "asked for by its name it is shown"
    page = await bob.page("/me/settings")
    assert page.select_one("[name=topics][checked]")["value"] == "work"
    assert page.select_one("#phrases").text.strip().splitlines() == ["Spider", "Panic attack"]


async def test_a_hidden_post_is_listed_for_its_hider_alone(alice: Browser, bob: Browser, carol: Browser) -> None:
    post = await alice.write("Hidden one")
    form = next(one for one in (await bob.page(f"/posts/{post}")).select("form") if one["action"].endswith("/hide"))
    assert (await bob.submit(form)).headers["location"] == "/?flash=hidden"
    assert await titles(bob) == []
    assert await titles(carol) == ["Hidden one"]
    assert (await bob.page(f"/posts/{post}")).select_one("h1"), "its address still leads to it"
    mine = await bob.page("/me")
    assert "Hidden one" in mine.select_one("#my-hidden ~ .list").text
    await bob.submit(next(one for one in mine.select("form") if one["action"].endswith("/hide")))
    assert await titles(bob) == ["Hidden one"]
    assert (await bob.act(f"/posts/{post}/hide", {"hidden": "maybe"})).status_code == 400
    assert (await bob.act("/posts/nothing/hide", {"hidden": "yes"})).status_code == 404


async def test_too_many_hidden_words_are_refused_and_kept(alice: Browser) -> None:
    page_text = "\n".join(f"word{number}" for number in range(30))
    response = await alice.act("/me/settings", {"phrases": page_text, "accepts_invitations": "yes"})
    assert response.status_code == 422
    assert "word29" in response.text


async def test_settings_that_could_not_be_kept_come_back_whole(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def always(*_: object, **__: object) -> int:
        return 60

    choices = {"phrases": "one\ntwo words", "topics": ["work", "grief"], "accepts_invitations": "no"}
    with monkeypatch.context() as patch:
        patch.setattr(Limiter, "hit", always)
        page = soup(await alice.act("/me/settings", choices), 429)
    form = page.select_one("main form")
    sent = [(one["name"], one["value"]) for one in form.select("input[name]")]
    sent += [(one["name"], one.text.strip()) for one in form.select("textarea")]
    again = {name: [value for other, value in sent if other == name] for name, _ in sent}
    assert (await alice.act("/me/settings", again)).status_code == 303
    page = await alice.page("/me/settings")
    assert page.select_one("#phrases").text.strip().split("\n") == ["one", "two words"]
    assert [one["value"] for one in page.select("[name=topics][checked]")] == ["grief", "work"]


# Feeds for feed readers.


async def test_there_is_a_feed_and_one_for_each_topic(alice: Browser, visitor: Browser) -> None:
    await alice.write("Of work & <rest>", "*Words*", topic="work")
    await alice.write("Of family", topic="family")
    for query, wanted in (("", ["Of family", "Of work & <rest>"]), ("?topic=work", ["Of work & <rest>"])):
        response = await visitor.get(f"/feed.atom{query}")
        assert response.headers["content-type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(response.content)
        assert [one.text for one in root.findall(f"{ATOM}entry/{ATOM}title")] == wanted
        assert root.findtext(f"{ATOM}entry/{ATOM}content")
        for name in ("id", "title", "updated"):
            assert root.findtext(f"{ATOM}{name}")
            assert all(entry.findtext(f"{ATOM}{name}") for entry in root.findall(f"{ATOM}entry"))
        assert all(one.text.endswith("T00:00:00Z") for one in root.iter(f"{ATOM}updated")), "days, not hours"
        link = root.find(f"{ATOM}entry/{ATOM}link")
        assert (await visitor.page(link.get("href").removeprefix("http://localhost:8000"))).select(".post")
    assert (await visitor.get("/feed.atom?topic=nonsense")).status_code == 404
    for address, href in (("/", "/feed.atom"), ("/?topic=work", "/feed.atom?topic=work")):
        assert (await visitor.page(address)).select_one("link[rel=alternate]")["href"] == href


async def test_no_text_makes_a_feed_or_page_ill_formed(alice: Browser, bob: Browser, visitor: Browser) -> None:
    """One such post would break the feed for everybody until twenty newer ones exist."""
    bad = "before&#12;after&#8238;x z" + "&#x301;" * 60
    post = await alice.write("", bad)
    await alice.write("Title &#12; \x0c \u202e", bad, warning="&#12;\x0c")
    await bob.comment(post, bad)
    addresses = ["/feed.atom", "/", f"/posts/{post}", "/search?q=before", f"/posts/{post}/comments"]
    for address in addresses:
        text = (await visitor.get(address)).text
        assert "before" in text
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]|[\u0300-\u036f]{5}", text), address
    root = ElementTree.fromstring((await visitor.get("/feed.atom")).content)
    assert len(list(root.iter(f"{ATOM}entry"))) == 2


async def test_a_hidden_phrase_does_not_show_however_it_is_spelled(alice: Browser, bob: Browser) -> None:
    await alice.write("One", "sui\u200bcide")
    await alice.write("Two", "قال مُحَمَّد")
    await alice.write("Three", "sui&#8203;ci&shy;de")
    await alice.write("Four", "Something else")
    assert len(await titles(bob)) == 4
    await bob.act("/me/settings", {"phrases": "suicide\nمحمد", "accepts_invitations": "yes"})
    assert await titles(bob) == ["Four"]
