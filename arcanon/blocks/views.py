"""Blocking whoever wrote something, without learning who it is."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, live
from arcanon.asks.models import Ask
from arcanon.blocks.models import Block
from arcanon.comments.models import subject as find
from arcanon.pages import go_to, render
from arcanon.people import authorship
from arcanon.rooms.models import Room


async def block(request: Request) -> Response:
    """Blocks whoever wrote a post or a comment; asks first."""
    errors.required(request)
    subject = await find(request.user, request.path_params)
    if subject.is_by(request.user):
        raise HTTPException(404)
    person = authorship.unseal(subject.writer, subject.id, subject.created_at)
    named = {subject.kind: subject.id}
    return await _answer(
        request,
        person,
        name=subject.name,
        about=subject.heading,
        subject=subject.id,
        action=str(request.app.url_path_for(f"blocks:{subject.kind}", **named)),
        back=str(request.app.url_path_for(f"{subject.kind}s:show", **named)),
    )


async def block_asker(request: Request) -> Response:
    """Blocks whoever asks, and lets the ask rest."""
    errors.required(request)
    ask = await Ask.to(request.user, request.path_params["ask"])
    if ask is None:
        raise HTTPException(404)
    if request.method == "POST" and ask.asker():
        await ask.decline()
    return await _answer(
        request,
        ask.asker(),
        name="whoever asks",
        about=f"asked to talk about: {ask.subject.heading}",
        subject=ask.room_id,
        action=str(request.app.url_path_for("blocks:ask", ask=ask.room_id)),
        back=str(request.app.url_path_for("asks:index")),
    )


async def block_room(request: Request) -> Response:
    """Blocks whoever one talks with, and ends the conversation; to them it has ended like any other."""
    errors.required(request)
    room = await Room.open_to(request.user, request.path_params["room"])
    if room is None:
        raise HTTPException(404)
    other = room.other(request.user)
    if request.method == "POST" and other.person:
        await room.end()
        await live.nudge(room.topic)
    return await _answer(
        request,
        other.person,
        name=other.name,
        about="a conversation",
        subject=room.id,
        action=str(request.app.url_path_for("blocks:room", room=room.id)),
        back=str(request.app.url_path_for("rooms:show", room=room.id)),
    )


async def _answer(
    request: Request, person: str | None, *, name: str, about: str, subject: str, action: str, back: str
) -> Response:
    """Asks first; then blocks, when it can still be told whom."""
    if request.method == "GET" or person is None:
        context = {"name": name, "action": action, "back": back, "is_too_late": person is None}
        status = 422 if request.method == "POST" else 200
        return render(request, "blocks/block.html#question", context, status=status)
    await Block.put(request.user, person, subject, name=name, about=about)
    return go_to(request, "blocks:index", query="said=blocked")


async def index(request: Request) -> Response:
    """Whom one has blocked, by what it was for."""
    errors.required(request)
    return render(request, "blocks/index.html")


async def lift(request: Request) -> Response:
    errors.required(request)
    await Block.lift(request.user, request.path_params["block"])
    return go_to(request, "blocks:index", query="said=lifted")
