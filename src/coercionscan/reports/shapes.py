"""The outlines of marks as SVG path data: kinds differ in shape, never in colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_SHAPES: Mapping[str, str] = {
    # A tick, drawn as a stroke; the others are filled or ringed around their middle.
    "question": "M{x} {top}v13",
    "pressure": "M{left} {low}h8l-4 -8z",
    "inducement": "M{left} {y}l4 -4.6l4 4.6l-4 4.6z",
    "rights": "M{left} {high}h8v8h-8z",
    "contamination": "M{left} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "stance": "M{left} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
}
_HALF = 4.0
_TICK = 6.5


def outline(kind: str, xs: Iterable[float], y: float) -> str:
    """The outline of all marks of a lane, as one path.

    Args:
        kind: What the marks stand for; an unknown kind is drawn as a tick.
        xs: Middles of the marks.
        y: Middle of the lane.
    """
    form = _SHAPES.get(kind, _SHAPES["question"])
    fixed = {
        name: f"{value:g}" for name, value in (("y", y), ("top", y - _TICK), ("low", y + _HALF), ("high", y - _HALF))
    }
    return "".join(form.format(x=f"{x:g}", left=f"{x - _HALF:g}", **fixed) for x in xs)
