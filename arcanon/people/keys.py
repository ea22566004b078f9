"""The keys that are derived from the seven words, and from a session's token."""

import hashlib

from arcanon import crypto, settings
from arcanon.people import passphrase


def derive_lookup_and_key(words: str) -> tuple[str, bytes]:
    """Derives the lookup, which is stored, and the person key, which never is."""
    entropy = passphrase.normalise(words).encode()
    secret = crypto.derive(settings.current().secret, "lookup")
    return crypto.mac(secret, crypto.derive(entropy, "lookup").hex()), crypto.derive(entropy, "person key")


def vault_key(person_key: bytes) -> bytes:
    return crypto.derive(person_key, "vault")


def session_key(token: str) -> bytes:
    return crypto.derive(token.encode(), "session")


def hash_token(token: str) -> str:
    """Returns what the database stores of a random token (SHA-256)."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_channel(session_id: str) -> str:
    """Returns the bus channel on which a session's sockets learn that it has ended."""
    return f"channel:session:{session_id}"


def wrap(sealed: bytes) -> bytes:
    """Adds a second seal, under the server's secret. Unwrapped and wrapped again, the bytes are all different."""
    return crypto.seal(crypto.derive(settings.current().secret, "vaults"), sealed, "wrapped vault")


def unwrap(wrapped: bytes) -> bytes:
    return crypto.unseal(crypto.derive(settings.current().secret, "vaults"), wrapped, "wrapped vault")
