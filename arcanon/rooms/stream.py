"""A conversation live without scripts: a page that is never finished, to which each message is added."""

import time
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from arcanon import live
from arcanon.database import UNAVAILABLE
from arcanon.pages import draw
from arcanon.paging import whole_number
from arcanon.rooms.models import Room, topic

SHOWN_FIRST = 20  # messages
CATCH_UP = 100
BEAT_EVERY = 15.0  # seconds
LIFE = 20 * 60.0  # seconds; then a link leads on
STREAMS_AT_MOST = 2  # of one session; the newest stay

BEAT = "<!-- -->\n"
ENDINGS = {
    "rest": "This page has been live for a while and takes a rest.",
    "elsewhere": "These messages go on where you opened them last.",
    "restart": "The site is being restarted. In a moment you can go on.",
    "signed out": "You are signed out here.",
    "ended": "This conversation has ended.",
    "erased": "This conversation was erased by one of you.",
    "closed": "This conversation is closed.",
}


class Slots:
    """Which of one session's streams may stay: one for each room and two in all, the newest.

    Every stream says on the bus when it begins and ends, and each counts for itself, in whichever process it is.
    """

    def __init__(self, room_id: str) -> None:
        self._room_id = room_id
        self._name = f"{time.time_ns():020} {room_id}"
        self._newer: dict[str, str] = {}

    def begin(self) -> str:
        return f"begin {self._name}"

    def end(self) -> str:
        return f"end {self._name}"

    def are_taken(self, signs: list[str]) -> bool:
        """Whether newer streams leave no place for this one, by what was heard of them."""
        for sign in signs:
            word, _, name = sign.partition(" ")
            room_id = name.rpartition(" ")[2]
            if word == "begin" and name > self._name:
                self._newer[room_id] = name
            elif self._newer.get(room_id) == name:
                del self._newer[room_id]
        return self._room_id in self._newer or len(self._newer) >= STREAMS_AT_MOST


def answer(request: Request, room: Room) -> Response:
    """The page that goes on. Shown in a frame of ours alone."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'self'",
        "X-Frame-Options": "SAMEORIGIN",
        "X-Accel-Buffering": "no",  # a proxy in front must not wait for the end
    }
    return StreamingResponse(_parts(request, room), media_type="text/html", headers=headers)


async def _parts(request: Request, room: Room) -> AsyncIterator[str]:
    viewer, slots = request.user, Slots(room.id)
    streams = f"streams {viewer.session_id}"
    context = {"room": room, "seat": room.seat_of(viewer)}
    cursor = max(0, whole_number(request.query_params.get("after"), default=room.top) - SHOWN_FIRST)
    ends_at = time.monotonic() + LIFE
    yield _page(request, room, "")[0]
    with live.follow(topic(room.id), viewer.session_topic, streams) as follower:
        await live.sign(streams, slots.begin())
        try:
            while True:
                try:
                    current = await Room.open_to(viewer, room.id)
                    why = await _ending(request, current)
                    found = await current.said(after=cursor).limit(CATCH_UP) if current and cursor < current.top else []
                except UNAVAILABLE:  # The next look may find the database again.
                    why, found = "restart" if live.is_closing() else "", []
                for message in found:
                    yield draw(request, "rooms/_message.html", {**context, "message": message, "is_plain": True})
                    cursor = message.number
                if len(found) == CATCH_UP:
                    continue
                if why:
                    break
                if not await follower.woken(within=max(0.0, min(BEAT_EVERY, ends_at - time.monotonic()))):
                    yield BEAT
                if slots.are_taken(follower.signs()):
                    why = "elsewhere"
                    break
                if time.monotonic() >= ends_at:
                    why = "rest"
                    break
        finally:
            await live.sign(streams, slots.end())
    yield _page(request, room, why)[1]


def _page(request: Request, room: Room, why: str) -> list[str]:
    """The beginning of the page, and its end, which says why it has ended."""
    context = {"room": room, "words": ENDINGS.get(why, ""), "goes_on": why in ("rest", "elsewhere", "restart")}
    return draw(request, "rooms/stream.html", context).split("<!-- messages -->")


async def _ending(request: Request, room: Room | None) -> str:
    if live.is_closing():
        return "restart"
    if not await request.user.is_current():
        return "signed out"
    if room is None:
        return "closed"
    return "erased" if room.burned_at else "ended" if room.ended_at else ""
