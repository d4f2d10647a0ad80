"""Speech-recognition hazards: loops, impossible speech rate, phrases that recognisers invent in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coercionscan.text import fold
from coercionscan.transcripts.draft import Utterance
from coercionscan.transcripts.words import layout_words

FASTEST_WORDS_A_SECOND = 9.0
"""Nobody speaks faster. Source: convention; fast English speech is 5 to 6 words a second."""
_LEAST_WORDS = 8
_LOOP = 4


def flag_hazards(said: Sequence[Utterance]) -> list[Utterance]:
    """Mark turns of a recogniser that nobody can have said; they stay, but are not scored.

    Args:
        said: Turns in order.

    Returns:
        The same turns; ``excluded`` says why.
    """
    result: list[Utterance] = []
    run = 0
    for place, utterance in enumerate(said):
        words = fold(utterance.text).strip(" .,!?")
        same = place > 0 and words == fold(said[place - 1].text).strip(" .,!?") and len(words.split()) > 2
        run = run + 1 if same else 1
        reason = _hazard(utterance, words, run)
        result.append(replace(utterance, excluded=reason) if reason else utterance)
    return result


def _hazard(utterance: Utterance, words: str, run: int) -> str | None:
    count = len(words.split())
    if run >= _LOOP or _loops(words):
        return "the same words again and again: a loop of the recogniser"
    if any(line in words for line in layout_words().service_lines):
        return "a phrase that recognisers invent in silence"
    if utterance.start_ms is not None and utterance.end_ms is not None and count >= _LEAST_WORDS:
        seconds = (utterance.end_ms - utterance.start_ms) / 1000
        if seconds <= 0 or count / seconds > FASTEST_WORDS_A_SECOND:
            return "faster than anybody can speak"
    return None


def _loops(words: str) -> bool:
    """One phrase of one to six words that fills the turn six times or more."""
    tokens = [word.strip(".,!?;") for word in words.split()]
    return any(
        len(tokens) >= 6 * size and all(tokens[at] == tokens[at % size] for at in range(len(tokens)))
        for size in range(1, 7)
    )
