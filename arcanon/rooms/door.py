"""Who comes in: the two who have a seat, and for everybody else there is no such room."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from arcanon import errors
from arcanon.rooms.models import Room


async def room_of(request: Request) -> Room:
    """The room of the address, if the viewer has a seat in it. Raises 404, or 401 for a visitor."""
    errors.required(request)
    room = await Room.open_to(request.user, request.path_params["room"])
    if room is None:
        raise HTTPException(404)
    return room
