"""A conversation: its page, what is said in it, and the socket that tells of it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import errors, live, settings, sockets
from arcanon.database import KeyUsedError
from arcanon.forms import sent
from arcanon.matches.models import MatchRequest
from arcanon.notices.models import topic as news_topic
from arcanon.pages import go_to, render, wants_fragment
from arcanon.paging import whole_number
from arcanon.rooms import stream as streams
from arcanon.rooms.chats import Chats
from arcanon.rooms.door import room_of
from arcanon.rooms.forms import MessageForm
from arcanon.rooms.live import Conversation
from arcanon.rooms.models import EndedError, Message, Room

PAGE_SIZE = 50  # messages on a page


async def index(request: Request) -> Response:
    """The conversations of the viewer, the one last spoken in first."""
    errors.required(request)
    vault = request.user.vault
    rooms = await Room.of(request.user, vault.rooms)
    is_waiting = await MatchRequest.of(request.user) is not None
    days = settings.current().room_days
    return render(request, "rooms/index.html", {"rooms": rooms, "is_waiting": is_waiting, "room_days": days})


async def show(request: Request) -> Response:
    return await _show(request, await room_of(request), MessageForm.empty())


async def _show(
    request: Request, room: Room, form: MessageForm, status: int = 200, *, is_stream: bool = False
) -> Response:
    """The whole page; in part, the composer alone, or what is older than a message."""
    seat, params = room.seat_of(request.user), request.query_params
    context = {"room": room, "form": form, "seat": seat}
    if wants_fragment(request) and "before" not in params:
        return render(request, "rooms/show.html#composer", context, status=status)
    before = whole_number(params.get("before"), default=room.top + 1)
    messages = await room.said(after=max(0, before - 1 - PAGE_SIZE), before=before)
    is_stream = (is_stream or params.get("live") == "stream") and room.is_open and before > room.top
    seen = whole_number(params.get("seen"), default=seat.seen)
    context |= {"messages": messages, "before": before, "seen": seen, "query": params, "is_stream": is_stream}
    return render(request, "rooms/show.html#older", context, status=status)


async def messages(request: Request) -> Response:
    """What came after a number: a page of it at a time."""
    room = await room_of(request)
    after = whole_number(request.query_params.get("after"), default=0)
    some = await room.said(after=after).limit(PAGE_SIZE)
    context = {"room": room, "messages": some, "seat": room.seat_of(request.user), "after": after}
    return render(request, "rooms/messages.html#messages", context)


async def say(request: Request) -> Response:
    room = await room_of(request)
    form = await MessageForm.read(request)
    data = await sent(request)
    seen = whole_number(str(data.get("seen", "")), default=0)
    message = None
    if not form.errors:
        try:
            message = await room.say(request.user, form.values["body"], form.values["key"], seen)
        except KeyUsedError:
            form.renew()
        except EndedError:
            form.errors["body"] = "The conversation has ended, so this was not sent."
            room = await room_of(request)
    if message is None:
        template = "rooms/unsent.html" if wants_fragment(request) and "optimistic" in data else ""
        context = {"room": room, "seat": room.seat_of(request.user), "form": form}
        if template:
            return render(request, template, context, status=422)
        return await _show(request, room, form, 422, is_stream=data.get("live") == "stream")

    await room.remember(request.user)
    await live.nudge(room.topic)
    await live.nudge(news_topic(room.other(request.user).tag))
    if wants_fragment(request):
        return render(request, "rooms/sent.html", {"message": message})
    query = "live=stream" if data.get("live") == "stream" else ""
    # Without scripts: what the other said since this page was drawn is marked as new.
    if not query and await room.said(after=seen).exclude(seat=message.seat).exists():
        return go_to(request, "rooms:show", room=room.id, query=f"seen={seen}", anchor="unread")
    return go_to(request, "rooms:show", room=room.id, query=query, anchor="" if query else "latest")


async def see(request: Request) -> Response:
    """Without scripts: what was shown is read, and what came since is shown."""
    room = await room_of(request)
    seen = whole_number(str((await sent(request)).get("seen", "")), default=0)
    if await room.see(request.user, seen):
        await live.nudge(room.topic)
    return go_to(request, "rooms:show", room=room.id, query=f"seen={seen}", anchor="unread")


async def take_back(request: Request) -> Response:
    """Erases the words of one's own message; asks first."""
    room = await room_of(request)
    seat = room.seat_of(request.user)
    own = Message.filter(room_id=room.id, number=request.path_params["number"], seat=seat.number)
    message = await own.get_or_none()
    if message is None:
        raise HTTPException(404)
    if request.method == "GET":
        return render(request, "rooms/take_back.html#question", {"room": room, "message": message, "seat": seat})
    await room.take_back(request.user, message.number)
    await live.nudge(room.topic)
    if wants_fragment(request):
        return render(request, "rooms/taken_back.html")
    return go_to(request, "rooms:show", room=room.id, anchor=f"m-{message.number}")


async def stream(request: Request) -> Response:
    return streams.answer(request, await room_of(request))


async def follow(socket: WebSocket) -> None:
    await sockets.push(socket, Conversation(socket))


async def follow_all(socket: WebSocket) -> None:
    if not socket.user.is_signed_in:
        await sockets.refuse(socket)
        return
    await sockets.push(socket, Chats(socket))
