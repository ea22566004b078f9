"""What the two would reveal about themselves: sealed until both have written something, then open to both for good."""

from arcanon.chats import sealed_text
from arcanon.chats.models import ChatEndedError, Membership, Seat
from arcanon.db.transactions import empty_log_after_commit, transaction
from arcanon.realtime import bus

MAX_REVEAL_LENGTH = 300  # characters


class RevealedError(Exception):
    """Both have revealed what they wrote, so it cannot be taken back."""


@transaction
async def seal(membership: Membership, text: str) -> bool:
    """Seals what the viewer would reveal. Once both have done so, it is open to both. Returns whether that is now.

    Raises `ChatEndedError`, or `RevealedError` if both have done it already.
    """
    chat, seat = membership.chat, membership.seat
    if not (await chat.locked()).is_open:
        raise ChatEndedError(chat.id)
    await _check_unrevealed(membership)
    empty_log_after_commit()
    seat.sealed_reveal = sealed_text.seal(chat.id, seat.number, text, sealed_text.REVEAL)
    await seat.save(update_fields=["sealed_reveal"])
    await bus.nudge(chat.channel)
    return await Seat.exists(id=membership.other.id, sealed_reveal__isnull=False)


@transaction
async def withdraw(membership: Membership) -> None:
    """Takes back what the viewer would reveal. Raises `RevealedError` if it is open to both by now."""
    await membership.chat.locked()
    await _check_unrevealed(membership)
    empty_log_after_commit()
    await Seat.filter(id=membership.seat.id).update(sealed_reveal=None)
    await bus.nudge(membership.chat.channel)


async def _check_unrevealed(membership: Membership) -> None:
    sealed = Seat.filter(chat_id=membership.chat.id, sealed_reveal__isnull=False)
    if await sealed.count() == len((membership.seat, membership.other)):
        raise RevealedError(membership.chat.id)
