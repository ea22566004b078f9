"""Who wrote something, sealed under the key of its day: for a block to reach them, and never to be shown.

When the day's key is destroyed, so is the way from the words to whoever wrote them.
"""

from datetime import date, datetime

from arcanon import crypto, day_keys
from arcanon.crypto import BrokenSealError
from arcanon.people.models import Viewer


def seal(viewer: Viewer, subject: str) -> bytes:
    """The writer of the subject with this id. Two seals of one writer have nothing in common, not even for one day."""
    return seal_person(viewer.person_id, subject)


def seal_person(person_id: str, subject: str) -> bytes:
    """The same, of somebody who is not asking just now."""
    return crypto.seal(day_keys.of_today(), person_id.encode(), f"writer {subject}")


def unseal(sealed: bytes | None, subject: str, written: date) -> str | None:
    """The id of the person who wrote it; None when the key of the day (or moment) it was written on is gone."""
    key = day_keys.of(written.date() if isinstance(written, datetime) else written)
    if key is None or not sealed:
        return None
    try:
        return crypto.unseal(key, sealed, f"writer {subject}").decode()
    except BrokenSealError:
        return None
