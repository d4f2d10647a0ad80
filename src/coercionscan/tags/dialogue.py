"""Who answers whom: for each turn, the turns of the other side around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coercionscan.records import Role, Transcript, Turn

Side = Literal["interrogator", "suspect"]


def side_of(role: Role) -> Side | None:
    """The side of a role in the exchange; None for those who neither question nor are questioned."""
    if role.asks:
        return "interrogator"
    return "suspect" if role.questioned else None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The turns of a transcript with their neighbours.

    Attributes:
        turns: All turns.
        sides: Side of each turn; None for others, narration and excluded turns.
        other_before: For each turn, index of the last turn of the other side before it, or None.
        other_after: For each turn, index of the next turn of the other side after it, or None.
    """

    turns: tuple[Turn, ...]
    sides: tuple[Side | None, ...]
    other_before: tuple[int | None, ...]
    other_after: tuple[int | None, ...]

    def before(self, index: int, side: Side, reach: int) -> tuple[int, ...]:
        """Indexes of the last ``reach`` turns of a side before a turn, nearest first."""
        found: list[int] = []
        at = index - 1
        while at >= 0 and len(found) < reach:
            if self.sides[at] == side:
                found.append(at)
            at -= 1
        return tuple(found)


def dialogue(transcript: Transcript) -> Dialogue:
    """Find the neighbours of every turn, in one pass each way.

    Args:
        transcript: The transcript.

    Returns:
        The dialogue.
    """
    sides = tuple(side_of(turn.role) if turn.scored else None for turn in transcript.turns)
    return Dialogue(transcript.turns, sides, _others(sides), tuple(reversed(_mirror(sides))))


def _others(sides: Sequence[Side | None]) -> tuple[int | None, ...]:
    last: dict[Side, int] = {}
    found: list[int | None] = []
    for index, side in enumerate(sides):
        found.append(last.get("suspect" if side == "interrogator" else "interrogator") if side else None)
        if side:
            last[side] = index
    return tuple(found)


def _mirror(sides: Sequence[Side | None]) -> tuple[int | None, ...]:
    size = len(sides)
    return tuple(None if at is None else size - 1 - at for at in _others(tuple(reversed(sides))))
