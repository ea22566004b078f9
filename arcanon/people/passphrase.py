"""Seven words: the whole of what a person needs to be the same nobody again."""

import re
import secrets
import unicodedata
from functools import cache

from diceware.wordlist import WordList, get_wordlist_path

WORDS = 7


@cache
def words() -> tuple[str, ...]:
    """The EFF's long list without its four hyphenated words: 7,772 words, 12.92 bits each, 90.4 for seven."""
    listed = WordList(get_wordlist_path("en_eff"))
    found = tuple(word for word in listed if word.isalpha())
    listed.fd.close()
    listed.fd = None
    return found


def make() -> str:
    """A new passphrase, drawn with the system's randomness."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def normalise(typed: str) -> str:
    """The words as they were given out, however they were typed: case, spaces, commas and accents do not matter."""
    decomposed = unicodedata.normalize("NFKD", typed)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W\d_]+", plain.casefold()))
