"""Looking for a match, waiting for it, and stopping."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from arcanon.chats.models import Chat
from arcanon.matches.channel import MatchChannel
from arcanon.matches.forms import MatchForm
from arcanon.matches.models import MatchRequest
from arcanon.matches.state import match_state
from arcanon.realtime import channels
from arcanon.web import flash
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render


async def show(request: Request) -> Response:
    """Where the viewer's search stands: not begun, waiting, matched, or expired."""
    require_account(request)
    return render(request, "matches/show.html#match", await match_state(request.user))


async def start(request: Request) -> Response:
    require_account(request)
    form = await MatchForm.read(request)
    if form.errors:
        context = {**await match_state(request.user), "form": form}
        return render(request, "matches/show.html#match", context, status=422)

    return _redirect_to(request, await MatchRequest.start(request.user, form.criteria))


async def widen(request: Request) -> Response:
    """Looks for any topic, or for anyone, from here on."""
    require_account(request)
    what = "topics" if (await read_form_data(request)).get("what") == "topics" else "people"
    return _redirect_to(request, await MatchRequest.widen(request.user, what), flash="widened")


def _redirect_to(request: Request, chat: Chat | None, flash: str = "") -> Response:
    """Redirects to the chat, or to the page that says where the search stands."""
    if chat is None:
        return redirect(request, "matches:show", flash=flash)
    return redirect(request, "chats:show", chat=chat.id, anchor="latest")


async def cancel(request: Request) -> Response:
    """Stops looking. The form shows again what was asked for."""
    require_account(request)
    own = await MatchRequest.find_own(request.user)
    criteria = own.criteria if own else None
    await MatchRequest.cancel(request.user)
    if criteria is None or await Chat.exists(id=own.chat_id if own else ""):
        return redirect(request, "matches:show")
    context = {
        **await match_state(request.user),
        "form": MatchForm.from_criteria(criteria),
        "flash": flash.message("search-stopped"),
        "flash_name": "search-stopped",
    }
    return render(request, "matches/show.html", context)


async def live(socket: WebSocket) -> None:
    """Tells somebody who is waiting that the wait is over."""
    if not socket.user.is_signed_in:
        await channels.reject(socket, "signed out")
        return
    await channels.run(socket, MatchChannel(socket))
