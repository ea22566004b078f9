"""Templates become answers here, and nowhere else."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block
from starlette.datastructures import URLPath
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route

from arcanon import clock, schemes, settings
from arcanon.emblems import Emblem

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "static"


@cache
def static_version() -> str:
    """A name for the state of all static files, part of their addresses, so that browsers may keep them for ever."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def static(path: str) -> str:
    return f"/static/{static_version()}/{path}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 answer", "2 answers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# What a change says on the page it leads to, by the word that its address carries.
SAID = {
    "hidden": "Hidden from your lists. On your page, Mine, you can let it back.",
    "shown": "It is in your lists again.",
    "seen": "All marked as seen.",
    "asked": "You have asked. If they say yes, you find it here and under News.",
    "declined": "The ask is gone from your list. Nobody was told.",
    "withdrawn": "You took your ask back.",
    "blocked": "Blocked. They are not told.",
    "lifted": "The block is taken back.",
    "kept": "Your settings are kept.",
    "draft": "Kept as a draft.",
    "discarded": "The draft is thrown away.",
    "joined": "You are in. Write, answer, or find somebody to talk to.",
    "published": "Your post is published.",
    "answered": "Your answer is published.",
    "saved": "Saved.",
    "deleted": "It is deleted.",
    "sealed": "Sealed. It opens when both of you have sealed something.",
    "over": "The conversation has ended, for both of you.",
    "erased": "Erased, for both of you.",
    "wider": "Looking more widely now.",
    "unsealed": "You took it back. Nobody has read it.",
    "open": "Both of you have revealed what you wrote by now, so it stays.",
}


def query(**values: str) -> str:
    """The part of an address after its path: "?sort=top", of what is not empty."""
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(static=static, count=count, query=query, emblem_of=Emblem.of)
    environment.filters.update(ago=clock.ago, minute=clock.minute)
    return environment


def wants_fragment(request: HTTPConnection) -> bool:
    """Whether htmx asks for a part of the page, and not for all of it again after Back."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") != "full"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def draw(connection: HTTPConnection, template: str, context: Mapping[str, Any]) -> str:
    """A template, or its block where it is named `file.html#block`, as text: for sockets, and parts of answers."""
    name, _, block = template.partition("#")
    app = connection.app
    said = connection.query_params.get("said", "")
    complete = {
        "viewer": connection.scope["user"],
        "url": app.url_path_for,
        "here": connection.scope["path"],
        "insecure": settings.current().is_plain_http_abroad,
        "fragment": bool(block),
        "scheme": schemes.chosen(connection),
        "news": connection.scope.get("news", 0),
        "said": SAID.get(said, ""),
        "said_word": said,
        **context,
    }
    if block:
        return render_block(_environment(), name, block, complete)
    return _environment().get_template(name).render(complete)


def render(
    request: Request, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HTMLResponse:
    """The whole page; or, of a template named `file.html#block`, that block alone when htmx asks for a part."""
    name, _, block = template.partition("#")
    if block and wants_fragment(request):
        name = template
    return HTMLResponse(draw(request, name, context or {}), status)


def go_to(request: HTTPConnection, route: str, *, anchor: str = "", query: str = "", **params: str) -> RedirectResponse:
    """303 to one of our own routes: after a change, to its outcome."""
    address = str(request.app.url_path_for(route, **params))
    return RedirectResponse(address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""), 303)


def go_back(request: Request, *, anchor: str, instead: str) -> RedirectResponse:
    """303 to the page a form stood on, when that is one of ours; else to the address `instead`."""
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        came_from = urlsplit("")
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    ours = came_from.netloc == request.headers.get("host") and is_ours(request, path)
    return RedirectResponse(f"{path if ours else instead}#{anchor}", 303)


def is_ours(connection: HTTPConnection, address: str, method: str = "GET") -> bool:
    """Whether an address that came from outside is a path of one of our own routes, and nothing cleverer."""
    return route_name(connection, address, method) is not None


def route_name(connection: HTTPConnection, address: str, method: str = "GET") -> str | None:
    """The name of the route that an address from outside leads to; None when it is none of ours."""
    path = address.partition("?")[0]
    if not path.startswith("/") or path.startswith("//") or not address.isascii() or not address.isprintable():
        return None
    if set("\\#; ") & set(address) or unquote(path) != path:
        return None
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    pages = (route for route in connection.app.routes if isinstance(route, Route))
    return next((route.name for route in pages if route.matches(scope)[0] is Match.FULL), None)


def leave_to(request: Request, address: str | URLPath) -> Response:
    """Sends a browser to another page of ours: 303, or htmx's own word for it when htmx asked for a part."""
    if wants_fragment(request):
        return HTMLResponse("", headers={"HX-Redirect": quote(str(address), safe=":/%#?=@[]!$&'()*+,;")})
    return RedirectResponse(str(address), 303)
