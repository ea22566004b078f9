"""Asking for a match, waiting for it, and hearing that it is there."""

from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import clock, errors, live, settings, sockets
from arcanon.matches.forms import MatchForm
from arcanon.matches.models import LIFE, MatchRequest, Wish, topic
from arcanon.notices.bell import Bell
from arcanon.pages import draw, go_to, render
from arcanon.people.models import Viewer
from arcanon.rooms.models import Room


async def show(request: Request) -> Response:
    """Where a search stands: to be begun, waiting, found, or in vain."""
    errors.required(request)
    return render(request, "matches/show.html#match", await _state(request.user))


async def _state(viewer: Viewer) -> dict[str, Any]:
    room_id = viewer.vault.match
    own = await MatchRequest.waiting().get_or_none(room_id=room_id) if room_id else None
    room = await Room.get_or_none(id=room_id) if room_id and not own else None
    is_fresh = room is not None and not room.ended_at and room.created_at > clock.now() - LIFE
    return {
        "state": "waiting" if own else "found" if is_fresh else "in vain" if room_id and not room else "none",
        "own": own,
        "waiting": await MatchRequest.waiting().count(),
        "room": room,
        "form": MatchForm(),
        "topics": settings.current().topics,
    }


async def ask(request: Request) -> Response:
    errors.required(request)
    form = await MatchForm.read(request)
    if form.errors:
        context = {**await _state(request.user), "form": form}
        return render(request, "matches/show.html#match", context, status=422)

    room = await MatchRequest.ask(request.user, Wish(form.values["wish"]), form.topics)
    if room is None:
        return go_to(request, "matches:show")
    await live.nudge(topic(room.id))
    return go_to(request, "rooms:show", room=room.id, anchor="latest")


async def cancel(request: Request) -> Response:
    errors.required(request)
    await MatchRequest.cancel(request.user)
    return go_to(request, "matches:show")


async def follow(socket: WebSocket) -> None:
    """Tells somebody who waits that the wait is over."""
    if not socket.user.is_signed_in:
        await sockets.refuse(socket)
        return
    room_id = socket.user.vault.match
    told, bell = False, Bell(socket)

    async def tell() -> AsyncIterator[str]:
        nonlocal told
        if room_id and not told and await Room.exists(id=room_id):
            told = True
            yield draw(socket, "matches/found.html", await _state(socket.user))
        async for frame in bell.ring():
            yield frame

    with bell.listening():
        await sockets.push(socket, [*([topic(room_id)] if room_id else []), *bell.topics], tell)
