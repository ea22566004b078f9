"""Light, dark, or as the device has it: remembered in a cookie that says nothing else."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from arcanon import cookies

COOKIE = "scheme"
SCHEMES = ("", "light", "dark")  # "" is as the device has it
KEPT_DAYS = 365


def chosen(connection: HTTPConnection) -> str:
    """The scheme that this browser remembers; anything else in its cookie counts as nothing."""
    scheme = cookies.read(connection, COOKIE)
    return scheme if scheme in SCHEMES else ""


def remember(response: Response, scheme: str) -> Response:
    """Has the browser keep one of `SCHEMES` for a year; it keeps nothing for "as the device has it"."""
    if scheme:
        cookies.keep(response, COOKIE, scheme, days=KEPT_DAYS)
    else:
        cookies.forget(response, COOKIE)
    return response
