"""Templates become answers here, and nowhere else."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block
from markupsafe import Markup
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from arcanon.text import clock, translation
from arcanon.text.translation import gettext as _
from arcanon.web import color_scheme, flash, hosts, pieces
from arcanon.web.emblems import Emblem
from arcanon.web.forms import Form
from arcanon.web.static_files import static_url

NOTHING_UNREAD = {"notifications": 0, "chats": 0, "total": 0}  # on pages that do not count
HEARTBEAT_INTERVAL = 15.0  # seconds between two heartbeats of a socket; the page that waits for them knows it, too

PACKAGE = Path(__file__).parent.parent
# Beside the package in a checkout, inside it where it was installed.
TEMPLATES = next(path for path in (PACKAGE / "templates", PACKAGE.parent / "templates") if path.is_dir())


def query_string(**values: str) -> str:
    """Returns the part of an address after its path, such as "?sort=top", leaving out what is empty."""
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


def page_title(form: Form, title: str) -> str:
    """Returns the title of a page with a form, which says first if the form was refused (WCAG 3.3.1)."""
    return Markup(_("Error: %(title)s")) % {"title": title} if form.errors else title  # noqa: S704 (a sentence of ours)


def _gettext(message: str, **values: Any) -> Markup:
    """`gettext` for templates: a sentence of ours, which may hold markup; values are escaped.

    Jinja's own function formats even a sentence without values, which took a fifth of the time of a page.
    """
    sentence = Markup(translation.template_gettext(message))  # noqa: S704 (a sentence of ours)
    return sentence % values if values or "%%" in sentence else sentence


def _ngettext(singular: str, plural: str, number: int, **values: Any) -> Markup:
    """`ngettext` for templates, with numbers as people write them, such as 1,234. Values are escaped."""
    sentence = Markup(translation.template_ngettext(singular, plural, number))  # noqa: S704 (a sentence of ours)
    written = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    return sentence % {"num": f"{number:,}", **written}


def _short_address(address: str) -> str:
    """Returns an address as people say it: without https:// and the slash at its end."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


class ShortIndentLoader(FileSystemLoader):
    """Loads templates with a single space of indentation, which may separate words: more is for those who read them."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, name, is_current = super().get_source(environment, template)
        return _INDENTATION.sub(" ", source), name, is_current


_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ShortIndentLoader(TEMPLATES),
        auto_reload=False,
        cache_size=-1,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translation.template_gettext, translation.template_ngettext, newstyle=True
    )
    environment.globals.update(gettext=_gettext, _=_gettext, ngettext=_ngettext)
    environment.globals.update(static=static_url, query_string=query_string, emblem_for=Emblem.for_tag)
    environment.globals.update(paper_colors=color_scheme.paper_colors, heartbeat_interval=HEARTBEAT_INTERVAL)
    environment.globals.update(page_title=page_title, origin=hosts.asked_origin)
    environment.filters.update(address=_short_address)
    environment.filters.update(ago=clock.ago, ago_day=clock.ago_day, minute=clock.minute, day=clock.day)
    return environment


def wants_fragment(request: HTTPConnection) -> bool:
    """Whether htmx asks for a part of the page, and not for all of it again after Back."""
    found: bool | None = request.scope.get("wants_fragment")  # asked several times for each request
    if found is None:
        headers = request.headers
        found = request.scope["wants_fragment"] = (
            headers.get("HX-Request") == "true"
            and headers.get("HX-Request-Type") != "full"
            and headers.get("HX-History-Restore-Request") != "true"
        )
    return found


def render_to_string(connection: HTTPConnection, template: str, context: Mapping[str, Any]) -> str:
    """Renders a template, or a block of it named `file.html#block`: for sockets, and for parts of answers."""
    name, _separator, block = template.partition("#")
    flash_name = connection.query_params.get(flash.PARAMETER, "")
    complete = {
        "viewer": connection.scope["user"],
        "url": connection.app.state.addresses,
        "path": connection.scope["path"],
        "is_insecure": hosts.is_asked_insecurely(),
        "is_fragment": bool(block),
        "scheme": color_scheme.read(connection),
        "unread": connection.scope.get("unread", NOTHING_UNREAD),
        "flash": flash.message(flash_name),
        "flash_name": flash_name,
        **context,
    }
    if block:
        return render_block(_environment(), name, block, complete)
    return _environment().get_template(name).render(complete)


def page_state(request: HTTPConnection) -> pieces.Key:
    """Returns everything by which `base.html` differs from one request for a page to the next."""
    flash_name = request.query_params.get(flash.PARAMETER, "")
    unread = request.scope.get("unread")
    return (
        request.scope["path"],
        request.scope["user"].is_signed_in,
        (unread.notifications, unread.chats) if unread else None,
        flash_name if flash.is_known(flash_name) else "",
        color_scheme.read(request),
        hosts.asked_origin(),
    )


def render_shell(
    request: Request, template: str, key: pieces.Key, context: Mapping[str, Any], holes: Mapping[str, str | bytes]
) -> HTMLResponse:
    """Answers as `render` does, but draws a whole page only once, with `holes` that are filled each time.

    `key` names all that the page depends on beside its address and what `page_state` returns. The context must not
    hold anything else, and the template must not ask for more of its viewer than whether they are signed in.
    """
    name, _separator, block = template.partition("#")
    if block and wants_fragment(request):
        return render(request, template, {**context, **{hole: pieces.as_markup(text) for hole, text in holes.items()}})
    marks = {hole: pieces.hole(hole) for hole in holes}
    drawn = pieces.fill(
        ("shell", name, *page_state(request), *key),
        lambda: render_to_string(request, name, {**context, **marks}),
        holes,
    )
    return HTMLResponse(drawn)


def render_piece(
    request: HTTPConnection, template: str, key: pieces.Key, context: Mapping[str, Any] | None = None
) -> Markup:
    """Renders a part of a page, unless it is at hand. `key` names all that it depends on."""
    return pieces.kept((template, *key), lambda: render_to_string(request, template, context or {}))


def render(
    request: Request, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HTMLResponse:
    """Answers with the whole page; or, if htmx asks for a part of `file.html#block`, with that block."""
    name, _separator, block = template.partition("#")
    if block and wants_fragment(request):
        name = template
    return HTMLResponse(render_to_string(request, name, context or {}), status)
