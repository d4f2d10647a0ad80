"""Charts over the course of the interview: where each mark stands, in the units of an SVG view box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coercionscan.records import Analysis, Confession, QuestionForm, Stance, Tag, TagStatus
from coercionscan.reports.axis import LEFT, RIGHT, WIDTH, Axis, Tick, ticks
from coercionscan.reports.shapes import outline
from coercionscan.reports.view import ADMISSIONS, TACTIC_DOMAINS, is_tactic
from coercionscan.reports.words import percent, plain

TOP = 22
"""Room above the lanes, for the numbers of the confessions."""
FOOT = 34
"""Room below the lanes, for the axis."""
ROW = 22
MOST_CODES = 30
"""Lanes of the longest chart. Source: convention, what fits on a printed page."""

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
class Lane:
    """A named row of marks. ``y`` is its middle, ``turns`` count from 1, ``path`` draws a mark for each of them."""

    name: str
    y: float
    kind: str
    turns: tuple[int, ...]
    path: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A line through all lanes: the start of a confession, with its number and its turn (from 1)."""

    x: float
    number: int
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Lanes on the axis of turns.

    ``flags`` are the confessions and ``pauses`` the recesses, drawn through all lanes; ``divide`` is the height of a
    line between two groups of lanes, or None; ``steps`` a line over all lanes, as path data; ``groups`` names stretches
    of lanes: name, kind, top and bottom.
    """

    id: str
    title: str
    summary: str
    lanes: tuple[Lane, ...]
    flags: tuple[Flag, ...]
    pauses: tuple[float, ...]
    ticks: tuple[Tick, ...]
    height: float
    divide: float | None = None
    steps: str = ""
    groups: tuple[tuple[str, str, float, float], ...] = ()
    hidden: int = 0

    @property
    def floor(self) -> float:
        """Height of the axis."""
        return self.height - FOOT


@dataclass(frozen=True, slots=True)
class Course:
    """What all charts of one analysis have in common: the axis, the confessions and the recesses."""

    axis: Axis
    flags: tuple[Flag, ...]
    pauses: tuple[float, ...]
    ticks: tuple[Tick, ...]

    @classmethod
    def of(cls, analysis: Analysis) -> Course:
        """Read the common parts off an analysis."""
        axis = Axis(len(analysis.transcript.turns))
        return cls(
            axis,
            tuple(
                Flag(axis.x(one.first_turn_index), number, one.first_turn_index + 1)
                for number, one in _numbered(analysis)
            ),
            tuple(axis.x(index) for index in analysis.pauses),
            ticks(analysis.transcript),
        )

    def lane(self, name: str, row: int, kind: str, indexes: Iterable[int], note: str = "") -> Lane:
        """A lane with a mark at each turn index."""
        y, found = height_of(row), tuple(indexes)
        return Lane(name, y, kind, tuple(at + 1 for at in found), outline(kind, map(self.axis.x, found), y), note)

    def chart(
        self,
        name: tuple[str, str],
        summary: str,
        lanes: Sequence[Lane],
        *,
        divide: float | None = None,
        steps: str = "",
        groups: Sequence[tuple[str, str, float, float]] = (),
        hidden: int = 0,
    ) -> Chart:
        """A chart of lanes, with id and title in ``name``."""
        return Chart(
            id=name[0],
            title=name[1],
            summary=summary,
            lanes=tuple(lanes),
            flags=self.flags,
            pauses=self.pauses,
            ticks=self.ticks,
            height=TOP + len(lanes) * ROW + FOOT,
            divide=divide,
            steps=steps,
            groups=tuple(groups),
            hidden=hidden,
        )


def charts(analysis: Analysis) -> tuple[Chart, ...]:
    """All charts over time that have something to show: questions, tactics, stance.

    Args:
        analysis: What was found.

    Returns:
        In the order of the report. All share one axis, so that marks above each other belong to one moment.
    """
    course = Course.of(analysis)
    made = (_questions(analysis, course), _tactics(analysis, course), _stance(analysis, course))
    return tuple(chart for chart in made if any(lane.turns for lane in chart.lanes))


def height_of(row: int) -> float:
    """Middle of a row of lanes."""
    return TOP + row * ROW + ROW / 2


def _numbered(analysis: Analysis) -> Iterable[tuple[int, Confession]]:
    return enumerate(analysis.confessions, 1)


def _questions(analysis: Analysis, course: Course) -> Chart:
    """Lanes of question forms after Griffiths: productive above the line, unproductive below.

    Source: griffiths2006 (question map); closed questions stand above because their fitness needs a person's eye.
    """
    forms = analysis.tagging.question_forms
    asked = {
        form: [index for index, found in enumerate(forms) if found is form and _is_asked(analysis, index)]
        for form in (*PRODUCTIVE, *UNPRODUCTIVE)
    }
    total = sum(map(len, asked.values()))
    lanes = [
        course.lane(
            plain(form).removesuffix(" question"), row, "question", found, _share(len(found), total) if total else ""
        )
        for row, (form, found) in enumerate(asked.items())
    ]
    below = sum(len(asked[form]) for form in UNPRODUCTIVE)
    admitted = _turns_of(
        tag for tag in analysis.tagging.tags if tag.status is TagStatus.ACTIVE and tag.code in ADMISSIONS
    )
    if admitted:
        lanes.append(course.lane("admission", len(lanes), "stance", admitted, f"{len(admitted):,}"))
    return course.chart(
        ("questions", "How questions were asked"),
        f"One tick for each question, in the row of its form. {below:,} of {total:,} questions stand below the line: "
        f"leading, forced choice or multiple.",
        lanes,
        divide=TOP + len(PRODUCTIVE) * ROW,
        groups=(
            ("productive forms", "productive", TOP, TOP + len(PRODUCTIVE) * ROW),
            ("unproductive forms", "unproductive", TOP + len(PRODUCTIVE) * ROW, TOP + len(asked) * ROW),
        ),
    )


def _share(count: int, total: int) -> str:
    return f"{count:,} · {percent(count / total)}" if count else "0"


def _is_asked(analysis: Analysis, turn_index: int) -> bool:
    turn = analysis.transcript.turns[turn_index]
    return turn.role.asks and turn.scored


def _tactics(analysis: Analysis, course: Course) -> Chart:
    """One lane for each tactic that was tagged, by domain and frequency."""
    by_code: dict[str, list[Tag]] = {}
    for tag in analysis.tagging.tags:
        if tag.status is TagStatus.ACTIVE and is_tactic(analysis, tag):
            by_code.setdefault(tag.code, []).append(tag)
    ranked = sorted(by_code.items(), key=lambda one: -len(one[1]))
    kept = sorted(ranked[:MOST_CODES], key=lambda one: (TACTIC_DOMAINS.index(one[1][0].domain), -len(one[1]), one[0]))
    lanes = [
        course.lane(plain(code), row, tags[0].domain, _turns_of(tags), f"{len(_turns_of(tags)):,}")
        for row, (code, tags) in enumerate(kept)
    ]
    return course.chart(
        ("tactics", "When tactics were used"),
        f"One row for each tactic, one mark for each turn that holds it. {len(by_code)} kinds of tactics were tagged.",
        lanes,
        groups=_groups(lanes),
        hidden=max(0, len(ranked) - MOST_CODES),
    )


def _groups(lanes: Sequence[Lane]) -> list[tuple[str, str, float, float]]:
    """Stretches of lanes of one domain."""
    made: list[tuple[str, str, float, float]] = []
    for domain in TACTIC_DOMAINS:
        heights = [lane.y for lane in lanes if lane.kind == domain]
        if heights:
            made.append((plain(domain), domain, heights[0] - ROW / 2, heights[-1] + ROW / 2))
    return made


def _turns_of(tags: Iterable[Tag]) -> list[int]:
    return sorted({tag.turn_index for tag in tags})


def _stance(analysis: Analysis, course: Course) -> Chart:
    """The way from denial to admission: the stance of each answer that takes one, as steps."""
    lanes = []
    for row, stance in enumerate(STANCES):
        found = [at.turn_index for at in analysis.trajectory if at.stance is stance]
        lanes.append(course.lane(plain(stance), row, "stance", found, f"{len(found):,}"))
    path = ""
    for at in analysis.trajectory:
        x, y = course.axis.x(at.turn_index), height_of(STANCES.index(at.stance))
        path += f"H{x:g}V{y:g}" if path else f"M{x:g} {y:g}"
    changes = sum(at.changed for at in analysis.trajectory)
    return course.chart(
        ("stance", "From denial to admission"),
        f"Where the questioned person stands towards what is at issue, answer by answer, with {changes:,} changes.",
        lanes,
        steps=path,
    )


__all__ = ["FOOT", "LEFT", "MOST_CODES", "RIGHT", "ROW", "TOP", "WIDTH", "Chart", "Course", "Flag", "Lane", "charts"]
