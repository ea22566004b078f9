"""A vault that has been opened, with its additions."""

from dataclasses import dataclass, field

from arcanon import crypto
from arcanon.people import keys
from arcanon.people.additions import Change, apply, copy_of, draft_of
from arcanon.people.vault import Vault

NONCE = crypto.NONCE_BYTES  # what has been sealed anew begins with another one


@dataclass(frozen=True)
class DraftRow:
    """An addition that does nothing but keep a draft, and so may be written over."""

    number: int
    removed: list[str]  # what it removes from the list of drafts
    nonce: bytes  # of its row, which another one means that another browser has written over it


@dataclass(frozen=True)
class OpenVault:
    """A vault with its additions, as it was at some moment."""

    nonce: bytes  # of the row in `people`
    base: Vault  # without its additions
    vault: Vault
    next: int  # the number of the next addition
    drafts: dict[str, DraftRow] = field(default_factory=dict)  # by the key of the draft

    @classmethod
    def of_row(cls, sealed: bytes, key: bytes) -> "OpenVault":
        """Opens a row of `people`, without its additions."""
        vault = Vault.unseal(keys.vault_key(key), keys.unwrap(sealed))
        return cls(sealed[:NONCE], vault, vault, vault.next_addition)

    def without_additions(self) -> "OpenVault":
        return OpenVault(self.nonce, self.base, self.base, self.base.next_addition)

    def with_additions(self, changes: list[tuple[Change, bytes]]) -> "OpenVault":
        """Returns the vault with these changes, each given with the nonce of its row."""
        if not changes:
            return self
        drafts = dict(self.drafts)
        for number, (change, nonce) in enumerate(changes, self.next):
            if key := draft_of(change):
                drafts[key] = DraftRow(number, change["drafts"]["-"], nonce)
        vault = apply(copy_of(self.vault), [change for change, _nonce in changes])
        return OpenVault(self.nonce, self.base, vault, self.next + len(changes), drafts)
