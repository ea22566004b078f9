"""Asking for a match, waiting for it, and hearing that it is there."""

from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import clock, errors, live, settings, sockets
from arcanon.forms import sent
from arcanon.matches.forms import MatchForm
from arcanon.matches.models import LIFE, MatchRequest, topic
from arcanon.matches.wanted import AGES, GENDERS
from arcanon.notices.bell import Bell
from arcanon.notices.models import topic as news_topic
from arcanon.pages import draw, go_to, render
from arcanon.people.models import Viewer
from arcanon.rooms.models import Room


async def show(request: Request) -> Response:
    """Where a search stands: to be begun, waiting, found, or in vain."""
    errors.required(request)
    return render(request, "matches/show.html#match", await _state(request.user))


async def _state(viewer: Viewer) -> dict[str, Any]:
    room_id, here = viewer.vault.match, settings.current()
    own = await MatchRequest.of(viewer)
    room = await Room.get_or_none(id=room_id) if room_id and not own else None
    is_fresh = room is not None and not room.ended_at and room.created_at > clock.now() - LIFE
    return {
        "state": "waiting" if own else "found" if is_fresh else "in vain" if room_id and not room else "none",
        "wanted": own.wanted if own else None,
        "waiting": await MatchRequest.waiting().count(),
        "room": room,
        "form": MatchForm(),
        "topics": here.topics,
        "languages": here.languages,
        "ages": AGES,
        "genders": GENDERS,
    }


async def ask(request: Request) -> Response:
    errors.required(request)
    form = await MatchForm.read(request)
    if form.errors:
        context = {**await _state(request.user), "form": form}
        return render(request, "matches/show.html#match", context, status=422)

    return await _lead(request, await MatchRequest.ask(request.user, form.wanted))


async def widen(request: Request) -> Response:
    """Looks for any topic, or for anybody, from here on."""
    errors.required(request)
    what = "topics" if (await sent(request)).get("what") == "topics" else "people"
    return await _lead(request, await MatchRequest.widen(request.user, what), said="wider")


async def _lead(request: Request, room: Room | None, said: str = "") -> Response:
    """To the room, and tells who waited for it; or to where the search stands."""
    if room is None:
        return go_to(request, "matches:show", query=f"said={said}" if said else "")
    await live.nudge(topic(room.id))
    await live.nudge(news_topic(room.both[0].tag))
    return go_to(request, "rooms:show", room=room.id, anchor="latest")


async def cancel(request: Request) -> Response:
    """Stops looking; what was asked for stands in the form again."""
    errors.required(request)
    own = await MatchRequest.of(request.user)
    wanted = own.wanted if own else None
    await MatchRequest.cancel(request.user)
    if wanted is None or await Room.exists(id=own.room_id if own else ""):
        return go_to(request, "matches:show")
    context = {**await _state(request.user), "form": MatchForm.of(wanted)}
    return render(request, "matches/show.html", {**context, "said": "You stopped looking."})


async def follow(socket: WebSocket) -> None:
    """Tells somebody who waits that the wait is over."""
    if not socket.user.is_signed_in:
        await sockets.refuse(socket)
        return
    await sockets.push(socket, Wait(socket))


class Wait(Bell):
    """Hears of the room that a match request becomes."""

    def __init__(self, socket: WebSocket) -> None:
        super().__init__(socket)
        self.room_id = socket.user.vault.match
        self.is_told = False
        self.topics += [topic(self.room_id)] if self.room_id else []

    async def tell(self) -> AsyncIterator[str]:
        if self.room_id and not self.is_told and await Room.exists(id=self.room_id):
            self.is_told = True
            yield draw(self.socket, "matches/found.html", await _state(self.socket.user))
        async for frame in super().tell():
            yield frame
