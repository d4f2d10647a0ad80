"""Statistics over a collection: rates, forms, what stood before confessions, what goes together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coercionscan.batch import withhold
from coercionscan.batch.store import Store
from coercionscan.batch.tally import ALL, BUILT_IN, Base, Group, Ratio, Ratios, overlap, tally
from coercionscan.errors import UsageError

RATE, ANSWER, FORM, BEFORE, TOGETHER = "rate", "answer", "form", "before", "together"
SECTIONS = (RATE, ANSWER, FORM, BEFORE, TOGETHER)
_CONFESSIONS = "confessions"
_Z = 1.959964
"""Quantile of the normal distribution for intervals of 95%."""


class Line(NamedTuple):
    """One figure.

    ``rate``: active tags of a code per 100 turns of those who ask; ``answer``: the same of those who are questioned.
    ``form``: share of a form among the interrogators' questions. ``before``: share of the confessions that an active
    tag of the code stands before. ``together``: share of the transcripts that hold both codes of those who ask.
    ``low`` and ``high`` are the ends of the interval of 95%, None where there are too few to tell. A figure that is
    withheld has no numbers at all.
    """

    section: str
    group: str
    item: str
    cases: int | None
    base: int | None
    value: float | None
    low: float | None
    high: float | None


class Size(NamedTuple):
    """How large a group is: transcripts, turns of those who ask, questions, confessions; None when withheld."""

    group: str
    transcripts: int
    interrogator_turns: int
    questions: int | None
    confessions: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a collection.

    Attributes:
        by: What was grouped by, or None.
        at_least: Figures of fewer transcripts are withheld; 0 withholds none.
        words: Words of all transcripts.
        failed: Files that could not be scanned.
        sizes: The whole first, then the groups by name.
        lines: The figures by section and group, the largest count first, those that are withheld last.
    """

    by: str | None
    at_least: int
    words: int
    failed: int
    sizes: tuple[Size, ...]
    lines: tuple[Line, ...]


def summarize(place: str, *, by: str | None = None, at_least: int = 0) -> Summary:
    """Figures of a collection.

    Args:
        place: Folder or address of the collection.
        by: Column of its manifest to group by; ``interrogator`` and ``source`` are there without one. None for the
            whole alone.
        at_least: Figures that fewer transcripts stand behind, or all but fewer, are withheld, and so is what would
            give them away by subtraction (see ``withhold``); 0 withholds none.

    Raises:
        UsageError: When no collection is there, or it has no such column.
    """
    store = Store(place)
    meta = store.about()["meta"]
    if by is not None and by not in (*meta, *BUILT_IN):
        columns = ", ".join(dict.fromkeys((*meta, *BUILT_IN)))
        raise UsageError(f"the collection has no column {by!r}", where=place, hint=f"Columns: {columns}")
    found, shared = tally(store, by), overlap(by, meta)
    groups = withhold.fold(found.groups, at_least, shared=shared)
    named = {ALL: found.whole, **{f"{by}={name}": groups[name] for name in sorted(groups)}}
    sums = withhold.Sums(
        groups={name: group for name, group in named.items() if name != ALL},
        whole=found.whole,
        shared=shared,
        at_least=at_least,
    )
    shut = {name for name, _ in withhold.across(sums, _confessed, rest=False)} if at_least else set()
    forms, no_total = withhold.everywhere(sums, _PICKED[FORM]) if at_least else (set(), False)
    lines = [line for section in SECTIONS for line in _section(section, named, _hidden(section, sums, shut, forms))]
    sizes = (_size(name, group, shut=shut, no_total=no_total) for name, group in named.items())
    return Summary(
        by=by,
        at_least=at_least,
        words=found.whole.words,
        failed=found.failed,
        sizes=tuple(sizes),
        lines=tuple(lines),
    )


def _confessed(group: Group) -> Ratios:
    found = Ratios(Ratio)
    if group.confessions.t:
        found[_CONFESSIONS] = group.confessions
    return found


def _size(name: str, group: Group, *, shut: set[str], no_total: bool) -> Size:
    return Size(
        group=name,
        transcripts=group.transcripts,
        interrogator_turns=group.asked.n,
        questions=None if no_total else sum(ratio.t for ratio in group.forms.values()),
        confessions=None if name in shut else group.confessions.t,
    )


_PICKED: Mapping[str, Callable[[Group], Ratios]] = {
    RATE: lambda group: group.by_asking,
    ANSWER: lambda group: group.by_answering,
    FORM: lambda group: group.forms,
    BEFORE: lambda group: group.before,
    TOGETHER: lambda group: group.pairs,
}


def _hidden(section: str, sums: withhold.Sums, shut: set[str], forms: set[str]) -> withhold.Withheld:
    """Group and item of what is withheld of a section."""
    picked = _PICKED[section]
    if not sums.at_least:
        return set()
    if section == FORM:
        return {(name, item) for item in forms for name in (ALL, *sums.groups)}
    if section == BEFORE:
        return withhold.across(sums, picked, rest=True, shut=shut)
    return withhold.across(sums, picked, rest=section == TOGETHER)


def _section(section: str, groups: Mapping[str, Group], hidden: withhold.Withheld) -> Iterator[Line]:
    for name, group in groups.items():
        shown = [line for line in _lines(section, name, group) if (name, line.item) not in hidden]
        yield from sorted(shown, key=lambda line: (-(line.cases or 0), line.item))
        for item in sorted(item for where, item in hidden if where == name):
            yield Line(section, name, item, *(None,) * 5)


def _lines(section: str, name: str, group: Group) -> list[Line]:
    ratios = _PICKED[section](group)
    if section in (RATE, ANSWER):
        base = group.asked if section == RATE else group.answered
        if not base.n:
            return []
        return [
            Line(section, name, code, ratio.t, base.n, *rate(ratio, base, group.transcripts))
            for code, ratio in ratios.items()
        ]
    whole = {
        FORM: sum(ratio.t for ratio in ratios.values()),
        BEFORE: group.confessions.t,
        TOGETHER: group.transcripts,
    }[section]
    return [
        Line(section, name, item, ratio.t, whole, ratio.t / whole, *wilson(ratio.t, whole))
        for item, ratio in ratios.items()
    ]


def rate(ratio: Ratio, base: Base, transcripts: int) -> tuple[float, float | None, float | None]:
    """Rate per 100 turns, and the ends of its interval.

    Transcripts are clusters: ``R = sum t / sum n``, ``Var R = m / (m - 1) * sum (t - R n)^2 / (sum n)^2`` over ``m``
    transcripts. Source: the ratio estimator of survey sampling.

    Args:
        ratio: Sums of the hits.
        base: Sums of the turns.
        transcripts: How many there are.
    """
    found = ratio.t / base.n
    if transcripts < 2:
        return 100 * found, None, None
    squares = max(ratio.tt - 2 * found * ratio.tn + found * found * base.nn, 0.0)
    half = _Z * math.sqrt(transcripts / (transcripts - 1) * squares) / base.n
    return 100 * found, 100 * max(found - half, 0.0), 100 * (found + half)


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
