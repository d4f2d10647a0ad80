"""Geometry of the charts: where each mark stands, in the units of an SVG view box; templates draw it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coercionscan.records import Analysis, Confession, Fact, QuestionForm, Stance, Tag, TagStatus
from coercionscan.reports.excerpt import clean
from coercionscan.reports.view import TACTIC_DOMAINS
from coercionscan.reports.words import plain

WIDTH = 1000
LEFT = 190
"""Room for the names of the lanes, in view-box units of a chart that is ``WIDTH`` wide."""
RIGHT = 15
TOP = 14
ROW = 22
MOST_FACTS = 25
MOST_CODES = 24
"""Lanes of the longest charts. Source: convention, what fits on a printed page."""

PRODUCTIVE = (QuestionForm.OPEN, QuestionForm.PROBING, QuestionForm.CLOSED)
UNPRODUCTIVE = (QuestionForm.LEADING, QuestionForm.FORCED_CHOICE, QuestionForm.MULTIPLE)
STANCES = (
    Stance.DENY,
    Stance.NO_KNOWLEDGE,
    Stance.HEDGE,
    Stance.HYPOTHETICAL,
    Stance.PARTIAL,
    Stance.ADMIT,
    Stance.RETRACT,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot in a lane: its place, the number of its turn (from 1), and a name for its shape and colour."""

    x: float
    turn: int
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A named row of marks; ``y`` is its middle. ``spans`` are stretches drawn as lines, from x to x."""

    name: str
    y: float
    marks: tuple[Mark, ...]
    spans: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Lanes on the axis of turns. ``admissions`` are the confessions, drawn through all lanes.

    ``divide`` is the height of a line between two groups of lanes, or None; ``steps`` a line over all lanes, as points.
    """

    id: str
    title: str
    summary: str
    lanes: tuple[Lane, ...]
    admissions: tuple[Mark, ...]
    height: float
    last_turn: int
    divide: float | None = None
    steps: str = ""
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class _Axis:
    """Turns from left to right."""

    count: int

    def x(self, turn_index: int) -> float:
        share = turn_index / (self.count - 1) if self.count > 1 else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def mark(self, turn_index: int, kind: str) -> Mark:
        return Mark(self.x(turn_index), turn_index + 1, kind)


def charts(analysis: Analysis) -> tuple[Chart, ...]:
    """All charts that have something to show: details, questions, tactics, stance.

    Args:
        analysis: What was found.

    Returns:
        In the order of the report. All share one axis, so that marks above each other belong to one moment.
    """
    made = (_details(analysis), _questions(analysis), _tactics(analysis), _stance(analysis))
    return tuple(chart for chart in made if any(lane.marks for lane in chart.lanes))


def _chart(
    analysis: Analysis,
    name: tuple[str, str],
    summary: str,
    lanes: Sequence[Lane],
    *,
    divide: float | None = None,
    steps: str = "",
    hidden: int = 0,
) -> Chart:
    axis = _Axis(len(analysis.transcript.turns))
    return Chart(
        id=name[0],
        title=name[1],
        summary=summary,
        lanes=tuple(lanes),
        admissions=tuple(axis.mark(one.first_turn_index, str(number)) for number, one in _numbered(analysis)),
        height=TOP + len(lanes) * ROW + ROW,
        last_turn=len(analysis.transcript.turns),
        divide=divide,
        steps=steps,
        hidden=hidden,
    )


def _numbered(analysis: Analysis) -> Iterable[tuple[int, Confession]]:
    return enumerate(analysis.confessions, 1)


def _height(row: int) -> float:
    return TOP + row * ROW + ROW / 2


def _details(analysis: Analysis) -> Chart:
    """One lane for each detail: who spoke it first, each mention, and the way to its uptake."""
    axis, facts = _Axis(len(analysis.transcript.turns)), analysis.ledger.facts
    fed = sum(fact.introduced_by.asks for fact in facts)
    return _chart(
        analysis,
        ("details", "Who said the details first"),
        f"One row for each checkable detail. A filled square is a mention by the interrogator, a ring one by the "
        f"questioned person; a line leads from the first mention to the uptake. {fed} of {len(facts)} details start "
        f"with a square.",
        [_detail(axis, row, fact) for row, fact in enumerate(facts[:MOST_FACTS])],
        hidden=max(0, len(facts) - MOST_FACTS),
    )


