"""Feeds for feed readers, as Atom has them (RFC 4287), with days for times."""

import html
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response

from arcanon import clock, settings

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One entry: where it leads, what it is called, and on which day. `html` is what it says, if it says anything."""

    address: str
    title: str
    day: date
    author: str = "arcanon"
    html: str = ""
    anchor: str = ""  # tells entries with one address from one another


def escaped(text: str) -> str:
    return html.escape(text)


def answer(request: Request, title: str, page: str, entries: list[Entry]) -> Response:
    """The feed of a page of ours, the newest entry first."""
    base = settings.current().public_url
    own = base + request.url.path + (f"?{request.url.query}" if request.url.query else "")
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE})
    _add(root, "id", own)
    _add(root, "title", title)
    _add(root, "updated", _moment(max((entry.day for entry in entries), default=clock.today())))
    ElementTree.SubElement(root, "link", {"rel": "self", "href": own})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "href": base + page})
    for entry in entries:
        one = ElementTree.SubElement(root, "entry")
        address = base + entry.address
        _add(one, "id", f"{address}#{entry.anchor}" if entry.anchor else address)
        _add(one, "title", entry.title)
        _add(one, "updated", _moment(entry.day))
        ElementTree.SubElement(one, "link", {"rel": "alternate", "href": address})
        _add(ElementTree.SubElement(one, "author"), "name", entry.author)
        if entry.html:
            _add(one, "content", entry.html).set("type", "html")
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = text
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
