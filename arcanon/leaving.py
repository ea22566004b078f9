"""Leaving in a hurry: one press, and what stands on the screen is another site."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.pages import render

PATH = "/exit"


def page(request: Request, *, forgets: bool = True) -> Response:
    """A page without a word of ours, that goes on to where the host says; and the browser forgets what is ours.

    Going on is the `Refresh` header's doing, at once, so it needs no script and takes this page's place in the
    history. A redirect would be stopped by the policy for forms (`form-action`, CSP level 3).
    """
    elsewhere = settings.current().exit_url
    response = render(request, "leaving.html", {"elsewhere": elsewhere})
    if elsewhere:
        response.headers["Refresh"] = f"0; url={elsewhere}"
    if forgets:
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        # Where that is not understood (plain http, older browsers), one by one.
        secure = settings.current().is_https
        for name in request.cookies:
            response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
    return response
