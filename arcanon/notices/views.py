"""What is new for one: its page, its socket, and the secret address for feed readers."""

from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import atom, errors, paging, sockets
from arcanon.crypto import BrokenSealError
from arcanon.notices.bell import Bell
from arcanon.notices.models import Notice
from arcanon.pages import go_to, render, wants_fragment
from arcanon.people.models import Person

PAGE_SIZE = 30
ORDER = ("is_seen", "-created_at", "-id")
FEED_SIZE = 20


async def index(request: Request) -> Response:
    """What is new first, then what was seen, each the newest first."""
    errors.required(request)
    cursor = request.query_params.get("after", "")
    notices = Notice.to(request.user).select_related("post", "comment")
    page = await paging.page(notices, cursor, order=ORDER, size=PAGE_SIZE)
    return render(request, "notices/index.html", {"page": page, "cursor": cursor})


async def see(request: Request) -> Response:
    """Marks one as seen; without an id, all."""
    errors.required(request)
    notice_id = request.path_params.get("notice", "")
    if not await Notice.see(request.user, notice_id) and notice_id:
        raise HTTPException(404)
    if notice_id and wants_fragment(request):
        notice = await Notice.to(request.user).select_related("post", "comment").get(id=notice_id)
        context = {"notice": notice, "news": await Notice.unseen(request.user)}
        return render(request, "notices/see.html", context)
    return go_to(request, "notices:index")


async def feed(request: Request) -> Response:
    """The secret address: that something is new, and not what."""
    try:
        tags = await Person.feed_tags(request.path_params["token"])
    except BrokenSealError:
        tags = None
    if tags is None:
        raise HTTPException(404)
    unseen = Notice.for_tags(tags).filter(is_seen=False).order_by("-created_at")
    here = str(request.app.url_path_for("notices:index"))
    entries = [
        atom.Entry(address=here, title="Something is new for you", day=notice.created_at.date(), anchor=notice.id)
        for notice in await unseen.limit(FEED_SIZE)
    ]
    return atom.answer(request, "arcanon: news", here, entries)


async def follow(socket: WebSocket) -> None:
    """Tells how much is new, on pages that have nothing else to tell."""
    if not socket.user.is_signed_in:
        await sockets.refuse(socket)
        return
    bell = Bell(socket)

    async def tell() -> AsyncIterator[str]:
        async for frame in bell.ring():
            yield frame

    with bell.listening():
        await sockets.push(socket, bell.topics, tell)
