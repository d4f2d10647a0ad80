"""Corrected answers: question, answer, challenge or re-ask, and a different answer."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from coercionscan.making import maker
from coercionscan.provenance.answers import ASSENT, DENIAL, UNKNOWN, Answer
from coercionscan.provenance.differences import MATTER, PRESSED, Pair, Relation, agrees, difference, same_question
from coercionscan.provenance.exchanges import STRONG, WEAK, Exchange
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import CorrectedAnswer, Transcript

_make_corrected = maker(CorrectedAnswer)

_ENOUGH = 4.0
"""Challenges beyond this sum add no more confidence."""
_REMEMBERED = 6
"""An answer is compared with so many settled ones before it."""
_RECENT = 4
"""So many earlier answers to a like question are compared with a new one."""
_GOES_ON = 2
"""An answer goes on over at most so many passing turns of the interrogator."""
_FAR = 0.05
"""Confidence lost with each exchange between the two answers."""
_LATER = 0.05
"""Confidence lost where a denial lies further back."""


@dataclass(slots=True, eq=False)
class Change:
    """A settled answer, what challenged it, and the answer after that, which ``ends`` with an exchange.

    ``narrative`` says that the person was pressed to tell on rather than asked for one thing.
    """

    question: int
    first: Answer
    rejection: int
    final: Answer
    confidence: float
    reason: str
    ends: int
    narrative: bool = False


def corrections(
    transcript: Transcript, exchanges: Sequence[Exchange], vocabulary: Vocabulary
) -> tuple[CorrectedAnswer, ...]:
    """Find answers that were challenged or asked again and then differed.

    Args:
        transcript: The transcript.
        exchanges: Its exchanges.
        vocabulary: The vocabulary.

    Returns:
        In order of the final answer; only the surest, at most as many as the settings allow.
    """
    settings = vocabulary.settings
    best: dict[int, Change] = {}
    changes = (
        _challenged(exchanges, settings.challenge_turns),
        _asked_again(exchanges, vocabulary),
        _chosen_anew(exchanges, settings.challenge_turns),
        _granted_later(exchanges, settings.denial_turns),
    )
    for change in chain.from_iterable(changes):
        known = best.get(change.final.turn_index)
        if known is None or change.confidence > known.confidence:
            best[change.final.turn_index] = change
    listed = [change for change in best.values() if change.confidence >= settings.correction_floor]
    surest = sorted(listed, key=lambda one: (-one.confidence, one.final.turn_index))
    kept = sorted(surest[: settings.corrections], key=lambda one: one.final.turn_index)
    return tuple(_record(_gone_on(change, exchanges), transcript) for change in kept)


def _challenged(exchanges: Sequence[Exchange], reach: int) -> Iterator[Change]:
    """Compare each answer with the last settled ones before it."""
    pressure = _Pressure(exchanges)
    settled: list[Exchange] = []
    for exchange in exchanges:
        while settled and exchange.answer.turn_index - settled[0].turn_index > reach:
            del settled[0]
        open_to = _since_held(settled, exchange) if settled else settled
        best: Change | None = None
        if open_to and _may_change(exchange):
            number, names = exchange.number, exchange.names
            for one in open_to:
                if agrees(one, exchange):
                    continue
                if pressure.last[number] <= one.number < number - 1 and names.isdisjoint(one.matter):
                    continue
                change = _change(one, exchange, exchanges, pressure)
                if change is not None and (best is None or change.confidence >= best.confidence):
                    best = change
        if best is not None:
            yield best
        if best is not None or len(open_to) < len(settled):
            settled.clear()
        if _settles(exchange):
            settled.append(exchange)
            del settled[:-_REMEMBERED]


class _Pressure:
    """How hard the exchanges before each one challenge, how often they want more, and how often they reject.

    ``last`` is, for each exchange, the latest one up to it that challenges or wants more.
    """

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self.challenges = [*accumulate([exchange.challenge for exchange in exchanges], initial=0.0)]
        self.more = [*accumulate([exchange.more for exchange in exchanges], initial=0)]
        self.rejections = [*accumulate([exchange.rejects for exchange in exchanges], initial=0)]
        pressing = [one.number if one.challenge or one.more else -1 for one in exchanges]
        self.last = [*accumulate(pressing, max)]


def _may_change(exchange: Exchange) -> bool:
    """Whether an answer says anything that could change an earlier one."""
    answer = exchange.answer
    return answer.polarity is not UNKNOWN and not answer.asks and "meaning" not in exchange.cues


def _change(first: Exchange, last: Exchange, exchanges: Sequence[Exchange], pressure: _Pressure) -> Change | None:
    """The change between two answers; None where they agree or nothing called the second one forth."""
    begin, end = first.number + 1, last.number + 1
    force = pressure.challenges[end] - pressure.challenges[begin]
    more = pressure.more[end] - pressure.more[begin]
    if first.answer.polarity is not DENIAL:
        force += WEAK * (pressure.rejections[end] - pressure.rejections[begin])
    pair = Pair(first, last, exchanges)
    sure = difference(pair, force, more)
    if not sure:
        return None
    between, kind = pair.between, pair.relation
    sure += 0.2 * min(1.0, force / _ENOUGH) - _FAR * len(between)
    pressing = [one for one in (*between, last) if one.challenge or one.more]
    return Change(
        question=first.turn_index,
        first=first.answer,
        rejection=max(pressing, key=lambda one: (one.challenge, -one.number), default=last).pressed_at,
        final=last.answer,
        confidence=sure,
        reason=f"answered, {_how(kind, force)}, answered otherwise",
        ends=last.number,
        narrative=kind is PRESSED and not first.slots,
    )


def _how(kind: Relation, force: float) -> str:
    return f"challenged ({kind.value})" if force >= STRONG else kind.value


def _since_held(near: Sequence[Exchange], exchange: Exchange) -> Sequence[Exchange]:
    """The answers since the last one that an answer says again; none where it says yes to "are you sure?"."""
    if exchange.certain and exchange.answer.polarity is ASSENT and not exchange.told:
        return ()
    said = exchange.said
    for at in range(len(near) if said else 0, 0, -1):
        one = near[at - 1]
        if not one.said.isdisjoint(said) and one.answer.negated == exchange.answer.negated:
            return [later for later in near[at:] if later.answer.polarity is not UNKNOWN]
    return near


def _settles(exchange: Exchange) -> bool:
    """Whether an answer says something that a challenge could attack."""
    answer = exchange.answer
    if exchange.told:
        return True
    return exchange.asks and (
        answer.polarity is UNKNOWN or bool(exchange.names) or exchange.points or answer.polarity is DENIAL
    )


def _asked_again(exchanges: Sequence[Exchange], vocabulary: Vocabulary) -> Iterator[Change]:
    """A question for the same thing about the same thing, however long after, answered otherwise."""
    seen: dict[tuple[str, str], list[Exchange]] = {}
    for again in exchanges:
        if not again.asks or not again.slots:
            continue
        for slot in sorted(again.slots):
            kinds = vocabulary.slots[slot.removeprefix("slot:")]
            for name in sorted(again.asked):
                before = seen.setdefault((slot, name), [])
                changes = (_compared(first, again, kinds) for first in reversed(before[-_RECENT:]))
                change = next((change for change in changes if change is not None), None)
                if change is not None:
                    yield change
                before.append(again)


def _compared(first: Exchange, again: Exchange, kinds: frozenset[str]) -> Change | None:
    if not same_question(first, again):
        return None
    ours, theirs = _of_kinds(first, kinds), _of_kinds(again, kinds)
    if not ours or not theirs or ours & theirs or ours & again.names:
        return None
    sure = 0.65 if again.challenge else 0.55
    reason = "asked again, answered otherwise"
    return Change(first.turn_index, first.answer, again.pressed_at, again.answer, sure, reason, again.number)


def _of_kinds(exchange: Exchange, kinds: frozenset[str]) -> set[str]:
    return {one.name for one in exchange.told if one.kind in kinds}


def _chosen_anew(exchanges: Sequence[Exchange], reach: int) -> Iterator[Change]:
    """One side of an "or" chosen, and the other side told later."""
    offered: deque[tuple[Exchange, frozenset[str], frozenset[str]]] = deque(maxlen=_REMEMBERED)
    for exchange in exchanges:
        said = exchange.said
        for first, taken, left in offered if said else ():
            if said.isdisjoint(left) or not said.isdisjoint(taken):
                continue
            if exchange.answer.turn_index - first.turn_index <= reach:
                reason = "one was chosen, then the other"
                pressed_at = exchange.pressed_at
                yield Change(first.turn_index, first.answer, pressed_at, exchange.answer, 0.55, reason, exchange.number)
        options = exchange.options
        if options and not said.isdisjoint(options):
            offered.append((exchange, options & said, options - said - exchange.acts))


def _granted_later(exchanges: Sequence[Exchange], reach: int) -> Iterator[Change]:
    """A denial, and long after a yes to the same or the thing itself told."""
    denied: dict[str, Exchange] = {}
    for exchange in exchanges:
        if exchange.challenge >= STRONG and denied and _may_change(exchange):
            before = [denied[name] for name in sorted(exchange.asked | exchange.said) if name in denied]
            near = [first for first in before if exchange.answer.turn_index - first.turn_index <= reach]
            change = next(filter(None, (_granted(first, exchange) for first in near)), None)
            if change is not None:
                yield change
        if exchange.denied and exchange.main:
            denied[exchange.main] = exchange


def _granted(first: Exchange, last: Exchange) -> Change | None:
    sure = difference(Pair(first, last, (), relation=MATTER), last.challenge, 0)
    if not sure:
        return None
    reason = "denied, and granted after a challenge"
    narrative = not last.answer.gesture
    return Change(
        first.turn_index, first.answer, last.pressed_at, last.answer, sure - _LATER, reason, last.number, narrative
    )


def _gone_on(change: Change, exchanges: Sequence[Exchange]) -> Change:
    """The change with its final answer where it ends: it goes on over turns that only let the person talk."""
    final = change.final
    for following in exchanges[change.ends + 1 : change.ends + 1 + _GOES_ON]:
        goes_on = following.passing or ("open_if_bare" in following.cues and "open_question" not in following.cues)
        if not change.narrative or not goes_on or not following.told or following.names or following.challenge:
            break
        final = following.answer
    return change if final is change.final else replace(change, final=final)


def _record(change: Change, transcript: Transcript) -> CorrectedAnswer:
    turns = transcript.turns
    key = f"{change.question}:{change.first.turn_index}:{change.rejection}:{change.final.turn_index}"
    return _make_corrected(  # in the order of the record's fields
        f"corrected-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
        change.question,
        change.first.turn_index,
        change.rejection,
        change.final.turn_index,
        turns[change.first.turn_index].span,
        turns[change.final.turn_index].span,
        round(min(0.95, change.confidence), 2),
        change.reason,
    )
