"""The axis that all charts over time share: turns from left to right, with pages or clock times under them."""

from __future__ import annotations

from dataclasses import dataclass

from coercionscan.records import Transcript
from coercionscan.reports.excerpt import clock

WIDTH = 1000
"""Width of every chart in the units of its view box."""
LEFT = 190
"""Room for the names of the lanes."""
RIGHT = 72
"""Room for the counts at the end of the lanes."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A numbered place on the axis; ``label`` adds what the transcript tells of it, or is empty."""

    x: float
    turn: int
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Turns from left to right, ``count`` of them."""

    count: int

    def x(self, turn_index: int) -> float:
        """Where a turn stands; the only turn of a transcript stands in the middle."""
        share = turn_index / (self.count - 1) if self.count > 1 else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def ticks(transcript: Transcript) -> tuple[Tick, ...]:
    """Round numbers of turns along the axis, each with the clock or page of its turn.

    Args:
        transcript: The transcript.

    Returns:
        At most about eight, from the first turn on; empty for a transcript without turns.
    """
    count = len(transcript.turns)
    axis = Axis(count)
    step = next((step for step in _STEPS if count / step <= _MOST_TICKS), _STEPS[-1])
    numbers = [1, *range(step, count + 1, step)] if step > 1 else list(range(1, count + 1))
    kept = [number for number in numbers if number == 1 or number - 1 >= step / 2]
    return tuple(Tick(axis.x(number - 1), number, _label(transcript, number - 1)) for number in kept)


def _label(transcript: Transcript, turn_index: int) -> str:
    turn = transcript.turns[turn_index]
    if turn.start_ms is not None:
        return clock(turn.start_ms)
    return f"p. {turn.page}" if turn.page is not None else ""
