"""What joining, signing in or typing the seven words again interrupts is carried along, and comes back."""

from typing import Any

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request

from arcanon.web.forms import KeptForm, fields_to_carry, form_for_route
from arcanon.web.redirects import is_own_address, route_name


def carried(request: Request, data: QueryParams | FormData, to: str = "") -> dict[str, Any]:
    """Returns what is interrupted: the page to come back to, and a form with what was typed in it.

    `to` is the address that the form was sent to, if the form itself does not say so.

    An address may name the page only. The text has to come from a form of ours, and goes to a form that takes it:
    otherwise a link could make somebody press "Publish" on what they never wrote.
    """
    next_path = str(data.get("next", ""))
    to = to or (str(data.get("to", "")) if isinstance(data, FormData) else "")
    form = form_for_route(route_name(request, to, "POST"))
    pairs = fields_to_carry(data, form) if isinstance(data, FormData) else []
    return {
        "kept": KeptForm.from_pairs(form, pairs),
        "to": to if form else "",
        "next_path": next_path if is_own_address(request, next_path) else "",
        "is_too_late": False,
    }
