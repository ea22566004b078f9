"""Sending a message, and unsending it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from arcanon.chats.access import find_membership
from arcanon.chats.forms import MessageForm
from arcanon.chats.models import ChatEndedError, Message
from arcanon.chats.pieces import chat_context, draw_sent
from arcanon.chats.views.reading import say_address, show_chat
from arcanon.db.errors import KeyUsedError
from arcanon.text.translation import gettext as _
from arcanon.web.forms import read_form_data
from arcanon.web.paging import whole_number
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render, wants_fragment


async def say(request: Request) -> Response:
    membership = await find_membership(request)
    form = await MessageForm.read(request)
    data = await read_form_data(request)
    seen = whole_number(str(data.get("seen", "")), default=0)
    message = None
    if not form.errors:
        try:
            message = await membership.say(request.user, form.values["body"], form.values["key"], seen)
        except KeyUsedError:
            form.ask_again()
        except ChatEndedError:
            form.errors["body"] = _("The chat has ended, so this was not sent.")
            membership = await find_membership(request)
    is_stream = data.get("live") == "stream"
    if message is None:
        if wants_fragment(request) and "optimistic" in data:
            context = {**chat_context(membership), "form": form}
            return render(request, "chats/frames/refused.html", context, status=422)
        return await show_chat(request, membership, form, 422, is_stream=is_stream)

    await membership.remember_partner(request.user)
    address = say_address(request, membership.chat.id)
    if request.user.vault.drafts_for(address):
        await request.user.change_vault(lambda vault: vault.forget_sent_message(address, form.values["body"]))
    if wants_fragment(request):
        return HTMLResponse(draw_sent(request, membership, message))
    chat = membership.chat
    if is_stream:
        return redirect(request, "chats:show", chat=chat.id, query="live=stream")
    # Without scripts: what the other person has sent since this page was drawn is marked as new.
    if await membership.has_news_since(seen):
        return redirect(request, "chats:show", chat=chat.id, query=f"seen={seen}", anchor="unread")
    return redirect(request, "chats:show", chat=chat.id, anchor="latest")


async def unsend(request: Request) -> Response:
    """Erases the text of the viewer's own message; asks first."""
    membership = await find_membership(request)
    own = Message.filter(chat_id=membership.chat.id, number=request.path_params["number"], seat=membership.seat.number)
    message = await own.get_or_none()
    if message is None:
        raise HTTPException(404)
    if request.method == "GET":
        return render(request, "chats/unsend.html#question", {**chat_context(membership), "message": message})
    await membership.unsend(message.number)
    if wants_fragment(request):
        return render(request, "chats/frames/dialog_done.html")
    return redirect(request, "chats:show", chat=membership.chat.id, anchor=f"m-{message.number}")
