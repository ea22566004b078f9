"""What a search sees in a text: each word without case and accents, reduced to its stem, under a secret name.

Only this server's secret turns a stem into its name, so an index of them holds no word in the clear.
"""

import functools
from dataclasses import dataclass
from typing import Any

import snowballstemmer

from arcanon import crypto
from arcanon.text.words import find_words, fold, fold_stem

MAX_QUERY_STEMS = 12
STEM_LENGTH = 10  # characters: 47 bits, enough to tell every word of a language from every other


@dataclass(frozen=True)
class Stemmer:
    """Turns words into blinded stems, for one secret and one of Snowball's languages."""

    secret: bytes
    language: str

    def stems(self, text: str) -> list[str]:
        """Returns the blinded stems of a text's words, in their order."""
        return [self.stem(word.text) for word in find_words(text)]

    def query_stems(self, query: str) -> list[str]:
        """Returns the blinded stems that a query asks for, each once, at most `MAX_QUERY_STEMS`."""
        stems = [self.stem(word.text) for word in find_words(query) if not word.is_part]
        return list(dict.fromkeys(stems))[:MAX_QUERY_STEMS]

    def stem(self, word: str) -> str:
        return _blind(self.secret, self.language, word)

    def mark_matches(self, text: str, stems: list[str], *, around: int = 0) -> list[tuple[str, bool]]:
        """Splits a text into pieces; a piece is marked True if its stem is one of these.

        With `around`, only the part near the first match is returned: that many characters before it and twice as
        many after it. With 0, the whole text is returned.
        """
        wanted = set(stems)
        matches = _merge([(word.begin, word.end) for word in find_words(text) if self.stem(word.text) in wanted])
        first, last = 0, len(text)
        if around:
            middle = matches[0][0] if matches else 0
            first, last = _nearest_space(text, middle - around), _nearest_space(text, middle + 2 * around)
        pieces, position = [("…", False)] if first else [], first
        for begin, end in matches:
            if begin >= first and end <= last:
                pieces += [(text[position:begin], False), (text[begin:end], True)]
                position = end
        pieces += [(text[position:last], False), ("…" if last < len(text) else "", False)]
        return [piece for piece in pieces if piece[0]]


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins spans that overlap, as the pairs of letters in a script without spaces do."""
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _nearest_space(text: str, position: int) -> int:
    if position <= 0 or position >= len(text):
        return max(0, min(position, len(text)))
    space = text.rfind(" ", max(0, position - 30), position)
    return space + 1 if space >= 0 else position


@functools.lru_cache(maxsize=20_000)
def _blind(secret: bytes, language: str, word: str) -> str:
    # Marks are removed first, so that "resume" finds "résumés".
    stem = fold_stem(_snowball(language).stemWord(fold(word, language)))
    digest = bytes.fromhex(crypto.mac(_derive_key(secret), stem))
    # Letters only: PostgreSQL reads some mixtures with digits as numbers, and splits them.
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:STEM_LENGTH])


@functools.lru_cache(maxsize=4)
def _derive_key(secret: bytes) -> bytes:
    return crypto.derive(secret, "words")


@functools.cache
def _snowball(language: str) -> Any:
    return snowballstemmer.stemmer(language)
