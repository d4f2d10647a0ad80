"""Which turns count for a confession, how near they are, and which confession a detail belongs to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from coercionscan.lexicon.profile import Decay, Profile
from coercionscan.records import Confession, Origin, Transcript

_MS_PER_MINUTE = 60_000
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


def nearness(transcript: Transcript, turn_index: int, admission: int, profile: Profile) -> float:
    """Decay factor ``d = floor + (1 - floor) * exp(-distance / tau)`` of a turn before an admission; 1 from it on.

    Args:
        transcript: The transcript. Minutes are used where both turns carry a time of one session, else turns.
        turn_index: The turn of the tag.
        admission: The turn of the admission.
        profile: Holds floor and tau.

    Returns:
        A factor between the floor and 1.
    """
    if turn_index >= admission:
        return 1.0
    rule = profile.decay
    return rule.floor.value + (1 - rule.floor.value) * math.exp(-_distance(transcript, turn_index, admission, rule))


def _distance(transcript: Transcript, turn_index: int, admission: int, rule: Decay) -> float:
    first, last = transcript.turns[turn_index], transcript.turns[admission]
    then, now = first.start_ms, last.start_ms
    if first.session_index == last.session_index and then is not None and now is not None and now >= then:
        return (now - then) / _MS_PER_MINUTE / rule.tau_minutes.value
    return (admission - turn_index) / rule.tau_turns.value
