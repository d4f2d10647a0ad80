"""Who speaks where no label tells: two people who take turns, by how each stretch is spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from coercionscan.transcripts.conduct import weight_of

_MOST = 4.0
_TRUST = 0.6
"""A weight counts for so much of itself: words of one stretch hang together. Source: convention."""
_SENTENCE = re.compile(r"[^.?!\n]*(?:[.?!]+[\"'\u201d\u2019)\]]*|$)\s*")


def who_asks(stretches: Sequence[str], *, stay: float) -> list[bool]:
    """Give stretches to one who asks and one who answers.

    The likeliest run of speakers (Viterbi) under the weights of ``conduct`` and a cost for each stretch that does not
    change the speaker: a lost line shifts what follows only until the words tell otherwise.

    Args:
        stretches: Words in order.
        stay: How likely one person has two stretches in a row, 0..1 (both ends excluded).

    Returns:
        True where the stretch is the asker's. Ties go to a start with a question.
    """
    weights = []
    asked = False
    for words in stretches:
        weights.append(max(-_MOST, min(_MOST, _TRUST * weight_of(words, after_question=asked))))
        asked = words.rstrip().endswith("?")
    if not weights:
        return []
    same, change = log(stay), log(1 - stay)
    best = (weights[0] / 2 + 1e-6, -weights[0] / 2)
    back: list[tuple[bool, bool]] = []
    for weight in weights[1:]:
        asks_from = best[0] + same >= best[1] + change
        answers_from = best[0] + change >= best[1] + same
        back.append((asks_from, answers_from))
        best = (
            max(best[0] + same, best[1] + change) + weight / 2,
            max(best[0] + change, best[1] + same) - weight / 2,
        )
    asks = best[0] >= best[1]
    found = [asks]
    for from_asks, from_answers in reversed(back):
        asks = from_asks if asks else from_answers
        found.append(asks)
    return found[::-1]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of a stretch: offsets without the white space around them.

    Args:
        text: The reading text.
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        Half-open ranges in order.
    """
    found = []
    at = start
    while at < end:
        match = _SENTENCE.match(text, at, end)
        stop = match.end() if match and match.end() > at else end
        words = text[at:stop]
        if words.strip():
            found.append((at + len(words) - len(words.lstrip()), at + len(words.rstrip())))
        at = stop
    return found
