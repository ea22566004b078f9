"""What the open page of a room hears: messages, what was taken back, how the other is, and the end."""

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.websockets import WebSocket

from arcanon import live, sockets
from arcanon.notices.bell import Bell
from arcanon.notices.models import topic as news_topic
from arcanon.pages import draw
from arcanon.paging import whole_number
from arcanon.rooms.models import Message, Room, Seat, scope, topic
from arcanon.rooms.seats import PRESENCE, TYPING
from arcanon.sockets import TICK, OverError

CATCH_UP = 100  # messages told at a time
HERE_FOR = 40.0  # seconds after the last sign of somebody that they are still here
GONE_AFTER = 1.0  # seconds after a page of theirs was closed or hidden
TYPING_FOR = 6.0  # seconds after the last sign of writing
SIGN_EVERY = 10.0  # seconds between two signs that one is still here


class Conversation(Bell):
    """Tells every message after the number `after`, in order, each once; and what was taken back after `takes`.

    The page says "here", "away", "typing", and "seen 12". Who is here and who writes is kept nowhere: the sockets of
    the two tell each other, as long as both let it be seen.
    """

    def __init__(self, socket: WebSocket) -> None:
        self.room_id = socket.path_params["room"]
        super().__init__(socket, besides=socket.user.tag(scope(self.room_id)))
        self.signs_topic = f"signs {self.room_id}"
        self.topics += [topic(self.room_id), self.signs_topic]
        self.cursor = whole_number(socket.query_params.get("after"), default=-1)
        self.takes = whole_number(socket.query_params.get("takes"), default=0)
        self.room: Room | None = None
        self._is_known = asyncio.Event()  # whether one may be here at all
        self.is_here = False
        self._signed_at = self._here_until = self._typing_until = 0.0
        self._shown_at = 0.0  # when it was last decided what is true for the moment
        self._drawn: dict[str, str] = {}

    @property
    def beat(self) -> int:  # type: ignore[override]
        return max(0, self.cursor)

    @property
    def own(self) -> Seat:
        assert self.room
        return self.room.seat_of(self.socket.user)

    @property
    def other(self) -> Seat:
        assert self.room
        return self.room.other(self.socket.user)

    async def tell(self) -> AsyncIterator[str]:
        room = await Room.open_to(self.socket.user, self.room_id)
        if room is None:
            raise OverError(self._draw("live/closed.html") if self.room else "")
        is_first, self.room = self.room is None, room
        self._is_known.set()
        if self.cursor < 0:
            self.cursor = room.top
        if is_first:
            await live.sign(self.signs_topic, f"who {self.own.number}")
        if room.burned_at:
            raise OverError(self._draw("rooms/erased.html"), sockets.NORMAL)
        # Several that were missed are history, told in one go; what arrives now is told one by one.
        missed = is_first and room.top - self.cursor > 1
        while self.cursor < room.top:
            found = await room.said(after=self.cursor).limit(CATCH_UP)
            if not found:
                break
            for frame in [self._draw("rooms/missed.html", messages=found)] if missed else map(self._arrived, found):
                yield frame
            self.cursor = found[-1].number
        if room.takes > self.takes:
            for message in await room.taken(after=self.takes):
                yield self._draw("rooms/taken.html", message=message)
            self.takes = room.takes
        if room.ended_at:
            raise OverError(self._draw("rooms/over.html"), sockets.NORMAL)
        async for frame in super().tell():
            yield frame

    def _arrived(self, message: Message) -> str:
        if message.seat == self.other.number:
            self._typing_until = 0.0
        return self._draw("rooms/arrived.html", message=message)

    async def show(self, signs: list[str]) -> AsyncIterator[str]:
        assert self.room
        self._shown_at = now = time.monotonic()
        for sign in signs:
            await self._take(sign, now)
        if self.is_here and now - self._signed_at > SIGN_EVERY:
            await self._sign("here")
        is_here, is_typing = self._here_until > now, self._typing_until > now
        for name, context in (("_signs", {"is_here": is_here, "is_typing": is_typing}), ("_reveal", {})):
            drawn = self._draw(f"rooms/{name}.html", **context)
            if self._drawn.get(name) != drawn:
                is_first = name not in self._drawn
                self._drawn[name] = drawn
                yield self._draw(f"rooms/{name[1:]}.html", is_first=is_first, **context)

    async def _take(self, sign: str, now: float) -> None:
        """A sign, from a socket of the other or from another one of one's own."""
        word, _, seat = sign.partition(" ")
        if seat == str(self.own.number):
            if word == "away" and self.is_here:  # one of several pages was closed
                await self._sign("here")
        elif word == "here":
            self._here_until = now + HERE_FOR
        elif word == "away":
            # Another page of theirs may be open, and says so at once.
            self._here_until, self._typing_until = min(self._here_until, now + GONE_AFTER), 0.0
        elif word == "typing":
            self._here_until, self._typing_until = now + HERE_FOR, now + TYPING_FOR
        elif word == "who" and self.is_here:
            await self._sign("here")

    async def _sign(self, word: str) -> None:
        assert self.room
        if self.room.shows(TYPING if word == "typing" else PRESENCE):
            self._signed_at = time.monotonic()
            await live.sign(self.signs_topic, f"{word} {self.own.number}")

    def wakes_in(self) -> float:
        # As seen from the last look: what ran out since then is still on the page, and due at once.
        due = [until for until in (self._here_until, self._typing_until) if until > self._shown_at]
        return min([TICK, *(max(0.0, until - time.monotonic()) for until in due)])

    async def hear(self, words: str) -> None:
        word, _, number = words.partition(" ")
        await self._is_known.wait()
        assert self.room
        if word in ("here", "away"):
            self.is_here = word == "here"
            if self.is_here and not self.room.top:  # that somebody has come is all there is to see
                await self.room.see(self.socket.user, 0)
            await self._sign(word)
        elif word == "typing":
            await self._sign(word)
        elif word == "seen" and await self.room.see(self.socket.user, whole_number(number, default=0)):
            self.count_anew()  # the page was drawn with what is read now among its news
            await live.nudge(news_topic(self.own.tag))
            await live.nudge(self.room.topic)

    async def leave(self) -> None:
        if self.room and self.is_here:
            await self._sign("away")

    def _draw(self, template: str, **context: object) -> str:
        seat = {"room": self.room, "seat": self.own} if self.room else {}
        return draw(self.socket, template, {**seat, **context})
