"""Measures the tool against reference codings: per question form, per code, pooled, by case and by source type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.records import Analysis, QuestionForm, TagStatus
from coercionscan.training.agreement import Agreement, Pair, agreement, interval
from coercionscan.training.gold import GoldRow, match

ALL = "all"
FORM = "form"
NOT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures of one code, or of codes pooled.

    Attributes:
        name: The code, or the name of the pool.
        source_type: Source type, or ``all``.
        n: Reference turns that carry it.
        hit: Turns on which both have it.
        extra: Turns on which only the tool has it.
        missed: Turns on which only the reference has it.
        agreement: Kappa and its kin over all turns of the code's side; None for a pool.
        interval: Low and high end of F1, by bootstrap over cases; None with fewer than two cases.
    """

    name: str
    source_type: str
    n: int
    hit: int
    extra: int
    missed: int
    agreement: Agreement | None
    interval: tuple[float, float] | None

    @property
    def precision(self) -> float | None:
        """Share of the tool's tags that the reference has; None where the tool has none."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else None

    @property
    def recall(self) -> float | None:
        """Share of the reference's tags that the tool has; None where the reference has none."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where neither has any."""
        total = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / total if total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A disagreement in its context: ``kind`` is ``extra``, ``missed`` or, for forms, "wanted -> found"."""

    name: str
    kind: str
    case: str
    line: int
    before: str
    text: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that was measured.

    Attributes:
        rows: Reference rows.
        matched: Rows for which the reader made a turn.
        form: Agreement on the question form.
        confusion: (wanted, found, count), most frequent first.
        forms: One score per form.
        codes: Scores per code and source type; ``all`` first.
        pools: Scores of all codes of a side, and of each case.
        misses: All disagreements.
        not_assessed: Codes that the tool does not look for.
    """

    rows: int
    matched: int
    form: Agreement
    confusion: tuple[tuple[str, str, int], ...]
    forms: tuple[Score, ...]
    codes: tuple[Score, ...]
    pools: tuple[Score, ...]
    misses: tuple[Miss, ...]
    not_assessed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A reference row with what the tool has for it."""

    row: GoldRow
    found: frozenset[str]
    form: str
    source_type: str
    before: str
    text: str


def evaluate_files(
    gold: Sequence[GoldRow], cases: Path, scan: Callable[[Path], Analysis], lexicon: Lexicon, *, seed: int = 0
) -> Evaluation:
    """Analyse the cases that the reference names, and measure.

    Args:
        gold: Reference rows.
        cases: Folder that the rows' case paths start from.
        scan: From a path to an analysis, such as ``Scanner().scan``.
        lexicon: The lexicon that the analyses used.
        seed: Seed of the intervals.

    Returns:
        The evaluation.

    Raises:
        CoercionScanError: When a case cannot be read.
    """
    return evaluate(
        gold, {case: scan(cases / case) for case in dict.fromkeys(row.case for row in gold)}, lexicon, seed=seed
    )


def evaluate(
    gold: Sequence[GoldRow], analyses: Mapping[str, Analysis], lexicon: Lexicon, *, seed: int = 0
) -> Evaluation:
    """Measure analyses against reference rows.

    Args:
        gold: Reference rows.
        analyses: Analysis of each case.
        lexicon: The lexicon that the analyses used.
        seed: Seed of the intervals.

    Returns:
        The evaluation. Unmatched rows count as if the tool had found nothing in them.
    """
    units, matched = _units(gold, analyses)
    asked = [unit for unit in units if unit.row.asks and unit.row.form is not None]
    pairs = [(unit.row.form, unit.form) for unit in asked]
    assessed = [entry for entry in lexicon.entries if entry.layer != FORM]
    sides = {entry.id: entry.speaker for entry in assessed}
    by_type = {ALL: units} | {kind: [u for u in units if u.source_type == kind] for kind in _types(units)}
    codes = [
        _score(code, kind, _of_side(some, side), _coded(code), seed)
        for kind, some in by_type.items()
        for code, side in sorted(sides.items())
    ]
    return Evaluation(
        rows=len(gold),
        matched=matched,
        form=agreement(FORM, _clusters(asked, _form_pair), labels=len(QuestionForm), seed=seed),
        confusion=tuple((str(a), str(b), count) for (a, b), count in Counter(pairs).most_common()),
        forms=tuple(_score(form.value, ALL, asked, _form_is(form.value), seed) for form in QuestionForm),
        codes=tuple(score for score in codes if score.n or score.extra),
        pools=_pools(units, sides, seed),
        misses=(*_form_misses(asked), *_code_misses(units, sides)),
        not_assessed=tuple(entry.id for entry in lexicon.entries if not entry.assessed),
    )


def _units(gold: Sequence[GoldRow], analyses: Mapping[str, Analysis]) -> tuple[list[_Unit], int]:
    units: list[_Unit] = []
    matched = 0
    for case in dict.fromkeys(row.case for row in gold):
        analysis = analyses[case]
        rows = [row for row in gold if row.case == case]
        codes: dict[int, set[str]] = {}
        for tag in analysis.tagging.tags:
            if tag.status is TagStatus.ACTIVE:
                codes.setdefault(tag.turn_index, set()).add(tag.code)
        for row, turn in zip(rows, match(rows, analysis.transcript), strict=True):
            matched += turn is not None
            index = None if turn is None else turn.index
            units.append(
                _Unit(
                    row=row,
                    found=frozenset(codes.get(index, ())) if index is not None else frozenset(),
                    form=(analysis.tagging.question_forms[index] if index is not None else QuestionForm.NONE).value,
                    source_type=row.source_type or analysis.transcript.source.format,
                    before=analysis.transcript.turns[index - 1].text if index else "",
                    text=turn.text if turn else "",
                )
            )
    return units, matched


def _types(units: Sequence[_Unit]) -> list[str]:
    return sorted({unit.source_type for unit in units})


def _of_side(units: Sequence[_Unit], side: str) -> list[_Unit]:
    """Turns on which a code of the side can stand: the questioned person's, or everybody else's."""
    return [unit for unit in units if unit.row.questioned == (side == "suspect")]


def _coded(code: str) -> Callable[[_Unit], Pair]:
    return lambda unit: (code if code in unit.row.codes else NOT, code if code in unit.found else NOT)


def _form_is(form: str) -> Callable[[_Unit], Pair]:
    return lambda unit: (form if unit.row.form == form else NOT, form if unit.form == form else NOT)


def _form_pair(unit: _Unit) -> Pair:
    return unit.row.form, unit.form


def _clusters(units: Sequence[_Unit], pair: Callable[[_Unit], Pair]) -> list[list[Pair]]:
    by_case: dict[str, list[Pair]] = {}
    for unit in units:
        by_case.setdefault(unit.row.case, []).append(pair(unit))
    return list(by_case.values())


def _score(name: str, kind: str, units: Sequence[_Unit], pair: Callable[[_Unit], Pair], seed: int) -> Score:
    clusters = _clusters(units, pair)
    hit, extra, missed = _counts([one for cluster in clusters for one in cluster])
    rare = not (hit or extra or missed)
    return Score(
        name=name,
        source_type=kind,
        n=hit + missed,
        hit=hit,
        extra=extra,
        missed=missed,
        agreement=None if rare else agreement(name, clusters, labels=2, seed=seed),
        interval=None if rare else interval([_counts(cluster) for cluster in clusters], _f1, seed=seed),
    )


def _pools(units: Sequence[_Unit], sides: Mapping[str, str], seed: int) -> tuple[Score, ...]:
    """All codes of a side together, then all codes of each case together."""
    of_sides = (
        _pool(side, _of_side(units, side), {code for code in sides if sides[code] == side}, seed) for side in _SIDES
    )
    cases = dict.fromkeys(unit.row.case for unit in units)
    of_cases = (_pool(case, [unit for unit in units if unit.row.case == case], set(sides), seed) for case in cases)
    return (*of_sides, *of_cases)


_SIDES = ("interrogator", "suspect")


def _pool(name: str, units: Sequence[_Unit], codes: set[str], seed: int) -> Score:
    by_case: dict[str, list[Pair]] = {}
    for unit in units:
        for code in sorted((unit.row.codes | unit.found) & codes):
            by_case.setdefault(unit.row.case, []).append(_coded(code)(unit))
    clusters = list(by_case.values())
    hit, extra, missed = _counts([one for cluster in clusters for one in cluster])
    return Score(
        name=name,
        source_type=ALL,
        n=hit + missed,
        hit=hit,
        extra=extra,
        missed=missed,
        agreement=None,
        interval=interval([_counts(cluster) for cluster in clusters], _f1, seed=seed),
    )


def _counts(pairs: Sequence[Pair]) -> tuple[int, int, int]:
    hit = sum(one == two != NOT for one, two in pairs)
    extra = sum(one == NOT != two for one, two in pairs)
    return hit, extra, sum(two == NOT != one for one, two in pairs)


def _f1(clusters: Sequence[tuple[int, int, int]]) -> float | None:
    hit, extra, missed = (sum(cluster[place] for cluster in clusters) for place in range(3))
    total = 2 * hit + extra + missed
    return 2 * hit / total if total else None


def _form_misses(units: Sequence[_Unit]) -> list[Miss]:
    return [_miss(FORM, f"{unit.row.form} -> {unit.form}", unit) for unit in units if unit.row.form != unit.form]


def _code_misses(units: Sequence[_Unit], sides: Mapping[str, str]) -> list[Miss]:
    found = []
    for unit in units:
        own = {code for code, side in sides.items() if unit.row.questioned == (side == "suspect")}
        found += [_miss(code, "extra", unit) for code in sorted(unit.found & own - unit.row.codes)]
        found += [_miss(code, "missed", unit) for code in sorted(unit.row.codes & own - unit.found)]
    return found


def _miss(name: str, kind: str, unit: _Unit) -> Miss:
    return Miss(
        name=name,
        kind=kind,
        case=unit.row.case,
        line=unit.row.line,
        before=unit.before,
        text=unit.text,
        cue=dict(unit.row.cues).get(name, ""),
    )
