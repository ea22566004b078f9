"""The secret address at which a feed reader learns that something is new, and nothing else.

The row of its owner holds what to look for, sealed under the address itself: it opens no thread, no vault and
no conversation, and without the address nobody can read it.
"""

import json
from dataclasses import asdict

from arcanon import crypto
from arcanon.people import keys
from arcanon.people.vault import News, padded


def seal(token: str, news: News) -> bytes:
    return keys.wrap(crypto.seal(_key(token), padded(json.dumps(asdict(news)).encode()), "feed"))


def unseal(token: str, wrapped: bytes) -> News:
    """Raises `BrokenSealError` when it was not sealed for this address."""
    return News(**json.loads(crypto.unseal(_key(token), keys.unwrap(wrapped), "feed")))


def _key(token: str) -> bytes:
    return crypto.derive(token.encode(), "feed")
