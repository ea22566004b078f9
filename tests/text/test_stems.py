"""The stems of words, as a search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcanon.text.stems import MAX_QUERY_STEMS, Stemmer

ENGLISH = Stemmer(b"x" * 32, "english")


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
    assert ENGLISH.query_stems(one)[0] == ENGLISH.query_stems(other)[0]


def test_other_words_have_other_stems_and_another_secret_names_them_differently() -> None:
    assert ENGLISH.query_stems("night") != ENGLISH.query_stems("day")
    assert Stemmer(b"y" * 32, "english").query_stems("night") != ENGLISH.query_stems("night")


def test_word_forms_are_those_of_the_language() -> None:
    assert ENGLISH.query_stems("Häuser") != ENGLISH.query_stems("Haus")
    german = Stemmer(b"x" * 32, "german")
    assert german.query_stems("Häuser") == german.query_stems("Haus")


@given(st.text(max_size=300))
def test_a_query_becomes_letters_whatever_it_was(query: str) -> None:
    stems = ENGLISH.query_stems(query)
    assert all(stem.isascii() and stem.isalpha() and stem.islower() for stem in stems)
    assert len(stems) <= MAX_QUERY_STEMS


@given(st.text(max_size=300), st.text(max_size=20))
def test_marking_matches_changes_no_letter(text: str, query: str) -> None:
    pieces = ENGLISH.mark_matches(text, ENGLISH.query_stems(query))
    assert "".join(piece for piece, _ in pieces) == text
    around = ENGLISH.mark_matches(text, ENGLISH.query_stems(query), around=20)
    assert "".join(piece for piece, _ in around).strip("…") in text


def test_matches_are_marked() -> None:
    pieces = ENGLISH.mark_matches("I ran, I run, running!", ENGLISH.query_stems("run"))
    assert [piece for piece, is_match in pieces if is_match] == ["run", "running"]
