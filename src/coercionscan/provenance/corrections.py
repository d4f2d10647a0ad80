"""Corrected answers: question, answer, challenge or re-ask, and a different answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coercionscan.matching.language import Words
from coercionscan.provenance.answers import Answer, Answers, Polarity
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.vocabulary import LIGHT, OTHER, Vocabulary
from coercionscan.records import CorrectedAnswer, Span, Transcript

_RECENT_QUESTIONS = 6
"""So many earlier questions with a shared detail word are compared with a new one."""


class _Exchange(NamedTuple):
    """A question turn and the answer to it."""

    turn_index: int
    lines: tuple[Line, ...]
    names: frozenset[str]
    wh: frozenset[str]
    challenged: bool
    answer: Answer


def corrections(
    transcript: Transcript, words: Sequence[Words], talk: Talk, answers: Answers, vocabulary: Vocabulary
) -> tuple[CorrectedAnswer, ...]:
    """Find answers that were challenged or asked again and then differed.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        talk: Its lines.
        answers: Its answers.
        vocabulary: The vocabulary.

    Returns:
        In order of the final answer; only the surest, at most as many as the settings allow.
    """
    exchanges = list(_exchanges(transcript, words, talk, answers))
    best: dict[int, CorrectedAnswer] = {}
    for found in (*_challenged(exchanges, vocabulary, transcript), *_asked_again(exchanges, vocabulary, transcript)):
        known = best.get(found.final_answer_turn_index)
        if known is None or found.confidence > known.confidence:
            best[found.final_answer_turn_index] = found
    surest = sorted(best.values(), key=lambda one: (-one.confidence, one.final_answer_turn_index))
    kept = surest[: vocabulary.settings.corrections]
    return tuple(sorted(kept, key=lambda one: (one.final_answer_turn_index, one.first_answer_turn_index)))


def _exchanges(transcript: Transcript, words: Sequence[Words], talk: Talk, answers: Answers) -> Iterator[_Exchange]:
    """Every turn of an interrogator with the answer that follows it."""
    for turn in transcript.turns:
        lines = talk.turn(turn.index)
        if not turn.role.asks or not lines:
            continue
        given = answers.to(turn.index, turn.span.start)
        answer = _fullest(given)
        if answer is None:
            continue
        tokens = words[turn.index].tokens
        names = frozenset(item.concept.name for line in lines[-3:] for item in line.items if item.concept.kind != LIGHT)
        wh = frozenset(tokens[cue.at] for line in lines for cue in line.cues if cue.name == "wh")
        challenged = any(line.has("challenge") for line in lines)
        yield _Exchange(turn.index, lines, names, wh, challenged, answer)


def _fullest(given: Sequence[Answer]) -> Answer | None:
    """The spoken answer rather than the gesture beside it."""
    spoken = [answer for answer in given if not answer.gesture]
    return spoken[0] if spoken else given[0] if given else None


def _challenged(
    exchanges: Sequence[_Exchange], vocabulary: Vocabulary, transcript: Transcript
) -> Iterator[CorrectedAnswer]:
    """An answer, a challenge right after it, another answer."""
    reach = vocabulary.settings.challenge_turns
    for number, first in enumerate(exchanges):
        for second in exchanges[number + 1 : number + 4]:
            if second.turn_index - first.turn_index > reach:
                break
            if not second.challenged or second.turn_index < first.answer.turn_index:
                continue
            sure = _difference(first.answer, second.answer, vocabulary)
            if sure:
                yield _corrected(first, second, sure, "answered, challenged, answered otherwise", transcript)


def _asked_again(
    exchanges: Sequence[_Exchange], vocabulary: Vocabulary, transcript: Transcript
) -> Iterator[CorrectedAnswer]:
    """A question with the same details as an earlier one, and another answer."""
    seen: dict[str, list[int]] = {}
    for number, again in enumerate(exchanges):
        near = {earlier for name in again.names for earlier in seen.get(name, ())[-_RECENT_QUESTIONS:]}
        for earlier in sorted(near, reverse=True):
            first = exchanges[earlier]
            shared = len(first.names & again.names)
            alike = shared / max(1, min(len(first.names), len(again.names)))
            sure = _difference(first.answer, again.answer, vocabulary)
            if sure and alike >= 0.5 and (shared > 1 or first.wh & again.wh):
                bonus = 0.1 if again.challenged else 0.0
                yield _corrected(first, again, sure * alike + bonus, "asked again, answered otherwise", transcript)
        for name in again.names:
            seen.setdefault(name, []).append(number)


def _difference(one: Answer, two: Answer, vocabulary: Vocabulary) -> float:
    """How sure it is that two answers differ in substance, 0 where they do not."""
    if one.turn_index == two.turn_index or (two.polarity is Polarity.UNKNOWN and not two.items):
        return 0.0
    sides = {one.polarity, two.polarity}
    if sides == {Polarity.ASSENT, Polarity.DENIAL}:
        return 0.6
    first, second = _told(one), _told(two)
    if one.polarity is Polarity.UNKNOWN:
        return 0.55 if two.polarity is not Polarity.UNKNOWN and (second or two.polarity is Polarity.ASSENT) else 0.0
    if one.polarity is Polarity.DENIAL and second and two.polarity is Polarity.OPEN:
        return 0.6
    for kind in {kind for kind, _ in first} & {kind for kind, _ in second}:
        ours = {name for k, name in first if k == kind}
        theirs = {name for k, name in second if k == kind}
        if not ours & theirs:
            return 0.7
    return 0.0


def _told(answer: Answer) -> set[tuple[str, str]]:
    return {(i.concept.kind, i.concept.name) for i in answer.items if i.concept.kind not in (LIGHT, OTHER)}


def _corrected(
    first: _Exchange, second: _Exchange, sure: float, reason: str, transcript: Transcript
) -> CorrectedAnswer:
    turns = transcript.turns
    key = f"{first.turn_index}:{first.answer.turn_index}:{second.turn_index}:{second.answer.turn_index}"
    return CorrectedAnswer(
        id=f"corrected-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
        question_turn_index=first.turn_index,
        first_answer_turn_index=first.answer.turn_index,
        rejection_turn_index=second.turn_index,
        final_answer_turn_index=second.answer.turn_index,
        first_answer_span=_span(turns[first.answer.turn_index].span),
        final_answer_span=_span(turns[second.answer.turn_index].span),
        confidence=round(min(0.95, sure), 2),
        reason=reason,
    )


def _span(span: Span) -> Span:
    return span
