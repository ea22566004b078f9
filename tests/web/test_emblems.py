"""The figure beside a pseudonym: the same for the same tag, told apart without colour, and saying nothing more."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp

from arcanon.posts.models import Post
from arcanon.web.emblems import CENTRES, RINGS, WEDGE, Emblem
from tests.support.cast import Browser

TAGS = [f"tag{number}" for number in range(4000)]


@given(st.text())
def test_a_tag_has_one_emblem(tag: str) -> None:
    assert Emblem.for_tag(tag) == Emblem.for_tag(tag)
    assert 1 <= Emblem.for_tag(tag).hue <= 12


def test_figures_differ_without_their_hue() -> None:
    figures = {Emblem.for_tag(tag).figure for tag in TAGS}
    assert len(figures) == len(RINGS) * 2 * 2 * len(CENTRES) == 456
    drawn = {
        (one.is_square, one.turn, one.dashes, one.stroke, one.centre, one.centre.strokes and one.centre_dashes)
        for one in figures
    }
    assert len(drawn) == len(figures), "two figures are drawn alike"


def test_none_is_the_sign_for_radiation() -> None:
    assert all((one.count, one.stroke) != (3, WEDGE) for one in (Emblem.for_tag(tag).figure for tag in TAGS))


def test_ten_people_of_a_thread_are_hardly_ever_drawn_alike() -> None:
    threads = [TAGS[at : at + 10] for at in range(0, len(TAGS), 10)]
    pairs = [(one, other) for thread in threads for one, other in product(thread, thread) if one < other]
    alike = [Emblem.for_tag(one) == Emblem.for_tag(other) for one, other in pairs]
    assert sum(alike) / len(alike) < 0.001


async def test_a_thread_can_be_followed_by_eye(app: ASGIApp, alice: Browser, bob: Browser) -> None:
    posts = [await alice.write(f"Post {number}") for number in range(4)]
    emblems: list[str] = []
    for post in posts:
        await alice.comment(post)
        await bob.comment(post)
        page = await bob.page(f"/posts/{post}")
        written, hers, his = (str(svg) for svg in page.select(".byline .emblem"))
        assert written == hers
        emblems += [hers, his]
        assert f"emblem--{Emblem.for_tag((await Post.get(id=post)).tag).hue}" in hers
        assert page.select_one(".emblem")["aria-hidden"] == "true"
    # By chance one may come twice; but nobody has the same in thread after thread.
    assert len(set(emblems[0::2])) > 1
    assert len(set(emblems[1::2])) > 1
