"""Sealed authorship: who wrote a text, sealed under the key of its day, so that a block can reach them.

Nobody is ever shown who it is. Once the day's key is destroyed, nothing leads from the text to its writer any more.
"""

from datetime import date, datetime

from arcanon import crypto
from arcanon.crypto import BrokenSealError
from arcanon.people import day_keys


def seal_person(person_id: str, subject_id: str) -> bytes:
    """Seals the person who wrote the subject with this id. Two seals of one person have nothing in common."""
    return crypto.seal(day_keys.key_for_today(), person_id.encode(), f"writer {subject_id}")


def unseal_person(sealed: bytes | None, subject_id: str, sealed_on: date) -> str | None:
    """Returns the person's id, or None if the key of that day (which may be given as a moment) is gone."""
    key = day_keys.key_for_day(sealed_on.date() if isinstance(sealed_on, datetime) else sealed_on)
    if key is None or not sealed:
        return None
    try:
        return crypto.unseal(key, sealed, f"writer {subject_id}").decode()
    except BrokenSealError:
        return None
