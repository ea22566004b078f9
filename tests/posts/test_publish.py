"""Writing, changing and deleting a post."""

import pytest

from tests.support.cast import Browser, new_key, soup


async def test_a_post_is_there_for_everyone(alice: Browser, visitor: Browser) -> None:
    post = await alice.write("A title", "Line one\n\nLine two")
    page = await visitor.page(f"/posts/{post}")
    assert page.select_one("h1").text.strip() == "A title"
    assert [p.text for p in page.select(".post .user-text p")] == ["Line one", "Line two"]
    assert (await visitor.page("/")).select_one(f"#title-{post}").text.strip() == "A title"


async def test_only_its_writer_sees_that_it_is_theirs(alice: Browser, bob: Browser) -> None:
    post = await alice.write()
    assert (await alice.page(f"/posts/{post}")).select_one(".post .byline__you")
    page = await bob.page(f"/posts/{post}")
    assert page.select_one(".post .byline__name")
    assert not page.select_one(".post .byline__you")
    assert not page.find("a", string="Edit")


@pytest.mark.parametrize(
    ("title", "body", "says"),
    [
        ("title", " \n\u202e ", "Write something first."),
        ("title", "\u200b", "Write something first."),
        ("title", "\u2800\n&nbsp;", "Write something first."),
        ("title", "> - &zwj;", "Write something first."),
        ("t" * 121, "words", "keep it to 120 characters. It has 121 now."),
        ("title", "w" * 5001, "keep it to 5,000 characters. It has 5,001 now."),
    ],
)
async def test_it_refuses_and_keeps_the_text(alice: Browser, title: str, body: str, says: str) -> None:
    page = soup(await alice.act("/posts", {"title": title, "body": body}), 422)
    assert page.title.text.startswith("Error: ")
    summary = page.select_one(".summary[autofocus][tabindex='-1'] a")
    assert says in summary.text
    field = page.select_one(summary["href"])
    assert field["aria-invalid"] == "true"
    assert says in page.select_one(f"#{field['aria-describedby'].split()[-1]}").text
    assert page.select_one("#title").text.removeprefix("\n") == title
    assert page.select_one("#body").text.removeprefix("\n") == body


async def test_text_that_starts_with_an_empty_line_comes_back_whole(alice: Browser) -> None:
    page = soup(await alice.act("/posts", {"title": "t" * 121, "body": "\n\nlate words"}), 422)
    assert "<textarea" in str(page)
    assert (
        page.select_one("#body").text == "\n\n\nlate words"
    )  # the first newline is the template's, dropped by browsers


async def test_sent_twice_it_is_published_once(alice: Browser) -> None:
    key = new_key()
    first = await alice.write("One", "Words", key)
    assert await alice.write("One", "Words", key) == first
    assert len((await alice.page("/")).select(".feed .post")) == 1


async def test_another_text_under_a_used_key_is_neither_lost_nor_written_over_the_first(alice: Browser) -> None:
    key = new_key()
    first = await alice.write("One", "Words", key)
    page = soup(await alice.act("/posts", {"title": "Two", "body": "Other words", "key": key}), 422)
    assert "did arrive" in page.select_one(".summary").text
    assert (await alice.page(f"/posts/{first}")).select_one(".post .user-text").text == "Words"
    second = await alice.submit(page.select_one("main form"))
    assert (await alice.page(second.headers["location"])).select_one(".post .user-text").text == "Other words"


async def test_without_a_key_each_is_a_post_of_its_own(alice: Browser) -> None:
    for _ in range(2):
        assert (await alice.act("/posts", {"title": "Same", "body": "Same"})).status_code == 303
    assert len((await alice.page("/")).select(".feed .post")) == 2


async def test_the_same_key_of_another_is_another_post(alice: Browser, bob: Browser) -> None:
    assert await alice.write(key="same") != await bob.write(key="same")


async def test_its_writer_edits_it(alice: Browser, bob: Browser) -> None:
    post = await alice.write("Before", "Before")
    form = (await alice.page(f"/posts/{post}/edit")).select_one("main form")
    assert form.select_one("#title").text.removeprefix("\n") == "Before"
    response = await alice.submit(form, title="After", body="After that")
    assert response.headers["location"] == f"/posts/{post}?flash=saved"
    page = await bob.page(f"/posts/{post}")
    assert page.select_one("h1").text.strip() == "After"
    assert "edited" in page.select_one(".post .byline").text


async def test_an_edit_opens_and_closes_in_place(alice: Browser) -> None:
    post = await alice.write("Before", "Before")
    partial = {"HX-Request": "true", "HX-Request-Type": "partial"}
    opened = await alice.page(f"/posts/{post}/edit", headers=partial)
    assert not opened.select("html")
    assert opened.select_one(f"#post-{post} form")["hx-target"] == f"#post-{post}"
    refused = soup(await alice.act(f"/posts/{post}/edit", {"title": "t" * 121, "body": "kept"}, partial=True), 422)
    assert not refused.select("html")
    assert refused.select_one(f"#post-{post} .summary")
    assert refused.select_one("#body").text.removeprefix("\n") == "kept"
    saved = await alice.act(
        f"/posts/{post}/edit", {"title": "After", "body": "After"}, partial=True, follow_redirects=True
    )
    assert soup(saved).select_one(f"article#post-{post} h1").text.strip() == "After"
    assert not soup(saved).select("html")


async def test_nobody_else_can_edit_delete_or_find_the_pages(alice: Browser, bob: Browser, visitor: Browser) -> None:
    post = await alice.write("Mine", "Mine")
    assert (await alice.get(f"/posts/{post}/edit")).status_code == 200
    for action in ("edit", "delete"):
        await bob.page(f"/posts/{post}/{action}", 404)
        soup(await bob.act(f"/posts/{post}/{action}", {"title": "Yours", "body": "Yours"}), 404)
        assert (await visitor.get(f"/posts/{post}/{action}")).headers["location"].startswith("/join?next=")
    assert (await bob.page(f"/posts/{post}")).select_one("h1").text.strip() == "Mine"


async def test_deleting_asks_once_and_removes_everything(alice: Browser, bob: Browser) -> None:
    post = await alice.write("Gone", "Gone")
    comment = await bob.comment(post)
    form = (await alice.page(f"/posts/{post}/delete")).select_one("main form")
    assert (await alice.page(f"/posts/{post}")).select_one("h1")
    assert (await alice.submit(form)).headers["location"] == "/?flash=post-deleted"
    await alice.page(f"/posts/{post}", 404)
    await bob.page(f"/comments/{comment}", 404)
    assert not (await alice.page("/")).select(".feed .post")
    assert "You haven't written a post" in (await alice.page("/me")).text


async def test_a_missing_post_is_404(alice: Browser) -> None:
    for address in ("/posts/nothing", "/posts/nothing/edit", "/posts/nothing/delete"):
        page = await alice.page(address, 404)
        assert page.select_one("main a[href='/']")


async def test_an_edit_in_another_tab_is_not_overwritten_unseen(alice: Browser) -> None:
    post = await alice.write("A title", "First words")
    one, other = await alice.page(f"/posts/{post}/edit"), await alice.page(f"/posts/{post}/edit")
    assert (await alice.submit(one.select_one("main form"), body="First words, and many more")).status_code == 303
    refused = soup(await alice.submit(other.select_one("main form"), title="A better title"), 422)
    assert "was changed after you opened it" in refused.select_one(".summary").text
    assert refused.select_one("#title").text.strip() == "A better title", "nothing is lost"
    assert "and many more" in (await alice.page(f"/posts/{post}")).text
    # Once more, and it is meant.
    assert (await alice.submit(refused.select_one("main form"))).status_code == 303
    page = await alice.page(f"/posts/{post}")
    assert page.h1.text.strip() == "A better title"
    assert "and many more" not in page.text


async def test_an_old_draft_does_not_undo_a_newer_edit(alice: Browser) -> None:
    comment = await alice.comment(await alice.write(), "First words")
    address = f"/comments/{comment}/edit"
    form = (await alice.page(address)).select_one("main form")
    await alice.submit(form, button="Save as draft", body="An old draft")
    anew = (await alice.page(f"{address}?anew=yes")).select_one("main form")
    assert (await alice.submit(anew, body="A correction", key="another")).status_code == 303
    draft = await alice.page(address)
    assert draft.select_one("main form textarea").text.strip() == "An old draft"
    assert "was changed after" in soup(await alice.submit(draft.select_one("main form")), 422).text
    # The same text twice is no conflict.
    assert (await alice.submit(form, body="A correction")).status_code == 303
