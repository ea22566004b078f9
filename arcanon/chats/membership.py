"""A chat as one of the two people in it sees it, and what they do there."""

from dataclasses import dataclass, replace
from typing import Self

from tortoise.expressions import Q

from arcanon.chats.chat import Chat
from arcanon.chats.messages import Message
from arcanon.chats.seats import SEEN, SIGNALS, Seat, pair_tag
from arcanon.db.transactions import KeyUsedError, QuotaError, empty_log_after_commit, transaction
from arcanon.people.models import Viewer, Visitor, chat_scope
from arcanon.realtime import bus
from arcanon.text.normalisation import shorten
from arcanon.text.translation import gettext as _

MAX_OPEN_CHATS = 20  # of one person
MAX_LAST_LINE_LENGTH = 90  # characters of the last message, in the list of chats


class ChatEndedError(Exception):
    """The chat has ended; no message can be sent in it any more."""


@dataclass(frozen=True)
class Membership:
    """A chat as one of the two people in it sees it: their own seat, and the other one."""

    chat: Chat
    seat: Seat
    other: Seat
    last_message: Message | None = None  # if it was asked for

    @classmethod
    async def find(cls, viewer: Visitor, chat_id: str) -> Self | None:
        """Returns the viewer's membership of this chat, or None if they have no seat in it. One query."""
        return next(iter(await cls.find_all(viewer, [chat_id])), None)

    @classmethod
    async def find_all(cls, viewer: Visitor, chat_ids: list[str]) -> list[Self]:
        """Returns the viewer's memberships of these chats, the latest message first. One query."""
        seats: dict[str, list[Seat]] = {}
        for seat in await Seat.filter(chat_id__in=chat_ids).select_related("chat").order_by("number"):
            seats.setdefault(seat.chat_id, []).append(seat)
        found = []
        for chat_id, both in seats.items():
            tag = viewer.tag(chat_scope(chat_id))
            own = next((seat for seat in both if seat.tag == tag), None)
            if own:
                other = next(seat for seat in both if seat is not own)
                found.append(cls(both[0].chat, own, other))
        return sorted(found, key=lambda one: one.chat.last_message_at or one.chat.created_at, reverse=True)

    @classmethod
    async def find_all_with_last(cls, viewer: Visitor, chat_ids: list[str]) -> list[Self]:
        """Returns what `find_all` does, with the last message of each chat. Two queries."""
        found = await cls.find_all(viewer, chat_ids)
        numbers = [Q(chat_id=one.chat.id, number=one.chat.last_number) for one in found if one.chat.last_number]
        messages = await Message.filter(Q(*numbers, join_type="OR")) if numbers else []
        last = {message.chat_id: message for message in messages}
        return [replace(one, last_message=last.get(one.chat.id)) for one in found]

    @classmethod
    async def check_quota(cls, viewer: Visitor) -> None:
        """Raises `QuotaError` if the viewer has as many open chats as a person may have."""
        memberships = await cls.find_all(viewer, viewer.vault.chats)
        if sum(not one.chat.ended_at for one in memberships) >= MAX_OPEN_CHATS:
            raise QuotaError(
                _("You have %(most)s open chats, which is the limit. End one of them first.", most=MAX_OPEN_CHATS)
            )

    @property
    def is_revealed(self) -> bool:
        return bool(self.seat.sealed_reveal and self.other.sealed_reveal)

    @property
    def unread_count(self) -> int:
        return 0 if self.chat.deleted_at else max(0, self.chat.last_number - self.seat.seen)

    @property
    def has_read_everything(self) -> bool:
        """Whether the other person has read the viewer's last words, and nothing has been said since."""
        is_last = self.chat.last_seat == self.seat.number
        return is_last and self.other.seen >= self.chat.last_number and self.shows_signal(SEEN)

    @property
    def last_line(self) -> str | None:
        """The last message, shortened; None if it was unsent, its key is gone, or there is none."""
        body = self.last_message.body if self.last_message and not self.chat.deleted_at else None
        return shorten(" ".join(body.split()), MAX_LAST_LINE_LENGTH) if body else None

    def shows_signal(self, signal: str) -> bool:
        """Whether the two see this signal of each other."""
        return not any(signal in seat.hidden_signals.split() for seat in (self.seat, self.other))

    @transaction
    async def say(self, viewer: Viewer, body: str, key: str, seen: int = 0) -> Message:
        """Writes the next message. The same key with the same text returns the message it has already sent.

        `seen` is the number of the last message that the sender had read. Raises `KeyUsedError` if the key has sent
        another text, `ChatEndedError` if the chat has ended.
        """
        chat = await self.chat.locked()
        seat = await Seat.get(id=self.seat.id)
        earlier = await Message.get_or_none(chat_id=chat.id, key=key)
        if earlier:
            if earlier.seat != seat.number or (earlier.sealed and earlier.body != body):
                raise KeyUsedError(key)
            return earlier
        if not chat.is_open:
            raise ChatEndedError(chat.id)
        message = await chat.append(seat.number, body, key)
        await bus.nudge(chat.channel)
        await self.other.notify()
        await seat.reseal_person(viewer)
        await chat.mark_seen(seat, max(seen, seat.seen))
        return message

    async def remember_partner(self, viewer: Viewer) -> None:
        """Notes in the viewer's vault who they talk with, so that they are matched with others first; once per chat."""
        person_id = self.other.person_id
        partner = {pair_tag(viewer.person_id, person_id): self.chat.created_at.isoformat()} if person_id else {}
        if viewer.vault.would_remember(partner, self.chat.id):
            await viewer.change_vault(lambda vault: vault.remember_partners(partner, self.chat.id))

    @transaction
    async def unsend(self, number: int) -> Message | None:
        """Erases the text of the viewer's own message; its place remains. Returns None if there is no such message."""
        chat = await self.chat.locked()
        message = await Message.get_or_none(chat_id=chat.id, number=number, seat=self.seat.number)
        if message and message.sealed:
            empty_log_after_commit()
            chat.last_retraction += 1
            await chat.save(update_fields=["last_retraction"])
            message.sealed, message.retraction = None, chat.last_retraction
            await message.save(update_fields=["sealed", "retraction"])
            await bus.nudge(chat.channel)
        return message

    @transaction
    async def mark_seen(self, number: int) -> bool:
        """Notes that the viewer has read up to this number. Returns whether that is news."""
        chat = await self.chat.locked()
        is_new = await chat.mark_seen(await Seat.get(id=self.seat.id), number)
        if is_new:
            await self.seat.update_badge()
            await bus.nudge(chat.channel)
        return is_new

    @transaction
    async def show_signals(self, signals: list[str]) -> None:
        """Lets the other person see these signals and no others, as long as they let theirs be seen."""
        hidden = " ".join(signal for signal in SIGNALS if signal not in signals)
        await Seat.filter(id=self.seat.id).update(hidden_signals=hidden)
        await bus.nudge(self.chat.channel)
