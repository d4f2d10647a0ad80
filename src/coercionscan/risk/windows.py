"""Which turns count for a confession, how near they are, and which confession a detail belongs to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from coercionscan.lexicon.profile import Decay
from coercionscan.records import Confession, Origin, Transcript

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_MS_PER_MINUTE = 60_000
_UNTIMED = -(2**62)
WHOLE = "whole"
UNTIL_END = "until_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Turn indexes of one confession: its first admission, and the last turn of the narrative that follows it.

    The narrative goes on until the next confession opens, the confession is taken back, or the contact ends.
    ``opens`` is where details start to belong to it: 0 for the first confession, else its first admission.
    """

    opens: int
    admission: int
    ends: int


def phases(confessions: Sequence[Confession], turn_count: int) -> dict[str, Phase]:
    """The phase of each confession, by id.

    Args:
        confessions: All confessions of the contact, in order.
        turn_count: Turns of the transcript.

    Returns:
        Phases. Those of one contact do not overlap, so that each detail belongs to one confession.
    """
    found: dict[str, Phase] = {}
    for number, one in enumerate(confessions):
        following = confessions[number + 1].first_turn_index - 1 if number + 1 < len(confessions) else turn_count - 1
        found[one.id] = Phase(
            opens=one.first_turn_index if number else 0,
            admission=one.first_turn_index,
            ends=max(following, one.first_turn_index),
        )
    return found


def last_turn(window: str, phase: Phase, turn_count: int) -> int:
    """Last turn (inclusive) of a window: the turn before the admission, the end of the narrative, or the last one."""
    if window == WHOLE:
        return turn_count - 1
    return phase.ends if window == UNTIL_END else phase.admission - 1


def interrogator_turns(transcript: Transcript) -> tuple[int, ...]:
    """Spoken, scored turns of interrogators before each turn; the last number counts those of the whole contact."""
    return (
        0,
        *accumulate(turn.role.asks and turn.scored and turn.origin is Origin.SPOKEN for turn in transcript.turns),
    )


class Nearness:
    """Decay factor ``d = floor + (1 - floor) * exp(-distance / tau)`` of turns before an admission; 1 from it on.

    Distance is in minutes where both turns carry a time of one session, else in turns.
    """

    def __init__(self, transcript: Transcript, rule: Decay) -> None:
        """Work out the factor of every distance in turns.

        Args:
            transcript: The transcript.
            rule: Holds floor and tau.
        """
        turns = transcript.turns
        self._rule = rule
        self._sessions = np.array([turn.session_index for turn in turns], dtype=np.int64)
        self._times = np.array([_UNTIMED if turn.start_ms is None else turn.start_ms for turn in turns], dtype=np.int64)
        # From some distance on nothing is left above the floor: all that is farther counts alike, to the last bit.
        factors, self._farthest = [1.0], math.inf
        for distance in (turn / rule.tau_turns.value for turn in range(1, len(turns))):
            factors.append(self._factor(distance))
            if factors[-1] == rule.floor.value:
                self._farthest = distance
                break
        self._by_turns = np.array(factors)

    def of(self, turn_indexes: Ints, admission: int) -> Floats:
        """The factors of some turns.

        Args:
            turn_indexes: The turns.
            admission: The turn of the admission.

        Returns:
            Factors between the floor and 1.
        """
        away = np.maximum(admission - turn_indexes, 0)
        factors: Floats = self._by_turns[np.minimum(away, len(self._by_turns) - 1)]
        now = self._times[admission]
        if now != _UNTIMED:
            then = self._times[turn_indexes]
            same = (self._sessions[turn_indexes] == self._sessions[admission]) & (then != _UNTIMED)
            timed = np.flatnonzero(same & (then <= now) & (away > 0))
            minutes = (now - then[timed]) / _MS_PER_MINUTE / self._rule.tau_minutes.value
            factors[timed] = [self._factor(distance) for distance in minutes.tolist()]
        return factors

    def _factor(self, distance: float) -> float:
        floor = self._rule.floor.value
        return floor if distance >= self._farthest else floor + (1 - floor) * math.exp(-distance)
