"""The contamination graph: which role brought in which detail, and what became of it, drawn from left to right.

Roles stand left, details in the middle, outcomes right. A line leads from the role that spoke a detail first to the
detail, and on to what the questioned person did with it. Beside it, how the number of details grew over the turns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coercionscan.records import Analysis, Fact, Uptake
from coercionscan.reports.axis import WIDTH
from coercionscan.reports.charts import Course
from coercionscan.reports.excerpt import clean
from coercionscan.reports.ledger import held_by, yielded
from coercionscan.reports.words import plain

MOST_FACTS = 28
"""Details of the graph. Source: convention, what fits on a printed page."""
ROW = 21
TOP = 34
_GAP = 14
_SOURCE, _LABEL, _LABEL_END, _OUTCOME = 150, 285, 665, 800
"""Where the four columns stand: right edge of the roles, labels from and to, left edge of the outcomes."""
_TAKEN = "taken over"
_REFUSED = "denied or corrected"
_YIELDED = "denied, then taken over"
_IGNORED = "not taken up"
_OWN = "own words"
_OUTCOMES = (_OWN, _TAKEN, _YIELDED, _REFUSED, _IGNORED)
_OUTCOME_OF = {
    Uptake.ASSENT: _TAKEN,
    Uptake.REPETITION: _TAKEN,
    Uptake.ELABORATION: _TAKEN,
    Uptake.CORRECTION: _REFUSED,
    Uptake.DENIAL: _REFUSED,
}


@dataclass(frozen=True, slots=True)
class Node:
    """A role or an outcome: its name, the number of all its details, and its bar from ``top`` to ``bottom``."""

    name: str
    kind: str
    count: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Link:
    """A detail between its role and its outcome.

    ``first`` and ``taken`` are turns from 1 (``taken`` None where nobody took it up); ``into`` and ``out_of`` draw its
    two lines; ``kind`` is the kind of its role.
    """

    label: str
    y: float
    kind: str
    held: bool
    first: int
    taken: int | None
    into: str
    out_of: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The drawn graph. ``hidden`` details of less weight are in the table alone."""

    summary: str
    sources: tuple[Node, ...]
    outcomes: tuple[Node, ...]
    links: tuple[Link, ...]
    height: float
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How the number of details grew: one rising line for each kind of role, as path data, with its last height.

    ``rows`` tell the same in numbers: a turn of the axis (from 1), its page or clock, the height of each line there.
    """

    summary: str
    lines: tuple[tuple[str, str, str, int, float], ...]
    rows: tuple[tuple[int, str, tuple[int, ...]], ...]
    course: Course
    height: float
    top: float
    floor: float
    most: int


def kind_of(fact: Fact) -> str:
    """Who spoke a detail first, as three kinds: those who ask, those who are questioned, others."""
    if fact.introduced_by.asks:
        return "asks"
    return "answers" if fact.introduced_by.questioned else "others"


_KIND_NAMES = {"asks": "interrogator", "answers": "questioned person", "others": "others"}


def outcome_of(fact: Fact) -> str:
    """What became of a detail, in the words of the graph."""
    if fact.introduced_by.questioned:
        return _OWN
    if yielded(fact):
        return _YIELDED
    return _OUTCOME_OF.get(fact.uptake, _IGNORED)


def flow(analysis: Analysis) -> Flow | None:
    """The contamination graph of an analysis.

    Args:
        analysis: What was found.

    Returns:
        The graph with its weightiest details, those of confessions first; None where no detail was found.
    """
    facts = analysis.ledger.facts
    if not facts:
        return None
    held = {fact.id for one in analysis.confessions for fact in held_by(one, analysis.ledger)}
    ranked = sorted(facts, key=lambda fact: (fact.id not in held, -fact.weight))
    kept = sorted(ranked[:MOST_FACTS], key=_order)
    heights = dict(_heights(kept))
    fed = sum(fact.introduced_by.asks for fact in facts)
    sources = tuple(_sources(facts, kept, heights))
    outcomes = tuple(_outcomes(facts, kept, sources[-1].bottom))
    return Flow(
        summary=(
            f"A line leads from who spoke a detail first, over the detail, to what became of it. {fed:,} of "
            f"{len(facts):,} details start with the interrogator. A dot marks a detail that a confession holds."
        ),
        sources=sources,
        outcomes=outcomes,
        links=tuple(_links(kept, held, heights, sources, outcomes)),
        height=max(sources[-1].bottom, outcomes[-1].bottom) + 12,
        hidden=len(facts) - len(kept),
    )


def _order(fact: Fact) -> tuple[int, int, int]:
    kinds = list(_KIND_NAMES)
    outcome = -1 if outcome_of(fact) == _OWN else _OUTCOMES.index(outcome_of(fact))
    return (kinds.index(kind_of(fact)), outcome, fact.first_turn_index)


def _heights(kept: Sequence[Fact]) -> Iterator[tuple[str, float]]:
    """Middle of the row of each detail; a gap parts the roles."""
    y = float(TOP)
    for _, group in groupby(kept, key=kind_of):
        for fact in group:
            yield fact.id, y + ROW / 2
            y += ROW
        y += _GAP


def _sources(facts: Sequence[Fact], kept: Sequence[Fact], heights: dict[str, float]) -> Iterator[Node]:
    for kind, group in groupby(kept, key=kind_of):
        found = [heights[fact.id] for fact in group]
        count = sum(kind_of(fact) == kind for fact in facts)
        yield Node(_KIND_NAMES[kind], kind, count, found[0] - ROW / 2 + 2, found[-1] + ROW / 2 - 2)


def _outcomes(facts: Sequence[Fact], kept: Sequence[Fact], bottom: float) -> Iterator[Node]:
    """Bars as high as their share of the shown details, spread over the height of the roles."""
    order = list(dict.fromkeys(outcome_of(fact) for fact in (*kept, *facts)))  # all, so that the counts add up
    sizes = {name: max(sum(outcome_of(fact) == name for fact in kept) * 9.0, 30.0) for name in order}
    room = max(bottom - TOP - sum(sizes.values()), 8.0 * len(order))
    y = TOP + room / (2 * len(order))
    for name in order:
        yield Node(name, name, sum(outcome_of(fact) == name for fact in facts), y, y + sizes[name])
        y += sizes[name] + room / len(order)


def _links(
    kept: Sequence[Fact], held: set[str], heights: dict[str, float], sources: Sequence[Node], outcomes: Sequence[Node]
) -> Iterator[Link]:
    ends = {node.name: list(_spread(node, sum(outcome_of(fact) == node.name for fact in kept))) for node in outcomes}
    starts = {node.kind: list(_spread(node, sum(kind_of(fact) == node.kind for fact in kept))) for node in sources}
    for fact in kept:
        y, outcome = heights[fact.id], outcome_of(fact)
        taken = fact.uptake_turn_index if fact.reversed_at_turn_index is None else fact.reversed_at_turn_index
        yield Link(
            label=clean(fact.label),
            y=y,
            kind=kind_of(fact),
            held=fact.id in held,
            first=fact.first_turn_index + 1,
            taken=None if taken is None else taken + 1,
            into=_curve(_SOURCE, starts[kind_of(fact)].pop(0), _LABEL - 14, y),
            out_of=_curve(_LABEL_END, y, _OUTCOME, ends[outcome].pop(0)),
            outcome=plain(outcome),
        )


def _spread(node: Node, count: int) -> Iterator[float]:
    """Even places along a bar."""
    for number in range(count):
        yield node.top + (node.bottom - node.top) * (number + 0.5) / count


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"M{x:g} {y:.1f}C{middle:g} {y:.1f} {middle:g} {to_y:.1f} {to_x:g} {to_y:.1f}"


def growth(analysis: Analysis) -> Growth | None:
    """How many details had been spoken first by whom, turn by turn.

    Args:
        analysis: What was found.

    Returns:
        Rising lines on the axis of the other charts; None where no detail was found.
    """
    facts = analysis.ledger.facts
    if not facts:
        return None
    course, top, floor = Course.of(analysis), 22.0, 190.0
    counts = {kind: sorted(fact.first_turn_index for fact in facts if kind_of(fact) == kind) for kind in _KIND_NAMES}
    most = max(map(len, counts.values()))
    end = course.axis.x(max(course.axis.count - 1, 0))
    lines = []
    for kind, indexes in counts.items():
        if indexes:
            path, y = _rising(course, indexes, (top, floor, most))
            lines.append((_KIND_NAMES[kind], kind, f"{path}H{end:g}", len(indexes), y))
    told = ", ".join(
        f"{count:,} by the {name}" if name != "others" else f"{count:,} by others" for name, _, _, count, _ in lines
    )
    return Growth(
        summary=f"How many details had been spoken first by whom, turn by turn: in the end {told}.",
        lines=tuple(lines),
        rows=tuple(_rows(course, [indexes for indexes in counts.values() if indexes])),
        course=course,
        height=floor + 34,
        top=top,
        floor=floor,
        most=most,
    )


def _rows(course: Course, found: Sequence[Sequence[int]]) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """How many details of each kind had been spoken by each turn of the axis, and in the end."""
    marks = [(tick.turn, tick.label) for tick in course.ticks]
    if marks and marks[-1][0] != course.axis.count:
        marks.append((course.axis.count, ""))
    for turn, label in marks:
        yield turn, label, tuple(bisect_left(indexes, turn) for indexes in found)


def _rising(course: Course, indexes: Sequence[int], scale: tuple[float, float, int]) -> tuple[str, float]:
    """A line that rises by one at each turn index; and its last height."""
    top, floor, most = scale
    path, y = f"M{course.axis.x(0):g} {floor:g}", floor
    for turn_index, group in groupby(enumerate(indexes, 1), key=lambda one: one[1]):
        number = max(at for at, _ in group)
        y = round(floor - (floor - top) * number / most, 1)
        path += f"H{course.axis.x(turn_index):g}V{y:g}"
    return path, y


__all__ = ["MOST_FACTS", "WIDTH", "Flow", "Growth", "Link", "Node", "flow", "growth", "kind_of", "outcome_of"]
