"""Where the talk stops: recesses that narration or an interrogator announces, or that the times show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coercionscan.lexicon.profile import ConfessionRule
from coercionscan.records import Origin, Transcript, Turn
from coercionscan.text import straighten

_MS_PER_MINUTE = 60_000


def recesses(transcript: Transcript, rule: ConfessionRule) -> tuple[int, ...]:
    """Turns at which a recess lies: a confession that is open ends before the next turn.

    Args:
        transcript: The transcript.
        rule: Phrases that announce a recess, and the gap in minutes that is one.

    Returns:
        Turn indexes in rising order, without doubles.
    """
    phrases = [re.compile(phrase, re.IGNORECASE) for phrase in rule.recess_phrases]
    gap_ms = rule.recess_minutes.value * _MS_PER_MINUTE
    found = {turn.index for turn in transcript.turns if _announces(turn, phrases)}
    return tuple(sorted(found | _silent_gaps(transcript.turns, gap_ms) | _session_ends(transcript.turns)))


def holds(turn: Turn, phrases: Sequence[re.Pattern[str]]) -> bool:
    """Whether the words of a turn hold one of the phrases."""
    flat = " ".join(straighten(turn.text).split())
    return any(phrase.search(flat) for phrase in phrases)


def _announces(turn: Turn, phrases: Sequence[re.Pattern[str]]) -> bool:
    speaks = turn.origin is Origin.NARRATION or turn.role.asks or turn.excluded_reason is not None
    return speaks and holds(turn, phrases)


def _session_ends(turns: Sequence[Turn]) -> set[int]:
    """Last turns of sessions that another one follows."""
    return {before.index for before, after in pairwise(turns) if before.session_index != after.session_index}


def _silent_gaps(turns: Sequence[Turn], gap_ms: float) -> set[int]:
    timed = [turn for turn in turns if turn.start_ms is not None]
    found = set()
    for before, after in pairwise(timed):
        ended = before.end_ms if before.end_ms is not None else before.start_ms
        same = before.session_index == after.session_index
        if same and after.start_ms is not None and ended is not None and after.start_ms - ended >= gap_ms:
            found.add(before.index)
    return found
