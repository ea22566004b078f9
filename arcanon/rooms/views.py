"""A conversation: its page, what is said in it, and the socket that tells of it."""

from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import errors, live, sockets
from arcanon.database import KeyUsedError
from arcanon.forms import sent
from arcanon.notices.bell import Bell
from arcanon.pages import draw, go_to, render, wants_fragment
from arcanon.rooms.forms import MessageForm
from arcanon.rooms.models import EndedError, Room
from arcanon.sockets import OverError

PAGE_SIZE = 50  # messages on a page
CATCH_UP = 100  # messages a socket tells at a time


async def index(request: Request) -> Response:
    """The conversations of the viewer, newest first."""
    errors.required(request)
    vault = request.user.vault
    rooms = await Room.of(request.user, vault.rooms)
    is_waiting = vault.match is not None and vault.match not in {room.id for room in rooms}
    return render(request, "rooms/index.html", {"rooms": rooms, "is_waiting": is_waiting})


async def show(request: Request) -> Response:
    return await _show(request, await _room(request), MessageForm.empty())


async def _show(request: Request, room: Room, form: MessageForm, status: int = 200) -> Response:
    """The whole page; in part, the composer alone."""
    context = {"room": room, "form": form, "seat": room.seat_of(request.user)}
    if wants_fragment(request):
        return render(request, "rooms/show.html#composer", context, status=status)
    before = _number(request, "before", default=room.top + 1)
    messages = await room.said(after=max(0, before - 1 - PAGE_SIZE), before=before)
    context |= {"messages": messages, "before": before, "seen": _number(request, "seen", default=room.top)}
    context["query"] = request.query_params
    return render(request, "rooms/show.html", context, status=status)


async def messages(request: Request) -> Response:
    """What came after a number: a page of it at a time."""
    room = await _room(request)
    after = _number(request, "after", default=0)
    found = await room.said(after=after).limit(PAGE_SIZE)
    context = {"room": room, "messages": found, "seat": room.seat_of(request.user), "after": after}
    return render(request, "rooms/messages.html#messages", context)


async def say(request: Request) -> Response:
    room = await _room(request)
    form = await MessageForm.read(request)
    if not form.errors:
        try:
            await room.say(request.user, form.values["body"], form.values["key"])
        except KeyUsedError:
            form.renew()
        except EndedError:
            form.errors["body"] = "The conversation has ended, so this was not sent."
            room = await _room(request)
    if form.errors:
        return await _show(request, room, form, status=422)

    await live.nudge(room.topic)
    if wants_fragment(request):
        return go_to(request, "rooms:show", room=room.id)
    # Without scripts: what the other said since this page was drawn is marked as new.
    seen = _as_number(str((await sent(request)).get("seen", "")), default=room.top)
    if await room.said(after=seen).exclude(seat=room.seat_of(request.user).number).exists():
        return go_to(request, "rooms:show", room=room.id, query=f"seen={seen}", anchor="unread")
    return go_to(request, "rooms:show", room=room.id, anchor="latest")


async def end(request: Request) -> Response:
    """Closes the conversation for both; asks first."""
    room = await _room(request)
    if request.method == "GET":
        return render(request, "rooms/end.html", {"room": room, "other": room.other(request.user)})
    await room.end()
    await live.nudge(room.topic)
    return go_to(request, "rooms:show", room=room.id)


async def follow(socket: WebSocket) -> None:
    """Tells of every message after the number `after`, in order, each once, and of the end."""
    room = await Room.open_to(socket.user, socket.path_params["room"]).first()
    if room is None:
        await sockets.refuse(socket)
        return
    cursor = _number(socket, "after", default=room.top)
    first_look, bell = True, Bell(socket)

    async def tell() -> AsyncIterator[str]:
        nonlocal cursor, first_look
        current = await Room.open_to(socket.user, room.id).first()
        if current is None:
            raise OverError(draw(socket, "live/closed.html", {}))
        # Several that were missed are history, told in one go; what arrives now is told one by one.
        missed = first_look and current.top - cursor > 1
        first_look = False
        while found := await current.said(after=cursor).limit(CATCH_UP):
            seat = current.seat_of(socket.user)
            if missed:
                yield draw(socket, "rooms/missed.html", {"room": current, "messages": found, "seat": seat})
            for message in () if missed else found:
                yield draw(socket, "rooms/arrived.html", {"room": current, "message": message, "seat": seat})
            cursor = found[-1].number
        if current.ended_at:
            raise OverError(draw(socket, "rooms/over.html", {}), sockets.NORMAL)
        async for frame in bell.ring():
            yield frame

    with bell.listening():
        await sockets.push(socket, [room.topic, *bell.topics], tell, beat=lambda: cursor)


async def _room(request: Request) -> Room:
    """The room of the address, if the viewer has a seat in it."""
    errors.required(request)
    room = await Room.open_to(request.user, request.path_params["room"]).first()
    if room is None:
        raise HTTPException(404)
    return room


def _number(connection: HTTPConnection, name: str, *, default: int) -> int:
    """A message's number from the address; the default for anything else."""
    return _as_number(connection.query_params.get(name, ""), default=default)


def _as_number(typed: str, *, default: int) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else default
