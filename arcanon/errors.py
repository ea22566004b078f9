"""When something cannot be done: said in plain words, with a way on, and with what was typed given back."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from tortoise.exceptions import DoesNotExist

from arcanon import forms, leaving, pages
from arcanon.database import GoneError, is_unavailable
from arcanon.limits import TooManyError, TooOften


@dataclass(frozen=True)
class Words:
    title: str
    text: str


WORDS = {
    400: Words("We did not understand that", "The page sent something we cannot read. Go back and try again."),
    401: Words("Join to go on", "Reading is open to everyone. To write or talk, join or sign in."),
    403: Words(
        "That came from another site",
        "Something outside arcanon tried to act for you, so we did nothing. Open the page here and try again.",
    ),
    404: Words("There is nothing here", "It may have been deleted, or the address is not quite right."),
    405: Words("That cannot be done here", "The address is right, but not for this. Go back and try again."),
    409: Words("That is enough for now", ""),
    413: Words("That is too long to send", "Go back, where your words still are, and send them in smaller parts."),
    429: Words("A little too fast", "You have done this many times in a short while. Please wait, then try again."),
    500: Words("Something broke on our side", "It is not your fault. Please try again; if it stays, come back later."),
    503: Words("We cannot reach our memory just now", "It usually passes within a minute. Please try again then."),
}

# After these the same form may simply be sent again.
PASSING = (409, 429, 500, 503)


class SignInNeeded(HTTPException):
    """401: this needs an account. What was typed goes along to joining, and back."""

    def __init__(self) -> None:
        super().__init__(401)


async def failure(request: Request, error: Exception) -> Response:
    """The answer to an exception, whatever it is."""
    if request.scope["path"] == leaving.PATH:
        return leaving.page(request)  # whoever leaves in a hurry leaves, whatever is broken here
    if isinstance(error, HTTPException):
        return await refuse(request, error.status_code, error)
    if isinstance(error, TooManyError):
        return await refuse(request, 409, said=str(error))
    if isinstance(error, (GoneError, DoesNotExist)):
        return await refuse(request, 404)
    return await refuse(request, 503 if is_unavailable(error) else 500)


async def refuse(request: Request, status: int, error: HTTPException | None = None, said: str = "") -> Response:
    """The page for a status; for htmx, the words alone, put where they are announced, and the form stays as it is."""
    words = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    words = Words(words.title, said or words.text)
    wait = error.seconds if isinstance(error, TooOften) else 0
    kept: dict[str, str] = {}
    if status not in (403, 413):
        try:
            kept = await forms.written(request)
        except HTTPException as too_long:
            status, words = too_long.status_code, WORDS[too_long.status_code]
    if status == 404 and not kept:
        # What a draft was for is gone; the draft is not.
        kept = {name: words for name, words in (_draft(request) or {}).items() if words and name in forms.WRITTEN}
    has_words = forms.has_words(kept)
    if status == 401 and not has_words:
        here = request.url.path if request.method == "GET" else _came_from(request)
        return pages.leave_to(
            request, f"{request.app.url_path_for('people:join')}?{urlencode({'next': here}, safe='/')}"
        )
    context = {
        "status": status,
        "words": words,
        "wait": wait,
        "kept": kept,
        "repeated": forms.repeated(request),
        "has_words": has_words,
        "again": status in PASSING,
    }
    fragment = pages.wants_fragment(request)
    template = "errors/join.html#joining" if status == 401 else "errors/error.html"
    if fragment and status != 401:
        template = "errors/_alert.html"
    response = pages.render(request, template, context, status=status)
    response.headers.update(error.headers or {} if error else {})
    if status == 503:
        response.headers["Retry-After"] = "10"
    return response


def _draft(request: Request) -> dict[str, str] | None:
    draft: dict[str, str] | None = request.user.vault.draft(request.query_params.get("draft", ""))
    return draft


def _came_from(request: Request) -> str:
    path = request.headers.get("referer", "").partition("://")[2].partition("/")[2].partition("?")[0]
    return f"/{path}" if pages.is_ours(request, f"/{path}") else "/"


def required(request: Request) -> None:
    """Raises `SignInNeeded` for a visitor."""
    if not request.user.is_signed_in:
        raise SignInNeeded
