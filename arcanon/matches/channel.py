"""Tells somebody who is waiting for a match that it is there."""

from collections.abc import AsyncIterator

from starlette.websockets import WebSocket

from arcanon.chats.models import Chat
from arcanon.matches.models import match_channel
from arcanon.matches.state import match_state
from arcanon.notifications.channel import NotificationChannel
from arcanon.web.rendering import render_to_string


class MatchChannel(NotificationChannel):
    """Sends a link to the chat that a match request has become, once."""

    def __init__(self, socket: WebSocket) -> None:
        super().__init__(socket)
        self.chat_id = socket.user.vault.pending_match
        self.is_sent = False
        self.bus_channels += [match_channel(self.chat_id)] if self.chat_id else []

    async def updates(self) -> AsyncIterator[str]:
        if self.chat_id and not self.is_sent and await Chat.exists(id=self.chat_id):
            self.is_sent = True
            context = await match_state(self.socket.user)
            yield render_to_string(self.socket, "matches/frames/matched.html", context)
        async for frame in super().updates():
            yield frame
