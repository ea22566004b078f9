"""Additions to a vault: each change of it is a row of its own, and the vault itself stays as it is.

A transaction that publishes a text must not rewrite a row that belongs to a person: somebody with SQLite's log, or two
copies of the database, would see which one changed with it, whatever it is sealed with. So a change is added as a row
whose id is a tag that only its owner can compute, from their key and a running number. No two ids have anything in
common. The owner finds the rows by asking for the next `WINDOW` numbers until one is missing. From time to time
`folding` puts the rows of many people into their vaults at once.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from tortoise import fields as columns
from tortoise.models import Model

from arcanon import crypto
from arcanon.crypto.records import pad_in_steps, read_json, write_json
from arcanon.people.vault import NotificationQuery, Vault

WINDOW = 16  # numbers that are asked for at a time
MAX_ADDITIONS = 5_000  # of one person, before they are folded in
MAX_REMEMBERED = 256  # ids of one person
ID_LENGTH = 32

Change = dict[str, Any]  # by field: "=" a new value, or "-" what leaves a list and "+" what is appended to it


class VaultAddition(Model):
    """One change of somebody's vault, sealed under their key."""

    id = columns.CharField(primary_key=True, max_length=ID_LENGTH)
    sealed = columns.BinaryField()

    class Meta:
        table = "vault_additions"


class Series:
    """The additions under one key: the ids of their rows, and their seals."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._ids: dict[int, str] = {}

    def id(self, number: int) -> str:
        found = self._ids.get(number)  # most are asked for with page after page
        if found is None:
            if len(self._ids) >= MAX_REMEMBERED:
                self._ids.clear()
            found = self._ids[number] = crypto.mac(self._key, f"addition {number}")[:ID_LENGTH]
        return found

    def ids(self, start: int, count: int = WINDOW) -> list[str]:
        return [self.id(number) for number in range(start, start + count)]

    def seal(self, number: int, change: Change) -> bytes:
        return crypto.seal(self._key, pad_in_steps(write_json(change)), f"addition {number}")

    def unseal(self, number: int, sealed: bytes) -> Change:
        return read_json(crypto.unseal(self._key, sealed, f"addition {number}"))

    def opened(self, rows: dict[str, bytes], start: int) -> list[tuple[Change, bytes]]:
        """Returns the changes from a number on, up to the first that is missing, each with the nonce of its row."""
        found: list[tuple[Change, bytes]] = []
        while sealed := rows.get(self.id(start + len(found))):
            found.append((self.unseal(start + len(found), sealed), sealed[: crypto.NONCE_BYTES]))
        return found


def copy_of(record: Any) -> Any:
    """Returns a record whose lists and dictionaries can be changed without changing those of the original."""
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    copies = {name: type(value)(value) for name, value in values.items() if isinstance(value, list | dict)}
    return replace(record, **copies)


def difference(before: Vault, after: Vault) -> Change:
    """Returns what it takes to make one vault of the other."""
    change: Change = {}
    for one in fields(after):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old == new:
            continue
        if isinstance(new, list):
            change[one.name] = _list_difference(old, new)
        else:
            change[one.name] = {"=": new}
    return change


def _list_difference(old: list[Any], new: list[Any]) -> dict[str, list[Any]]:
    """Returns the names of what leaves a list, and what is appended to what is left."""
    kept = 0  # of the new list
    gone: list[str] = []
    for item in old:
        if kept < len(new) and new[kept] == item:
            kept += 1
        else:
            gone.append(_name_of(item))
    return {"-": gone, "+": new[kept:]}


def _name_of(item: Any) -> str:
    """Returns what an item of a list is known by: a draft by its key, a block by its id, an id by itself."""
    return str(item.get("key") or item.get("id")) if isinstance(item, dict) else str(item)


def apply(record: Any, changes: Iterable[Change]) -> Any:
    """Makes changes to a vault, or to the query of its owner's feed. Returns the same record."""
    known = {one.name for one in fields(record)}
    for change in changes:
        for name, steps in change.items():
            if name not in known:  # of a later release, which will open it again
                record.unknown[name] = steps["="] if "=" in steps else [*record.unknown.get(name, []), *steps["+"]]
            elif "=" in steps:
                setattr(record, name, steps["="])
            else:
                gone = set(steps["-"])
                kept = [item for item in getattr(record, name) if not gone or _name_of(item) not in gone]
                setattr(record, name, [*kept, *steps["+"]])
    return record


def draft_of(change: Change) -> str:
    """Returns the key of the draft, if a change does nothing but keep a draft: then it may be written over."""
    steps = change.get("drafts")
    return steps["+"][0]["key"] if steps and len(change) == 1 and len(steps["+"]) == 1 else ""


def change_of_query(change: Change, tag: Any) -> Change:
    """Returns what a change of a vault means for the query of its owner's feed; `tag` makes the tag of a scope."""
    found: Change = {}
    if scopes := change.get("scopes"):
        found["tags"] = {"-": [tag(scope) for scope in scopes["-"]], "+": [tag(scope) for scope in scopes["+"]]}
    for own, other in (
        ("notifications_read_until", "read_until"),
        ("notifications_read", "read"),
        ("accepts_invitations", "accepts_invitations"),
    ):
        if own in change:
            found[other] = change[own]
    assert found.keys() <= {one.name for one in fields(NotificationQuery)}
    return found
