"""What the open page of a chat receives: messages, unsent ones, how the other person is, and the end."""

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.websockets import WebSocket

from arcanon.chats.models import Membership, Message, chat_channel
from arcanon.chats.pieces import chat_context, draw_arrival, draw_message, draw_messages
from arcanon.chats.seats import PRESENCE, TYPING
from arcanon.notifications.channel import NotificationChannel
from arcanon.realtime import bus
from arcanon.realtime.channels import NORMAL, CloseSocketError
from arcanon.web.paging import whole_number
from arcanon.web.rendering import HEARTBEAT_INTERVAL, render_to_string

CATCH_UP_SIZE = 100  # messages that are read at a time
PRESENCE_TIMEOUT = 40.0  # seconds after the last signal of somebody until they count as away
AWAY_DELAY = 1.0  # seconds after they closed or hid a page
TYPING_TIMEOUT = 6.0  # seconds after the last signal that they are typing
PRESENCE_INTERVAL = 10.0  # seconds between two signals that somebody is still here

# The parts of the page that show what is true for the moment: each template, and the frame that replaces it.
SIGNALS_PART = ("chats/_signals.html", "chats/frames/signals.html")
REVEAL_PART = ("chats/_reveal.html", "chats/frames/reveal.html")


class ChatChannel(NotificationChannel):
    """Sends each message after the number `after`, in order, once; and each one unsent after `retraction`.

    The page sends "here", "away", "typing" and "seen 12". Who is here and who is typing is stored nowhere: the sockets
    of the two tell each other, as long as neither hides it.
    """

    def __init__(self, socket: WebSocket) -> None:
        self.chat_id = socket.path_params["chat"]
        super().__init__(socket, except_chat=self.chat_id)
        self.signals_channel = signals_channel(self.chat_id)
        self.bus_channels += [chat_channel(self.chat_id), self.signals_channel]
        self.cursor = whole_number(socket.query_params.get("after"), default=-1)
        self.retraction = whole_number(socket.query_params.get("retraction"), default=0)
        self.membership: Membership | None = None
        self._is_admitted = asyncio.Event()
        self.is_here = False
        self._signalled_at = self._here_until = self._typing_until = 0.0
        self._shown_at = 0.0  # when the signals were last rendered
        self._shown: dict[str, tuple[object, ...]] = {}  # what each part shows
        self._rendered: dict[str, str] = {}

    async def updates(self) -> AsyncIterator[str]:
        membership = await Membership.find(self.socket.user, self.chat_id)
        if membership is None:
            raise CloseSocketError("no such chat", self._render("chats/frames/closed.html") if self.membership else "")
        is_first, self.membership = self.membership is None, membership
        chat = membership.chat
        self._is_admitted.set()
        if self.cursor < 0:
            self.cursor = chat.last_number
        if is_first:
            await bus.signal(self.signals_channel, f"who {membership.seat.number}")
        if chat.deleted_at:
            raise CloseSocketError("the chat was deleted", self._render("chats/frames/deleted.html"), NORMAL)
        # Several missed messages are history, and come in one frame; what arrives now comes one by one.
        has_missed = is_first and chat.last_number - self.cursor > 1
        while self.cursor < chat.last_number:
            messages = await chat.read_newer(self.cursor, limit=CATCH_UP_SIZE)
            if not messages:
                break
            if has_missed:
                drawn = draw_messages(self.socket, membership, messages)
                yield self._render("chats/frames/missed.html", messages=messages, drawn=drawn)
            else:
                for message in messages:
                    yield self._render_arrival(message)
            self.cursor = messages[-1].number
        if chat.last_retraction > self.retraction:
            for message in await Message.read_unsent(chat.id, after=self.retraction):
                drawn = draw_message(self.socket, membership, message)
                yield self._render("chats/frames/unsent.html", message=message, drawn=drawn)
                self.retraction = message.retraction  # which may be later than the chat that was read before
        if chat.ended_at:
            raise CloseSocketError("the chat has ended", self._render("chats/frames/ended.html"), NORMAL)
        async for frame in super().updates():
            yield frame

    def _render_arrival(self, message: Message) -> str:
        assert self.membership
        if message.seat == self.membership.other.number:
            self._typing_until = 0.0
        return draw_arrival(self.socket, self.membership, message)

    async def signals(self, received: list[str]) -> AsyncIterator[str]:
        assert self.membership
        self._shown_at = now = time.monotonic()
        for signal in received:
            await self._handle_signal(signal, now)
        if self.is_here and now - self._signalled_at > PRESENCE_INTERVAL:
            await self._signal("here")
        state = {"is_here": self._here_until > now, "is_typing": self._typing_until > now}
        membership = self.membership
        chat, seat, other = membership.chat, membership.seat, membership.other
        is_open = chat.is_open
        signals = (*state.values(), is_open, seat.hidden_signals, other.hidden_signals, membership.has_read_everything)
        reveals = (is_open, seat.sealed_reveal, other.sealed_reveal)
        for (part, frame), shown, context in ((SIGNALS_PART, signals, state), (REVEAL_PART, reveals, {})):
            # Most of the time nothing has changed, and nothing is drawn.
            if self._shown.get(part) == shown:
                continue
            self._shown[part] = shown
            rendered = self._render(part, **context)
            if self._rendered.get(part) != rendered:
                is_first = part not in self._rendered
                self._rendered[part] = rendered
                yield self._render(frame, is_first=is_first, **context)

    async def _handle_signal(self, signal: str, now: float) -> None:
        """Handles a signal from a socket of the other person, or from another socket of the viewer."""
        assert self.membership
        word, _separator, seat = signal.partition(" ")
        if seat == str(self.membership.seat.number):
            if word == "away" and self.is_here:  # one of the viewer's several pages was closed
                await self._signal("here")
        elif word == "here":
            self._here_until = now + PRESENCE_TIMEOUT
        elif word == "away":
            # If they have another page open, it says so at once.
            self._here_until, self._typing_until = min(self._here_until, now + AWAY_DELAY), 0.0
        elif word == "typing":
            self._here_until, self._typing_until = now + PRESENCE_TIMEOUT, now + TYPING_TIMEOUT
        elif word == "who" and self.is_here:
            await self._signal("here")

    async def _signal(self, word: str) -> None:
        assert self.membership
        if self.membership.shows_signal(TYPING if word == "typing" else PRESENCE):
            self._signalled_at = time.monotonic()
            await bus.signal(self.signals_channel, f"{word} {self.membership.seat.number}")

    def seconds_to_next_signal(self) -> float:
        # Counted from when the signals were last rendered: what has run out since is still on the page, and due now.
        due = [until for until in (self._here_until, self._typing_until) if until > self._shown_at]
        return min([HEARTBEAT_INTERVAL, *(max(0.0, until - time.monotonic()) for until in due)])

    async def receive(self, text: str) -> None:
        word, _separator, number = text.partition(" ")
        await self._is_admitted.wait()
        assert self.membership
        if word in ("here", "away"):
            self.is_here = word == "here"
            if self.is_here and not self.membership.chat.last_number:  # the chat itself is all there is to see yet
                await self.membership.mark_seen(0)
            await self._signal(word)
        elif word == "typing":
            await self._signal(word)
        elif word == "seen":
            self.recount()  # before the nudge: the page was drawn with a notification that is read now
            await self.membership.mark_seen(whole_number(number, default=0))

    async def disconnected(self) -> None:
        if self.membership and self.is_here:
            await self._signal("away")

    def _render(self, template: str, **context: object) -> str:
        return render_to_string(self.socket, template, {**chat_context(self.membership), **context})


def signals_channel(chat_id: str) -> str:
    """Returns the bus channel on which the open pages of a chat tell each other how their readers are."""
    return f"channel:chat-signals:{chat_id}"
