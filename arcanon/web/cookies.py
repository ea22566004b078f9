"""Cookies: for this host alone, out of reach of scripts, and sent over https only if the site has https.

Over https the browser enforces that itself, because of the prefix of their names (RFC 6265bis).
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from arcanon.web import hosts

# Of our own: on one machine, cookies of every port come along, and many programs call theirs "session".
SESSION = "arcanon-session"
COLOR_SCHEME = "arcanon-scheme"
MODERATING = "arcanon-moderating"
ALL = (SESSION, COLOR_SCHEME, MODERATING)

DAY = 86_400  # seconds


def full_name(name: str) -> str:
    return f"__Host-{name}" if hosts.is_asked_by_https() else name


def read(connection: HTTPConnection, name: str) -> str:
    """Returns a cookie's value, or "" if there is none."""
    return connection.cookies.get(full_name(name), "")


def set_cookie(response: Response, name: str, value: str, *, days: int) -> None:
    secure = hosts.is_asked_by_https()
    response.set_cookie(full_name(name), value, days * DAY, path="/", secure=secure, httponly=True, samesite="lax")


def delete_cookie(response: Response, name: str) -> None:
    secure = hosts.is_asked_by_https()
    response.delete_cookie(full_name(name), path="/", secure=secure, httponly=True, samesite="lax")
