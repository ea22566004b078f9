"""Who may enter: the two people who have a seat. For everybody else there is no such chat."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from arcanon.chats.models import Membership
from arcanon.web.errors import require_account


async def find_membership(request: Request) -> Membership:
    """Returns the viewer's membership of the chat in the address. Raises 404, or 401 for a visitor."""
    require_account(request)
    membership = await Membership.find(request.user, request.path_params["chat"])
    if membership is None:
        raise HTTPException(404)
    return membership
