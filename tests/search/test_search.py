"""Finding what was written, on both databases by one function."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arcanon.comments import jobs as text_jobs
from arcanon.comments.models import Comment
from arcanon.db import site
from arcanon.db.transactions import transaction
from arcanon.posts.models import Post
from arcanon.search import jobs, models
from arcanon.search.models import Entry
from arcanon.server import jobs as hourly_jobs
from arcanon.settings import Settings
from tests.support.cast import PARTIAL, Browser
from tests.support.dump import stored_bytes
from tests.support.payloads import PAYLOADS
from tests.support.site import browser, joined, running

# What the two databases' own query languages are made of, and words that are there.
SYNTAX = (
    """AND  OR  NOT  NEAR  "  '  *  (  )  :  ^  -  +  &  |  !  <->  {  }  words:  12e5  %  _  \\  ;  --"""
    "  something  find"
)


async def found(person: Browser, query: str, **params: str) -> list[str]:
    """The titles and beginnings of what a search finds, page after page."""
    shown, address = [], ""
    page = await person.page("/search", params={"q": query, **params})
    while True:
        for result in page.select(".result"):
            words = result.select_one(".user-text").text
            shown.append(result.h3.text.strip() if result.h3.a["href"].startswith("/posts/") else words)
        more = page.find("a", string="More results")
        if not more:
            return shown
        assert more["hx-get"] == more["href"] != address
        address = more["href"]
        page = await person.page(address)


async def test_titles_bodies_and_comments_are_found_and_marked(alice: Browser, visitor: Browser) -> None:
    post = await alice.write("About the Sea", "I like *swimming* at night.")
    comment = await alice.comment(post, "The lake is warmer, and I **swim** there.")
    page = await visitor.page("/search?q=swim")
    links = {one.h3.a["href"]: one for one in page.select(".result")}
    assert set(links) == {f"/posts/{post}", f"/comments/{comment}#comment-{comment}"}
    assert links[f"/posts/{post}"].mark.text == "swimming"
    assert links[f"/comments/{comment}#comment-{comment}"].mark.text == "swim"
    assert (await visitor.page("/search?q=sea")).select_one("h3 mark").text == "Sea"
    assert page.select_one("#q")["value"] == "swim"
    assert "swim" in page.title.text
    for address in links:
        assert (await visitor.get(address.partition("#")[0])).status_code == 200


async def test_all_words_are_needed_in_any_form(alice: Browser, visitor: Browser) -> None:
    await alice.write("One", "Résumés of mothers")
    await alice.write("Two", "Mothers at night")
    assert await found(visitor, "RESUME mother's") == ["One"]
    assert sorted(await found(visitor, "mother")) == ["One", "Two"]
    assert await found(visitor, "mother nights resume") == []


async def test_the_best_comes_first(alice: Browser, visitor: Browser) -> None:
    await alice.write("Night", "Night after night, the night.")
    await alice.write("A long story", "It was night once. " + "Then other things happened for a long while. " * 20)
    await alice.write("Nothing of it", "Day.")
    assert await found(visitor, "night") == ["Night", "A long story"]


async def test_results_page_and_lose_nothing(
    alice: Browser, visitor: Browser, limits_off: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "WINDOW_SIZE", 30)
    post = await alice.write("Root", "nothing")
    for number in range(70):
        await alice.comment(post, f"needle {number}")
    shown = await found(visitor, "needle")
    assert len(shown) == len(set(shown)) == 70
    part = await visitor.page("/search?q=needle", headers=PARTIAL)
    assert part.select_one(".result a[autofocus]")
    assert not part.select("html, form")
    assert await found(visitor, "needle", after="evil") == shown, "a cursor that is not ours begins at the beginning"


