"""Composing a post: Markdown, topic, warning, preview and drafts."""

import pytest

from arcanon.web.rate_limits import Limiter
from tests.support.cast import PARTIAL, Browser, soup

KEY = "a-key-of-a-form"


async def test_markdown_is_rendered_below_the_pages_own_headings(alice: Browser, visitor: Browser) -> None:
    post = await alice.write("Title", "# Loud\n\n*soft* <b>x</b>\n\n> quoted")
    words = (await visitor.page(f"/posts/{post}")).select_one(".post .user-text")
    assert words.select_one("h2").text == "Loud"
    assert words.select_one("em").text == "soft"
    assert "<b>x</b>" in words.text
    assert words.select_one("blockquote")
    short = (await visitor.page("/")).select_one(".post .user-text")
    assert not short.select("h2, em")
    assert short.text.startswith("Loud\nsoft")


async def test_without_a_title_the_first_line_stands_in(alice: Browser, visitor: Browser) -> None:
    post = await alice.write("", "**I could not** sleep.\n\nAgain.")
    assert (await visitor.page("/")).select_one(f"#title-{post}").text.strip() == "I could not sleep."
    page = await visitor.page(f"/posts/{post}")
    assert page.select_one("h1").text.strip() == "I could not sleep."
    assert page.title.text.startswith("I could not sleep.")
    long = await alice.write("", "word " * 60)
    heading = (await visitor.page(f"/posts/{long}")).select_one("h1").text.strip()
    assert heading.endswith("word…")
    assert len(heading) <= 81


async def test_a_content_warning_hides_the_text_everywhere(alice: Browser, visitor: Browser) -> None:
    post = await alice.write("", "The hidden words", warning="blood")
    for address in ("/", f"/posts/{post}"):
        page = await visitor.page(address)
        folded = page.select_one(".post details:not([open])")
        assert "Content warning: blood" in " ".join(folded.summary.text.split())
        assert "The hidden words" in folded.text
        folded.decompose()
        assert "hidden words" not in page.text  # not in the title either, which stands for what has none
        assert "hidden words" not in str(page)
    feed = (await visitor.get("/feed.atom")).text
    assert "blood" in feed
    assert "hidden words" not in feed
    found = (await visitor.page("/search", params={"q": "hidden"})).select_one(".result")
    assert "blood" in found.text
    assert "hidden words" not in found.text


async def test_a_post_has_one_of_the_hosts_topics(alice: Browser, visitor: Browser) -> None:
    form = (await alice.page("/posts/new")).select_one("main form")
    assert [one["value"] for one in form.select("option[selected]")] == ["else"]
    response = await alice.submit(form, body="About work", topic="work")
    post = response.headers["location"]
    assert "School and work" in (await visitor.page(post)).select_one(".post .byline").text
    page = soup(await alice.act("/posts", {"body": "Words", "topic": "nonsense"}), 422)
    assert page.select_one(".summary a")["href"] == "#topic"
    assert page.select_one("#topic")["aria-invalid"] == "true"
    assert page.select_one("#body").text.strip() == "Words"


async def test_a_preview_keeps_everything_and_publishes_nothing(alice: Browser, visitor: Browser) -> None:
    for person in (visitor, alice):
        form = (await person.page("/posts/new")).select_one("main form")
        typed = {"title": "T", "body": "*soft*", "topic": "work", "warning": "loud"}
        page = soup(await person.submit(form, button="Preview", **typed))
        shown = page.select_one(".preview")
        assert shown.select_one("em").text == "soft"
        assert "loud" in shown.select_one("details summary").text
        again = page.select_one("form.form:has(#body)")
        assert (again.select_one("#title").text.removeprefix("\n"), again.select_one("#body").text.strip()) == (
            "T",
            "*soft*",
        )
        assert again.select_one("option[selected]")["value"] == "work"
        assert again.select_one("[name=key]")["value"] == form.select_one("[name=key]")["value"]
        part = soup(await person.act("/posts/preview", typed, partial=True))
        assert part.select_one(".preview[autofocus] em")
        assert not part.select("html, form")
    assert not (await visitor.page("/")).select(".feed .post")
    response = await alice.submit(again)
    assert (await visitor.page(response.headers["location"])).select_one(".post em")


