"""Finds the route of a request by the first part of its path, and then as Starlette does, one after the other."""

from starlette.routing import BaseRoute, Mount, Route, Router, WebSocketRoute
from starlette.types import Receive, Scope, Send


class FirstPartRouter:
    """Asks only the routes that begin as the request does: trying all of them took longer than some answers."""

    def __init__(self, router: Router) -> None:
        self.router = router
        found: dict[str, list[BaseRoute]] = {}
        for route in router.routes:
            assert isinstance(route, Route | WebSocketRoute | Mount)
            found.setdefault(_first_part(route.path), []).append(route)
        self.routers = {
            first: Router(routes, redirect_slashes=False, default=router.default) for first, routes in found.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["router"] = self.router
        is_request = scope["type"] != "lifespan"
        chosen = self.routers.get(_first_part(scope["path"])) if is_request else None
        await (chosen or self.router).app(scope, receive, send)


def _first_part(path: str) -> str:
    """Returns "posts" for /posts/new."""
    return path.split("/", 2)[1] if path.startswith("/") else ""
