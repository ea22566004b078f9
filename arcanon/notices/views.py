"""What is new for one: its page, its socket, and the secret address for feed readers."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from tortoise.queryset import QuerySet

from arcanon import atom, errors, paging, sockets
from arcanon.crypto import BrokenSealError
from arcanon.notices.bell import Bell
from arcanon.notices.models import Notice
from arcanon.pages import go_to, render, wants_fragment
from arcanon.people.models import Person

PAGE_SIZE = 30
NEW_AT_MOST = 100
ORDER = ("-created_at", "-id")
FEED_SIZE = 20


async def index(request: Request) -> Response:
    """What is new first, then what was seen, each the newest first."""
    errors.required(request)
    cursor, news = request.query_params.get("after", ""), request.user.news
    unseen = [] if cursor else await _drawn(Notice.unseen(news)).order_by(*ORDER).limit(NEW_AT_MOST)
    everything = await paging.page(_drawn(Notice.for_news(news)), cursor, order=ORDER, size=PAGE_SIZE)
    seen = [notice for notice in everything.rows if notice.is_seen_by(request.user)]
    reaching = {notice.id for notice in await Notice.reaching(request.user.person_id, [*unseen, *seen])}
    fresh, seen = ([notice for notice in some if notice.id in reaching] for some in (unseen, seen))
    context = {"fresh": fresh, "seen": seen, "next": everything.next, "cursor": cursor}
    return render(request, "notices/index.html", context)


def _drawn(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    return notices.select_related("post", "comment")


async def see(request: Request) -> Response:
    """Marks one as seen; without an id, all."""
    errors.required(request)
    notice_id = request.path_params.get("notice", "")
    if not await Notice.see(request.user, notice_id) and notice_id:
        raise HTTPException(404)
    if notice_id and wants_fragment(request):
        notice = await _drawn(Notice.to(request.user)).get(id=notice_id)
        context = {"notice": notice, "news": await Notice.count_unseen(request.user)}
        return render(request, "notices/see.html", context)
    return go_to(request, "notices:index", query="" if notice_id else "said=seen")


async def open_it(request: Request) -> Response:
    """Marks one as seen, and leads to what it is about."""
    errors.required(request)
    notice = await Notice.to(request.user).get_or_none(id=request.path_params["notice"])
    if notice is None:
        raise HTTPException(404)
    await Notice.see(request.user, notice.id)
    if notice.kind == "ask":
        return go_to(request, "asks:index")
    if notice.kind in ("accepted", "message"):
        return go_to(request, "rooms:show", room=notice.subject, anchor="latest")
    if notice.comment_id:
        return go_to(request, "comments:show", comment=notice.subject, anchor=f"comment-{notice.subject}")
    return go_to(request, "posts:show", post=notice.subject)


async def feed(request: Request) -> Response:
    """The secret address: that something is new, and not what."""
    try:
        found = await Person.news_of(request.path_params["token"])
    except BrokenSealError:
        found = None
    if found is None:
        raise HTTPException(404)
    person, news = found
    unseen = Notice.unseen(news).order_by(*ORDER).limit(FEED_SIZE)
    here = str(request.app.url_path_for("notices:index"))
    entries = [
        atom.Entry(address=here, title="Something is new for you", day=notice.created_at.date(), anchor=notice.id)
        for notice in await Notice.reaching(person, await unseen)
    ]
    return atom.answer(request, "arcanon: news", here, entries)


async def follow(socket: WebSocket) -> None:
    """Tells how much is new, on pages that have nothing else to tell."""
    if not socket.user.is_signed_in:
        await sockets.refuse(socket)
        return
    await sockets.push(socket, Bell(socket))
