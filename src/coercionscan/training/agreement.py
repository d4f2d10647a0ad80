"""How far two codings agree: kappa and its kin, with intervals that respect that turns of one case hang together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coercionscan.training.gold import GoldRow, key_of

Label = Hashable
Pair = tuple[Label, Label]
Cluster = TypeVar("Cluster")
LEVEL = 0.95
DRAWS = 1000
_FEWEST_CLUSTERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement on one variable.

    Attributes:
        name: ``form``, or a code (coded or not).
        n: Units that both have coded.
        observed: Share of equal labels, 0..1.
        kappa: Cohen's kappa; None where chance alone gives full agreement.
        alpha: Krippendorff's alpha for nominal data; None likewise.
        ac1: Gwet's AC1.
        pabak: Prevalence- and bias-adjusted kappa.
        interval: Low and high end of kappa at ``LEVEL``, by bootstrap over cases; None with fewer than two cases.
    """

    name: str
    n: int
    observed: float
    kappa: float | None
    alpha: float | None
    ac1: float
    pabak: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One unit on which two coders differ: the variable, the place, and what each has."""

    name: str
    case: str
    line: int
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two coders' files against each other: figures per variable, all disagreements, and rows that only one has."""

    figures: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
    only_first: int
    only_second: int


def observed(pairs: Sequence[Pair]) -> float:
    """Share of equal labels; 0 for no pairs."""
    return sum(one == two for one, two in pairs) / len(pairs) if pairs else 0.0


