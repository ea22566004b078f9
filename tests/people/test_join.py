"""Joining: seven words, two given back, nothing else asked."""

import time

import pytest

from arcanon.people import forms, passphrase
from arcanon.people.models import Person
from tests.support.cast import Browser, proof, soup


async def shown(visitor: Browser) -> tuple[list[str], object]:
    """The seven words, and the page that invitations two of them back."""
    page = soup(await visitor.act("/join"))
    words = [li.text.strip() for li in page.select("#passphrase li")]
    return words, soup(await visitor.submit(page.select_one("main form")))


async def test_seven_words_are_shown_to_hear_to_copy_and_to_keep(visitor: Browser) -> None:
    page = soup(await visitor.act("/join"))
    words = [li.text.strip() for li in page.select("ol#passphrase li")]
    assert len(words) == 7
    assert set(words) <= set(passphrase.word_list())
    assert page.select_one("#all-words").text.strip() == " ".join(words)
    for place in ("#passphrase", "#all-words"):
        assert page.select_one(place)["translate"] == "no", "translated words open nothing"
    assert page.select_one("#all-words").has_attr("readonly")


async def test_nobody_is_made_before_two_words_are_given_back(visitor: Browser) -> None:
    words, asked = await shown(visitor)
    assert await Person.all().count() == 0
    right = proof(asked, words)
    for wrong in ({**right, "first": "wrong"}, {**right, "second": ""}, {"first": "", "second": ""}):
        page = soup(await visitor.submit(asked.select_one("main form"), **wrong), 422)
        assert page.title.text.startswith("Error: ")
        assert page.select_one(".summary a")
        assert page.select_one("#first")["value"] == wrong["first"]
    assert await Person.all().count() == 0
    again = soup(await visitor.submit(asked.select_one("main form"), button="Show my words again"))
    assert [li.text.strip() for li in again.select("#passphrase li")] == words
    response = await visitor.submit(asked.select_one("main form"), **{k: v.upper() for k, v in right.items()})
    assert response.status_code == 303
    assert await Person.all().count() == 1


async def test_confirmed_twice_it_is_one_person(visitor: Browser) -> None:
    words, asked = await shown(visitor)
    for _ in range(2):
        response = await visitor.submit(asked.select_one("main form"), **proof(asked, words))
        assert response.status_code == 303
    assert await Person.all().count() == 1


async def test_words_that_are_too_old_or_not_ours_begin_again(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, asked = await shown(visitor)
    later = time.time() + forms.OFFER_SECONDS + 1
    monkeypatch.setattr(forms.time, "time", lambda: later)
    page = soup(await visitor.submit(asked.select_one("main form"), **proof(asked, words)), 422)
    assert "more than an hour" in page.select_one(".summary").text
    for address in ("/join/words", "/join/proof", "/join/confirm"):
        soup(await visitor.act(address, {"offer": "made up"}), 422)
    assert await Person.all().count() == 0


async def test_the_session_cookie_is_guarded(visitor: Browser) -> None:
    words, asked = await shown(visitor)
    response = await visitor.submit(asked.select_one("main form"), **proof(asked, words))
    cookie = response.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "path=/", f"max-age={30 * 86400}"):
        assert part in cookie
    assert "domain" not in cookie


async def test_a_script_cannot_make_a_thousand_people(visitor: Browser) -> None:
    made = 0
    for _ in range(40):
        response = await visitor.act("/join")
        if response.status_code == 429:
            break
        page = soup(response)
        words = [li.text.strip() for li in page.select("#passphrase li")]
        asked = soup(await visitor.submit(page.select_one("main form")))
        visitor.cookies.clear()
        response = await visitor.submit(asked.select_one("main form"), **proof(asked, words))
        visitor.cookies.clear()
        if response.status_code == 429:
            break
        made += 1
    assert 5 <= made <= 30
    assert int(response.headers["retry-after"]) > 0
    assert soup(response, 429).select_one("h1").text == "A little too fast"
    assert await Person.all().count() == made


def test_the_words_are_strong_enough() -> None:
    import math

    assert passphrase.WORD_COUNT * math.log2(len(passphrase.word_list())) >= 90
    assert len(set(passphrase.word_list())) == len(passphrase.word_list()) == 7772
    assert passphrase.make() != passphrase.make()


@pytest.mark.parametrize(
    "typed", ["Abacus  ZOOM\tlunar", " abacus, zoom, lunar.", "ábacus zôom lunär", "ABACUS\nZOOM\nLUNAR"]
)
def test_how_words_are_typed_does_not_matter(typed: str) -> None:
    assert passphrase.normalise(typed) == "abacus zoom lunar"


async def test_what_is_too_long_is_said_before_one_is_sent_to_join(alice: Browser, visitor: Browser) -> None:
    post = await alice.write()
    for address, fields, form in (
        ("/posts", {"title": "t" * 200, "body": "Words"}, "textarea[name=title]"),
        (f"/posts/{post}/comments", {"body": "w" * 9000}, "textarea[name=body]"),
    ):
        page = soup(await visitor.act(address, fields), 422)
        assert page.select_one(".summary a")
        assert page.select_one(f"main {form}").text.strip() == fields[form[14:-1]]
