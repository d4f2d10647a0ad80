"""Corrected answers: question, answer, challenge or re-ask, and a different answer."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coercionscan.provenance.answers import Answer, Answers, Polarity
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.vocabulary import LIGHT, OTHER, THING, Vocabulary
from coercionscan.records import CorrectedAnswer, Transcript

_VAGUE = frozenset({LIGHT, OTHER})
_STRONG, _WEAK = 1.0, 0.5
_CUE_WEIGHTS = {"challenge": _STRONG, "doubt": _WEAK, "more": _WEAK}
_ENOUGH = 4.0
"""Challenges beyond this sum add no more confidence."""
_REMEMBERED = 5
"""An answer is compared with so many settled ones before it."""
_RECENT = 4
"""So many earlier answers to a like question are compared with a new one."""


class _Exchange(NamedTuple):
    """A turn of an interrogator, how hard it challenges, and the answer to it (None where another officer goes on)."""

    turn_index: int
    lines: tuple[Line, ...]
    challenge: float
    answer: Answer | None

    names: frozenset[str]
    things: frozenset[str]
    slots: frozenset[str]
    asks: bool
    asks_what: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """A settled answer, what challenged it, and the answer after that."""

    question: int
    first: Answer
    rejection: int
    final: Answer
    confidence: float
    reason: str


def corrections(
    transcript: Transcript, talk: Talk, answers: Answers, vocabulary: Vocabulary
) -> tuple[CorrectedAnswer, ...]:
    """Find answers that were challenged or asked again and then differed.

    Args:
        transcript: The transcript.
        talk: Its lines.
        answers: Its answers.
        vocabulary: The vocabulary.

    Returns:
        In order of the final answer; only the surest, at most as many as the settings allow.
    """
    exchanges = list(_exchanges(transcript, talk, answers, vocabulary))
    changes = [
        *_challenged(exchanges, vocabulary),
        *_asked_again(exchanges, vocabulary),
    ]
    best: dict[tuple[int, int], _Change] = {}
    for change in changes:
        place = change.final.turn_index, change.first.turn_index
        known = best.get(place)
        if known is None or change.confidence > known.confidence:
            best[place] = change
    listed = (change for change in best.values() if change.confidence >= vocabulary.settings.correction_floor)
    surest = sorted(listed, key=lambda one: (-one.confidence, one.final.turn_index))
    kept = sorted(surest[: vocabulary.settings.corrections], key=lambda one: one.final.turn_index)
    return tuple(_record(change, transcript) for change in kept)


def _exchanges(transcript: Transcript, talk: Talk, answers: Answers, vocabulary: Vocabulary) -> Iterator[_Exchange]:
    """Every turn of an interrogator with the answer that comes before the next such turn."""
    asking = [turn.index for turn in transcript.turns if turn.role.asks and talk.turn(turn.index)]
    for turn_index, following in zip(asking, [*asking[1:], len(transcript.turns)], strict=False):
        turn = transcript.turns[turn_index]
        lines = talk.turn(turn_index)
        given = [one for one in answers.to(turn_index, turn.span.start) if one.turn_index < following]
        yield _exchange(turn_index, lines, _fullest(given), vocabulary)


def _exchange(turn_index: int, lines: tuple[Line, ...], answer: Answer | None, vocabulary: Vocabulary) -> _Exchange:
    last = [item.concept for line in lines[-3:] for item in line.items]
    return _Exchange(
        turn_index=turn_index,
        lines=lines,
        challenge=_challenge(lines),
        answer=answer,
        names=frozenset(concept.name for concept in last if concept.kind not in _VAGUE),
        things=frozenset(concept.name for concept in last if concept.group == THING),
        slots=frozenset(name for line in lines for name in line.cue_names if name.startswith("slot:")),
        asks=any(line.asks for line in lines),
        asks_what=any(line.has("wh") for line in lines),
    )


def _challenge(lines: Sequence[Line]) -> float:
    """How hard a turn challenges: the sum over its cues, at most twice a strong one."""
    return min(2 * _STRONG, sum(_CUE_WEIGHTS.get(cue.name, 0.0) for line in lines for cue in line.cues))


def _fullest(given: Sequence[Answer]) -> Answer | None:
    """The spoken answer rather than the gesture beside it."""
    spoken = [answer for answer in given if not answer.gesture]
    return spoken[0] if spoken else given[0] if given else None


def _challenged(exchanges: Sequence[_Exchange], vocabulary: Vocabulary) -> Iterator[_Change]:
    """Compare each answer with the last settled ones before it, where something challenged them in between."""
    pressed = [0.0]
    settled: deque[int] = deque(maxlen=_REMEMBERED)
    reach = vocabulary.settings.challenge_turns
    for number, exchange in enumerate(exchanges):
        pressed.append(pressed[-1] + exchange.challenge)
        answer = exchange.answer
        if answer is None:
            continue
        near = [one for one in settled if answer.turn_index - exchanges[one].turn_index <= reach]
        held = _holds(exchanges, near, answer)
        changes = [] if held else [_change(exchanges, earlier, number, pressed) for earlier in near]
        best = max(
            (change for change in changes if change is not None),
            key=lambda change: (change.confidence, change.first.turn_index),
            default=None,
        )
        if best is not None:
            yield best
        if best is not None or held:
            settled.clear()
        if _settles(answer, exchange):
            settled.append(number)


def _change(exchanges: Sequence[_Exchange], earlier: int, number: int, pressed: Sequence[float]) -> _Change | None:
    """The change between two answers; None where they agree or nothing challenged the first."""
    first, last = exchanges[earlier], exchanges[number]
    if first.answer is None or last.answer is None or first.answer.turn_index >= last.turn_index:
        return None
    force = pressed[number + 1] - pressed[earlier + 1] + _again(first, last)
    sure = _difference(first.answer, last.answer, last)
    if force < _STRONG and not _same_question(first, last):
        return None
    related = not last.names or _same_matter(first, last)
    if not force or not sure or (not related and (force < _STRONG or last.asks)):
        return None
    if not last.names and last.asks and not last.challenge and not first.slots & last.slots:
        return None
    sure += 0.2 * min(1.0, force / _ENOUGH) + (0.15 if first.names & last.names else 0.0)
    sure -= (0.1 if force < _STRONG else 0.0) + 0.02 * (number - earlier)
    between = exchanges[earlier + 1 : number + 1]
    rejection = next((one.turn_index for one in between if one.challenge), last.turn_index)
    return _Change(
        first.turn_index, first.answer, rejection, last.answer, sure, "answered, challenged, answered otherwise"
    )


def _holds(exchanges: Sequence[_Exchange], near: Sequence[int], answer: Answer) -> bool:
    """Whether an answer says again what a near one said."""
    told = _told(answer)
    before = (exchanges[one].answer for one in near)
    return bool(told) and any(one is not None and not told.isdisjoint(_told(one)) for one in before)


def _same_matter(first: _Exchange, last: _Exchange) -> bool:
    """Whether a question names something of an earlier question or its answer, and no other thing."""
    told = {name for _, name in _told(first.answer)} if first.answer else set()
    ours, theirs = first.things, last.things
    if ours and theirs and ours.isdisjoint(theirs) and theirs.isdisjoint(told):
        return False
    return not last.names.isdisjoint(first.names | told)


def _same_question(first: _Exchange, last: _Exchange) -> bool:
    """Whether two turns ask for the same thing: by the same question word, or both for yes or no, of like details."""
    if first.slots or last.slots:
        return bool(first.slots & last.slots) and _alike(first, last)
    return not first.asks_what and not last.asks_what and _alike(first, last)


def _alike(first: _Exchange, last: _Exchange) -> bool:
    """Whether at least half of the detail words of two turns are the same."""
    return len(first.names & last.names) * 2 >= max(len(first.names), len(last.names))


def _again(settled: _Exchange, exchange: _Exchange) -> float:
    """Whether a turn asks for the settled matter again: its question, or its answer as one of several."""
    if settled.answer is None or not exchange.asks or not exchange.names:
        return 0.0
    answered = {name for _, name in _told(settled.answer)}
    alike = len(exchange.names & settled.names) * 2 >= len(exchange.names)
    option = any(line.has("option") for line in exchange.lines) and not answered.isdisjoint(exchange.names)
    return _WEAK if alike or option else 0.0


def _settles(answer: Answer, exchange: _Exchange) -> bool:
    """Whether an answer says something that a challenge could attack."""
    if answer.gesture:
        return exchange.asks
    return answer.polarity is not Polarity.OPEN or bool(_told(answer))


def _asked_again(exchanges: Sequence[_Exchange], vocabulary: Vocabulary) -> Iterator[_Change]:
    """A question for the same thing about the same thing, or the same yes-or-no question, answered otherwise."""
    seen: dict[tuple[str, str], list[_Exchange]] = {}
    for again in exchanges:
        if again.answer is None:
            continue
        for topic in _topics(again, vocabulary):
            before = seen.setdefault(topic, [])
            for first in reversed(before[-_RECENT:]):
                change = _compared(first, again, topic[0], vocabulary)
                if change is not None:
                    yield change
                    break
            before.append(again)


def _topics(exchange: _Exchange, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What a turn's last questions ask for, and about what: (slot, detail word)."""
    for line in exchange.lines[-2:]:
        if not line.asks:
            continue
        slots = [cue.name for cue in line.cues if cue.name.startswith("slot:")]
        if not slots and line.has("wh"):
            continue
        for item in line.items:
            if item.concept.kind in vocabulary.strong:
                yield from ((slot, item.concept.name) for slot in slots or ["yes or no"])


