"""Cookies of ours: for this host alone, out of reach of scripts, and over https only where there is https.

Over https the browser itself sees to that, by the prefix of their names (RFC 6265bis).
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from arcanon import settings

DAY = 86_400  # seconds


def name_of(word: str) -> str:
    return f"__Host-{word}" if settings.current().is_https else word


def read(connection: HTTPConnection, word: str) -> str:
    return connection.cookies.get(name_of(word), "")


def keep(response: Response, word: str, value: str, *, days: int) -> None:
    secure = settings.current().is_https
    response.set_cookie(name_of(word), value, days * DAY, path="/", secure=secure, httponly=True, samesite="lax")


def forget(response: Response, word: str) -> None:
    secure = settings.current().is_https
    response.delete_cookie(name_of(word), path="/", secure=secure, httponly=True, samesite="lax")
