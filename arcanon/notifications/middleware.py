"""Counts the unread notifications for every page."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from arcanon.notifications.unread import count_unread
from arcanon.web.rendering import wants_fragment


class UnreadCountMiddleware:
    """Puts the viewer's number of unread notifications into the scope of each request for a whole page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not wants_fragment(HTTPConnection(scope)):
            scope["unread"] = await count_unread(scope["user"])
        await self.app(scope, receive, send)
