"""The addresses of our routes, by their names."""

from collections.abc import Sequence
from functools import lru_cache

from starlette.routing import BaseRoute, Route, WebSocketRoute

MAX_REMEMBERED = 4096


class Addresses:
    """Makes the address of a route.

    Starlette's `url_path_for` tries every route in turn. With a page's many links that took a third of its time.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._formats = {route.name: route.path_format for route in routes if isinstance(route, Route | WebSocketRoute)}
        self._fixed = {name: text for name, text in self._formats.items() if "{" not in text}
        # What fills the places are ids and numbers of ours, which need no quoting.
        self._made = lru_cache(MAX_REMEMBERED)(lambda name, params: self._formats[name].format(**dict(params)))

    def __call__(self, name: str, **params: str | int) -> str:
        """Returns the path of a route. Raises `KeyError` for an unknown name, or if a parameter is missing."""
        return self._made(name, tuple(params.items())) if params else self._fixed[name]
