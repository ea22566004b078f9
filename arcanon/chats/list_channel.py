"""The list of chats, sent to its open page when it changes."""

from collections.abc import AsyncIterator

from starlette.websockets import WebSocket

from arcanon.chats.models import Membership, chat_channel
from arcanon.notifications.channel import NotificationChannel
from arcanon.realtime.channels import SERVICE_RESTART, CloseSocketError
from arcanon.web.rendering import render_to_string


class ChatListChannel(NotificationChannel):
    """Sends the whole list when something happens in one of the chats."""

    def __init__(self, socket: WebSocket) -> None:
        super().__init__(socket)
        self.bus_channels += [chat_channel(chat_id) for chat_id in socket.user.vault.chats]
        self._sent_frame = ""

    async def updates(self) -> AsyncIterator[str]:
        viewer = self.socket.user
        await viewer.reload_vault()
        memberships = await Membership.find_all_with_last(viewer, viewer.vault.chats)
        frame = render_to_string(self.socket, "chats/frames/list.html", {"memberships": memberships})
        if frame != self._sent_frame:
            self._sent_frame = frame
            yield frame
        async for other in super().updates():
            yield other
        if not {chat_channel(chat_id) for chat_id in viewer.vault.chats} <= set(self.bus_channels):
            raise CloseSocketError(
                "there is a new chat", code=SERVICE_RESTART
            )  # the browser reconnects, and follows the new chat, too