async def test_the_index_follows_the_words(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write("T", "before")
    comment = await bob.comment(post, "beforehand")
    reply = await alice.comment(post, "behind", to=comment)
    await alice.act(f"/posts/{post}/edit", {"title": "T", "body": "after"})
    await bob.act(f"/comments/{comment}/edit", {"body": "afterwards"})
    assert await found(visitor, "before") == await found(visitor, "beforehand") == []
    assert await found(visitor, "after") == ["T"]
    assert await found(visitor, "afterwards") == ["afterwards"]
    await bob.act(f"/comments/{comment}/delete")
    assert await found(visitor, "afterwards") == []
    assert await found(visitor, "behind") == ["behind"]
    await alice.act(f"/posts/{post}/delete")
    assert await found(visitor, "after") == await found(visitor, "behind") == []
    assert not await Entry.exists()
    assert reply


async def test_nothing_and_nonsense_are_answered_in_words(visitor: Browser, alice: Browser) -> None:
    assert "word endings don't matter" in (await visitor.page("/search")).text
    assert "no words we can search for" in (await visitor.page("/search?q=!!!")).text
    assert "Nothing found" in (await visitor.page("/search?q=xyzzy")).text
    await visitor.page("/search?q=" + "w" * 5000)


async def test_the_index_holds_no_words_and_deleted_ones_leave_no_trace(sqlite: Settings) -> None:
    async with running(sqlite) as app, browser(app) as somebody:
        await joined(somebody)
        post = await somebody.write("Unmistakabletitle", "Unmistakablebody words", warning="Unmistakablewarning")
        comment = await somebody.comment(post, "Unmistakablecomment")
        assert b"unmistakable" in stored_bytes(sqlite).lower()
        assert await found(somebody, "unmistakablebody")
        await somebody.act(f"/comments/{comment}/delete")
        assert b"unmistakablecomment" not in stored_bytes(sqlite).lower(), "at once, and not when the process ends"
        await somebody.act(f"/posts/{post}/edit", {"title": "New", "body": "New"})
        assert b"unmistakablebody" not in stored_bytes(sqlite).lower()
        await somebody.act(f"/posts/{post}/delete")
        assert b"unmistakable" not in stored_bytes(sqlite).lower()


async def test_the_job_takes_deleted_stems_out_of_the_index(sqlite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """FTS5 only marks them as deleted; an older SQLite cannot do more. They are blinded, and gone within the hour."""
    merge = jobs._merge

    async def later() -> None:
        """The job at the start may come at any moment; here it comes when it is called."""

    monkeypatch.setattr(jobs, "_merge", later)
    async with running(sqlite) as app, browser(app) as somebody:
        await joined(somebody)
        post = await somebody.write("T", "Unmistakable")
        stem = models.stemmer().query_stems("Unmistakable")[0].encode()
        await somebody.act(f"/posts/{post}/delete")
        assert stem in stored_bytes(sqlite), "the positive control"
        await merge()
        assert stem not in stored_bytes(sqlite)


@pytest.mark.timeout(120)
async def test_no_query_breaks_it(site: Settings, limits_off: None) -> None:
    async with running(site) as app, browser(app) as visitor:
        await joined(visitor)
        await visitor.write("Here", "something to find")
        for query in PAYLOADS:
            assert (await visitor.get("/search", params={"q": query})).status_code == 200, query
        loop = asyncio.get_running_loop()
        queries = st.one_of(
            st.text(max_size=80), st.lists(st.sampled_from(SYNTAX.split("  ")), max_size=12).map(" ".join)
        )
        examples = []

        @given(queries)
        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        def gather(query: str) -> None:
            examples.append(query)

        await loop.run_in_executor(None, gather)
        assert len(examples) > 100
        for query in examples:
            response = await visitor.get("/search", params={"q": query.encode("utf-8", "ignore")})
            assert response.status_code == 200, query
        assert await found(visitor, "something AND find OR") == []
        assert await found(visitor, "find something") == ["Here"]


@pytest.fixture
def without_the_hourly_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which runs when the application starts, too, and would do what the test has not asked for yet."""
    monkeypatch.delitem(hourly_jobs.registered, "comments.jobs.refresh_texts")


async def test_texts_of_an_earlier_release_are_prepared_anew(
    without_the_hourly_job: None, alice: Browser, bob: Browser, visitor: Browser
) -> None:
    post = await alice.write("", "before&#12;after مُحَمَّد")
    comment = await bob.comment(post, "Running água")
    await spoil(post, comment)
    assert await found(visitor, "محمد") == []
    assert "ill" in (await visitor.page(f"/posts/{post}")).text
    await site.note_text_version("0 english")
    await text_jobs.refresh_texts()
    assert await found(visitor, "محمد") == ["before after مُحَمَّد"]
    assert await found(visitor, "run agua") == ["Running água"]
    page = await visitor.page(f"/posts/{post}")
    assert "before after" in page.text
    assert "ill" not in page.select_one(".post .user-text").text
    assert not page.select(".byline__edited"), "nobody has edited anything"
    # Once is enough.
    await spoil(post, comment)
    await text_jobs.refresh_texts()
    assert await found(visitor, "محمد") == []


@transaction
async def spoil(post: str, comment: str) -> None:
    """Leaves a post and a comment as an earlier release might have prepared them."""
    await Post.filter(id=post).update(html="ill", heading="ill\x0c")
    await Comment.filter(id=comment).update(html="ill")
    await Entry.all().update(stems="ill")
