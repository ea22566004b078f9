"""What is cleaned out of a text, and what stays as it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcanon.text.normalisation import clean, clean_line, clean_markdown, is_blank, shorten

LEGITIMATE = [
    "Ordinary words, with “quotes” and an em dash — here.",
    "می‌خواهم",  # Persian, with its zero-width non-joiner
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇮🇸",
    "שלום לכולם https://example.org",
    "नमस्ते क्षत्रिय",
    "Việt Nam, Đặng",
    "ภาษาไทย ที่นี่",
    "Zażółć gęślą jaźń",
    "日本語 が ございます",
    "\u2066left to right\u2069 in between",
]


@pytest.mark.parametrize("text", LEGITIMATE)
def test_legitimate_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1bc\x7f", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\u202a\u202b\u202d\u202cx", "x"),
        ("x\ufffe\ufdd0\U0001ffffy", "xy"),
        ("e" + "\u0301" * 200, "\u00e9" + "\u0301" * 4),
        ("x" + "\u0335" * 200, "x" + "\u0335" * 4),
        ("\u2067open", "\u2067open\u2069"),
        ("closed\u2069 only", "closed only"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("a\n \n\t\n  \n \nb", "a\n\n\nb"),
        ("  \n around \n ", "around"),
        ("tab\there", "tab here"),
    ],
)
def test_what_harms_is_removed(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lone_surrogates_are_removed() -> None:
    assert clean("a\ud800b") == "ab"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_safe_and_stays_so(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e")
    assert all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cs") for character in kept)
    kept.encode()


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert "\n" not in clean_line(text)


@given(st.text("ab\u0301\u0335\u0338\u0489\u200d\u200b\u00ad\u034f"))
def test_marks_are_bounded(text: str) -> None:
    """What is invisible between two marks does not start another letter."""
    run = 0
    for character in clean(text):
        if unicodedata.category(character) in ("Mn", "Me"):
            run += 1
        elif unicodedata.category(character) != "Cf":
            run = 0
        assert run <= 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("    indented\n  less\n", "    indented\n  less"),
        ("\n \n\n  first\n\n\n\n\n\tlast \n\n", "  first\n\n\n\n\n\tlast"),
        ("one\r\n\x00two\u202e", "one\ntwo"),
        ("\u200f\n", "\u200f"),
    ],
)
def test_markdown_keeps_the_white_space_that_has_a_meaning(typed: str, kept: str) -> None:
    assert clean_markdown(typed) == kept
    assert clean_markdown(kept) == kept


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b", "\u2800", "\xa0", "\u3164", "\u115f", "\U000e0020", "\ufe0f\u200d"]
)
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u0301", "😀", "\ue000", "\u200b.", "ㅤ한"])
def test_what_shows_anything_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("as it is", 8, "as it is"),
        ("cut between words", 14, "cut between…"),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 13, "👩‍👩‍👧‍👦…"),
        ("🇮🇸🇮🇸", 3, "🇮🇸…"),
        ("e\u0301\u0335" * 3, 4, "e\u0301\u0335…"),
        ("กำกำกำ", 3, "กำ…"),
        ("\u2067open and long\u2069", 6, "\u2067open…\u2069"),
    ],
)
def test_a_short_text_is_cut_where_a_reader_would(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown
