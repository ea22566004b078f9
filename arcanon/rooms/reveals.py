"""What the two would tell of themselves: sealed until both have written, then open to both, for good."""

from arcanon.database import erase, unit
from arcanon.people.models import Viewer
from arcanon.rooms import seals
from arcanon.rooms.models import EndedError, Room, Seat

REVEAL_AT_MOST = 300  # characters


class OpenedError(Exception):
    """Both have revealed what they wrote; it cannot be taken back."""


@unit
async def offer(room: Room, viewer: Viewer, words: str) -> None:
    """Seals what one would reveal; when the other has done so, too, it is open to both.

    Raises `EndedError`, or `OpenedError` when both have done it already.
    """
    if not (await room.locked()).is_open:
        raise EndedError(room.id)
    await _check_sealed(room)
    seat = room.seat_of(viewer)
    erase()
    seat.reveal = seals.seal(room.id, seat.number, words, "reveal")
    await seat.save(update_fields=["reveal"])


@unit
async def withdraw(room: Room, viewer: Viewer) -> None:
    """Takes back what one would have revealed. Raises `OpenedError` when it is open to both by now."""
    await room.locked()
    await _check_sealed(room)
    erase()
    await Seat.filter(id=room.seat_of(viewer).id).update(reveal=None)


async def _check_sealed(room: Room) -> None:
    if await Seat.filter(room_id=room.id, reveal__isnull=False).count() == len(room.both):
        raise OpenedError(room.id)
