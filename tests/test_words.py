"""Words as a search knows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcanon import settings, words
from arcanon.settings import Settings


@pytest.fixture(autouse=True)
def here() -> None:
    settings.use(Settings(secret=b"x" * 32))
    yield
    settings._current = None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Running", "run"),
        ("résumés", "Resume"),
        ("STRASSE", "straße"),
        ("mother's", "mothers"),
        ("naïve", "naive"),
        ("ﬁne", "fine"),
    ],
)
def test_case_accents_and_forms_do_not_matter(one: str, other: str) -> None:
    assert words.asked(one)[0] == words.asked(other)[0]


def test_other_words_are_others_and_another_secret_gives_other_names() -> None:
    assert words.asked("night") != words.asked("day")
    before = words.asked("night")
    settings.use(Settings(secret=b"y" * 32))
    assert words.asked("night") != before


def test_the_language_is_the_hosts() -> None:
    assert words.asked("Häuser") != words.asked("Haus")
    settings.use(Settings(secret=b"x" * 32, language="german"))
    assert words.asked("Häuser") == words.asked("Haus")


def test_scripts_without_spaces_are_found_letter_by_letter() -> None:
    assert set(words.asked("眠")) <= set(words.blinded("夜に眠れない"))


@given(st.text(max_size=300))
def test_a_query_is_letters_whatever_it_was(query: str) -> None:
    settings.use(Settings(secret=b"x" * 32))
    stems = words.asked(query)
    assert all(stem.isascii() and stem.isalpha() and stem.islower() for stem in stems)
    assert len(stems) <= words.WORDS_AT_MOST


@given(st.text(max_size=300), st.text(max_size=20))
def test_marking_changes_no_letter(text: str, query: str) -> None:
    settings.use(Settings(secret=b"x" * 32))
    pieces = words.marked(text, words.asked(query))
    assert "".join(piece for piece, _ in pieces) == text
    around = words.marked(text, words.asked(query), around=20)
    assert "".join(piece for piece, _ in around).strip("…") in text


def test_what_was_asked_for_is_marked() -> None:
    pieces = words.marked("I ran, I run, running!", words.asked("run"))
    assert [piece for piece, is_marked in pieces if is_marked] == ["run", "running"]
