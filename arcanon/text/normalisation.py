"""Makes what people type safe to keep: Unicode as the standards ask, and nothing else changed."""

import re
import unicodedata

MAX_COMBINING_MARKS = 4
MAX_BLANK_LINES = 2

_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
# Embedding and override characters make text read differently from what it says (CVE-2021-42574, UTS 55).
_OVERRIDES = re.compile("[\u202a-\u202e]")
_BLANK_LINES = re.compile(rf"\n(?:[^\S\n]*\n){{{MAX_BLANK_LINES + 1},}}")
_ISOLATE_OPENERS = "\u2066\u2067\u2068"
_ISOLATE_CLOSER = "\u2069"


def clean(text: str) -> str:
    """Returns the text in NFC (UAX 15), without control, override, surrogate and noncharacter code points.

    Line ends become "\\n" and a tab becomes a space; at most two blank lines in a row are kept; isolates are closed;
    a letter carries at most four combining marks; white space at both ends is removed. Joiners and variation
    selectors stay, because Persian, Indic scripts and emoji need them. Cleaning twice changes nothing.
    """
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    text = _OVERRIDES.sub("", text)
    text = "".join(character for character in text if character == "\n" or _is_text(character))
    text = _bound_marks(unicodedata.normalize("NFC", text))
    text = _close_isolates(text)
    return _BLANK_LINES.sub("\n" * (MAX_BLANK_LINES + 1), text).strip()


def clean_line(text: str) -> str:
    """Cleans a text and puts it on one line."""
    return " ".join(clean(text).split())


def _is_text(character: str) -> bool:
    code = ord(character)
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return not is_noncharacter and unicodedata.category(character) not in ("Cc", "Cs")


def _bound_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        # Variation selectors are marks by category; emoji need one.
        if marks <= MAX_COMBINING_MARKS:
            kept.append(character)
    return "".join(kept)


def _close_isolates(text: str) -> str:
    if not any(character in text for character in _ISOLATE_OPENERS + _ISOLATE_CLOSER):
        return text
    lines = []
    for line in text.split("\n"):
        kept, depth = [], 0
        for character in line:
            if character in _ISOLATE_OPENERS:
                depth += 1
            elif character == _ISOLATE_CLOSER:
                if not depth:
                    continue
                depth -= 1
            kept.append(character)
        lines.append("".join(kept) + _ISOLATE_CLOSER * depth)
    return "\n".join(lines)


def shorten(text: str, most: int) -> str:
    """Returns the beginning of a text, cut between words, of at most this many characters and an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip() + "…"
