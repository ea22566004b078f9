"""Liking and taking it back."""

import asyncio

import pytest

from tests.support.cast import Browser, proof, soup


@pytest.fixture
async def subjects(alice: Browser, bob: Browser) -> dict[str, str]:
    """The addresses of a post and of a comment, and their ids."""
    post = await alice.write()
    comment = await bob.comment(post)
    return {f"/posts/{post}": post, f"/comments/{comment}": comment}


async def test_a_like_is_given_and_taken_back(subjects: dict[str, str], carol: Browser, alice: Browser) -> None:
    for address, subject in subjects.items():
        form = (await carol.page(address)).select_one(f"#like-form-{subject}")
        response = await carol.submit(form)
        assert response.status_code == 303
        page = await carol.page(address)
        assert page.select_one(f"#like-{subject}")["aria-pressed"] == "true"
        assert page.select_one(f"#like-form-{subject} .like__count").text == "1 like"
        assert (await alice.page(address)).select_one(f"#like-{subject}")["aria-pressed"] == "false"
        await carol.submit(page.select_one(f"#like-form-{subject}"))
        page = await carol.page(address)
        assert page.select_one(f"#like-{subject}")["aria-pressed"] == "false"
        assert page.select_one(f"#like-form-{subject} .like__count").text == "0 likes"


async def test_it_swaps_itself(subjects: dict[str, str], carol: Browser) -> None:
    for address, subject in subjects.items():
        part = soup(await carol.act(f"{address}/like", {"liked": "yes"}, partial=True))
        assert not part.select("html")
        assert part.select_one(f"form#like-form-{subject} button")["aria-pressed"] == "true"
        assert part.select_one("[name=liked]")["value"] == "no"


async def test_fifty_at_once_are_one(subjects: dict[str, str], carol: Browser) -> None:
    for address, subject in subjects.items():
        comments = await asyncio.gather(*(carol.act(f"{address}/like", {"liked": "yes"}) for _ in range(50)))
        assert {comment.status_code for comment in comments} == {303}
        assert (await carol.page(address)).select_one(f"#like-form-{subject} .like__count").text == "1 like"


async def test_many_people_at_once_are_all_counted(subjects: dict[str, str], crowd: list[Browser]) -> None:
    address, subject = next(iter(subjects.items()))
    await asyncio.gather(*(person.act(f"{address}/like", {"liked": "yes"}) for person in crowd))
    assert (await crowd[0].page(address)).select_one(f"#like-form-{subject} .like__count").text == "40 likes"


async def test_it_goes_back_to_the_page_it_stood_on(subjects: dict[str, str], carol: Browser) -> None:
    (address, subject), *_ = subjects.items()

    async def back(referer: str) -> str:
        sent = await carol.act(f"{address}/like", {"liked": "yes"}, headers={"Referer": referer})
        return sent.headers["location"]

    assert await back("http://localhost:8000/") == f"/#like-{subject}"
    assert await back("http://localhost:8000/me/likes") == f"/me/likes#like-{subject}"
    for elsewhere in ("https://evil.example/", "http://localhost:8000//evil.example", "http://localhost:8000/none", ""):
        assert await back(elsewhere) == f"{address}#like-{subject}"


async def test_a_visitor_is_sent_to_join_and_back(subjects: dict[str, str], visitor: Browser) -> None:
    (address, _), *_ = subjects.items()
    part = soup(await visitor.act(f"{address}/like", {"liked": "yes"}, partial=True), 401)
    assert part.select_one("section[autofocus] h2").text == "Join to like this"
    assert part.select_one("section")["id"] == f"join{address.replace('/', '-')}-like"
    page = soup(await visitor.act(f"{address}/like", {"liked": "yes"}), 401)
    asked = soup(await visitor.submit(page.select_one("main form"), button="Join"))
    assert "seven words" in asked.text.lower()
    words = [li.text.strip() for li in asked.select("#passphrase li")]
    proving = soup(await visitor.submit(asked.select_one("main form")))
    response = await visitor.submit(proving.select_one("main form"), **proof(proving, words))
    assert (response.status_code, response.headers["location"]) == (307, f"{address}/like")
    again = {"liked": "yes", "to": f"{address}/like", "offer": "…", "first": "…"}
    referer = {"Referer": "http://localhost:8000/login"}
    sent = await visitor.act(response.headers["location"], again, headers=referer)
    assert sent.headers["location"].partition("#")[0] == address
    assert (await visitor.page(address)).select_one(f"form[action='{address}/like'] [aria-pressed=true]")


async def test_a_like_comes_along_to_signing_in(subjects: dict[str, str], visitor: Browser, carol: Browser) -> None:
    (address, _), *_ = subjects.items()
    page = soup(await visitor.act(f"{address}/like", {"liked": "yes"}), 401)
    asked = soup(await visitor.submit(page.select_one("main form"), button="Sign in"))
    response = await visitor.submit(asked.select_one("main form"), words=carol.words)
    assert (response.status_code, response.headers["location"]) == (307, f"{address}/like")


async def test_a_like_that_is_neither_yes_nor_no_is_refused(subjects: dict[str, str], carol: Browser) -> None:
    (address, _), *_ = subjects.items()
    soup(await carol.act(f"{address}/like", {"liked": "maybe"}), 400)
    soup(await carol.act("/posts/nothing/like", {"liked": "yes"}), 404)
    soup(await carol.act("/comments/nothing/like", {"liked": "yes"}), 404)
