"""The cookie that says who is asking, read before anything else is done."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from arcanon import cookies, database, live
from arcanon.crypto import BrokenSealError
from arcanon.leaving import SESSION
from arcanon.people import keys
from arcanon.people.models import SESSION_DAYS, Session, Viewer, Visitor

# Addresses that are the same for everyone, and answer even when the database does not.
IMPERSONAL = ("/static/", "/favicon.ico", "/healthz", "/readyz")


def remember(response: Response, viewer: Viewer) -> Response:
    cookies.keep(response, SESSION, viewer.token, days=SESSION_DAYS)
    return response


def forget(response: Response) -> Response:
    """Takes the cookie away, and what the browser has kept of our pages."""
    cookies.forget(response, SESSION)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


class Viewing:
    """Puts who is asking into `request.user`, and gives a session in use another thirty days once a day."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope["user"] = Visitor()
        token = cookies.read(HTTPConnection(scope), SESSION)
        if scope["type"] == "http":
            await self._view(scope, receive, send, token)
            return
        # Followed before it is read, so that a session which ends meanwhile is not overlooked.
        with live.follow(keys.session_topic(keys.hashed(token or ""))) as scope["leaving"]:
            await self._view(scope, receive, send, token)

    async def _view(self, scope: Scope, receive: Receive, send: Send, token: str | None) -> None:
        if not token or scope["path"].startswith(IMPERSONAL):
            await self.app(scope, receive, send)
            return
        try:
            viewer = await Session.viewer(token)
        except BrokenSealError:
            viewer = None
        if viewer is None:
            await self.app(scope, receive, send)
            return
        scope["user"] = viewer
        if scope["type"] == "http" and viewer.session.is_ageing:
            # In the background: reading waits for no write, and goes on when writing cannot.
            database.in_background(viewer.session.renew)
            send = _renewing(send, viewer)
        await self.app(scope, receive, send)


def _renewing(send: Send, viewer: Viewer) -> Send:
    cookie = remember(Response(), viewer).headers["set-cookie"]

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "set-cookie" not in headers:
                headers.append("set-cookie", cookie)
        await send(message)

    return send_with_cookie
