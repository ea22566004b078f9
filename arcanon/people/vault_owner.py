"""The owner of a vault: how it is read, and how it changes."""

import hmac
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from arcanon import crypto, settings
from arcanon.db.errors import QuotaError
from arcanon.db.statements import Statements, placeholders
from arcanon.db.transactions import after_commit, apart, note_change, pending_state, statements
from arcanon.people import feed_address, keys
from arcanon.people.additions import (
    MAX_ADDITIONS,
    WINDOW,
    Change,
    Series,
    copy_of,
    difference,
    draft_of,
)
from arcanon.people.open_vault import NONCE, DraftRow, OpenVault
from arcanon.people.sanctions import PLACES, Terms, ids_of
from arcanon.people.vault import MAX_SIZE, Vault
from arcanon.people.visitor import Visitor
from arcanon.text.translation import gettext as _

GROWING = ("posts", "comments", "likes", "hidden_posts", "drafts")  # the lists that a person's room is for
LARGE_WINDOW = 128  # additions that are asked for at a time, when there are many
MAX_REMEMBERED_TAGS = 2_000

_INSERT = "INSERT INTO vault_additions (id, sealed) VALUES ($1, $2)"
_REWRITE = "UPDATE vault_additions SET sealed = $2 WHERE id = $1"
_LOCK = "SELECT pg_advisory_xact_lock(hashtext($1))"


@cache
def _news_query(ids: int) -> str:
    """Returns what asks for everything that has changed since a vault was opened.

    That is: whether the session is there, the vault if it is another one by now, what moderators have laid on the
    person, and some additions.
    """
    return f"""
        SELECT 'session' AS id, NULL AS sealed FROM sessions WHERE id = $1
        UNION ALL SELECT 'vault', vault FROM people WHERE id = $2 AND substr(vault, 1, {NONCE}) <> $3
        UNION ALL SELECT id, sealed FROM sanctions WHERE id IN ({placeholders(4, PLACES)})
        UNION ALL SELECT id, sealed FROM vault_additions WHERE id IN ({placeholders(4 + PLACES, ids)})"""  # noqa: S608


