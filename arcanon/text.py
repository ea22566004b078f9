"""What people type, made safe to keep: Unicode as the standards ask, and nothing else changed."""

import re
import unicodedata

COMBINING_MARKS_AT_MOST = 4
BLANK_LINES_AT_MOST = 2

_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
# Embedding and override characters turn text around for those who read past it (CVE-2021-42574, UTS 55).
_OVERRIDES = re.compile("[\u202a-\u202e]")
_BLANK_LINES = re.compile(rf"\n(?:[^\S\n]*\n){{{BLANK_LINES_AT_MOST + 1},}}")
_ISOLATE_OPENERS = "\u2066\u2067\u2068"
_ISOLATE_CLOSER = "\u2069"


def clean(text: str) -> str:
    """The text in NFC (UAX 15), without control, override, surrogate and noncharacter code points.

    Newlines become "\\n" and tabs a space, at most two lines in a row stay blank, isolates are closed, a
    letter carries at most four marks, and white space at both ends goes. Joiners and variation selectors
    stay: Persian, Indic scripts and emoji need them. Cleaning twice changes nothing.
    """
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    text = _OVERRIDES.sub("", text)
    text = "".join(character for character in text if character == "\n" or _is_text(character))
    text = _bound_marks(unicodedata.normalize("NFC", text))
    text = _close_isolates(text)
    return _BLANK_LINES.sub("\n" * (BLANK_LINES_AT_MOST + 1), text).strip()


def clean_line(text: str) -> str:
    """`clean`, on one line."""
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
        # Variation selectors are marks by category, and one of them makes an emoji an emoji.
        if marks <= COMBINING_MARKS_AT_MOST:
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
