"""What the seven words give, and the seals a person's things lie under."""

import hashlib

from arcanon import crypto, settings
from arcanon.people import passphrase


def of_words(words: str) -> tuple[str, bytes]:
    """A lookup that is stored, and a person key that never is."""
    entropy = passphrase.normalise(words).encode()
    secret = crypto.derive(settings.current().secret, "lookup")
    return crypto.mac(secret, crypto.derive(entropy, "lookup").hex()), crypto.derive(entropy, "person key")


def of_vault(person_key: bytes) -> bytes:
    return crypto.derive(person_key, "vault")


def of_token(token: str) -> bytes:
    return crypto.derive(token.encode(), "session")


def hashed(token: str) -> str:
    """What the database knows of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_topic(session_id: str) -> str:
    """What the bus calls a session, for its sockets to hear of its end."""
    return f"session {session_id}"


def wrap(sealed: bytes) -> bytes:
    """A second seal, under the server's secret: opened and closed again it looks as changed as any other."""
    return crypto.seal(crypto.derive(settings.current().secret, "vaults"), sealed, "wrapped vault")


def unwrap(wrapped: bytes) -> bytes:
    return crypto.unseal(crypto.derive(settings.current().secret, "vaults"), wrapped, "wrapped vault")
