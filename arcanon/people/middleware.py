"""Reads the session cookie before anything else is done."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from arcanon.crypto import BrokenSealError
from arcanon.db import revisions
from arcanon.db.connections import is_unavailable
from arcanon.db.transactions import acting_for
from arcanon.people import keys, session_cookie
from arcanon.people.models import Session, Viewer, Visitor
from arcanon.realtime import bus
from arcanon.web import cookies, quick_exit

LEAVING_PATHS = ("/logout", quick_exit.PATH)
# Addresses that are the same for everybody, and answer even when the database does not.
SHARED_PATHS = ("/static/", "/favicon.ico", "/manifest.webmanifest", "/healthz", "/readyz")


class SessionMiddleware:
    """Puts the viewer into `request.user`, and renews a session that is in use once a day."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        revisions.forget_snapshot()
        scope["user"] = Visitor()
        token = cookies.read(HTTPConnection(scope), cookies.SESSION)
        if scope["type"] == "http":
            await self._with_viewer(scope, receive, send, token)
            return
        # The session is followed before it is read, so that its end is not missed in between.
        with bus.follow(keys.session_channel(keys.hash_token(token))) as scope["session_follower"]:
            await self._with_viewer(scope, receive, send, token)

    async def _with_viewer(self, scope: Scope, receive: Receive, send: Send, token: str) -> None:
        if not token or scope["path"].startswith(SHARED_PATHS):
            await self.app(scope, receive, send)
            return
        try:
            viewer = await Session.find_viewer(token)
        except BrokenSealError:
            viewer = None
        except Exception as error:
            # Signing out must work even now, and does not need to know who is signed in.
            if scope["path"] not in LEAVING_PATHS or not is_unavailable(error):
                raise
            viewer = None
        if viewer is None:
            await self.app(scope, receive, send)
            return
        scope["user"] = viewer
        acting_for.set(viewer.person_id)
        if scope["type"] == "http" and viewer.needs_renewal:
            Session.renew(viewer)
            send = _send_with_cookie(send, viewer)
        await self.app(scope, receive, send)


def _send_with_cookie(send: Send, viewer: Viewer) -> Send:
    cookie = session_cookie.remember(Response(), viewer.token).headers["set-cookie"]

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "set-cookie" not in headers:
                headers.append("set-cookie", cookie)
        await send(message)

    return send_with_cookie
