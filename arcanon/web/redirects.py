"""Redirects: to our own routes only, whatever an address from outside says."""

from urllib.parse import quote, unquote, urlencode, urlsplit

from starlette.datastructures import URLPath
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from arcanon.web import flash as flash_messages
from arcanon.web.rendering import wants_fragment


def redirect(
    request: HTTPConnection, route: str, *, anchor: str = "", flash: str = "", query: str = "", **params: str
) -> RedirectResponse:
    """Redirects with 303 to one of our routes. Raises `KeyError` for an unknown flash message."""
    address = str(request.app.state.addresses(route, **params))
    if flash:
        parameter = urlencode({flash_messages.PARAMETER: flash_messages.check(flash)})
        query = f"{query}&{parameter}" if query else parameter
    return RedirectResponse(address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""), 303)


def redirect_back(request: Request, *, anchor: str, default: str) -> RedirectResponse:
    """Redirects with 303 to the page that the form was on, if that is one of ours; else to the default address."""
    try:
        referer = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        referer = urlsplit("")
    path = f"{referer.path}?{referer.query}" if referer.query else referer.path
    is_ours = referer.netloc == request.headers.get("host") and is_own_address(request, path)
    return RedirectResponse(f"{path if is_ours else default}#{anchor}", 303)


def redirect_browser(request: Request, address: str | URLPath) -> Response:
    """Sends the browser to another of our pages: by 303, or by `HX-Redirect` if htmx asked for a part of a page."""
    if wants_fragment(request):
        return HTMLResponse("", headers={"HX-Redirect": quote(str(address), safe=":/%#?=@[]!$&'()*+,;")})
    return RedirectResponse(str(address), 303)


def redirect_slashes(not_found: ASGIApp) -> ASGIApp:
    """Returns the app for addresses without a route: it leads on from a path with a slash at its end, such as /login/.

    The address is relative, so that it stays within the site, and 307 keeps the method and what was typed.
    """

    async def lead_on(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/")
        if scope["type"] == "http" and path != scope["path"]:
            request = Request(scope)
            method = "GET" if request.method == "HEAD" else request.method
            if is_own_address(request, path, method):
                address = f"{path}?{request.url.query}" if request.url.query else path
                await RedirectResponse(address, 307)(scope, receive, send)
                return
        await not_found(scope, receive, send)

    return lead_on


def is_own_address(connection: HTTPConnection, address: str, method: str = "GET") -> bool:
    """Whether an address that came from outside is the path of one of our routes, and nothing cleverer."""
    return route_name(connection, address, method) is not None


def route_name(connection: HTTPConnection, address: str, method: str = "GET") -> str | None:
    """Returns the name of the route that an address from outside leads to, or None if it is none of ours."""
    path = address.partition("?")[0]
    if not path.startswith("/") or path.startswith("//") or not address.isascii() or not address.isprintable():
        return None
    if set("\\#; ") & set(address) or unquote(path) != path:
        return None
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    routes = (route for route in connection.app.routes if isinstance(route, Route))
    return next((route.name for route in routes if route.matches(scope)[0] is Match.FULL), None)
