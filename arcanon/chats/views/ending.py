"""Ending a chat, and deleting it for both."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.chats.access import find_membership
from arcanon.chats.pieces import chat_context
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render


async def end(request: Request) -> Response:
    """Ends the chat for both; asks first."""
    membership = await find_membership(request)
    if request.method == "GET":
        context = {**chat_context(membership), "chat_days": settings.current().chat_days}
        return render(request, "chats/end.html#question", context)
    await membership.chat.end()
    return redirect(request, "chats:show", chat=membership.chat.id, flash="chat-ended")


async def delete(request: Request) -> Response:
    """Deletes the chat for both; asks first."""
    membership = await find_membership(request)
    if request.method == "GET":
        return render(request, "chats/delete.html#question", chat_context(membership))
    await membership.chat.delete_for_both()
    return redirect(request, "chats:show", chat=membership.chat.id, flash="chat-deleted")
