"""The secret address at which a feed reader learns that something is new, and nothing else.

The row of its owner holds the tags to look for, sealed under the address itself: it opens no thread, no vault and
no conversation, and without the address nobody can read it.
"""

import json

from arcanon import crypto
from arcanon.people import keys
from arcanon.people.vault import padded


def seal(token: str, tags: list[str]) -> bytes:
    return keys.wrap(crypto.seal(_key(token), padded(json.dumps(tags).encode()), "feed"))


def unseal(token: str, wrapped: bytes) -> list[str]:
    """Raises `BrokenSealError` when it was not sealed for this address."""
    tags: list[str] = json.loads(crypto.unseal(_key(token), keys.unwrap(wrapped), "feed"))
    return tags


def _key(token: str) -> bytes:
    return crypto.derive(token.encode(), "feed")
