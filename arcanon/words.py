"""Words as a search knows them: without case and accents, in their stem, and blinded, so that an index holds none."""

import functools
import re
import unicodedata
from typing import Any

import snowballstemmer

from arcanon import crypto, settings

WORDS_AT_MOST = 12  # of a query; more of them ask the same

# Scripts that put no space between words are read letter by letter.
_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
# An "'s" behind a word is no word of its own.
_WORD = re.compile(rf"([{_LETTERS}]|(?:(?![{_LETTERS}])(?:[^\W_]|[\u0300-\u036f]))+)(?:['\u2019]s(?![^\W_]))?")
BLIND_LENGTH = 10  # characters: 47 bits, enough to tell every word of a language from every other


def blinded(text: str) -> list[str]:
    """The stems of a text's words in order, each as a name that only this server's secret gives it."""
    return [_name(word) for word, _, _ in found(text)]


def found(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as they stand, each with where it begins and ends."""
    return [(match[1], match.start(1), match.end(1)) for match in _WORD.finditer(text)]


def asked(query: str) -> list[str]:
    """The blinded stems a query asks for, each once; at most twelve."""
    return list(dict.fromkeys(blinded(query)))[:WORDS_AT_MOST]


def marked(text: str, stems: list[str], *, around: int = 0) -> list[tuple[str, bool]]:
    """A text in pieces: those whose stem is among these are marked.

    `around` gives the piece of the text about its first mark, of so many characters before it and twice as many
    after it; 0 gives all of it.
    """
    wanted = set(stems)
    places = [(begin, end) for word, begin, end in found(text) if _name(word) in wanted]
    first, last = 0, len(text)
    if around:
        middle = places[0][0] if places else 0
        first, last = _between_words(text, middle - around), _between_words(text, middle + 2 * around)
    pieces, at = [("…", False)] if first else [], first
    for begin, end in places:
        if begin >= first and end <= last:
            pieces += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    pieces += [(text[at:last], False), ("…" if last < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]


def _between_words(text: str, place: int) -> int:
    if place <= 0 or place >= len(text):
        return max(0, min(place, len(text)))
    space = text.rfind(" ", max(0, place - 30), place)
    return space + 1 if space >= 0 else place


def _name(word: str) -> str:
    here = settings.current()
    return _blind(here.secret, here.language, word)


@functools.lru_cache(maxsize=20_000)
def _blind(secret: bytes, language: str, word: str) -> str:
    # Without its marks first: who types "resume" finds "résumés".
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    digest = bytes.fromhex(crypto.mac(_key(secret), _stemmer(language).stemWord(plain)))
    # Letters alone: PostgreSQL would read some mixtures with digits as numbers, in pieces.
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:BLIND_LENGTH])


@functools.lru_cache(maxsize=4)
def _key(secret: bytes) -> bytes:
    return crypto.derive(secret, "words")


@functools.cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)
