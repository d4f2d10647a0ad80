from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.records import Ledger, Risk, SessionFactor, Tag, Transcript, Uptake
from coercionscan.risk.assess import assess
from tests.builders import codes, confession, fact, factor_entries, ledger, profile, tag, tagging, talk, transcript

MADE: Transcript = transcript(*talk(15), ("S", "I took it."), *talk(5))
CONFESSIONS = (confession(9, name="c1"), confession(30, name="c2"))
SCORED = sorted(code for code, one in codes().items() if one.weight_class not in ("descriptive", "protective"))
QUIET = sorted(set(codes()) - set(SCORED))

places = st.tuples(st.integers(0, len(MADE.turns) - 1), st.floats(0.05, 1.0))
marks = st.lists(st.tuples(places, st.sampled_from(SCORED)), max_size=25, unique_by=lambda one: (one[0][0], one[1]))
details = st.lists(
    st.tuples(
        st.integers(0, 39), st.integers(0, 10), st.sampled_from(list(Uptake)), st.floats(0.05, 1), st.floats(0, 1)
    ),
    max_size=6,
    unique_by=lambda one: one[0],
)


def tags_of(chosen: list[tuple[tuple[int, float], str]]) -> list[Tag]:
    return [tag(MADE, index, code, confidence=p, related=(max(0, index - 1),)) for (index, p), code in chosen]


def ledger_of(chosen: list[tuple[int, int, Uptake, float, float]]) -> Ledger:
    return ledger(
        *(
            fact(
                first,
                name=f"detail {first}",
                uptake=uptake,
                at=first + gap if uptake is not Uptake.NONE else None,
                confidence=p,
                weight=w,
            )
            for first, gap, uptake, p, w in chosen
        )
    )


def run(tags: list[Tag], facts: Ledger, factors: tuple[SessionFactor, ...] = ()) -> tuple[Risk, ...]:
    return assess(MADE, tagging(MADE, *tags), facts, CONFESSIONS, factors, profile(), codes(), factor_entries())[1]


@given(marks, details)
def test_points_sum_to_the_index(
    chosen: list[tuple[tuple[int, float], str]], facts: list[tuple[int, int, Uptake, float, float]]
) -> None:
    for one in run(tags_of(chosen), ledger_of(facts)):
        for reading, index in (("voluntariness", one.voluntariness_index), ("reliability", one.reliability_index)):
            assert 0 <= index < 1
            assert sum(part.points for part in one.contributions if part.reading == reading) == pytest.approx(
                index, abs=1e-9
            )


@settings(max_examples=200)
@given(marks, details, places, st.sampled_from(SCORED))
def test_one_more_aggravating_tag_never_lowers(
    chosen: list[tuple[tuple[int, float], str]],
    facts: list[tuple[int, int, Uptake, float, float]],
    place: tuple[int, float],
    code: str,
) -> None:
    tags, known = tags_of(chosen), ledger_of(facts)
    extra = tags_of([(place, code)])[0]
    if extra.id in {one.id for one in tags}:
        return
    for before, after in zip(run(tags, known), run([*tags, extra], known), strict=True):
        assert after.voluntariness_index >= before.voluntariness_index - 1e-9
        assert after.reliability_index >= before.reliability_index - 1e-9


@given(marks, places, st.sampled_from(QUIET))
def test_described_and_protective_codes_never_move_a_score(
    chosen: list[tuple[tuple[int, float], str]], place: tuple[int, float], code: str
) -> None:
    tags = tags_of(chosen)
    for before, after in zip(run(tags, ledger()), run([*tags, *tags_of([(place, code)])], ledger()), strict=True):
        assert (after.voluntariness_index, after.reliability_index) == (
            before.voluntariness_index,
            before.reliability_index,
        )


@given(marks, details, st.randoms(use_true_random=False))
def test_order_of_tags_and_facts_changes_nothing(
    chosen: list[tuple[tuple[int, float], str]], facts: list[tuple[int, int, Uptake, float, float]], dice: random.Random
) -> None:
    tags, rows = tags_of(chosen), list(facts)
    straight = run(tags, ledger_of(rows))
    dice.shuffle(tags)
    dice.shuffle(rows)
    assert run(tags, ledger_of(rows)) == straight


@given(marks, st.sampled_from(["juvenile", "night_time", "few_breaks", "no_counsel", "duration_before_admission"]))
def test_a_circumstance_never_lowers(chosen: list[tuple[tuple[int, float], str]], name: str) -> None:
    tags = tags_of(chosen)
    factor = SessionFactor(id=name, value="so", source="case file", exposure=0.75)
    for before, after in zip(run(tags, ledger()), run(tags, ledger(), (factor,)), strict=True):
        assert after.voluntariness_index >= before.voluntariness_index
        assert after.reliability_index == before.reliability_index


@given(marks, details)
def test_intervals_hold_their_index(
    chosen: list[tuple[tuple[int, float], str]], facts: list[tuple[int, int, Uptake, float, float]]
) -> None:
    for one in run(tags_of(chosen), ledger_of(facts)):
        for (low, high), index in (
            (one.interval.voluntariness, one.voluntariness_index),
            (one.interval.reliability, one.reliability_index),
        ):
            assert 0 <= low <= index + 1e-6
            assert index - 1e-6 <= high <= 1
        assert 0 <= one.interval.band_stability <= 1