def cohen(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa: (po - pe) / (1 - pe), with pe = sum over labels of both coders' shares multiplied.

    Args:
        pairs: Labels of the two coders, unit by unit.

    Returns:
        The kappa; None for no pairs, or where pe = 1.

    Source:
        Cohen 1960, Educational and Psychological Measurement 20:37-46.
    """
    return _cohen(Counter(pairs))


def _cohen(table: Counter[Pair]) -> float | None:
    n = table.total()
    if not n:
        return None
    first: Counter[Label] = Counter()
    second: Counter[Label] = Counter()
    for (one, two), count in table.items():
        first[one] += count
        second[two] += count
    equal = sum(count for (one, two), count in table.items() if one == two) / n
    by_chance = sum(first[label] * second[label] for label in first) / n**2
    return None if by_chance >= 1 else (equal - by_chance) / (1 - by_chance)


def _cohen_of_all(tables: Sequence[Counter[Pair]]) -> float | None:
    whole: Counter[Pair] = Counter()
    for table in tables:
        whole.update(table)
    return _cohen(whole)


def weighted(pairs: Sequence[Pair], order: Sequence[Label], power: int = 2) -> float | None:
    """Weighted kappa for ordered labels: 1 - sum(w * o) / sum(w * e), with w = (distance in ``order``) ** power.

    Args:
        pairs: Labels of the two coders.
        order: All labels, lowest first.
        power: 1 for linear, 2 for quadratic weights.

    Returns:
        The kappa; None for no pairs, or where no disagreement is possible by chance.

    Raises:
        KeyError: When a label is not in ``order``.

    Source:
        Cohen 1968, Psychological Bulletin 70:213-220.
    """
    rank = {label: place for place, label in enumerate(order)}
    first, second = Counter(rank[one] for one, _ in pairs), Counter(rank[two] for _, two in pairs)
    found = sum(abs(rank[one] - rank[two]) ** power for one, two in pairs)
    expected = sum(
        abs(one - two) ** power * count * other for one, count in first.items() for two, other in second.items()
    )
    return 1 - found * len(pairs) / expected if expected else None


def krippendorff(units: Sequence[Sequence[Label | None]]) -> float | None:
    """Krippendorff's alpha for nominal data: 1 - observed / expected disagreement; any number of coders, gaps allowed.

    Args:
        units: Labels of each unit, one per coder; None where a coder has none.

    Returns:
        The alpha; None where fewer than two labels stand in any unit, or all labels are equal.

    Source:
        Krippendorff 2004, Content Analysis, 2nd ed., chapter 11.
    """
    totals: Counter[Label] = Counter()
    disagreement = 0.0
    for unit in units:
        labels = Counter(label for label in unit if label is not None)
        size = labels.total()
        if size > 1:
            totals.update(labels)
            disagreement += sum(count * (size - count) for count in labels.values()) / (size - 1)
    n = totals.total()
    expected = sum(count * (n - count) for count in totals.values())
    return 1 - disagreement * (n - 1) / expected if expected else None


def gwet(pairs: Sequence[Pair], labels: int | None = None) -> float:
    """Gwet's AC1: (po - pe) / (1 - pe), with pe = sum over labels of p * (1 - p), divided by (labels - 1).

    p is the mean of the two coders' shares of a label.

    Args:
        pairs: Labels of the two coders.
        labels: How many labels there are; None counts those that occur, at least two.

    Returns:
        The coefficient; 0 for no pairs.

    Source:
        Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29-48.
    """
    if not pairs:
        return 0.0
    counts = Counter(label for pair in pairs for label in pair)
    kinds = max(2, labels or len(counts))
    shares = [count / (2 * len(pairs)) for count in counts.values()]
    by_chance = sum(share * (1 - share) for share in shares) / (kinds - 1)
    return (observed(pairs) - by_chance) / (1 - by_chance)


def pabak(pairs: Sequence[Pair], labels: int | None = None) -> float:
    """Prevalence- and bias-adjusted kappa: (k * po - 1) / (k - 1) with k labels.

    Args:
        pairs: Labels of the two coders.
        labels: How many labels there are; None counts those that occur, at least two.

    Returns:
        The coefficient; 0 for no pairs.

    Source:
        Byrt, Bishop and Carlin 1993, Journal of Clinical Epidemiology 46:423-429.
    """
    if not pairs:
        return 0.0
    kinds = max(2, labels or len({label for pair in pairs for label in pair}))
    return (kinds * observed(pairs) - 1) / (kinds - 1)


def interval(
    clusters: Sequence[Cluster],
    figure: Callable[[Sequence[Cluster]], float | None],
    *,
    seed: int = 0,
    draws: int = DRAWS,
) -> tuple[float, float] | None:
    """Percentile interval at ``LEVEL`` by drawing whole clusters with replacement.

    Args:
        clusters: One summary per case, whatever ``figure`` can read.
        figure: What to compute from the clusters of a draw; draws that give None are left out.
        seed: Seed of the draws.
        draws: Number of draws.

    Returns:
        Low and high end; None with fewer than two clusters, or when no draw gives a figure.

    Source:
        Efron and Tibshirani 1993, An Introduction to the Bootstrap.
    """
    if len(clusters) < _FEWEST_CLUSTERS:
        return None
    source = random.Random(seed)  # noqa: S311 - a bootstrap, not a secret
    values = (figure(source.choices(clusters, k=len(clusters))) for _ in range(draws))
    found = sorted(value for value in values if value is not None)
    if not found:
        return None
    cut = (1 - LEVEL) / 2
    return found[int(cut * (len(found) - 1))], found[round((1 - cut) * (len(found) - 1))]


def agreement(name: str, clusters: Sequence[Sequence[Pair]], *, labels: int | None = None, seed: int = 0) -> Agreement:
    """All figures of one variable.

    Args:
        name: Name of the variable.
        clusters: Pairs by case.
        labels: How many labels there are; None counts those that occur.
        seed: Seed of the interval.

    Returns:
        The figures.
    """
    pairs = [pair for cluster in clusters for pair in cluster]
    return Agreement(
        name=name,
        n=len(pairs),
        observed=observed(pairs),
        kappa=cohen(pairs),
        alpha=krippendorff(pairs),
        ac1=gwet(pairs, labels),
        pabak=pabak(pairs, labels),
        interval=interval([Counter(cluster) for cluster in clusters if cluster], _cohen_of_all, seed=seed),
    )


def compare(first: Sequence[GoldRow], second: Sequence[GoldRow], *, seed: int = 0) -> Comparison:
    """Compare two coders' files row by row.

    Rows are the same when case, line, role and origin are. ``form`` is compared where both have one; each code that
    either has used is compared as coded or not, on all common rows.

    Args:
        first: Rows of one coder.
        second: Rows of the other.
        seed: Seed of the intervals.

    Returns:
        The comparison; figures with ``form`` first, then codes by name.
    """
    others = {key_of(row): row for row in second}
    common = [(row, others[key_of(row)]) for row in first if key_of(row) in others]
    figures = [agreement("form", _clusters(common, _forms), seed=seed)]
    found = [*_differences("form", common, _forms)]
    for code in sorted({code for one, two in common for code in one.codes | two.codes}):

        def coded(one: GoldRow, two: GoldRow, code: str = code) -> Pair:
            return (code if code in one.codes else "-", code if code in two.codes else "-")

        figures.append(agreement(code, _clusters(common, coded), labels=2, seed=seed))
        found += _differences(code, common, coded)
    return Comparison(
        figures=tuple(figures),
        disagreements=tuple(found),
        only_first=len(first) - len(common),
        only_second=len(second) - len(common),
    )


_Both = tuple[GoldRow, GoldRow]
_Reading = Callable[[GoldRow, GoldRow], Pair | None]


def _forms(one: GoldRow, two: GoldRow) -> Pair | None:
    return (one.form, two.form) if one.form is not None and two.form is not None else None


def _clusters(common: Sequence[_Both], read: _Reading) -> list[list[Pair]]:
    by_case: dict[str, list[Pair]] = {}
    for one, two in common:
        pair = read(one, two)
        if pair is not None:
            by_case.setdefault(one.case, []).append(pair)
    return list(by_case.values())


def _differences(name: str, common: Sequence[_Both], read: _Reading) -> list[Disagreement]:
    return [
        Disagreement(name=name, case=one.case, line=one.line, first=str(pair[0]), second=str(pair[1]))
        for one, two in common
        if (pair := read(one, two)) is not None and pair[0] != pair[1]
    ]