def _compared(first: _Exchange, again: _Exchange, slot: str, vocabulary: Vocabulary) -> _Change | None:
    one, two = first.answer, again.answer
    if one is None or two is None or one.turn_index >= again.turn_index:
        return None
    if not _same_matter(first, again) or not _alike(first, again):
        return None
    if slot == "yes or no":
        shared = len(first.names & again.names)
        opposite = {one.polarity, two.polarity} == {Polarity.ASSENT, Polarity.DENIAL}
        if not opposite or shared < 2 or shared * 2 <= max(len(first.names), len(again.names)):
            return None
        sure = 0.55
    else:
        kinds = vocabulary.slots[slot.removeprefix("slot:")]
        ours, theirs = _of_kinds(one, kinds), _of_kinds(two, kinds)
        if not ours or not theirs or ours & theirs or ours & again.names:
            return None
        sure = 0.6
    sure += 0.1 if again.challenge else 0.0
    return _Change(first.turn_index, one, again.turn_index, two, sure, "asked again, answered otherwise")


def _of_kinds(answer: Answer, kinds: frozenset[str]) -> set[str]:
    return {item.concept.name for item in answer.items if item.concept.kind in kinds}


def _difference(one: Answer, two: Answer, exchange: _Exchange) -> float:
    """How sure it is that an answer differs in substance from a settled one, 0 where it does not."""
    first, second = _told(one), _told(two)
    fresh = {name for _, name in second} - {name for _, name in first}
    if one.polarity in (Polarity.DENIAL, Polarity.UNKNOWN):
        if two.polarity is Polarity.OPEN and fresh and not two.negated:
            return 0.5
        return _yielded(two, exchange)
    if one.polarity is Polarity.ASSENT and two.polarity is Polarity.DENIAL and not first:
        return 0.35
    if two.polarity in (Polarity.DENIAL, Polarity.UNKNOWN) or not first:
        return 0.0
    if {name for _, name in first} & {name for _, name in second} or not fresh:
        return 0.0
    shared = {kind for kind, _ in first} & {kind for kind, _ in second}
    return 0.7 if shared else 0.45


