"""The passphrase: seven words that are everything a person needs to come back."""

import re
import secrets
import unicodedata
from functools import cache

from diceware.wordlist import WordList, get_wordlist_path

WORD_COUNT = 7


@cache
def word_list() -> tuple[str, ...]:
    """Returns the EFF's long list without its four hyphenated words: 7,772 words, 12.92 bits each, 90.4 for seven."""
    listed = WordList(get_wordlist_path("en_eff"))
    words = tuple(word for word in listed if word.isalpha())
    listed.fd.close()
    listed.fd = None
    return words


def make() -> str:
    """Returns a new passphrase, drawn with the system's randomness."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORD_COUNT))


def normalise(typed: str) -> str:
    """Returns the words as they were given out, ignoring case, spaces, commas and accents."""
    decomposed = unicodedata.normalize("NFKD", typed)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W\d_]+", plain.casefold()))
