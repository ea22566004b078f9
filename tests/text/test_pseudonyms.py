"""Pseudonyms."""

from hypothesis import given
from hypothesis import strategies as st

from arcanon.text import pseudonyms
from arcanon.text.pseudonyms import name_for


@given(st.text("0123456789abcdef", min_size=32, max_size=32))
def test_a_tag_always_draws_the_same_two_words(tag: str) -> None:
    assert name_for(tag) == name_for(tag)
    assert len(name_for(tag).split()) == 2
    assert len(name_for(tag)) <= 64


def test_a_pseudonym_is_given_once_in_a_thread() -> None:
    taken: set[str] = set()
    for _ in range(60):
        name = name_for("the same tag", taken)
        assert name not in taken
        taken.add(name)
    assert max(len(name.split()) for name in taken) == 3


def test_no_word_could_hurt() -> None:
    adjectives, animals = pseudonyms.word_lists()
    unkind = set(pseudonyms.UNKIND.split())
    assert unkind
    assert not unkind & set(adjectives)
    assert not unkind & set(animals)
    assert not {"fat", "pig", "ape", "sexy", "girlish", "cow", "gay", "straight"} & {*adjectives, *animals}
    assert len(adjectives) * len(animals) > 50_000
