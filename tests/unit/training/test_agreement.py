"""Agreement figures against nltk and statsmodels, and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from statsmodels.stats.inter_rater import cohens_kappa, to_table

from coercionscan.training.agreement import (
    Pair,
    agreement,
    cohen,
    compare,
    gwet,
    interval,
    krippendorff,
    observed,
    pabak,
    weighted,
)
from coercionscan.training.gold import GoldRow

LABELS = ("a", "b", "c")
PAIRS = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=4, max_size=40)


def _task(pairs: list[tuple[str, str]]) -> AnnotationTask:
    rows = [
        (coder, str(unit), label) for unit, pair in enumerate(pairs) for coder, label in zip("xy", pair, strict=True)
    ]
    return AnnotationTask(rows)


@given(PAIRS)
def test_cohen_and_alpha_are_those_of_nltk(pairs: list[tuple[str, str]]) -> None:
    found = cohen(pairs)
    if found is not None:
        assert found == pytest.approx(_task(pairs).kappa())
    alpha = krippendorff(pairs)
    if alpha is not None:
        assert alpha == pytest.approx(_task(pairs).alpha())


@given(PAIRS, st.sampled_from([(1, "linear"), (2, "quadratic")]))
def test_weighted_is_that_of_statsmodels(pairs: list[tuple[str, str]], kind: tuple[int, str]) -> None:
    found = weighted(pairs, LABELS, kind[0])
    if found is None:
        return
    # The oracle needs every label once in its table; one unit of each changes both sides alike.
    whole = [*pairs, *((label, label) for label in LABELS)]
    table, _ = to_table([[LABELS.index(str(one)), LABELS.index(str(two))] for one, two in whole], bins=3)
    oracle = cohens_kappa(table, weights=None, wt=kind[1], return_results=False)
    assert weighted(whole, LABELS, kind[0]) == pytest.approx(float(oracle))


def test_by_hand() -> None:
    # 40 units, both yes 20, both no 10, yes/no 6, no/yes 4: po = .75; shares .65 and .60.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 10 + [("y", "n")] * 6 + [("n", "y")] * 4
    assert observed(pairs) == pytest.approx(0.75)
    assert cohen(pairs) == pytest.approx((0.75 - 0.53) / (1 - 0.53))
    by_chance = 2 * 0.625 * 0.375
    assert gwet(pairs) == pytest.approx((0.75 - by_chance) / (1 - by_chance))
    assert pabak(pairs) == pytest.approx(0.5)


def test_nothing_to_compare() -> None:
    assert cohen([]) is None
    assert krippendorff([]) is None
    assert gwet([]) == pabak([]) == observed([]) == 0.0
    assert cohen([("a", "a")] * 5) is None
    assert agreement("form", [[("a", "b"), ("b", "b")]]).interval is None


def test_alpha_passes_over_units_with_one_label() -> None:
    units: list[tuple[str | None, ...]] = [("a", "a"), ("a", "b"), ("b", "b"), ("b", None)]
    assert krippendorff(units) == krippendorff(units[:3])


@given(st.lists(PAIRS, min_size=2, max_size=5), st.integers(0, 5))
def test_an_interval_is_repeatable_and_ordered(clusters: list[list[Pair]], seed: int) -> None:
    def figure(drawn: object) -> float:
        return float(len(str(drawn)))

    first = interval(clusters, figure, seed=seed, draws=50)
    assert first is not None
    assert first == interval(clusters, figure, seed=seed, draws=50)
    assert first[0] <= first[1]


def _row(line: int, form: str | None, *codes: str, role: str = "interrogator") -> GoldRow:
    return GoldRow(case="x.txt", line=line, role=role, origin="spoken", form=form, codes=frozenset(codes))


def test_two_files_are_compared_row_by_row() -> None:
    first = [_row(1, "none", "hostility"), _row(2, "open_question"), _row(3, None, "denial", role="suspect")]
    second = [_row(1, "none"), _row(2, "closed_question"), _row(9, "none")]
    found = compare(first, second)
    assert [(one.name, one.n) for one in found.figures] == [("form", 2), ("hostility", 2)]
    assert [(item.name, item.line, item.first, item.second) for item in found.disagreements] == [
        ("form", 2, "open_question", "closed_question"),
        ("hostility", 1, "hostility", "-"),
    ]
    assert (found.only_first, found.only_second) == (1, 1)
