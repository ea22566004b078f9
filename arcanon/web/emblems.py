"""Emblems: small figures drawn from a tag, so that a thread can be followed by eye.

An emblem is a ring of strokes around a centre, on a ground: 456 figures that differ even without colour. It reveals no
more than the pseudonym beside it: both are drawn from the same tag, which is a new one in every thread and chat.
"""

import hashlib
import math
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

HUES = 12
RADIUS = 9  # of the ring; the ground has 16


class Stroke(NamedTuple):
    length: float  # as a fraction of the distance to the next stroke
    width: float
    is_round: bool


class Centre(NamedTuple):
    radius: float
    strokes: int  # 0 for an unbroken circle
    length: float
    width: float  # 0 for no centre


WEDGE = Stroke(0.6, 6.5, False)
STROKES = (Stroke(0, 5, True), Stroke(0.4, 3.5, True), WEDGE, Stroke(0.2, 8, False))
COUNTS = (3, 4, 5, 6, 8)  # seven looks too much like eight
# Three wedges are the warning sign for radiation.
RINGS = tuple(ring for ring in product(COUNTS, STROKES) if ring != (3, WEDGE))
CENTRES = (
    Centre(0, 0, 0, 0),
    Centre(1.4, 0, 0, 2.8),
    Centre(3, 0, 0, 1.6),
    Centre(2.7, 3, 0, 2.8),
    Centre(2.2, 4, 0.3, 4.4),
    Centre(2.2, 2, 0.5, 4.4),
)


@dataclass(frozen=True)
class Figure:
    """The shape of an emblem, without its colour."""

    is_square: bool
    turn: int  # degrees
    count: int  # of strokes in the ring
    stroke: Stroke
    centre: Centre

    @property
    def radius(self) -> int:
        return RADIUS

    @property
    def dashes(self) -> str:
        return _dashes(RADIUS, self.count, self.stroke.length)

    @property
    def centre_dashes(self) -> str:
        return _dashes(self.centre.radius, self.centre.strokes, self.centre.length)


@dataclass(frozen=True)
class Emblem:
    figure: Figure
    hue: int  # from 1 to 12

    @classmethod
    def for_tag(cls, tag: str) -> "Emblem":
        """Returns the emblem of a tag, which is always the same one."""
        number = int.from_bytes(hashlib.sha256(f"emblem {tag}".encode()).digest()[:8])

        def draw(choices: int) -> int:
            nonlocal number
            number, drawn = divmod(number, choices)
            return drawn

        count, stroke = RINGS[draw(len(RINGS))]
        turn = -90 + draw(2) * 180 // count
        return cls(Figure(bool(draw(2)), turn, count, stroke, CENTRES[draw(len(CENTRES))]), draw(HUES) + 1)


def _dashes(radius: float, count: int, length: float) -> str:
    """Returns the strokes and gaps of a circle for `stroke-dasharray`. (SVG 1 checkers refuse `pathLength`.)"""
    step = 2 * math.pi * radius / count
    return f"{length * step:.4g} {(1 - length) * step:.4g}"
