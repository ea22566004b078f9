"""Keys, seals and random names, and the files that keys are kept in."""

from arcanon.crypto.primitives import (
    ALPHABET,
    NONCE_BYTES,
    BrokenSealError,
    derive,
    derive_id,
    mac,
    new_id,
    seal,
    seal_text,
    unseal,
    unseal_text,
)

__all__ = [
    "ALPHABET",
    "NONCE_BYTES",
    "BrokenSealError",
    "derive",
    "derive_id",
    "mac",
    "new_id",
    "seal",
    "seal_text",
    "unseal",
    "unseal_text",
]
