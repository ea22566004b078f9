"""Answers when something cannot be done: in plain words, with a way on, and with what was typed given back."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tortoise.exceptions import DoesNotExist

from arcanon.db.connections import is_unavailable
from arcanon.db.errors import GoneError, QuotaError
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web import quick_exit, redirects, rendering
from arcanon.web.forms import KeptForm, form_for_route, sent_pairs
from arcanon.web.rate_limits import RateLimitError

log = logging.getLogger("arcanon")

INTERNAL_ERROR = 1011  # a socket's close code (RFC 6455)
RETRY_AFTER = 10  # seconds, when the database is away


@dataclass(frozen=True)
class ErrorText:
    title: str
    text: str


TEXTS = {
    400: ErrorText(
        N_("We didn't understand that"), N_("The page sent something we can't read. Go back and try again.")
    ),
    401: ErrorText(N_("Join to continue"), N_("Anyone can read. To write or chat, join or sign in.")),
    403: ErrorText(
        N_("That came from another site"),
        N_("Something outside arcanon tried to act for you, so we did nothing. Open the page here and try again."),
    ),
    404: ErrorText(N_("There is nothing here"), N_("It may have been deleted, or the address may be wrong.")),
    405: ErrorText(N_("That doesn't work here"), N_("The address can't do that. Go back and try again.")),
    409: ErrorText(N_("That's enough for now"), ""),
    413: ErrorText(N_("That's too long to send"), N_("Go back to your text, and send it in smaller parts.")),
    429: ErrorText(N_("A little too fast"), N_("You did this many times in a short while. Wait, then try again.")),
    500: ErrorText(
        N_("Something broke on our side"), N_("It isn't your fault. Please try again, or come back a little later.")
    ),
    503: ErrorText(N_("The site is busy"), N_("This usually passes within a minute. Please try again then.")),
}

# After these the same form can simply be sent again.
TEMPORARY = (409, 429, 500, 503)


class AccountRequiredError(HTTPException):
    """401: this needs an account. What was typed goes along to joining, and comes back."""

    def __init__(self) -> None:
        super().__init__(401)


def require_account(request: Request) -> None:
    """Raises `AccountRequiredError` for a visitor."""
    if not request.user.is_signed_in:
        raise AccountRequiredError


async def handle_exception(request: Request, error: Exception) -> Response:
    """Answers any exception."""
    if request.scope["path"] == quick_exit.PATH:
        return quick_exit.exit_response(request)  # leaving works, whatever else is broken
    if isinstance(error, HTTPException):
        return await error_response(request, error.status_code, error)
    if isinstance(error, QuotaError):
        return await error_response(request, 409, message=str(error))
    if isinstance(error, (GoneError, DoesNotExist)):
        return await error_response(request, 404)
    return await error_response(request, 503 if is_unavailable(error) else 500)


async def error_response(
    request: Request, status: int, error: HTTPException | None = None, message: str = ""
) -> Response:
    """Answers with the page for a status. htmx gets only the message, for where it is announced; its form stays."""
    kept = KeptForm()
    if status != 413:
        try:
            kept = await _sent_form(request)
        except HTTPException as too_long:
            status = too_long.status_code
    if status == 404 and not kept.pairs:
        kept = _orphaned_draft(request)  # what it was for is gone; the draft is not
    goes_on = bool(kept.form and kept.form.is_sent_after_joining and kept.pairs)
    if status == 401 and not kept.typed and not goes_on:
        return _ask_to_join(request)
    text = TEXTS.get(status) or TEXTS[500 if status >= 500 else 400]
    context = {
        "status": status,
        "title": _(text.title),
        "text": message or (_(text.text) if text.text else ""),
        "wait": error.seconds if isinstance(error, RateLimitError) else 0,
        "kept": kept,
        "to": kept.get("to") or request.scope["path"],
        "can_retry": status in TEMPORARY,
    }
    template = "errors/join.html#join" if status == 401 else "errors/error.html"
    if rendering.wants_fragment(request) and status != 401:
        template = "errors/frames/alert.html"
    response = rendering.render(request, template, context, status=status)
    response.headers.update(error.headers or {} if error else {})
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


async def _sent_form(request: Request) -> KeptForm:
    pairs = await sent_pairs(request)
    names = dict(pairs)
    # A form on its way through signing in, or to the drafts, says where it belongs.
    target = redirects.route_name(request, names.get("to", ""), "POST")
    own = redirects.route_name(request, request.scope["path"], "POST")
    return KeptForm.from_pairs(form_for_route(target) or form_for_route(own), pairs)


def _orphaned_draft(request: Request) -> KeptForm:
    draft: dict[str, str] | None = request.user.vault.draft(request.query_params.get("draft", ""))
    draft = draft or {}
    form = form_for_route(redirects.route_name(request, draft.get("to", ""), "POST"))
    typed = [
        (name, value) for name, value in draft.items() if form and name in form.fields and form.fields[name].is_typed
    ]
    return KeptForm.from_pairs(form, typed)


def _ask_to_join(request: Request) -> Response:
    came_from = request.url.path if request.method == "GET" else _referring_path(request)
    address = f"{request.app.state.addresses('people:join')}?{urlencode({'next': came_from}, safe='/')}"
    return redirects.redirect_browser(request, address)


def _referring_path(request: Request) -> str:
    path = request.headers.get("referer", "").partition("://")[2].partition("/")[2].partition("?")[0]
    return f"/{path}" if redirects.is_own_address(request, f"/{path}") else "/"


class ErrorMiddleware:
    """Answers whatever goes wrong, and logs its type and where it happened, never its message.

    The message of an exception may hold what somebody wrote: a database quotes the row that it refuses.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_started = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:
            # uvicorn's own way to say that the peer has gone, which uvicorn handles.
            if type(error).__name__ in ("ClientDisconnected", "ClientDisconnect"):
                return
            frames = traceback.extract_tb(error.__traceback__)
            places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-6:]))
            log.error("%s at %s", type(error).__name__, places)
            if scope["type"] == "websocket":
                await _close_socket(send)
            elif not has_started:
                response = await self.answer(Request(scope, receive), error)
                await response(scope, receive, send)


async def _close_socket(send: Send) -> None:
    try:
        await send({"type": "websocket.close", "code": INTERNAL_ERROR})
    except Exception:
        log.debug("the socket was closed already")
