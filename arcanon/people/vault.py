"""The vault: what only its owner may list, sealed under their key and padded, so that its size tells little."""

import json
from dataclasses import asdict, dataclass, field

from arcanon import crypto

SMALLEST = 1024  # bytes; a vault's size is this times a power of two


@dataclass
class Vault:
    """The ids of what is one person's own, newest last."""

    posts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    likes: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    match: str | None = None  # the room that an open match request will become

    def seal(self, key: bytes) -> bytes:
        """The vault as the database keeps it."""
        content = json.dumps(asdict(self), separators=(",", ":")).encode()
        size = SMALLEST
        while size < len(content):
            size *= 2
        return crypto.seal(key, content.ljust(size), "vault")

    @classmethod
    def unseal(cls, key: bytes, sealed: bytes) -> "Vault":
        return cls(**json.loads(crypto.unseal(key, sealed, "vault")))
