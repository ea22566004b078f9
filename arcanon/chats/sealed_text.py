"""Text under the key of its chat: messages, and what would be revealed."""

from arcanon import crypto
from arcanon.chats import keys
from arcanon.crypto import BrokenSealError

MESSAGE, REVEAL, ABOUT = "message", "reveal", "about"


def seal(chat_id: str, number: int, text: str, kind: str = MESSAGE) -> bytes:
    """Seals a text under the chat's key. A message has its own number, a `REVEAL` that of its seat."""
    return crypto.seal(
        keys.key_at_hand(chat_id) or keys.read_or_make_key(chat_id), text.encode(), f"{kind} {chat_id} {number}"
    )


def seal_with(key: bytes, chat_id: str, number: int, text: str) -> bytes:
    """Seals a message under the chat's key, which is at hand."""
    return crypto.seal(key, text.encode(), f"{MESSAGE} {chat_id} {number}")


def unseal(chat_id: str, number: int, sealed: bytes | None, kind: str = MESSAGE) -> str | None:
    """Returns the text, or None if there is none or its key is gone."""
    key = keys.key_at_hand(chat_id) if sealed else None
    if not key or not sealed:
        return None
    try:
        return crypto.unseal(key, sealed, f"{kind} {chat_id} {number}").decode()
    except BrokenSealError:  # the key is being destroyed just now
        return None
