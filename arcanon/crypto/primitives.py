"""Keys, seals and random names: a thin layer over the cryptography package, with nothing invented here."""

import base64
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Digits and lower-case letters that cannot be mistaken for one another when read aloud or copied by hand.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
NONCE_BYTES = 12


class BrokenSealError(Exception):
    """The sealed bytes were changed, or were sealed for another purpose or under another key."""


def new_id(length: int = 12) -> str:
    """Returns a random id for a row or an address: 4.95 bits a character, so 59 bits for the usual 12."""
    return _spell(secrets.randbelow(len(ALPHABET) ** length), length)


def derive_id(digest: str, length: int = 12) -> str:
    """Returns an id like `new_id`'s that is always the same for the same hexadecimal digest."""
    return _spell(int(digest, 16), length)


def _spell(number: int, length: int) -> str:
    name = ""
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        name += ALPHABET[index]
    return name


def derive(key: bytes, purpose: str) -> bytes:
    """Derives a 32-byte key for one purpose; it reveals nothing about the key it comes from (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"arcanon {purpose}".encode()).derive(key)


def mac(key: bytes, text: str) -> str:
    """Returns the HMAC-SHA256 of a text (RFC 2104), as 64 hexadecimal digits."""
    return hmac.digest(key, text.encode(), "sha256").hex()


def seal(key: bytes, content: bytes, purpose: str) -> bytes:
    """Encrypts and authenticates (ChaCha20-Poly1305, RFC 8439). Opening needs the same key and the same purpose."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, purpose.encode())


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes:
    """Opens what `seal` made. Raises `BrokenSealError`."""
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError):
        raise BrokenSealError(purpose) from None


def seal_text(key: bytes, text: str, purpose: str) -> str:
    """Seals a text for a form field or an address: URL-safe characters in and out."""
    return base64.urlsafe_b64encode(seal(key, text.encode(), purpose)).decode().rstrip("=")


def unseal_text(key: bytes, sealed: str, purpose: str) -> str:
    """Opens what `seal_text` made. Raises `BrokenSealError`."""
    try:
        raw = base64.urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
        return unseal(key, raw, purpose).decode()
    except ValueError:
        raise BrokenSealError(purpose) from None
