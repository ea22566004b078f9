"""Quick exit: one press, and another site is on the screen."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.web import cookies
from arcanon.web.rendering import render

PATH = "/exit"


def exit_response(request: Request) -> Response:
    """Answers with a page that says nothing about us and goes on to the host's exit address; a POST clears our cookies.

    The `Refresh` header does that, at once, so it needs no script and replaces this page in the history. The policy
    for forms (`form-action`, CSP level 3) would stop a redirect. Of what `Clear-Site-Data` can name, "cache" keeps
    Chromium busy for seconds while the old page is still on the screen, and our pages are in no cache anyway; "cookies"
    would reach other sites of the same domain, so ours are deleted one by one.
    """
    exit_url = settings.current().exit_url
    response = render(request, "quick_exit.html", {"exit_url": exit_url})
    if exit_url:
        response.headers["Refresh"] = f"0; url={exit_url}"
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
        for name in cookies.ALL:
            cookies.delete_cookie(response, name)
    return response
