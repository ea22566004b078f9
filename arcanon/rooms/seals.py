"""Words under the key of their room: what is said there, and what would be revealed."""

from arcanon import crypto
from arcanon.crypto import BrokenSealError
from arcanon.rooms import keys


def seal(room_id: str, number: int, words: str, what: str = "message") -> bytes:
    """Seals words as the ones with this number in a room that has its key; "reveal" is numbered by seats."""
    return crypto.seal(keys.make(room_id), words.encode(), f"{what} {room_id} {number}")


def unseal(room_id: str, number: int, sealed: bytes | None, what: str = "message") -> str | None:
    """The words; None when there are none, or no key for them any more."""
    key = keys.of(room_id)
    if not key or not sealed:
        return None
    try:
        return crypto.unseal(key, sealed, f"{what} {room_id} {number}").decode()
    except BrokenSealError:  # the key is being destroyed just now
        return None
