"""Pieces: parts of pages that are drawn once and kept, by everything that they depend on.

A piece is found by a key that names its template and all that its text depends on. So it is never out of date: what has
changed has another key. Those that have not been asked for lately make room.

A *shell* is a page with holes. What differs by reader or by moment is put into them when the page is sent. Shells are
kept as they are sent, in UTF-8: encoding a page took a tenth of the time of answering with it.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence

from markupsafe import Markup

from arcanon import settings
from arcanon.text import translation

Key = tuple[Hashable, ...]
Parts = Sequence[str | bytes]

_HOLE = re.compile("\0(\\w+)\0")  # no text of ours or of anybody else's has a null character
OVERHEAD = 400  # bytes of a piece beside its text, about: its key, and its place


class Pieces:
    """Keeps what was drawn last, up to a number of bytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Parts] = OrderedDict()
        self._bytes = 0

    def find(self, key: Key) -> Parts | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Key, parts: Parts) -> None:
        if key in self._kept:
            return
        self._kept[key] = parts
        self._bytes += _size(key, parts)
        most = settings.current().pieces_mib * 1024 * 1024
        while self._bytes > most:
            old, dropped = self._kept.popitem(last=False)
            self._bytes -= _size(old, dropped)

    def forget_all(self) -> None:
        self._kept.clear()
        self._bytes = 0


_pieces = Pieces()


def _size(key: Key, parts: Parts) -> int:
    texts = (*key, *parts)
    letters = sum(len(text) for text in texts if isinstance(text, str))
    return OVERHEAD + letters * 2 + sum(len(text) for text in texts if isinstance(text, bytes))


def hole(name: str) -> Markup:
    """Returns what stands in a shell for something that is put in later."""
    return Markup(f"\0{name}\0")  # noqa: S704 (a mark of ours)


def kept(key: Key, draw: Callable[[], str]) -> Markup:
    """Returns a piece; draws it if it is not at hand."""
    key = (translation.current(), *key)
    parts = _pieces.find(key)
    if parts is None:
        parts = [draw()]
        _pieces.keep(key, parts)
    return as_markup(parts[0])


def fill(key: Key, draw: Callable[[], str], holes: Mapping[str, str | bytes]) -> bytes:
    """Returns a shell with its holes filled, in UTF-8; draws it if it is not at hand."""
    key = (translation.current(), *key)
    parts = _pieces.find(key)
    if parts is None:
        parts = encode(split(draw()))
        _pieces.keep(key, parts)
    return join_bytes(parts, holes)


def encode(parts: Sequence[str]) -> Parts:
    """Returns the parts of a shell with its text in UTF-8, and the names of its holes as they are."""
    return [part if place % 2 else part.encode() for place, part in enumerate(parts)]


def join_bytes(parts: Parts, holes: Mapping[str, str | bytes]) -> bytes:
    """Does what `join` does, with parts that were encoded."""
    filled = [as_bytes(holes[part] if isinstance(part, str) else part) for part in parts]
    return b"".join(filled)


def as_markup(drawn: str | bytes) -> Markup:
    """Returns what templates have drawn so that another template can hold it."""
    return Markup(drawn if isinstance(drawn, str) else drawn.decode())  # noqa: S704 (templates escape)


def as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def split(shell: str) -> list[str]:
    """Returns the parts of a shell: text, the name of a hole, text, the name of a hole, and so on."""
    return _HOLE.split(shell)


def join(parts: list[str], holes: Mapping[str, str]) -> str:
    filled = list(parts)
    filled[1::2] = [holes[name] for name in parts[1::2]]
    return "".join(filled)


def forget_all() -> None:
    _pieces.forget_all()
