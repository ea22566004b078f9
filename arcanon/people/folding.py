"""Folding: the additions of many people are put into their vaults at once, apart in time from what they did.

An attacker who sees which rows one transaction has changed learns that these people were here, and that all of these
additions are theirs, but not which addition belongs to which person. With too few people it would tell, so then it
waits.
"""

from random import SystemRandom

from arcanon.db.statements import Statements
from arcanon.db.transactions import apart, empty_log_after_commit, note_change, statements
from arcanon.people import feed_address, keys, presence
from arcanon.people.additions import copy_of
from arcanon.people.viewer import Viewer

MIN_CROWD = 8  # people who are here at once
MAX_CROWD = 100  # at a time, chosen by chance: everybody else waits meanwhile


async def fold_vaults() -> None:
    """Folds for those who are here, in random order; nothing if they are too few."""
    crowd = presence.viewers()
    if len(crowd) >= MIN_CROWD:
        await fold(SystemRandom().sample(crowd, min(len(crowd), MAX_CROWD)))


@statements
@apart
def fold(crowd: list[Viewer]) -> Statements[None]:
    """Writes every vault anew, also those without additions; then the drafts come again, and the additions go."""
    for viewer in sorted(crowd, key=lambda one: one.person_id):  # another process may fold some of them just now
        yield from viewer.lock_vault()
    SystemRandom().shuffle(crowd)
    gone: list[str] = []
    coming: list[tuple[str, bytes]] = []
    for viewer in crowd:
        old, new = yield from _fold_one(viewer)
        gone += old
        coming += new
        note_change(viewer.change_name)
    SystemRandom().shuffle(gone)
    SystemRandom().shuffle(coming)
    for row in coming:
        yield "INSERT INTO vault_additions (id, sealed) VALUES ($1, $2)", *row
    for row_id in gone:
        yield "DELETE FROM vault_additions WHERE id = $1", row_id
    empty_log_after_commit()  # in which the rows would be beside what they were written with


def _fold_one(viewer: Viewer) -> Statements[tuple[list[str], list[tuple[str, bytes]]]]:
    """Yields the statements that write the vault anew with its additions, but for the drafts.

    Returns the ids of the rows that are to go, and the rows that are to come: a draft stays in a row of its own, so
    that it can be erased.
    """
    opened = yield from viewer._current()
    vault = copy_of(opened.vault)
    gone = [viewer._series.id(number) for number in range(vault.next_addition, opened.next)]
    coming = []
    for number, draft in enumerate(vault.drafts, opened.next):
        change = {"drafts": {"-": [], "+": [draft]}}
        coming.append((viewer._series.id(number), viewer._series.seal(number, change)))
    vault.drafts, vault.next_addition = [], opened.next
    for token, count in vault.old_feeds.items():
        gone += [feed_address.series(token).id(number) for number in range(count)]
    vault.old_feeds = {}
    if vault.feed_token:
        feed = feed_address.series(vault.feed_token)
        rows = yield "SELECT feed FROM people WHERE id = $1", viewer.person_id
        first = feed_address.unseal(vault.feed_token, bytes(rows[0]["feed"])).next_addition
        query = feed_address.query_of(vault, viewer.tag)
        query.next_addition = vault.next_feed_addition
        gone += [feed.id(number) for number in range(first, vault.next_feed_addition)]
        sealed_feed = feed_address.seal(vault.feed_token, query)
        yield "UPDATE people SET feed = $2 WHERE id = $1", viewer.person_id, sealed_feed
    sealed = keys.wrap(vault.seal(keys.vault_key(viewer._key)))
    yield "UPDATE people SET vault = $2 WHERE id = $1", viewer.person_id, sealed
    return gone, coming
