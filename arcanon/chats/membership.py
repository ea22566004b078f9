"""A chat as one of the two people in it sees it, and what they do there."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self, TypeVar

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from arcanon.chats import keys as chat_keys
from arcanon.chats.chat import Chat, ChatEndedError
from arcanon.chats.kept import kept_chat
from arcanon.chats.messages import Message
from arcanon.chats.seats import SEEN, SIGNALS, Seat, change_name, mark_seen, pair_tag
from arcanon.db import revisions
from arcanon.db.errors import KeyUsedError, QuotaError
from arcanon.db.statements import Statements, as_model, placeholders
from arcanon.db.transactions import after_commit, empty_log_after_commit, fetch, pending_state, statements, transaction
from arcanon.people.models import Viewer, Visitor, chat_scope
from arcanon.realtime import bus
from arcanon.text.normalisation import shorten
from arcanon.text.translation import gettext as _

M = TypeVar("M", Chat, Seat)

MAX_OPEN_CHATS = 20  # of one person
MAX_LAST_LINE_LENGTH = 90  # characters of the last message, in the list of chats


_SEAT = ("id", "number", "tag", "name", "seen", "hidden_signals", "sealed_reveal", "sealed_person", "sealed_on")
_FIND = f"""
    SELECT c.*, {", ".join(f"s.{name} AS seat_{name}" for name in _SEAT)}
    FROM seats s JOIN chats c ON c.id = s.chat_id WHERE s.chat_id IN ({{}}) ORDER BY s.number"""  # noqa: S608
_FIND_ONE = _FIND.format("$1")
_NEWS = "SELECT 1 AS found FROM messages WHERE chat_id = $1 AND number > $2 AND seat = $3 LIMIT 1"
_FIND_BY_KEY = "SELECT * FROM messages WHERE chat_id = $1 AND key = $2"


@dataclass(frozen=True)
class Membership:
    """A chat as one of the two people in it sees it: their own seat, and the other one."""

    chat: Chat
    seat: Seat
    other: Seat
    last_message: Message | None = None  # if it was asked for

    @classmethod
    async def find(cls, viewer: Visitor, chat_id: str) -> Self | None:
        """Returns the viewer's membership of this chat, or None if they have no seat in it. One query, or none."""
        if pending_state() is not None:  # what a transaction has written is not to be kept yet
            return next(iter(await cls.find_all(viewer, [chat_id])), None)
        kept = kept_chat(chat_id)
        stamp = await revisions.look("chats", "seats", change_name(chat_id))
        if kept.rows is None or kept.rows[0] != stamp:
            read = [(as_model(Chat, row), as_model(Seat, _seat_of(row))) for row in await fetch(_FIND_ONE, chat_id)]
            chat = read[0][0] if read else None
            is_gone = chat is None or chat.deleted_at is not None
            kept.keep_rows(stamp, read, chat.last_retraction if chat else 0, is_gone=is_gone)
        # Copies, since callers may change them.
        assert kept.rows
        return cls._of(viewer, [(_copy(chat), _copy(seat)) for chat, seat in kept.rows[1]])

    @classmethod
    def _of(cls, viewer: Visitor, both: "list[tuple[Chat, Seat]]") -> Self | None:
        tag = viewer.tag(chat_scope(both[0][0].id)) if both else ""
        own = next((seat for _chat, seat in both if seat.tag == tag), None)
        if own is None:
            return None
        return cls(both[0][0], own, next(seat for _chat, seat in both if seat is not own))

    @classmethod
    async def find_all(cls, viewer: Visitor, chat_ids: list[str]) -> list[Self]:
        """Returns the viewer's memberships of these chats, the latest message first. One query."""
        if not chat_ids:
            return []
        rows: dict[str, list[tuple[Chat, Seat]]] = {}
        for row in await fetch(_FIND.format(placeholders(1, len(chat_ids))), *chat_ids):
            rows.setdefault(row["id"], []).append((as_model(Chat, row), as_model(Seat, _seat_of(row))))
        found = list(filter(None, (cls._of(viewer, both) for both in rows.values())))
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
        return 0 if self.chat.deleted_at else max(0, self.chat.last_number - self.seat.read_count)

    @property
    def has_read_everything(self) -> bool:
        """Whether the other person has read the viewer's last words, and nothing has been said since."""
        is_last = self.chat.last_seat == self.seat.number
        return is_last and self.other.seen >= self.chat.last_number and self.shows_signal(SEEN)

    async def has_news_since(self, number: int) -> bool:
        """Whether the other person has said something after a number. One query."""
        return bool(await fetch(_NEWS, self.chat.id, number, self.other.number))

    @property
    def last_line(self) -> str | None:
        """The last message, shortened; None if it was unsent, its key is gone, or there is none."""
        body = self.last_message.body if self.last_message and not self.chat.deleted_at else None
        return shorten(" ".join(body.split()), MAX_LAST_LINE_LENGTH) if body else None

    def shows_signal(self, signal: str) -> bool:
        """Whether the two see this signal of each other."""
        return not any(signal in seat.hidden_signals.split() for seat in (self.seat, self.other))

    async def say(self, viewer: Viewer, body: str, key: str, seen: int = 0) -> Message:
        """Writes the next message. The same key with the same text returns the message it has already sent.

        `seen` is the number of the last message that the sender had read. Raises `KeyUsedError` if the key has sent
        another text, `ChatEndedError` if the chat has ended.
        """
        try:
            return await self._say(viewer, body, key, seen)
        except IntegrityError:  # on PostgreSQL the same key has sent its message in the same moment
            return await self._say(viewer, body, key, seen)

    @statements
    def _say(self, viewer: Viewer, body: str, key: str, seen: int) -> Statements[Message]:
        chat, seat = self.chat, self.seat
        rows = yield _FIND_BY_KEY, chat.id, key
        if rows:
            earlier = as_model(Message, rows[0])
            if earlier.seat != seat.number or (earlier.sealed and earlier.body != body):
                raise KeyUsedError(key)
            return earlier
        chat_key = chat_keys.key_at_hand(chat.id)
        if chat_key is None:
            raise ChatEndedError(chat.id)
        message = yield from Chat.append(chat.id, seat.number, body, key, chat_key)
        # Followers in this process then need not read it again.
        after_commit("hand along", partial(_hand_along, message, chat.last_retraction))
        yield from seat.reseal_person(viewer)
        yield from mark_seen(chat.id, seat.number, max(seen, seat.seen))
        bus.nudge_after_commit(chat.channel)
        bus.nudge_after_commit(self.other.badge_channel)
        return message

    async def remember_partner(self, viewer: Viewer) -> None:
        """Notes in the viewer's vault who they talk with, so that they are matched with others first; once per chat."""
        kept = kept_chat(self.chat.id)
        if self.seat.number in kept.remembers_partner:
            return
        person_id = self.other.person_id
        partner = {pair_tag(viewer.person_id, person_id): self.chat.created_at.isoformat()} if person_id else {}
        if viewer.vault.would_remember(partner, self.chat.id):
            await viewer.change_vault(lambda vault: vault.remember_partners(partner, self.chat.id))
        kept.remembers_partner.add(self.seat.number)

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

    @statements
    def mark_seen(self, number: int) -> Statements[bool]:
        """Notes that the viewer has read up to this number. Returns whether that is news."""
        up_to = yield from mark_seen(self.chat.id, self.seat.number, number)
        if up_to <= self.seat.seen:
            return False
        bus.nudge_after_commit(self.seat.badge_channel)
        bus.nudge_after_commit(self.chat.channel)
        return True

    @transaction
    async def show_signals(self, signals: list[str]) -> None:
        """Lets the other person see these signals and no others, as long as they let theirs be seen."""
        hidden = " ".join(signal for signal in SIGNALS if signal not in signals)
        await Seat.filter(id=self.seat.id).update(hidden_signals=hidden)
        await bus.nudge(self.chat.channel)


async def _hand_along(message: Message, retraction: int) -> None:
    kept_chat(message.chat_id).newest = message, retraction


def _seat_of(row: Any) -> dict[str, Any]:
    return {"chat_id": row["id"], **{name: row[f"seat_{name}"] for name in _SEAT}}


def _copy(model: M) -> M:
    copied = model.__new__(type(model))
    copied.__dict__.update(model.__dict__)
    return copied
