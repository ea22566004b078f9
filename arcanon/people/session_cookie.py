"""How long a session lasts, and the cookie that carries its token. (The model is in `models.py`.)"""

from starlette.responses import Response

from arcanon.web import cookies

SESSION_DAYS = 30


def remember(response: Response, token: str) -> Response:
    """Has the browser keep the token for as long as the session lasts."""
    cookies.set_cookie(response, cookies.SESSION, token, days=SESSION_DAYS)
    return response


def forget(response: Response) -> Response:
    """Deletes the cookie, and what the browser has kept of our pages."""
    cookies.delete_cookie(response, cookies.SESSION)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
