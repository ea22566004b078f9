"""Emblems: a small figure drawn from a tag, so that a thread can be followed by eye.

A ring of strokes around a heart, on a ground: 456 figures that differ without their hue. An emblem says no more than
the pseudonym it stands beside: both are drawn from the same tag, which is another one in every thread and conversation.
"""

import hashlib
import math
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

HUES = 12
RADIUS = 9  # of the ring; the ground's is 16


class Stroke(NamedTuple):
    length: float  # as a part of the way to the next one
    width: float
    is_round: bool


class Heart(NamedTuple):
    radius: float
    strokes: int  # 0 for a whole circle
    length: float
    width: float  # 0 for none at all


WEDGE = Stroke(0.6, 6.5, False)
STROKES = (Stroke(0, 5, True), Stroke(0.4, 3.5, True), WEDGE, Stroke(0.2, 8, False))
COUNTS = (3, 4, 5, 6, 8)  # seven and eight would not be told apart
# Three wedges are the sign for radiation.
RINGS = tuple(ring for ring in product(COUNTS, STROKES) if ring != (3, WEDGE))
HEARTS = (
    Heart(0, 0, 0, 0),
    Heart(1.4, 0, 0, 2.8),
    Heart(3, 0, 0, 1.6),
    Heart(2.7, 3, 0, 2.8),
    Heart(2.2, 4, 0.3, 4.4),
    Heart(2.2, 2, 0.5, 4.4),
)


@dataclass(frozen=True)
class Figure:
    """What is left of an emblem without colour."""

    is_square: bool
    turn: int  # degrees
    count: int  # of strokes in the ring
    stroke: Stroke
    heart: Heart

    @property
    def radius(self) -> int:
        return RADIUS

    @property
    def dashes(self) -> str:
        return _dashes(RADIUS, self.count, self.stroke.length)

    @property
    def heart_dashes(self) -> str:
        return _dashes(self.heart.radius, self.heart.strokes, self.heart.length)


@dataclass(frozen=True)
class Emblem:
    figure: Figure
    hue: int  # from 1 to 12

    @classmethod
    def of(cls, tag: str) -> "Emblem":
        """The emblem of a tag, always the same one."""
        number = int.from_bytes(hashlib.sha256(f"emblem {tag}".encode()).digest()[:8])

        def draw(choices: int) -> int:
            nonlocal number
            number, drawn = divmod(number, choices)
            return drawn

        count, stroke = RINGS[draw(len(RINGS))]
        turn = -90 + draw(2) * 180 // count
        return cls(Figure(bool(draw(2)), turn, count, stroke, HEARTS[draw(len(HEARTS))]), draw(HUES) + 1)


def _dashes(radius: float, count: int, length: float) -> str:
    """The strokes and gaps of a circle, for `stroke-dasharray`; not by `pathLength`, which checkers of SVG 1 refuse."""
    step = 2 * math.pi * radius / count
    return f"{length * step:.4g} {(1 - length) * step:.4g}"
