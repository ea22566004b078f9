"""Light, dark, or as the device prefers: remembered in a cookie that holds nothing else."""

import re
from functools import cache

from starlette.requests import HTTPConnection
from starlette.responses import Response

from arcanon.web import cookies
from arcanon.web.static_files import STATIC

SCHEMES = ("", "light", "dark")  # "" is as the device prefers
COOKIE_DAYS = 365


def read(connection: HTTPConnection) -> str:
    """Returns the scheme that this browser remembers, or "" if it remembers none that is known."""
    scheme = cookies.read(connection, cookies.COLOR_SCHEME)
    return scheme if scheme in SCHEMES else ""


def remember(response: Response, scheme: str) -> Response:
    """Has the browser remember one of `SCHEMES` for a year, or forget it if it is ""."""
    if scheme:
        cookies.set_cookie(response, cookies.COLOR_SCHEME, scheme, days=COOKIE_DAYS)
    else:
        cookies.delete_cookie(response, cookies.COLOR_SCHEME)
    return response


@cache
def paper_colors() -> dict[str, str]:
    """Returns the colour of the page in each scheme, for a phone's address bar. Its source is `tokens.css`."""
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    found = re.search(r"--paper: light-dark\((#\w{6}), (#\w{6})\);", tokens)
    assert found, "tokens.css names the colours of the paper"
    return {"light": found[1], "dark": found[2]}
