"""Light, dark, or as the device has it: remembered in a cookie that says nothing else."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from arcanon import settings

SCHEMES = ("", "light", "dark")  # "" is as the device has it
YEAR = 31_536_000  # seconds


def cookie_name() -> str:
    return "__Host-scheme" if settings.current().is_https else "scheme"


def chosen(connection: HTTPConnection) -> str:
    """The scheme that this browser remembers; anything else in its cookie counts as nothing."""
    scheme = connection.cookies.get(cookie_name(), "")
    return scheme if scheme in SCHEMES else ""


def remember(response: Response, scheme: str) -> Response:
    """Has the browser keep one of `SCHEMES` for a year; it keeps nothing for "as the device has it"."""
    secure = settings.current().is_https
    if scheme:
        response.set_cookie(cookie_name(), scheme, max_age=YEAR, path="/", secure=secure, httponly=True, samesite="lax")
    else:
        response.delete_cookie(cookie_name(), path="/", secure=secure, httponly=True, samesite="lax")
    return response
