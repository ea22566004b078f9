"""The secret address at which a feed reader learns that there are new notifications, and nothing else.

The row of its owner holds what to look for, sealed under the address itself. It opens no thread, no vault and no chat,
and nobody can read it without the address.
"""

from collections.abc import Callable

from arcanon import crypto
from arcanon.db.statements import Statements
from arcanon.people import keys
from arcanon.people.additions import Change, Series, change_of_query
from arcanon.people.vault import NotificationQuery, Vault, pad


def seal(token: str, query: NotificationQuery) -> bytes:
    return keys.wrap(crypto.seal(_derive_key(token), pad(query.to_json()), "feed"))


def unseal(token: str, wrapped: bytes) -> NotificationQuery:
    """Opens what `seal` made. Raises `BrokenSealError` if it was sealed for another address."""
    return NotificationQuery.from_json(crypto.unseal(_derive_key(token), keys.unwrap(wrapped), "feed"))


def series(token: str) -> Series:
    """Returns the additions to the query, which the owner writes with those to the vault."""
    return Series(crypto.derive(token.encode(), "feed additions"))


def query_of(vault: Vault, tag: Callable[[str], str]) -> NotificationQuery:
    """Returns what finds the notifications of a vault's owner; `tag` makes their tag in a scope."""
    return NotificationQuery(
        tags=[tag(scope) for scope in vault.scopes],
        read_until=vault.notifications_read_until,
        read=vault.notifications_read,
        accepts_invitations=vault.accepts_invitations,
    )


def add(person_id: str, tag: Callable[[str], str], before: Vault, after: Vault, change: Change) -> Statements[None]:
    """Yields the statements that bring the query up to date with a change of the vault, in additions of its own.

    Notes in the vault `after` the change how many there are.
    """
    if after.feed_token != before.feed_token:
        # Deleted now, the former additions would lead from what they were written with to this person: see `folding`.
        if before.feed_token:
            after.old_feeds[before.feed_token] = before.next_feed_addition
        after.next_feed_addition = 0
        token = after.feed_token
        sealed = seal(token, query_of(after, tag)) if token else None
        yield _UPDATE, person_id, keys.hash_token(token) if token else None, sealed
    elif after.feed_token and (found := change_of_query(change, tag)):
        number, own = after.next_feed_addition, series(after.feed_token)
        yield "INSERT INTO vault_additions (id, sealed) VALUES ($1, $2)", own.id(number), own.seal(number, found)
        after.next_feed_addition = number + 1


_UPDATE = "UPDATE people SET feed_id = $2, feed = $3 WHERE id = $1"


def _derive_key(token: str) -> bytes:
    return crypto.derive(token.encode(), "feed")
