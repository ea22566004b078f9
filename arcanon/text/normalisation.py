"""Makes what people type safe to keep and to show: Unicode as the standards ask, and nothing else changed."""

import unicodedata

import regex

MAX_COMBINING_MARKS = 4
MAX_BLANK_LINES = 2

_NEWLINES = regex.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
# Control characters, of which XML 1.0 forbids most; surrogates and noncharacters; and the embedding and override
# characters that make text read differently from what it says (CVE-2021-42574, UTS 55).
_UNSAFE = regex.compile(r"[[\p{Cc}--[\n\t]]\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e]", regex.V1)
_BLANK_LINES = regex.compile(rf"\n(?:[^\S\n]*\n){{{MAX_BLANK_LINES + 1},}}")
_BLANK_START = regex.compile(r"(?:[^\S\n]*\n)+")
_MARK = regex.compile(r"[\p{Mn}\p{Me}]")
# What stands between two marks of one letter without starting another.
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]")
# A braille blank is a letter by category, and shows nothing.
_VISIBLE = regex.compile(
    r"[^\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]|[[\p{Co}]--\p{Default_Ignorable_Code_Point}]", regex.V1
)
_GRAPHEME = regex.compile(r"\X")
_ISOLATE_OPENERS = "\u2066\u2067\u2068"
_ISOLATE_CLOSER = "\u2069"


def clean(text: str) -> str:
    """Returns the text in NFC (UAX 15), without control, override, surrogate and noncharacter code points.

    Line ends become "\\n" and a tab becomes a space; at most two blank lines in a row are kept; isolates are closed;
    a letter carries at most four combining marks; white space at both ends is removed. Joiners and variation
    selectors stay, because Persian, Indic scripts and emoji need them. Cleaning twice changes nothing.
    """
    text = close_isolates(_clean_characters(text.replace("\t", " ")))
    return _BLANK_LINES.sub("\n" * (MAX_BLANK_LINES + 1), text).strip()


def clean_line(text: str) -> str:
    """Cleans a text and puts it on one line."""
    return " ".join(clean(text).split())


def clean_markdown(text: str) -> str:
    """Cleans a text in Markdown, where white space has a meaning: tabs, blank lines and the first indentation stay."""
    text = close_isolates(_clean_characters(text)).rstrip()
    begin = _BLANK_START.match(text)
    return text[begin.end() :] if begin else text


def clean_shown(text: str, marks: int = 0) -> tuple[str, int]:
    """Cleans a piece of text that Markdown has made, in which escapes and entities have become characters.

    `marks` is the number of combining marks at the end of what is shown before it. Returns the piece, and that number
    for the next one.
    """
    return _bound_marks(unicodedata.normalize("NFC", _UNSAFE.sub("", _NEWLINES.sub(" ", text))), marks)


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it is empty, or has only white space and invisible characters."""
    return not _VISIBLE.search(text)


def _clean_characters(text: str) -> str:
    text = _UNSAFE.sub("", _NEWLINES.sub("\n", text))
    return _bound_marks(unicodedata.normalize("NFC", text))[0]


def _bound_marks(text: str, marks: int = 0) -> tuple[str, int]:
    if text.isascii():
        return text, 0 if text else marks
    kept: list[str] = []
    for character in text:
        # Variation selectors are marks by category; emoji need one.
        if _MARK.match(character):
            marks += 1
            if marks > MAX_COMBINING_MARKS:
                continue
        elif not _INVISIBLE.match(character):
            marks = 0
        kept.append(character)
    return "".join(kept), marks


def close_isolates(text: str) -> str:
    """Closes what isolates (UAX 9) a line leaves open, and removes closing ones without an opening."""
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
    """Returns the beginning of a text, of at most this many characters and an ellipsis, with its isolates closed.

    It is cut between words, or at least between graphemes (UAX 29): an emoji family or a flag stays whole.
    """
    if len(text) <= most:
        return text
    end = 0
    for grapheme in _GRAPHEME.finditer(text):
        if grapheme.end() > most:
            break
        end = grapheme.end()
    cut = text[: end or most]
    return close_isolates((cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip() + "…")
