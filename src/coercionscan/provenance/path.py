"""The whole path of one detail through a contact, step by step, with quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from coercionscan.records import Fact, Ledger, Role, Span, Transcript, Turn, Uptake
from coercionscan.text import fold

INTRODUCED = "introduced"
MENTIONED = "mentioned"
HINTED = "hinted at"
REVERSED = "reversed"
_CLOSE = 80.0
"""A fact answers a query when its words are at least so alike (0..100)."""
_TIE = 5.0
"""Facts whose likeness differs by less are told apart by their weight."""
_MISSING = 15.0
"""What a query loses where none of its words is found; a missing word costs its share."""
_UNASKED = 12.0
"""What a fact loses whose words were all not asked for; one that tells just what was asked comes before others."""
_QUOTE = 160
"""A quotation shows at most so many characters on each side of the detail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One station of a detail.

    ``what`` is ``hinted at``, ``introduced``, ``mentioned``, ``reversed`` or the uptake (``assent``, ``repetition``,
    ``elaboration``, ``denial``, ``correction``). ``span`` is the quoted stretch, ``quotation`` its words on one line.
    """

    fact_id: str
    label: str
    what: str
    turn_index: int
    role: Role
    speaker: str
    first_line: int
    page: int | None
    page_line: int | None
    span: Span
    quotation: str


def path_of(ledger: Ledger, transcript: Transcript, query: str) -> tuple[Step, ...]:
    """Follow a detail.

    Args:
        ledger: The facts.
        transcript: The transcript that they were traced in.
        query: Words of the detail, or the id of a fact.

    Returns:
        The steps in the order of the turns; empty where no listed fact is like the query.
    """
    fact = find_fact(ledger, query)
    if fact is None:
        return ()
    steps = sorted(
        _steps(fact, transcript), key=lambda step: (step.turn_index, step.span.start, step.what != INTRODUCED)
    )
    return tuple(steps)


def find_fact(ledger: Ledger, query: str) -> Fact | None:
    """The fact that a query means: the one most alike, the weightier one of nearly equals.

    Args:
        ledger: The facts.
        query: Words of the detail, or the id of a fact.

    Returns:
        None where no listed fact is like the query, or the query holds no word.
    """
    wanted = " ".join(fold(query).split())
    if not wanted:
        return None
    likenesses = ((_likeness(fact, wanted), fact) for fact in ledger.facts)
    rated = [(likeness - _unasked(fact, wanted), fact) for likeness, fact in likenesses if likeness >= _CLOSE]
    best = max((score for score, _ in rated), default=None)
    if best is None:
        return None
    return max((item for item in rated if item[0] >= best - _TIE), key=lambda item: item[1].weight)[1]


def _likeness(fact: Fact, wanted: str) -> float:
    """How alike a fact is to a query, 0..100: most words of the query must stand in it, spelling slips allowed."""
    if fact.id == wanted:
        return 100.0 + _TIE + 1
    have = fold(f"{fact.label} {' '.join(fact.terms)}").split()
    asked = wanted.split()
    best = [max((fuzz.ratio(word, other) for other in have), default=0.0) for word in asked]
    found = [score for score in best if score >= _CLOSE]
    if len(found) * 2 <= len(asked):
        return 0.0
    return sum(found) / len(found) - _MISSING * (len(asked) - len(found)) / len(asked)


def _unasked(fact: Fact, wanted: str) -> float:
    """What a fact loses for its words that were not asked for."""
    return _UNASKED * max(0, len(fact.terms) - len(wanted.split())) / max(1, len(fact.terms))


def _steps(fact: Fact, transcript: Transcript) -> Iterator[Step]:
    stations = {fact.uptake_turn_index: fact.uptake.value, fact.reversed_at_turn_index: REVERSED}
    seen: set[int] = set()
    for hint in fact.narrowed_by:
        yield _step(fact, HINTED, transcript.turns[hint], transcript.turns[hint].span, transcript)
    for number, mention in enumerate(fact.mentions):
        turn = transcript.turns[mention.turn_index]
        what = INTRODUCED if number == 0 else stations.get(turn.index, MENTIONED)
        seen.add(turn.index)
        yield _step(fact, what, turn, mention.span, transcript)
    for index, what in stations.items():
        if index is not None and index not in seen and what != Uptake.NONE.value:
            turn = transcript.turns[index]
            yield _step(fact, what, turn, turn.span, transcript)


def _step(fact: Fact, what: str, turn: Turn, span: Span, transcript: Transcript) -> Step:
    shown = Span(start=max(turn.span.start, span.start - _QUOTE), end=min(turn.span.end, span.end + _QUOTE))
    return Step(
        fact_id=fact.id,
        label=fact.label,
        what=what,
        turn_index=turn.index,
        role=turn.role,
        speaker=turn.speaker,
        first_line=turn.first_line,
        page=turn.page,
        page_line=turn.page_line,
        span=shown,
        quotation=" ".join(transcript.text[shown.start : shown.end].split()),
    )
