"""Who may moderate: for everybody else there are no such pages."""

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon.moderation.models import Moderator, confirmation, is_confirmed
from arcanon.web import cookies
from arcanon.web.errors import require_account

CONFIRMED_FOR = 30 * 60  # seconds after which the seven words are asked for again


class UnconfirmedError(Exception):
    """The moderator has not typed their seven words lately."""


async def require_moderator(request: Request) -> Moderator:
    """Returns the viewer as a moderator. Raises 404, or 401 for a visitor, or `UnconfirmedError`."""
    moderator = await require_invited(request)
    if not is_confirmed(cookies.read(request, cookies.MODERATING), request.user.session_id):
        raise UnconfirmedError
    return moderator


async def require_invited(request: Request) -> Moderator:
    """Returns the viewer as a moderator, whether they have typed their words lately or not."""
    require_account(request)
    moderator = await Moderator.find(request.user)
    if moderator is None:
        raise HTTPException(404)
    return moderator


def confirm_address(request: Request) -> str:
    query = urlencode({"next": request.scope["path"]}, safe="/")
    return f"{request.app.state.addresses('moderation:confirm')}?{query}"


def remember(request: Request, response: Response) -> Response:
    """Lets the browser keep that the words were typed."""
    kept = confirmation(request.user.session_id, CONFIRMED_FOR)
    cookies.set_cookie(response, cookies.MODERATING, kept, days=1)
    return response
