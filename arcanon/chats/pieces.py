"""What is drawn of a chat, and kept with it: each message once for each of the two."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from arcanon.chats.kept import MessagePage, kept_chat
from arcanon.chats.models import Membership, Message
from arcanon.text import clock, translation
from arcanon.web import pieces
from arcanon.web.pieces import Key
from arcanon.web.rendering import page_state, render_to_string

MAX_PARTS = 4  # of a page that are kept as they were drawn: what was read, and what is new
HOLES = ("number", "moment", "minute", "body")  # by which one message differs from another of the same person


def chat_context(membership: Membership | None) -> dict[str, Any]:
    """Returns what the templates of a chat need; nothing if there is no membership (any more)."""
    if membership is None:
        return {}
    return {"membership": membership, "chat": membership.chat, "seat": membership.seat, "other": membership.other}


def draw_message(
    connection: HTTPConnection, membership: Membership, message: Message, *, is_plain: bool = False
) -> Markup:
    """Draws a message as this one of the two sees it: the same on the page, from the socket and in the stream."""
    key = _key(membership, message, "plain" if is_plain else "message")
    return kept_chat(membership.chat.id).draw(key, lambda: _draw(connection, membership, message, is_plain))


def _draw(connection: HTTPConnection, membership: Membership, message: Message, is_plain: bool) -> str:
    """Fills in the shell of a message, which is drawn once for each of the two; another text needs no template."""
    body = message.body
    context = {**chat_context(membership), "message": message, "is_plain": is_plain, "body": body}
    if body is None or message.retraction:
        moment, minute = _times(message)
        return render_to_string(
            connection, "chats/_message.html", {**context, "number": message.number, "moment": moment, "minute": minute}
        )
    holes = dict(zip(HOLES, (str(message.number), *_times(message), escape(body)), strict=True))
    marks = {name: pieces.hole(name) for name in HOLES}
    key = ("shell", translation.current(), is_plain, message.seat, membership.seat.number)
    return kept_chat(membership.chat.id).draw(
        key, lambda: render_to_string(connection, "chats/_message.html", {**context, **marks}), **holes
    )


def _times(message: Message) -> tuple[str, str]:
    return f"{message.created_at:%Y-%m-%dT%H:%MZ}", clock.minute(message.created_at)


def draw_messages(connection: HTTPConnection, membership: Membership, messages: Iterable[Message]) -> Markup:
    return Markup("").join(draw_message(connection, membership, message) for message in messages)


async def read_page(membership: Membership, *, after: int, before: int) -> MessagePage:
    """Returns the messages after a number and before another that is not beyond the chat's last. A query, or none."""
    chat = membership.chat
    key = (after, before, chat.last_retraction)
    return await kept_chat(chat.id).page(
        membership.seat.number, key, lambda: Message.read(chat.id, after=after, before=before)
    )


def draw_part(connection: HTTPConnection, membership: Membership, page: MessagePage, first: int, end: int) -> bytes:
    """Draws the messages of a page from one place up to another, in UTF-8."""
    key = (first, end, translation.current(), clock.today(), membership.chat.is_readable)
    drawn = page.drawn.get(key)
    if drawn is None:
        if len(page.drawn) >= MAX_PARTS:
            page.drawn.clear()
        drawn = page.drawn[key] = draw_messages(connection, membership, page.messages[first:end]).encode()
    return drawn


def draw_arrival(connection: HTTPConnection, membership: Membership, message: Message) -> str:
    """Draws the frame that brings a message to a page: with what is to be heard of it, as its reader has chosen."""
    vault = connection.scope["user"].vault
    counted = membership.unread_count if vault.announcements == "count" else 0
    key = ("arrival", translation.current(), message.seat, membership.seat.number, vault.announcements)
    return kept_chat(membership.chat.id).draw(
        (*key, vault.plays_sound, counted),
        lambda: render_to_string(
            connection,
            "chats/frames/message.html",
            {**chat_context(membership), "message": message, "drawn": pieces.hole("drawn")},
        ),
        drawn=draw_message(connection, membership, message),
    )


def draw_sent(connection: HTTPConnection, membership: Membership, message: Message) -> str:
    """Draws what stands in the place of an outgoing message until the socket has brought it."""
    context = {**chat_context(membership), "number": pieces.hole("number"), "body": pieces.hole("body")}
    body = message.body
    if body is None:
        return render_to_string(
            connection, "chats/frames/sent.html", {**context, "number": message.number, "body": None}
        )
    return kept_chat(membership.chat.id).draw(
        ("sent", translation.current()),
        lambda: render_to_string(connection, "chats/frames/sent.html", context),
        number=str(message.number),
        body=escape(body),
    )


def render_page(
    request: Request, membership: Membership, flags: Key, context: Mapping[str, Any], holes: Mapping[str, str | bytes]
) -> HTMLResponse:
    """Answers with the page of a chat, of which only the messages and the keys of the forms are put in anew.

    `flags` names all that it depends on beside the chat, its seats, and what `page_state` returns.
    """
    chat, seat, other, vault = membership.chat, membership.seat, membership.other, request.user.vault
    key = (
        ("page", translation.current(), clock.today(), vault.announcements, *page_state(request), *flags),
        (chat.last_number, chat.last_retraction, chat.is_open, chat.ended_at, chat.deleted_at, chat.is_readable),
        (seat.number, seat.seen, seat.hidden_signals, seat.sealed_reveal),
        (other.seen, other.hidden_signals, other.sealed_reveal, membership.has_read_everything),
    )
    marks = {hole: pieces.hole(hole) for hole in holes}
    return HTMLResponse(
        kept_chat(chat.id).fill(key, lambda: render_to_string(request, "chats/show.html", {**context, **marks}), holes)
    )


def _key(membership: Membership, message: Message, kind: str) -> tuple[object, ...]:
    # The names of the two never change, and neither does a message, but for its retraction and what "today" means.
    day = clock.today()
    is_readable = membership.chat.is_readable
    return (kind, translation.current(), message.number, message.retraction, membership.seat.number, day, is_readable)
