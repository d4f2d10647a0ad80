"""The outlines of marks as SVG path data: kinds differ in shape, never in colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a mark is drawn: where the pen starts from its middle, its way, and how far below the start the way ends."""

    right: float
    down: float
    way: str
    ends: float = 0.0


_RING = _Shape(-4, 0, "a4 4 0 1 0 8 0a4 4 0 1 0-8 0z")
_TICK = _Shape(0, -6.5, "v13", 13)
_SHAPES: Mapping[str, _Shape] = {
    # A tick, drawn as a stroke; the others are filled or ringed around their middle.
    "question": _TICK,
    "pressure": _Shape(-4, 4, "h8l-4-8z"),
    "inducement": _Shape(-4, 0, "l4-4.6l4 4.6l-4 4.6z"),
    "rights": _Shape(-4, -4, "h8v8h-8z"),
    "contamination": _RING,
    "stance": _RING,
}


def outline(kind: str, xs: Iterable[float], y: float) -> str:
    """The outline of all marks of a lane, as one path.

    Args:
        kind: What the marks stand for; an unknown kind is drawn as a tick.
        xs: Middles of the marks.
        y: Middle of the lane.
    """
    return "".join(_drawn(_SHAPES.get(kind, _TICK), xs, y))


def _drawn(shape: _Shape, xs: Iterable[float], y: float) -> Iterator[str]:
    """The first mark by its place, each other by its distance from the one before: thousands of them stay short."""
    before: float | None = None
    for x in xs:
        if before is None:
            yield f"M{x + shape.right:g} {y + shape.down:g}{shape.way}"
        else:
            back = f"{-shape.ends:g}" if shape.ends else " 0"
            yield f"m{x - before:.1f}{back}{shape.way}"
        before = x


def differences(numbers: Iterable[int]) -> Iterator[int]:
    """The first number, then how much each is above the one before."""
    before = 0
    for number in numbers:
        yield number - before
        before = number
