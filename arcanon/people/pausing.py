"""Views that are closed to a person while they are paused. They can still read, delete, leave and appeal."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from arcanon.db.errors import QuotaError
from arcanon.people.models import Viewer
from arcanon.text import clock
from arcanon.text.translation import gettext as _

View = Callable[[Request], Awaitable[Response]]


def writing(view: View) -> View:
    """Returns the view with its POSTs refused to those who are paused. What they typed is given back."""

    async def checked(request: Request) -> Response:
        viewer = request.user
        if request.method == "POST" and isinstance(viewer, Viewer) and viewer.pause:
            day = viewer.pause.last_day
            raise QuotaError(
                _(
                    "A moderator has paused your account until %(day)s. You can read, delete and appeal: see Mine.",
                    day=clock.day(day) if day else "",
                )
            )
        return await view(request)

    return checked
