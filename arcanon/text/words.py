"""What a word is, in any script (UAX 29), and which spellings of it are alike."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex

# Scripts that put no space between words; and Korean, whose particles are written onto them. Their runs are read as
# single graphemes and as pairs of neighbours.
_UNSPACED = "".join(
    rf"\p{{scx={script}}}"
    for script in ("Han", "Hira", "Kana", "Bopo", "Hang", "Thai", "Lao", "Khmr", "Mymr", "Lana", "Java", "Yiii")
)
_LETTERLIKE = "\u02b9\u02bb\u02bc\u02bd\u02be\u02bf"  # apostrophes that are letters by category
_APOSTROPHES = rf"'\u2019\uff07{_LETTERLIKE}"
_INVISIBLE = r"\p{Cf}\p{Default_Ignorable_Code_Point}\u0640"  # the last one only makes an Arabic word longer

_RUN = rf"[[{_UNSPACED}]&&[\p{{L}}\p{{M}}]--[{_LETTERLIKE}]]"
_LETTER = rf"[[\p{{Alphabetic}}\p{{N}}]--[\p{{M}}{_LETTERLIKE}]--{_RUN}]"
_WORD = regex.compile(
    rf"(?P<run>{_RUN}(?:{_RUN}|[{_INVISIBLE}])*)"
    # Marks and invisible characters belong to their word. An "'s" at the end is not a word of its own.
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|[\p{{M}}{_INVISIBLE}])*)(?:[{_APOSTROPHES}][sS](?!{_LETTER}))?",
    regex.V1,
)
_GRAPHEME = regex.compile(r"\X")
_REMOVED = regex.compile(rf"[{_INVISIBLE}]")

# Letters that a language tells from those without the mark, and that its stemmer needs to see.
_OWN_LETTERS = {"turkish": "çğ\u0131öşü", "russian": "й"}
_TURKIC_CASE = str.maketrans("I\u0130", "\u0131i")
_NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc"


@dataclass(frozen=True)
class Word:
    """A word as it is written, or one or two graphemes of a script without spaces, and where in the text it stands."""

    text: str
    begin: int
    end: int
    is_part: bool = False  # of a longer run, in which pairs say more than it does


def find_words(text: str) -> list[Word]:
    """Returns the words of a text in their order."""
    found = []
    for match in _WORD.finditer(text):
        if match["word"]:
            found.append(Word(match["word"], match.start("word"), match.end("word")))
        else:
            found += _pair(match["run"], match.start())
    return found


def _pair(run: str, start: int) -> Iterator[Word]:
    graphemes = [match for match in _GRAPHEME.finditer(run) if _REMOVED.sub("", match[0])]
    for number, grapheme in enumerate(graphemes):
        yield Word(grapheme[0], start + grapheme.start(), start + grapheme.end(), is_part=len(graphemes) > 1)
        if number + 1 < len(graphemes):
            following = graphemes[number + 1]
            yield Word(run[grapheme.start() : following.end()], start + grapheme.start(), start + following.end())


def fold(word: str, language: str) -> str:
    """Returns a word without what does not tell it from others: case, compatibility forms, and marks not needed.

    `language` is one of Snowball's; its own letters are kept for its stemmer. See `fold_stem`.
    """
    word = unicodedata.normalize("NFKC", _REMOVED.sub("", word))
    if language == "turkish":
        word = word.translate(_TURKIC_CASE)
    own = _OWN_LETTERS.get(language, "")
    folded = unicodedata.normalize("NFC", word.casefold())
    return unicodedata.normalize(
        "NFC", "".join(letter if letter in own else _without_marks(letter) for letter in folded)
    )


def fold_stem(stem: str) -> str:
    """Returns a stem as somebody types it who has not the language's own letters at hand."""
    return unicodedata.normalize("NFC", _without_marks(stem)).replace("\u0131", "i")


def _without_marks(text: str) -> str:
    return "".join(map(_plain_digit, filter(_is_needed, unicodedata.normalize("NFKD", text))))


def _is_needed(character: str) -> bool:
    """Whether leaving a character out would make another word of it: vowel signs and tones, for instance, are needed.

    Accents, Arabic and Hebrew points, nuktas and enclosing marks are not (by canonical combining class, UAX 44).
    """
    kind = unicodedata.combining(character)
    is_optional = kind == 1 or 10 <= kind <= 36 or 200 <= kind <= 240
    return not (is_optional or character in _NUKTAS or unicodedata.category(character) == "Me")


def _plain_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(int(digit))
