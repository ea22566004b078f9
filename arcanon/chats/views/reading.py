"""Reading: the list of chats, a chat's page, and its live forms."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon import settings
from arcanon.chats import stream as streams
from arcanon.chats.access import find_membership
from arcanon.chats.channel import ChatChannel
from arcanon.chats.forms import MessageForm
from arcanon.chats.list_channel import ChatListChannel
from arcanon.chats.models import Chat, Membership, Message
from arcanon.chats.pieces import chat_context, draw_messages, draw_part, read_page, render_page
from arcanon.chats.views.polling import answer_poll
from arcanon.matches.models import MatchRequest
from arcanon.posts.models import Post
from arcanon.realtime import channels
from arcanon.web import pieces
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.paging import whole_number
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render, wants_fragment

PAGE_SIZE = 50  # messages


async def index(request: Request) -> Response:
    """The viewer's chats, the latest message first."""
    require_account(request)
    context = {
        "memberships": await Membership.find_all_with_last(request.user, request.user.vault.chats),
        "is_waiting": await MatchRequest.find_own(request.user) is not None,
        "chat_days": settings.current().chat_days,
    }
    return render(request, "chats/index.html", context)


async def show(request: Request) -> Response:
    membership = await find_membership(request)
    draft = request.user.vault.newest_draft(say_address(request, membership.chat.id))
    return await show_chat(request, membership, MessageForm(draft) if draft else None)


def say_address(request: Request, chat_id: str) -> str:
    """Returns the address that takes the messages of a chat, and that a draft of one is for."""
    return str(request.app.state.addresses("chats:say", chat=chat_id))


async def show_chat(
    request: Request,
    membership: Membership,
    form: MessageForm | None = None,
    status: int = 200,
    *,
    is_stream: bool = False,
) -> Response:
    """Answers with a chat's page. A fragment is the composer alone, or the messages before a number.

    Without a form that somebody has begun, the page around the messages is drawn once, and kept with the chat.
    """
    chat, params = membership.chat, request.query_params
    context = {**chat_context(membership), "form": form or MessageForm.empty()}
    if wants_fragment(request) and "before" not in params:
        return render(request, "chats/show.html#composer", context, status=status)
    before = whole_number(params.get("before"), default=chat.last_number + 1)
    is_newest = before > chat.last_number
    before = min(before, chat.last_number + 1)  # what comes meanwhile is brought by the socket
    is_stream = (is_stream or params.get("live") == "stream") and chat.is_open and is_newest
    seen = whole_number(params.get("seen"), default=membership.seat.read_count)
    page = await read_page(membership, after=max(0, before - 1 - PAGE_SIZE), before=before)
    messages, first_new = page.messages, 0
    new_count = sum(m.number > seen and m.seat != membership.seat.number for m in messages) if is_newest else 0
    if new_count:
        first_new = sum(message.number <= seen for message in messages)
    flags = {
        "oldest": messages[0].number if messages else 1,
        "count": len(messages),
        "new_count": new_count,
        "before": before,
        "has_looked": "seen" in params,
        "subject": await _subject_of(chat),
        "is_newest": is_newest,
        "is_stream": is_stream,
        "is_live": chat.is_open and is_newest and not is_stream,
    }
    context |= {**flags, "topics": settings.current().topics, "outgoing_form": MessageForm.empty()}
    texts = {
        "read_messages": draw_part(request, membership, page, 0, first_new),
        "last_messages": draw_part(request, membership, page, first_new, len(messages)),
    }
    if form or wants_fragment(request):
        drawn = {name: pieces.as_markup(text) for name, text in texts.items()}
        return render(request, "chats/show.html#older", {**context, **drawn}, status=status)
    # The one-time keys of the forms are others each time, and put in at the end.
    composer, outgoing = context["form"], context["outgoing_form"]
    holes = {**texts, "composer_key": composer.typed["key"], "outgoing_key": outgoing.typed["key"]}
    composer.typed["key"], outgoing.typed["key"] = pieces.hole("composer_key"), pieces.hole("outgoing_key")
    return render_page(request, membership, tuple(flags.values()), context, holes)


async def _subject_of(chat: Chat) -> str:
    """Returns what the post is called that the chat began with; "" if there is none, or it is hidden or deleted."""
    about = chat.about
    if not about.post:
        return about.heading
    post = await Post.get_or_none(id=about.post)
    return "" if post is None or post.hidden else post.heading


async def newer(request: Request) -> Response:
    """The messages after a number, a page at a time."""
    membership = await find_membership(request)
    after = whole_number(request.query_params.get("after"), default=0)
    messages = await Message.read(membership.chat.id, after=after, limit=PAGE_SIZE)
    drawn = draw_messages(request, membership, messages)
    context = {**chat_context(membership), "messages": messages, "drawn": drawn, "after": after}
    return render(request, "chats/messages.html#messages", context)


async def mark_seen(request: Request) -> Response:
    """Marks what was shown as read, and shows what has come since: without scripts, or where no socket gets through."""
    membership = await find_membership(request)
    data = await read_form_data(request)
    seen = whole_number(str(data.get("seen", "")), default=0)
    if seen > membership.seat.seen:
        await membership.mark_seen(seen)
    if wants_fragment(request):
        return await answer_poll(request, membership, data)
    return redirect(request, "chats:show", chat=membership.chat.id, query=f"seen={seen}", anchor="unread")


async def stream(request: Request) -> Response:
    return streams.stream_response(request, await find_membership(request))


async def live(socket: WebSocket) -> None:
    await channels.run(socket, ChatChannel(socket))


async def list_live(socket: WebSocket) -> None:
    if not socket.user.is_signed_in:
        await channels.reject(socket, "signed out")
        return
    await channels.run(socket, ChatListChannel(socket))
