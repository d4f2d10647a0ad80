"""Where the talk stops: recesses that narration or an interrogator announces, or that the times show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coercionscan.lexicon.profile import ConfessionRule
from coercionscan.records import Origin, Transcript, Turn
from coercionscan.sought import Texts

_MS_PER_MINUTE = 60_000


def recesses(transcript: Transcript, rule: ConfessionRule, texts: Texts | None = None) -> tuple[int, ...]:
    """Turns at which a recess lies: a confession that is open ends before the next turn.

    Args:
        transcript: The transcript.
        rule: Phrases that announce a recess, and the gap in minutes that is one.
        texts: The words of each turn; made here where they are None.

    Returns:
        Turn indexes in rising order, without doubles.
    """
    gap_ms = rule.recess_minutes.value * _MS_PER_MINUTE
    texts = texts or texts_of(transcript)
    told = texts.first(rule.recess_phrases, [turn.index for turn in transcript.turns if _announces(turn)])
    return tuple(sorted(told.keys() | _silent_gaps(transcript.turns, gap_ms) | _session_ends(transcript.turns)))


def texts_of(transcript: Transcript) -> Texts:
    """The words of each turn, to look for phrases in."""
    return Texts(turn.text for turn in transcript.turns)


def _announces(turn: Turn) -> bool:
    return turn.origin is Origin.NARRATION or turn.role.asks or turn.excluded_reason is not None


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
