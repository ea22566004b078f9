"""The secret address at which a feed reader learns that there are new notifications, and nothing else.

The row of its owner holds what to look for, sealed under the address itself. It opens no thread, no vault and no chat,
and nobody can read it without the address.
"""

from arcanon import crypto
from arcanon.people import keys
from arcanon.people.vault import NotificationQuery, pad


def seal(token: str, query: NotificationQuery) -> bytes:
    return keys.wrap(crypto.seal(_derive_key(token), pad(query.to_json()), "feed"))


def unseal(token: str, wrapped: bytes) -> NotificationQuery:
    """Opens what `seal` made. Raises `BrokenSealError` if it was sealed for another address."""
    return NotificationQuery.from_json(crypto.unseal(_derive_key(token), keys.unwrap(wrapped), "feed"))


def _derive_key(token: str) -> bytes:
    return crypto.derive(token.encode(), "feed")