def _detail(axis: _Axis, row: int, fact: Fact) -> Lane:
    said = {fact.first_turn_index: fact.introduced_by} | {one.turn_index: one.role for one in fact.mentions}
    marks = tuple(axis.mark(index, "asked" if role.asks else "answered") for index, role in sorted(said.items()))
    until = fact.uptake_turn_index
    spans = () if until is None else ((axis.x(fact.first_turn_index), axis.x(until)),)
    return Lane(clean(fact.label), _height(row), marks, spans)


def _questions(analysis: Analysis) -> Chart:
    """Lanes of question forms after Griffiths: productive above the line, unproductive below.

    Source: griffiths2006 (question map); closed questions stand above because their fitness needs a person's eye.
    """
    axis, forms = _Axis(len(analysis.transcript.turns)), analysis.tagging.question_forms
    lanes = []
    for row, form in enumerate((*PRODUCTIVE, *UNPRODUCTIVE)):
        asked = [index for index, found in enumerate(forms) if found is form and _is_asked(analysis, index)]
        name = plain(form).removesuffix(" question")
        lanes.append(Lane(name, _height(row), tuple(axis.mark(index, "question") for index in asked)))
    below = sum(len(lane.marks) for lane in lanes[len(PRODUCTIVE) :])
    total = sum(len(lane.marks) for lane in lanes)
    return _chart(
        analysis,
        ("questions", "How questions were asked"),
        f"One tick for each question in the row of its form. {below} of {total} questions stand below the line: "
        f"leading, forced choice or multiple.",
        lanes,
        divide=TOP + len(PRODUCTIVE) * ROW,
    )


def _is_asked(analysis: Analysis, turn_index: int) -> bool:
    turn = analysis.transcript.turns[turn_index]
    return turn.role.asks and turn.scored


def _tactics(analysis: Analysis) -> Chart:
    """One lane for each tactic that was tagged, by domain and frequency."""
    axis = _Axis(len(analysis.transcript.turns))
    by_code: dict[str, list[Tag]] = {}
    for tag in analysis.tagging.tags:
        if tag.status is TagStatus.ACTIVE and tag.domain in TACTIC_DOMAINS:
            by_code.setdefault(tag.code, []).append(tag)
    ranked = sorted(by_code.items(), key=lambda one: -len(one[1]))
    kept = sorted(ranked[:MOST_CODES], key=lambda one: (TACTIC_DOMAINS.index(one[1][0].domain), -len(one[1]), one[0]))
    lanes = [
        Lane(plain(code), _height(row), tuple(axis.mark(index, tags[0].domain) for index in _turns_of(tags)))
        for row, (code, tags) in enumerate(kept)
    ]
    return _chart(
        analysis,
        ("tactics", "When tactics were used"),
        f"One row for each tactic, one mark for each turn that holds it. {len(by_code)} tactics were tagged; "
        f"vertical lines are the confessions.",
        lanes,
        hidden=max(0, len(ranked) - MOST_CODES),
    )


def _turns_of(tags: Iterable[Tag]) -> list[int]:
    return sorted({tag.turn_index for tag in tags})


def _stance(analysis: Analysis) -> Chart:
    """The way from denial to admission: the stance of each answer that takes one, as steps."""
    axis = _Axis(len(analysis.transcript.turns))
    lanes = [
        Lane(
            plain(stance),
            _height(row),
            tuple(axis.mark(at.turn_index, "stance") for at in analysis.trajectory if at.stance is stance),
        )
        for row, stance in enumerate(STANCES)
    ]
    points: list[str] = []
    level: float | None = None
    for at in analysis.trajectory:
        x, y = axis.x(at.turn_index), _height(STANCES.index(at.stance))
        if level is not None and level != y:
            points.append(f"{x},{level}")
        points.append(f"{x},{y}")
        level = y
    changes = sum(at.changed for at in analysis.trajectory)
    return _chart(
        analysis,
        ("stance", "From denial to admission"),
        f"The stance of the questioned person, turn by turn, with {changes} changes.",
        lanes,
        steps=" ".join(points),
    )
