"""A live chat without scripts: a page that never ends, to which each message is added."""

import time
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from arcanon.chats.channel import signals_channel
from arcanon.chats.models import Membership, Message, chat_channel
from arcanon.chats.pieces import draw_message
from arcanon.chats.seats import PRESENCE
from arcanon.db import revisions
from arcanon.db.background import in_background
from arcanon.db.connections import UNAVAILABLE
from arcanon.realtime import bus
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.paging import whole_number
from arcanon.web.rendering import HEARTBEAT_INTERVAL, render_to_string

FIRST_SIZE = 20  # messages shown at first
CATCH_UP_SIZE = 100  # messages that are read at a time
LIFETIME = 20 * 60.0  # seconds; then a link leads on
MAX_STREAMS = 2  # of one session; the newest stay

HEARTBEAT = "<!-- -->\n"
SPLIT_MARK = "<!-- messages -->"  # in the template, where the messages go

# Why a stream has ended, by a short name.
ENDINGS = {
    "expired": N_("This page has been live for a while and is taking a break."),
    "replaced": N_("You have opened these messages somewhere else."),
    "restart": N_("The site is restarting. You can continue in a moment."),
    "signed out": N_("You are signed out here."),
    "ended": N_("This chat has ended."),
    "deleted": N_("This chat was deleted by one of you."),
    "closed": N_("This chat is closed."),
}
CONTINUES = ("expired", "replaced", "restart")


class StreamSlots:
    """Decides which streams of one session stay: one for each chat, and `MAX_STREAMS` in all, the newest.

    Every stream announces on the bus when it begins and ends, and each decides for itself, in whichever process it is.
    """

    def __init__(self, chat_id: str) -> None:
        self._chat_id = chat_id
        self._name = f"{time.time_ns():020} {chat_id}"
        self._newer: dict[str, str] = {}

    def begin_signal(self) -> str:
        return f"begin {self._name}"

    def end_signal(self) -> str:
        return f"end {self._name}"

    def is_replaced(self, signals: list[str]) -> bool:
        """Whether newer streams, as far as their signals have arrived, leave no place for this one."""
        for signal in signals:
            word, _separator, name = signal.partition(" ")
            chat_id = name.rpartition(" ")[2]
            if word == "begin" and name > self._name:
                self._newer[chat_id] = name
            elif self._newer.get(chat_id) == name:
                del self._newer[chat_id]
        return self._chat_id in self._newer or len(self._newer) >= MAX_STREAMS


def stream_response(request: Request, membership: Membership) -> Response:
    """Answers with the page that never ends. Only a frame of ours may show it."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'self'",
        "X-Frame-Options": "SAMEORIGIN",
        "X-Accel-Buffering": "no",  # a proxy must not wait for the end
    }
    if request.method == "HEAD":
        return Response(media_type="text/html", headers=headers)
    return StreamingResponse(_parts(request, membership), media_type="text/html", headers=headers)


async def _parts(request: Request, membership: Membership) -> AsyncIterator[str]:
    viewer, chat_id = request.user, membership.chat.id
    slots = StreamSlots(chat_id)
    streams_channel = f"channel:streams:{viewer.session_id}"
    after = whole_number(request.query_params.get("after"), default=membership.chat.last_number)
    cursor = max(0, after - FIRST_SIZE)
    ends_at = time.monotonic() + LIFETIME
    yield _page_halves(request, membership, "")[0]
    with bus.follow(chat_channel(chat_id), viewer.session_channel, streams_channel) as follower:
        await bus.signal(streams_channel, slots.begin_signal())
        await _signal_presence(membership, "here")
        try:
            while True:
                revisions.forget_snapshot()
                try:
                    current = await Membership.find(viewer, chat_id)
                    ending = await _find_ending(request, current)
                    messages = (
                        await Message.read(chat_id, after=cursor, limit=CATCH_UP_SIZE)
                        if current and cursor < current.chat.last_number
                        else []
                    )
                except UNAVAILABLE:  # the next look may find the database again
                    ending, messages = "restart" if bus.is_closing() else "", []
                for message in messages:
                    yield draw_message(request, membership, message, is_plain=True)
                    cursor = message.number
                if len(messages) == CATCH_UP_SIZE:
                    continue
                if ending:
                    break
                if not await follower.wait(timeout=max(0.0, min(HEARTBEAT_INTERVAL, ends_at - time.monotonic()))):
                    yield HEARTBEAT
                    await _signal_presence(membership, "here")
                if slots.is_replaced(follower.take_signals()):
                    ending = "replaced"
                    break
                if time.monotonic() >= ends_at:
                    ending = "expired"
                    break
        finally:
            # A reader who has gone cancels this; the others must be told all the same.
            in_background(lambda: bus.signal(streams_channel, slots.end_signal()))
            in_background(lambda: _signal_presence(membership, "away"))
    yield _page_halves(request, membership, ending)[1]


async def _signal_presence(membership: Membership, word: str) -> None:
    """Tells the other person's page that the reader of this one is "here" or "away", unless one of them hides it."""
    if membership.shows_signal(PRESENCE):
        await bus.signal(signals_channel(membership.chat.id), f"{word} {membership.seat.number}")


def _page_halves(request: Request, membership: Membership, ending: str) -> list[str]:
    """Returns the start of the page, and its end, which says why the stream has ended."""
    context = {
        "chat": membership.chat,
        "text": _(ENDINGS[ending]) if ending else "",
        "continues": ending in CONTINUES,
    }
    return render_to_string(request, "chats/stream.html", context).split(SPLIT_MARK)


async def _find_ending(request: Request, membership: Membership | None) -> str:
    if bus.is_closing():
        return "restart"
    if not await request.user.is_current():
        return "signed out"
    if membership is None:
        return "closed"
    return "deleted" if membership.chat.deleted_at else "ended" if membership.chat.ended_at else ""
