"""Leaving in a hurry: one press, and what stands on the screen is another site."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import cookies, schemes, settings
from arcanon.pages import render

PATH = "/exit"
SESSION = "session"  # the cookie of who is signed in


def page(request: Request) -> Response:
    """A page without a word of ours, that goes on to where the host says; after a POST the browser forgets us.

    Going on is the `Refresh` header's doing, at once, so it needs no script and takes this page's place in the
    history. A redirect would be stopped by the policy for forms (`form-action`, CSP level 3). Of what
    `Clear-Site-Data` could name, "cache" can keep Chromium busy for seconds while the old page stands there, and our
    pages are in no cache; "cookies" would reach other sites of the same domain, so ours are taken one by one.
    """
    elsewhere = settings.current().exit_url
    response = render(request, "leaving.html", {"elsewhere": elsewhere})
    if elsewhere:
        response.headers["Refresh"] = f"0; url={elsewhere}"
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
        for word in (SESSION, schemes.COOKIE):
            cookies.forget(response, word)
    return response
