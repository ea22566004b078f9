"""What the page of a chat asks for by itself where no socket gets through, as some proxies are set up."""

import logging

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from arcanon.chats.models import Membership, Message
from arcanon.chats.pieces import chat_context, draw_arrival, draw_message, draw_messages
from arcanon.web.paging import whole_number
from arcanon.web.rendering import render_to_string

MAX_MESSAGES = 50  # in one answer

log = logging.getLogger("arcanon")

_is_logged = False


async def answer_poll(request: Request, membership: Membership, data: FormData) -> Response:
    """Answers with the frames that a socket would have sent since a message and a retraction."""
    _tell_host()
    chat, context = membership.chat, chat_context(membership)
    if chat.deleted_at:
        return HTMLResponse(render_to_string(request, "chats/frames/deleted.html", context))
    after = whole_number(str(data.get("after", "")), default=chat.last_number)
    retraction = whole_number(str(data.get("retraction", "")), default=chat.last_retraction)
    messages = await Message.read(chat.id, after=after, limit=MAX_MESSAGES) if after < chat.last_number else []
    unsent = await Message.read_unsent(chat.id, after=retraction) if retraction < chat.last_retraction else []
    frames: list[str] = []
    if len(messages) > 1:
        drawn = draw_messages(request, membership, messages)
        frames.append(
            render_to_string(request, "chats/frames/missed.html", {**context, "messages": messages, "drawn": drawn})
        )
    elif messages:
        frames.append(draw_arrival(request, membership, messages[0]))
    for message in unsent:
        drawn = draw_message(request, membership, message)
        unsent_context = {**context, "message": message, "drawn": drawn}
        frames.append(render_to_string(request, "chats/frames/unsent.html", unsent_context))
    if chat.ended_at:
        frames.append(render_to_string(request, "chats/frames/ended.html", context))
    return HTMLResponse("".join(frames))


def _tell_host() -> None:
    global _is_logged
    if not _is_logged:
        log.warning(
            "a browser's socket does not get through: let the proxy pass WebSockets on (README, behind a proxy)"
        )
    _is_logged = True
