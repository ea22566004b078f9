"""The list of notifications, its socket, and the secret feed address."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from tortoise.queryset import QuerySet

from arcanon.chats.models import Membership
from arcanon.crypto import BrokenSealError
from arcanon.notifications.channel import NotificationChannel
from arcanon.notifications.models import Notification
from arcanon.notifications.unread import count_unread
from arcanon.people.models import Person
from arcanon.realtime import channels
from arcanon.text import clock
from arcanon.text.translation import gettext as _
from arcanon.web import atom, paging
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render, wants_fragment

PAGE_SIZE = 30
MAX_UNREAD_SHOWN = 100
FEED_SIZE = 20
ORDER = ("-created_at", "-id")


async def index(request: Request) -> Response:
    """What is unread first, then what was read, each newest first."""
    require_account(request)
    cursor, query = request.query_params.get("after", ""), request.user.notification_query
    unread = [] if cursor else await _with_subjects(Notification.unread(query)).order_by(*ORDER).limit(MAX_UNREAD_SHOWN)
    page = await paging.paginate(_with_subjects(Notification.matching(query)), cursor, order=ORDER, size=PAGE_SIZE)
    read = [notification for notification in page.rows if notification.is_read_by(request.user)]
    allowed = {one.id for one in await Notification.without_blocked(request.user.person_id, [*unread, *read])}
    context = {
        "new": [one for one in unread if one.id in allowed],
        "read": [one for one in read if one.id in allowed],
        "until": paging.make_cursor(unread[0], ORDER) if unread else "",
        "next": page.next,
        "cursor": cursor,
        "chat_names": await _chat_names(request, [*unread, *read]),
    }
    return render(request, "notifications/index.html", context)


async def _chat_names(request: Request, notifications: list[Notification]) -> dict[str, str]:
    """Returns the other person's name in each chat that some notifications are about. No query, or one."""
    chat_ids = [one.subject for one in notifications if one.kind == "accepted"]
    memberships = await Membership.find_all(request.user, chat_ids) if chat_ids else []
    return {membership.chat.id: membership.other.name for membership in memberships}


def _with_subjects(notifications: QuerySet[Notification]) -> QuerySet[Notification]:
    return notifications.select_related("post", "comment")


async def mark_read(request: Request) -> Response:
    """Marks one notification as read."""
    require_account(request)
    notification_id = request.path_params["notification"]
    if not await Notification.mark_read(request.user, notification_id):
        raise HTTPException(404)
    if wants_fragment(request):
        notification = await _with_subjects(Notification.for_viewer(request.user)).get(id=notification_id)
        context = {
            "notification": notification,
            "unread": await count_unread(request.user),
            "chat_names": await _chat_names(request, [notification]),
        }
        return render(request, "notifications/frames/read.html", context)
    return redirect(request, "notifications:index")


async def mark_all_read(request: Request) -> Response:
    require_account(request)
    shown = paging.read_cursor(str((await read_form_data(request)).get("until", "")), ORDER)
    await Notification.mark_all_read(request.user, shown[0] if shown else clock.now())
    return redirect(request, "notifications:index", flash="all-read")


async def open_subject(request: Request) -> Response:
    """Marks a notification as read, and goes to what it is about."""
    require_account(request)
    notification = await Notification.for_viewer(request.user).get_or_none(id=request.path_params["notification"])
    if notification is None:
        raise HTTPException(404)
    await Notification.mark_read(request.user, notification.id)
    if notification.kind == "invitation":
        return redirect(request, "invitations:index")
    if notification.kind == "accepted":
        return redirect(request, "chats:show", chat=notification.subject, anchor="latest")
    if notification.comment_id:
        subject = notification.subject
        return redirect(request, "comments:show", comment=subject, anchor=f"comment-{subject}")
    return redirect(request, "posts:show", post=notification.subject)


async def feed(request: Request) -> Response:
    """The feed at the secret address: it says that there is something new, and not what."""
    try:
        found = await Person.find_feed(request.path_params["token"])
    except BrokenSealError:
        found = None
    if found is None:
        raise HTTPException(404)
    person_id, query = found
    unread = Notification.unread(query).order_by(*ORDER).limit(FEED_SIZE)
    page = str(request.app.state.addresses("notifications:index"))
    entries = [
        atom.Entry(address=page, title=_("You have a new notification"), day=one.created_at.date(), anchor=one.id)
        for one in await Notification.without_blocked(person_id, await unread)
    ]
    return atom.feed_response(request, _("arcanon: notifications"), page, entries, is_personal=True)


async def live(socket: WebSocket) -> None:
    """Sends the number of unread notifications, to pages that receive nothing else."""
    if not socket.user.is_signed_in:
        await channels.reject(socket, "signed out")
        return
    await channels.run(socket, NotificationChannel(socket))
