"""Finds the web addresses in a text, and shows them without a disguise."""

from typing import Any

import mdurl
import regex
from linkify_it import LinkifyIt

from arcanon.text.normalisation import clean_shown

MAX_LINKS = 100  # opening brackets, or addresses, in one text; with more of them they stay plain text

_SAFE_LINK = regex.compile(r"(?:https?://[^/\\?#]|mailto:)", regex.IGNORECASE)
_ADDRESS = regex.compile(r"://|www\.|@|\.\w\w", regex.IGNORECASE)
# Where an address ends although linkify-it would go on: at brackets and quotation marks of any script, at the wide
# punctuation of Chinese, Japanese and Korean (except the dot inside names) and at invisible characters; and at other
# punctuation outside ASCII when no letter or digit follows it.
_END = regex.compile(
    r"""
      [[\p{Ps}\p{Pe}\p{Pi}\p{Pf}] -- [\x00-\x7f\u2019]]
    | [[\p{P}&&[\p{East_Asian_Width=Wide}\p{East_Asian_Width=Fullwidth}\p{East_Asian_Width=Halfwidth}]] -- [・･]]
    | [\u200b\u200e\u200f\u2060\u2066-\u2069\ufeff]
    | [\p{P} -- [\x00-\x7f]] (?! [\p{L}\p{N}\p{M}] )
    """,
    regex.V1 | regex.VERBOSE,
)
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800]")


class AddressFinder(LinkifyIt):  # type: ignore[misc]
    """linkify-it, which ends an address where a reader would."""

    def match(self, text: str) -> Any:
        return super().match(_mask_ends(text))

    def match_at_start(self, text: str) -> Any:
        return super().match_at_start(_mask_ends(text))


def make_finder() -> AddressFinder:
    """Returns a finder of addresses that begin with http:// or https://, and of no bare names."""
    finder = AddressFinder()
    finder.set({"fuzzy_link": False, "fuzzy_email": False})
    return finder


def _mask_ends(text: str) -> str:
    # A space ends every address, and keeps the positions of what follows.
    return text if text.isascii() else _END.sub(" ", text)


def is_safe(url: str) -> bool:
    """Whether a link may lead there: http, https and mailto only."""
    return bool(_SAFE_LINK.match(url))


def shown(url: str) -> str:
    """Returns an address as a reader sees it: percent-encoded letters as letters, all else as it was typed.

    The host is never decoded from Punycode, and what could disguise an address stays encoded.
    """
    decoded = str(mdurl.decode(url, mdurl.DECODE_DEFAULT_CHARS + "%"))
    is_plain = clean_shown(decoded)[0] == decoded and not _INVISIBLE.search(decoded)
    return decoded if is_plain else str(mdurl.encode(url))


def has_few_addresses(text: str) -> bool:
    return len(_ADDRESS.findall(text)) <= MAX_LINKS