def _yielded(two: Answer, exchange: _Exchange) -> float:
    """A yes after a no: it must answer a question with content, and not "are you sure?", which a yes would hold."""
    last = exchange.lines[-1]
    if two.polarity is not Polarity.ASSENT or not last.asks or last.has("certainty"):
        return 0.0
    if not any(item.concept.kind not in _VAGUE for item in last.items) and not last.has("tag"):
        return 0.0
    return 0.35 if two.gesture else 0.6


def _told(answer: Answer) -> set[tuple[str, str]]:
    return {(i.concept.kind, i.concept.name) for i in answer.items if i.concept.kind not in _VAGUE}


def _record(change: _Change, transcript: Transcript) -> CorrectedAnswer:
    turns = transcript.turns
    key = f"{change.question}:{change.first.turn_index}:{change.rejection}:{change.final.turn_index}"
    return CorrectedAnswer(
        id=f"corrected-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
        question_turn_index=change.question,
        first_answer_turn_index=change.first.turn_index,
        rejection_turn_index=change.rejection,
        final_answer_turn_index=change.final.turn_index,
        first_answer_span=turns[change.first.turn_index].span,
        final_answer_span=turns[change.final.turn_index].span,
        confidence=round(min(0.95, change.confidence), 2),
        reason=change.reason,
    )
