from __future__ import annotations

from dataclasses import replace

from coercionscan.records import Ledger, Stance, StanceChange, Tagging
from coercionscan.reports.charts import LEFT, MOST_FACTS, RIGHT, WIDTH, Chart, charts
from tests.unit.reports.made import LINES, analysis_of, transcript_of


def _named(name: str) -> Chart:
    return next(chart for chart in charts(analysis_of()) if chart.id == name)


def test_all_charts_share_one_axis_of_turns() -> None:
    for chart in charts(analysis_of()):
        for lane in chart.lanes:
            assert all(LEFT <= mark.x <= WIDTH - RIGHT for mark in lane.marks)
            assert 0 < lane.y < chart.height
        assert [(one.turn, one.kind) for one in chart.admissions] == [(4, "1")]
    first, last = _named("questions").lanes[3].marks[0], _named("stance").lanes[5].marks[0]
    assert (first.x, first.turn) == (LEFT, 1)
    assert last.turn == 4


def test_a_detail_leads_from_its_first_speaker_to_its_uptake() -> None:
    (lane,) = _named("details").lanes
    assert [(mark.kind, mark.turn) for mark in lane.marks] == [("asked", 1)]
    ((low, high),) = lane.spans
    assert low == LEFT
    assert high > low


def test_suppressed_hits_and_answers_are_in_no_tactic_lane() -> None:
    assert [lane.name for lane in _named("tactics").lanes] == ["implied leniency"]


def test_the_line_parts_productive_from_unproductive_forms() -> None:
    chart = _named("questions")
    assert chart.divide is not None
    above = [lane.name for lane in chart.lanes if lane.y < chart.divide]
    assert above == ["open", "probing", "closed"]
    assert "1 of 3 questions stand below the line" in chart.summary


def test_stances_are_steps() -> None:
    assert len(_named("stance").steps.split()) == 3


def test_equal_stances_make_a_flat_line() -> None:
    flat = tuple(StanceChange(turn_index=at, stance=Stance.DENY, changed=False) for at in (1, 3))
    chart = next(one for one in charts(replace(analysis_of(), trajectory=flat)) if one.id == "stance")
    assert len({point.partition(",")[2] for point in chart.steps.split()}) == 1


def test_charts_without_marks_are_left_out() -> None:
    bare = replace(
        analysis_of(), tagging=Tagging(tags=(), question_forms=()), ledger=Ledger(), trajectory=(), confessions=()
    )
    assert charts(bare) == ()


def test_what_does_not_fit_is_counted() -> None:
    made = analysis_of()
    many = replace(made, ledger=Ledger(facts=made.ledger.facts * (MOST_FACTS + 3)))
    chart = charts(many)[0]
    assert (len(chart.lanes), chart.hidden) == (MOST_FACTS, 3)


def test_one_turn_stands_in_the_middle() -> None:
    one = transcript_of(LINES[:1])
    made = replace(
        analysis_of(),
        transcript=one,
        tagging=Tagging(tags=(), question_forms=analysis_of().tagging.question_forms[:1]),
        ledger=Ledger(),
        trajectory=(),
        confessions=(),
    )
    (chart,) = charts(made)
    assert chart.lanes[3].marks[0].x == (LEFT + WIDTH - RIGHT) / 2
