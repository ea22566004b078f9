"""Pieces: what is drawn once and kept, by all that it depends on."""

from gettext import NullTranslations

import pytest

from arcanon import settings
from arcanon.settings import Settings
from arcanon.text import translation
from arcanon.web import kept_pages, pieces
from arcanon.web.paging import Page
from arcanon.web.pieces import OVERHEAD, Pieces, fill, hole, kept


@pytest.fixture(autouse=True)
def some_memory() -> None:
    settings.use(Settings(pieces_mib=1))
    pieces.forget_all()
    yield
    pieces.forget_all()
    settings.forget()


def test_a_piece_is_drawn_once() -> None:
    drawn: list[str] = []

    def draw(text: str) -> str:
        drawn.append(text)
        return text

    assert [kept(("a", 1), lambda: draw("one")), kept(("a", 1), lambda: draw("two"))] == ["one", "one"]
    assert kept(("a", 2), lambda: draw("three")) == "three"
    assert drawn == ["one", "three"]


def test_holes_are_filled_each_time() -> None:
    def shell() -> str:
        return f"<p>{hole('key')}</p>{hole('text')}{hole('key')}"

    assert fill(("shell",), shell, {"key": "1", "text": "a"}) == b"<p>1</p>a1"
    assert fill(("shell",), lambda: "drawn again", {"key": "2", "text": "é".encode()}) == "<p>2</p>é2".encode()


def test_a_hole_that_nobody_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill(("x",), lambda: str(hole("forgotten")), {})


def test_the_oldest_make_room() -> None:
    some = Pieces()
    size = 100_000
    for number in range(20):
        some.keep((number,), ["x" * size])
    assert some.find((19,))
    assert some.find((0,)) is None
    assert some._bytes <= 1024 * 1024
    assert some._bytes == sum(2 * size + OVERHEAD for _ in some._kept)
    # What has been asked for lately stays.
    oldest = next(iter(some._kept))
    assert some.find(oldest)
    some.keep((99,), ["x" * size])
    assert some.find(oldest)


def test_another_language_is_another_piece() -> None:
    assert kept(("a",), lambda: "one") == "one"
    before = translation.current()
    translation.use(NullTranslations())
    try:
        assert kept(("a",), lambda: "other") == "other"
    finally:
        translation.use(before)
    assert kept(("a",), lambda: "third") == "one"


def test_kept_pages_are_bounded_by_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MAX_ROWS", 10)
    pages = kept_pages.KeptPages()
    for number in range(20):
        pages.keep(number, 1, Page([number] * 4, ""))
        pages.keep(f"junk {number}", 1, Page([], ""))
    assert len(pages._kept) == 2
    assert pages.find(19, 1)
    assert pages.find(19, 2) is None, "something has changed since then"
    assert pages.find(0, 1) is None
    pages.keep(19, 2, Page([1], ""))
    assert pages._rows == 5
