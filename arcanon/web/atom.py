"""Atom feeds (RFC 4287). Their times are days."""

import hashlib
import html
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

import regex
from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.text import clock
from arcanon.web import hosts

NAMESPACE = "http://www.w3.org/2005/Atom"

# One of these makes a feed ill-formed, and unreadable for everybody (XML 1.0, section 2.2).
_NO_XML = regex.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `html` is its content, if it has any."""

    address: str
    title: str
    day: date
    author: str = "arcanon"
    html: str = ""
    anchor: str = ""  # distinguishes entries that have the same address


def escape(text: str) -> str:
    return html.escape(text)


def feed_response(
    request: Request, title: str, page: str, entries: list[Entry], *, is_personal: bool = False
) -> Response:
    """Answers with the feed of a page. `page` is the page's path; the newest entry comes first."""
    # What it is called stays the same by whichever name it was asked for; links lead to where the reader came.
    name, base = settings.current().public_url, hosts.asked_origin()
    own = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE})
    _add(root, "id", name + own)
    _add(root, "title", title)
    _add(root, "updated", _midnight(max((entry.day for entry in entries), default=clock.today())))
    ElementTree.SubElement(root, "link", {"rel": "self", "href": base + own})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "href": base + page})
    for entry in entries:
        element = ElementTree.SubElement(root, "entry")
        address = base + entry.address
        _add(element, "id", name + entry.address + (f"#{entry.anchor}" if entry.anchor else ""))
        _add(element, "title", entry.title)
        _add(element, "updated", _midnight(entry.day))
        ElementTree.SubElement(element, "link", {"rel": "alternate", "href": address})
        _add(ElementTree.SubElement(element, "author"), "name", entry.author)
        if entry.html:
            _add(element, "content", entry.html).set("type", "html")
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    # Weak, since an answer may be compressed on its way (RFC 9110, section 8.8.3). Made of the content, which says no
    # more of times than their days.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-store" if is_personal else "no-cache"}
    known = {known.strip() for known in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, tag.removeprefix("W/"), "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/atom+xml", headers=headers)


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _NO_XML.sub("", text)
    return element


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
