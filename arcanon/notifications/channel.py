"""The number of unread notifications, sent to every open page when it changes."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from starlette.websockets import WebSocket

from arcanon.notifications.models import notification_channel
from arcanon.notifications.unread import Unread, count_unread
from arcanon.people.models import chat_scope
from arcanon.realtime import bus
from arcanon.realtime.channels import Channel
from arcanon.realtime.followers import Follower
from arcanon.web.rendering import render_to_string

COUNT_INTERVAL = 60.0  # seconds between two full counts, which include threads that were joined meanwhile


class NotificationChannel(Channel):
    """What the socket of every page sends. Channels that send more inherit from it, and yield its updates last."""

    def __init__(self, socket: WebSocket, except_chat: str = "") -> None:
        """`except_chat` is the chat that the page itself shows, which it counts by itself."""
        super().__init__(socket)
        except_tag = socket.user.tag(chat_scope(except_chat)) if except_chat else ""
        self._tag_channels = [notification_channel(tag) for tag in socket.user.tags if tag != except_tag]
        self._except_chat = except_chat
        self._sent_count: Unread | None = None
        self._counted_at = time.monotonic()  # the page that opened the socket has just counted
        self._follower: Follower
        self.bus_channels = [*self._tag_channels]

    @contextmanager
    def following(self) -> Iterator[None]:
        with bus.follow(*self._tag_channels) as self._follower:
            yield

    def recount(self) -> None:
        """Has the next update count again, whether something has happened or not."""
        self._counted_at = float("-inf")

    async def updates(self) -> AsyncIterator[str]:
        if not self.socket.user.is_signed_in:
            return
        if not self._follower.take_nudge() and time.monotonic() - self._counted_at < COUNT_INTERVAL:
            return
        self._counted_at = time.monotonic()
        await self.socket.user.reload_vault()
        count = await count_unread(self.socket.user, self._except_chat)
        if count != self._sent_count:
            self._sent_count = count
            yield render_to_string(self.socket, "notifications/frames/count.html", {"unread": count})
