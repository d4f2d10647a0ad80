"""Statistics over a collection, part by part: rates, forms, what stood before confessions, what goes together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from coercionscan.batch.store import Store
from coercionscan.batch.tables import DONE, META
from coercionscan.errors import UsageError
from coercionscan.records import QuestionForm, Role, TagStatus

RATE, FORM, BEFORE, TOGETHER = "rate", "form", "before", "together"
SECTIONS = (RATE, FORM, BEFORE, TOGETHER)
ALL = "all"
_Z = 1.959964
"""Quantile of the normal distribution for intervals of 95%."""
_FORMS = frozenset(form.value for form in QuestionForm)
_COLUMNS = {
    "runs": ("source", "status", "interrogator_turns", "questioned_turns"),
    "tags": ("source", "code", "status", "role", "turn_index"),
    "turns": ("source", "role", "question_form"),
    "confessions": ("source", "first_turn_index"),
}


class Line(NamedTuple):
    """One figure.

    ``rate``: active tags of a code per 100 turns of the side that spoke them. ``form``: share of a form among the
    interrogators' questions. ``before``: share of the confessions that an active tag of the code stands before.
    ``together``: share of the transcripts that hold both codes of the interrogator. ``low`` and ``high`` are the ends
    of the interval of 95%, None where there are too few to tell. A figure that is withheld has no numbers at all.
    """

    section: str
    group: str
    item: str
    cases: int | None
    base: int | None
    value: float | None
    low: float | None
    high: float | None


@dataclass(slots=True)
class _Ratio:
    """Sums over transcripts of a count ``t``: all that the variance of a ratio needs."""

    t: int = 0
    tt: int = 0
    tn: int = 0

    def add(self, t: int, n: int) -> None:
        """Add a transcript with ``t`` hits in ``n`` turns."""
        self.t += t
        self.tt += t * t
        self.tn += t * n


@dataclass(slots=True)
class _Base:
    """Sums over transcripts of the turns ``n`` of one side."""

    transcripts: int = 0
    n: int = 0
    nn: int = 0

    def add(self, n: int) -> None:
        """Add a transcript."""
        self.transcripts += 1
        self.n += n
        self.nn += n * n

    def rate(self, ratio: _Ratio) -> tuple[float, float | None, float | None]:
        """Rate per 100 turns, and the ends of its interval.

        Transcripts are clusters: ``R = sum t / sum n``, ``Var R = m / (m - 1) * sum (t - R n)^2 / (sum n)^2`` over
        ``m`` transcripts. Source: the ratio estimator of survey sampling.
        """
        rate = ratio.t / self.n
        if self.transcripts < 2:
            return 100 * rate, None, None
        squares = max(ratio.tt - 2 * rate * ratio.tn + rate * rate * self.nn, 0.0)
        half = _Z * math.sqrt(self.transcripts / (self.transcripts - 1) * squares) / self.n
        return 100 * rate, 100 * max(rate - half, 0.0), 100 * (rate + half)


@dataclass(slots=True)
class _Group:
    """What is counted for one group of transcripts; its size is that of the lexicon, not of the collection."""

    asked: _Base = field(default_factory=_Base)
    answered: _Base = field(default_factory=_Base)
    by_asking: defaultdict[str, _Ratio] = field(default_factory=lambda: defaultdict(_Ratio))
    by_answering: defaultdict[str, _Ratio] = field(default_factory=lambda: defaultdict(_Ratio))
    forms: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    confessions: int = 0
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(slots=True)
class _One:
    """What the tables say of one transcript."""

    turns: tuple[int, int]
    groups: tuple[str, ...]
    asking: Counter[str] = field(default_factory=Counter)
    answering: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    confessions: list[int] = field(default_factory=list)


def summarize(place: str, *, by: str | None = None, at_least: int = 0) -> list[Line]:
    """Figures of a collection.

    Args:
        place: Folder or address of the collection.
        by: Column of its manifest to group by; None for the whole alone.
        at_least: Figures over a count, or a rest, from 1 to below this are withheld; 0 withholds none.

    Returns:
        The figures by section and group; items of the largest count first.

    Raises:
        UsageError: When no collection is there, or it has no such column.
    """
    store = Store(place)
    known = store.about()["meta"]
    if by is not None and by not in known:
        raise UsageError(
            f"the collection has no column {by!r}", where=place, hint=f"Columns: {', '.join(known) or 'none'}"
        )
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for one in _transcripts(store, by):
        for name in one.groups:
            _add(groups[name], one)
    lines = [line for section in SECTIONS for name in _ordered(groups) for line in _lines(section, name, groups[name])]
    return [_withheld(line, at_least) for line in lines]


def _ordered(groups: dict[str, _Group]) -> list[str]:
    """The whole first."""
    return sorted(groups, key=lambda name: (name != ALL, name))


def _transcripts(store: Store, by: str | None) -> Iterator[_One]:
    names = dict(_COLUMNS)
    if by is not None:
        names["runs"] = (*names["runs"], META + by)
    parts = (store.parts(table, columns) for table, columns in names.items())
    for runs, tags, turns, confessions in zip(*parts, strict=True):
        ones = {
            source: _One(turns=(asked, answered), groups=(ALL, *(f"{by}={value or '(none)'}" for value in group)))
            for source, status, asked, answered, *group in runs
            if status == DONE
        }
        for source, code, status, role, turn_index in tags:
            if status == TagStatus.ACTIVE.value and code not in _FORMS:
                _note(ones[source], code, Role(role), turn_index)
        for source, role, form in turns:
            if Role(role).asks and form != QuestionForm.NONE.value:
                ones[source].forms[form] += 1
        for source, first_turn_index in confessions:
            ones[source].confessions.append(first_turn_index)
        yield from ones.values()


def _note(one: _One, code: str, role: Role, turn_index: int) -> None:
    if role.asks:
        one.asking[code] += 1
        one.first[code] = min(turn_index, one.first.get(code, turn_index))
    elif role.questioned:
        one.answering[code] += 1


def _add(group: _Group, one: _One) -> None:
    asked, answered = one.turns
    group.asked.add(asked)
    group.answered.add(answered)
    for code, count in one.asking.items():
        group.by_asking[code].add(count, asked)
    for code, count in one.answering.items():
        group.by_answering[code].add(count, answered)
    group.forms.update(one.forms)
    group.confessions += len(one.confessions)
    for first in one.confessions:
        group.before.update(code for code, turn_index in one.first.items() if turn_index < first)
    group.pairs.update(combinations(sorted(one.asking), 2))


def _lines(section: str, name: str, group: _Group) -> list[Line]:
    if section == RATE:
        found = [*_rates(name, group.asked, group.by_asking), *_rates(name, group.answered, group.by_answering)]
    elif section == FORM:
        found = _shares(section, name, group.forms, group.forms.total())
    elif section == BEFORE:
        found = _shares(section, name, group.before, group.confessions)
    else:
        pairs = Counter({" + ".join(pair): count for pair, count in group.pairs.items()})
        found = _shares(section, name, pairs, group.asked.transcripts)
    return sorted(found, key=lambda line: (-(line.cases or 0), line.item))


def _rates(name: str, base: _Base, ratios: dict[str, _Ratio]) -> list[Line]:
    return [Line(RATE, name, code, ratio.t, base.n, *base.rate(ratio)) for code, ratio in ratios.items() if base.n]


def _shares(section: str, name: str, counts: Counter[str], base: int) -> list[Line]:
    return [
        Line(section, name, item, count, base, count / base, *wilson(count, base)) for item, count in counts.items()
    ]


def wilson(count: int, base: int) -> tuple[float, float]:
    """Ends of the interval of 95% of a share. Source: Wilson (1927).

    Args:
        count: How many of them.
        base: How many in all; above 0.
    """
    share, square = count / base, _Z * _Z
    middle = (share + square / (2 * base)) / (1 + square / base)
    half = _Z / (1 + square / base) * math.sqrt(share * (1 - share) / base + square / (4 * base * base))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _withheld(line: Line, at_least: int) -> Line:
    """The figure, or only its name where so few stand behind it that a person could be known by it."""
    count, rest = line.cases or 0, (line.base or 0) - (line.cases or 0)
    if count < at_least or (line.section != RATE and 0 < rest < at_least):
        return Line(line.section, line.group, line.item, *(None,) * 5)
    return line


def as_rows(lines: Sequence[Line]) -> list[list[str]]:
    """Figures as words, with a head; what is withheld is empty.

    Args:
        lines: The figures.
    """
    return [list(Line._fields), *([_cell(cell) for cell in line] for line in lines)]


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell)