class VaultOwner(Visitor):
    """A person with their key at hand."""

    session_id = ""

    def __init__(self, person_id: str, key: bytes, vault: bytes) -> None:
        """`vault` is the row's, which is opened when it is first asked for."""
        self.person_id = person_id
        self._key = key
        self._series = Series(crypto.derive(key, "additions"))
        self._sealed_vault: bytes | None = bytes(vault)
        self._open: OpenVault | None = None
        self._derived: tuple[OpenVault, list[str], frozenset[str], frozenset[str]] | None = None
        self._known_tags: dict[str, str] = {}
        self.sanctions: list[Terms] = []  # that have begun or will, as they were last read
        self._sanction_ids = ids_of(person_id)

    def has_words(self, words: str) -> bool:
        """Whether these are the person's seven words."""
        return hmac.compare_digest(keys.derive_lookup_and_key(words)[1], self._key)

    def tag(self, scope: str) -> str:
        """Returns who this person is within one scope, such as one thread. Tags of different scopes are unrelated."""
        found = self._known_tags.get(scope)
        if found is None:
            if len(self._known_tags) >= MAX_REMEMBERED_TAGS:
                self._known_tags.clear()
            found = self._known_tags[scope] = crypto.mac(self._key, scope)[:32]
        return found

    @property
    def tags(self) -> list[str]:
        return self._derive()[1]

    @property
    def liked(self) -> frozenset[str]:
        """The ids of what this person likes."""
        return self._derive()[2]

    @property
    def blocked_subjects(self) -> frozenset[str]:
        return self._derive()[3]

    def _derive(self) -> tuple[OpenVault, list[str], frozenset[str], frozenset[str]]:
        opened = self.opened
        if self._derived is None or self._derived[0] is not opened:
            vault = opened.vault
            tags, blocked = [self.tag(scope) for scope in vault.scopes], {block["subject"] for block in vault.blocks}
            self._derived = opened, tags, frozenset(vault.likes), frozenset(blocked)
        return self._derived

    @property
    def vault(self) -> Vault:
        """The person's vault, as it was when it was last brought up to date."""
        return self.opened.vault

    @property
    def opened(self) -> OpenVault:
        """The vault; within a transaction that has changed it, as it will be."""
        pending: OpenVault | None = (pending_state() or {}).get(id(self))
        if pending:
            return pending
        if self._open is None:
            assert self._sealed_vault is not None
            self._open = OpenVault.of_row(self._sealed_vault, self._key)
            self._sealed_vault = None
        return self._open

    @property
    def change_name(self) -> str:
        """The name that changes with this person's additions (see `arcanon.db.revisions`)."""
        return f"person {self.person_id}"

    def _news(self, opened: OpenVault, window: int = WINDOW) -> list[Any]:
        """Returns the statement that asks for all that has changed since a vault was opened."""
        drafts = [self._series.id(row.number) for row in opened.drafts.values()]
        ids = [*self._series.ids(opened.next, window), *drafts]
        sanctions = self._sanction_ids
        return [_news_query(len(ids)), self.session_id, self.person_id, opened.nonce, *sanctions, *ids]

    def _with_news(self, before: OpenVault, rows: Any, window: int = WINDOW) -> tuple[OpenVault, bool]:
        """Returns the vault with what `_news` has found, and whether there may be more additions."""
        found = by_id(rows)
        if sealed := found.get("vault"):
            return OpenVault.of_row(sealed, self._key), True  # folded meanwhile, so its additions are others
        if any(found.get(self._series.id(row.number), b"")[:NONCE] != row.nonce for row in before.drafts.values()):
            return before.without_additions(), True  # another browser has written over one of them
        changes = self._series.opened(found, before.next)
        return before.with_additions(changes), len(changes) >= window

    def _current(self) -> Statements[OpenVault]:
        """Yields the statements that read the vault as it is within a transaction; returns it."""
        opened, has_more = self._with_news(self.opened, (yield tuple(self._news(self.opened))))
        while has_more:
            rows = yield tuple(self._news(opened, LARGE_WINDOW))
            opened, has_more = self._with_news(opened, rows, LARGE_WINDOW)
        return opened

    def add(self, change: Callable[[Vault], None]) -> Statements[None]:
        """Yields the statements that change the vault by an addition, one change at a time.

        A transaction that changes a vault and a thread takes the vault first, so that two never wait for each other.
        Raises `QuotaError` if there is no room for it.
        """
        yield from self.lock_vault()
        opened = yield from self._current()
        changed = copy_of(opened.vault)
        change(changed)
        made = difference(opened.vault, changed)
        if not made:
            return
        note_change(self.change_name)
        after_commit(f"refresh {id(self)}", self.refresh_quietly)
        key = draft_of(made)
        if key in opened.drafts and set(made["drafts"]["-"]) == {key}:
            row = opened.drafts[key]
            made["drafts"]["-"] = row.removed
            sealed = self._series.seal(row.number, made)
            yield _REWRITE, self._series.id(row.number), sealed
            drafts = {**opened.drafts, key: replace(row, nonce=sealed[:NONCE])}
            self._set_pending(replace(opened, vault=changed, drafts=drafts))
            return
        # What takes something away, blocks or chooses must always be possible.
        grows = any(made.get(name, {}).get("+") for name in GROWING)
        if grows and opened.next - opened.vault.next_addition >= MAX_ADDITIONS:
            raise QuotaError(
                _("There is no room left for more. It is made while many people are here: please try again tomorrow.")
            )
        if grows and _size(changed) > MAX_SIZE:
            raise QuotaError(_("There is no room left for this among your drafts. Delete one that you need no more."))
        left = yield from self._erase_drafts(opened, made)
        yield from feed_address.add(self.person_id, self.tag, opened.vault, changed, made)
        made |= difference(opened.vault, changed)
        sealed = self._series.seal(opened.next, made)
        yield _INSERT, self._series.id(opened.next), sealed
        self._set_pending(replace(opened, drafts=left).with_additions([(made, sealed[:NONCE])]))

    def _set_pending(self, opened: OpenVault) -> None:
        pending = pending_state()
        assert pending is not None, "a vault is changed in a transaction"
        pending[id(self)] = opened

    async def refresh_quietly(self) -> None:
        """Brings the vault up to date after a commit."""
        raise NotImplementedError

    def _erase_drafts(self, opened: OpenVault, made: Change) -> Statements[dict[str, DraftRow]]:
        """Erases drafts that are gone from their rows: what was deleted must not stay, sealed as it is."""
        left = dict(opened.drafts)
        for key in made.get("drafts", {"-": []})["-"]:
            if row := left.pop(key, None):
                erased = {"drafts": {"-": row.removed, "+": []}}
                yield _REWRITE, self._series.id(row.number), self._series.seal(row.number, erased)
        return left

    def lock_vault(self) -> Statements[None]:
        """Yields the statement that waits until no other transaction changes the vault."""
        if not settings.current().is_sqlite:
            yield _LOCK, f"vault {self.person_id}"

    async def change_vault(self, change: Callable[[Vault], None]) -> None:
        """Changes the vault, in a transaction of its own or as part of the current one. See `add`."""
        await _change(self, change)

    async def choose_feed(self, change: Callable[[Vault], None]) -> None:
        """Changes the vault and with it the secret feed address, which is in the person's own row: so, apart."""
        await _change_apart(self, change)


@statements
def _change(owner: VaultOwner, change: Callable[[Vault], None]) -> Statements[None]:
    yield from owner.add(change)


@statements
@apart
def _change_apart(owner: VaultOwner, change: Callable[[Vault], None]) -> Statements[None]:
    yield from owner.add(change)


def by_id(rows: Any) -> dict[str, bytes]:
    return {row["id"]: bytes(row["sealed"]) for row in rows if row["sealed"] is not None}


def _size(vault: Vault) -> int:
    """Returns about how many bytes a vault takes: what is long in it are the drafts."""
    return sum(4 * len(text) for draft in vault.drafts for text in draft.values())