async def test_a_preview_refuses_nothing(alice: Browser) -> None:
    assert "nothing to preview" in soup(await alice.act("/posts/preview", {"body": "  "})).text
    assert "w" * 200 in soup(await alice.act("/posts/preview", {"body": "w" * 6000})).select_one(".preview").text


async def test_an_edit_can_be_previewed_and_then_saved(alice: Browser) -> None:
    post = await alice.write("Before", "Before")
    form = (await alice.page(f"/posts/{post}/edit")).select_one("main form")
    page = soup(await alice.submit(form, button="Preview", body="*After*"))
    again = page.select_one("form.form:has(#body)")
    assert again["action"] == f"/posts/{post}/edit"
    assert (await alice.submit(again)).headers["location"] == f"/posts/{post}?flash=saved"
    assert (await alice.page(f"/posts/{post}")).select_one(".post em").text == "After"


async def test_a_topic_that_the_host_gave_up_may_stay(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from arcanon import settings

    post = await alice.write("Before", "Before", topic="work")
    settings.use(replace(settings.current(), topics={"one": "The one"}))
    form = (await alice.page(f"/posts/{post}/edit")).select_one("main form")
    assert (await alice.submit(form, body="After")).status_code == 303
    assert "work" in (await alice.page(f"/posts/{post}")).select_one(".byline").text
    soup(await alice.act(f"/posts/{post}/edit", {"body": "After", "topic": "family"}), 422)


# Drafts: whatever happens, the words come back.


async def test_a_draft_is_kept_found_and_gone_when_published(alice: Browser, bob: Browser) -> None:
    form = (await alice.page("/posts/new")).select_one("main form")
    typed = {"title": "Half", "body": "Half a thought", "topic": "work", "warning": "w"}
    response = await alice.submit(form, button="Save as draft", **typed)
    assert response.headers["location"] == "/me?flash=draft-saved"
    for address in ("/me", "/posts/new"):
        link = next(a for a in (await alice.page(address)).select("main a") if a.text == "Half")
        again = (await alice.page(link["href"])).select_one("main form")
        assert again.select_one("#body").text.strip() == "Half a thought"
        assert again.select_one("#title").text.removeprefix("\n") == "Half"
        assert again.select_one("#warning").text.removeprefix("\n") == "w"
        assert again.select_one("option[selected]")["value"] == "work"
    assert "Half" not in (await bob.page("/me")).text
    await alice.submit(again)
    assert not (await alice.page("/me")).select("#drafts")


async def test_a_draft_that_comes_too_late_is_none(alice: Browser) -> None:
    post = await alice.write("T", "B", KEY)
    await alice.comment(post, "A", "other-key")
    for draft in (
        {"key": KEY, "to": "/posts", "body": "B"},
        {"key": "other-key", "to": f"/posts/{post}/comments", "body": "A"},
    ):
        assert "Kept" not in soup(await alice.act("/drafts", draft, partial=True)).text
    assert not (await alice.page("/me")).select("#drafts")


async def test_a_draft_can_be_of_a_comment_or_an_edit(alice: Browser) -> None:
    post = await alice.write("T", "Before")
    comment = await alice.comment(post, "First")
    cases = {
        f"/posts/{post}/comments": {"key": "k1", "body": "Draft one"},
        f"/posts/{post}/comments ": {"key": "k2", "body": "Draft two", "reply_to": comment},
        f"/posts/{post}/edit": {"key": "k3", "body": "Draft three"},
        f"/comments/{comment}/edit": {"key": "k4", "body": "Draft four"},
    }
    for to, draft in cases.items():
        assert (await alice.act("/drafts", {**draft, "to": to.strip()})).status_code == 303
    links = {a.text: a["href"] for a in (await alice.page("/me")).select("#drafts a[dir]")}
    assert list(links) == ["Draft four", "Draft three", "Draft two", "Draft one"]
    for words, address in links.items():
        page = await alice.page(address.partition("#")[0])
        form = next(one for one in page.select("form.form") if words in one.text)
        response = await alice.submit(form)
        assert response.status_code == 303, words
    assert not (await alice.page("/me")).select("#drafts")
    assert len((await alice.page(f"/posts/{post}")).select(".comment")) == 3


async def test_drafts_can_be_deleted_and_empty_ones_are_not_kept(alice: Browser, bob: Browser) -> None:
    draft = {"key": KEY, "to": "/posts", "body": "Something"}
    await alice.act("/drafts", draft)
    assert (await bob.act(f"/drafts/{KEY}/delete")).status_code == 404
    assert (await alice.page("/me")).select("#drafts")
    asking = (await alice.page("/me")).select_one("#drafts a[href$='/delete']")["href"]
    page = await alice.page(asking)
    assert "Something" in page.text
    assert (await alice.page("/me")).select("#drafts"), "it invitations first"
    assert (await alice.submit(page.select_one("main form"))).headers["location"] == "/me?flash=draft-deleted"
    assert not (await alice.page("/me")).select("#drafts")
    await alice.act("/drafts", draft)
    await alice.act("/drafts", {**draft, "body": " "})
    assert not (await alice.page("/me")).select("#drafts")


async def test_only_the_newest_ten_are_kept(alice: Browser) -> None:
    for number in range(12):
        await alice.act("/drafts", {"key": f"k{number}", "to": "/posts", "body": f"Number {number}"})
    shown = [a.text for a in (await alice.page("/me")).select("#drafts a[dir]")]
    assert shown == [f"Number {number}" for number in range(11, 1, -1)]


async def test_a_draft_waits_where_it_was_begun(alice: Browser, bob: Browser) -> None:
    post = await alice.write("T", "Before")
    comment = await bob.comment(post, "First")
    await bob.act("/drafts", {"key": "k1", "to": f"/posts/{post}/comments", "body": "To the post"})
    await bob.act("/drafts", {"key": "k2", "to": f"/posts/{post}/comments", "body": "To one", "reply_to": comment})
    await bob.act("/drafts", {"key": "k3", "to": f"/comments/{comment}/edit", "body": "Better"})
    assert (await bob.page(f"/posts/{post}")).select_one("#reply textarea").text.strip() == "To the post"
    page = await bob.page(f"/comments/{comment}/reply", headers=PARTIAL)
    assert page.select_one("textarea").text.strip() == "To one"
    page = await bob.page(f"/comments/{comment}/edit")
    assert page.select_one("textarea").text.strip() == "Better"
    anew = page.find("a", string="Start from what is published")["href"]
    assert (await bob.page(anew)).select_one("textarea").text.strip() == "First"
    assert not (await alice.page(f"/posts/{post}")).select_one("#reply textarea").text.strip()


async def test_an_edit_that_was_saved_leaves_no_draft_however_late_it_comes(alice: Browser) -> None:
    post = await alice.write("T", "Before")
    form = (await alice.page(f"/posts/{post}/edit")).select_one("main form")
    await alice.submit(form, body="After")
    key = form.select_one("[name=key]")["value"]
    part = await alice.act("/drafts", {"key": key, "to": f"/posts/{post}/edit", "body": "Afte"}, partial=True)
    assert "Kept" not in part.text
    assert not (await alice.page("/me")).select("#drafts")


async def test_a_draft_outlives_what_it_was_for(alice: Browser, bob: Browser) -> None:
    post = await alice.write("T", "Before")
    comment = await alice.comment(post, "First")
    drafts = {"k1": f"/posts/{post}/comments", "k2": f"/posts/{post}/comments "}
    for key, to in drafts.items():
        reply_to = comment if key == "k2" else ""
        await bob.act("/drafts", {"key": key, "to": to.strip(), "body": f"All of {key}", "reply_to": reply_to})
    await alice.act(f"/posts/{post}/delete")
    links = [a["href"] for a in (await bob.page("/me")).select("#drafts a[dir]")]
    assert len(links) == 2
    for link, words in zip(links, ("All of k2", "All of k1"), strict=True):
        page = await bob.page(link.partition("#")[0], 404)
        assert page.select_one("#kept-body").text.strip() == words


async def test_deleting_takes_the_drafts_of_its_edits_along(alice: Browser) -> None:
    post = await alice.write("T", "Before")
    await alice.act("/drafts", {"key": "k1", "to": f"/posts/{post}/edit", "body": "Never"})
    await alice.act(f"/posts/{post}/delete")
    assert not (await alice.page("/me")).select("#drafts")


@pytest.mark.parametrize("bad", [{"key": "a/b"}, {"key": ""}, {"key": "é"}, {"reply_to": "a/b"}, {"reply_to": "../x"}])
async def test_a_draft_of_no_form_of_ours_is_refused(alice: Browser, bad: dict[str, str]) -> None:
    to = "/posts" if "key" in bad else f"/posts/{await alice.write()}/comments"
    draft = {"key": KEY, "to": to, "body": "Words", **bad}
    assert (await alice.act("/drafts", draft)).status_code == 400
    assert (await alice.get("/me")).status_code == 200


@pytest.mark.parametrize("to", ["", "/nowhere", "//evil.example/posts", "https://evil.example/posts", "/chats/x/end"])
async def test_a_draft_leads_nowhere_else(alice: Browser, to: str) -> None:
    assert (await alice.act("/drafts", {"key": KEY, "to": to, "body": "Words"})).status_code == 400


async def test_what_is_kept_by_itself_when_signed_out_says_so_and_breaks_no_form(alice: Browser) -> None:
    await alice.act("/logout")
    part = soup(await alice.act("/drafts", {"key": KEY, "to": "/posts", "body": "Words"}, partial=True))
    assert "signed out" in part.text
    assert not part.select("form, section")


async def test_an_expired_session_gives_every_field_back(alice: Browser) -> None:
    typed = {"title": "T", "body": "B", "topic": "work", "warning": "w", "key": KEY}
    words, alice.cookies = alice.words, {}
    page = soup(await alice.act("/posts", typed), 401)
    signing = soup(await alice.submit(page.select_one("main form"), button="Sign in"))
    back = soup(await alice.submit(signing.select_one("main form"), words=words))
    published = await alice.submit(back.select_one("main form"))
    post = await alice.page(published.headers["location"])
    assert post.select_one("h1").text.strip() == "T"
    assert "School and work" in post.select_one(".byline").text
    assert "w" in post.select_one(".content-warning__summary bdi").text


async def test_too_often_gives_every_field_back(alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    async def always(*_: object, **__: object) -> int:
        return 60

    typed = {"title": "T", "body": "B", "topic": "work", "warning": "w", "key": KEY}
    with monkeypatch.context() as patch:
        patch.setattr(Limiter, "hit", always)
        page = soup(await alice.act("/posts", typed), 429)
    form = page.select_one("main form")
    post = await alice.page((await alice.submit(form)).headers["location"])
    assert post.select_one(".content-warning__summary bdi").text == "w"


async def test_the_composer_keeps_itself_with_scripts(alice: Browser, visitor: Browser) -> None:
    page = await alice.page("/posts/new")
    by_itself = page.select_one("[hx-trigger]")
    assert by_itself["hx-post"] == "/drafts"
    assert not (await visitor.page("/posts/new")).select("[hx-post='/drafts']")
    assert "HX-Request" in PARTIAL
