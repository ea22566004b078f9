"""The list of one's conversations, as it changes."""

from collections.abc import AsyncIterator

from starlette.websockets import WebSocket

from arcanon import sockets
from arcanon.notices.bell import Bell
from arcanon.pages import draw
from arcanon.rooms.models import Room, topic
from arcanon.sockets import OverError


class Chats(Bell):
    """Draws the list anew when something is said in one of the rooms."""

    def __init__(self, socket: WebSocket) -> None:
        super().__init__(socket)
        self.topics += [topic(room_id) for room_id in socket.user.vault.rooms]
        self._drawn = ""

    async def tell(self) -> AsyncIterator[str]:
        viewer = self.socket.user
        await viewer.look_again()
        frame = draw(self.socket, "rooms/chats.html", {"rooms": await Room.of(viewer, viewer.vault.rooms)})
        if frame != self._drawn:
            self._drawn = frame
            yield frame
        async for other in super().tell():
            yield other
        if not {topic(room_id) for room_id in viewer.vault.rooms} <= set(self.topics):
            raise OverError(code=sockets.RESTART)  # to come back, and hear of the new room, too
