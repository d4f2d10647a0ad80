from __future__ import annotations

from dataclasses import replace

from coercionscan.records import Stance, StanceChange, Tagging, TagStatus
from coercionscan.reports.axis import LEFT, RIGHT, WIDTH
from coercionscan.reports.charts import MOST_CODES, Chart, charts
from coercionscan.reports.shapes import outline
from tests.unit.reports.made import LINES, analysis_of, transcript_of


def _named(name: str) -> Chart:
    return next(chart for chart in charts(analysis_of()) if chart.id == name)


def test_all_charts_share_one_axis_of_turns() -> None:
    made = charts(analysis_of())
    assert [chart.id for chart in made] == ["questions", "tactics", "stance"]
    for chart in made:
        assert all(0 < lane.y < chart.floor for lane in chart.lanes)
        assert [(one.turn, one.number) for one in chart.flags] == [(4, 1)]
        assert chart.ticks == made[0].ticks
    assert made[0].ticks[0].x == LEFT
    assert made[0].ticks[-1].x == WIDTH - RIGHT


def test_marks_stand_at_their_turns() -> None:
    leading = next(lane for lane in _named("questions").lanes if lane.name == "leading")
    assert leading.turns == (1,)
    assert leading.path == outline("question", (LEFT,), leading.y)
    assert leading.note == "1 · 33%"


def test_suppressed_hits_answers_and_protection_are_in_no_tactic_lane() -> None:
    assert [lane.name for lane in _named("tactics").lanes] == ["implied leniency"]
    guarded = replace(analysis_of(), protective=(("implied_leniency", ("implied_leniency-0",)),))
    assert "tactics" not in {chart.id for chart in charts(guarded)}


def test_the_line_parts_productive_from_unproductive_forms_and_admissions_stand_below() -> None:
    chart = _named("questions")
    assert chart.divide is not None
    assert [lane.name for lane in chart.lanes if lane.y < chart.divide] == ["open", "probing", "closed"]
    assert (chart.lanes[-1].name, chart.lanes[-1].turns) == ("admission", (4,))
    assert "1 of 3 questions stand below the line" in chart.summary


def test_a_suppressed_admission_is_not_marked() -> None:
    made = analysis_of()
    tags = tuple(
        replace(tag, status=TagStatus.SUPPRESSED) if tag.code == "full_admission" else tag for tag in made.tagging.tags
    )
    chart = charts(replace(made, tagging=replace(made.tagging, tags=tags)))[0]
    assert "admission" not in {lane.name for lane in chart.lanes}


def test_stances_are_steps() -> None:
    chart = _named("stance")
    assert chart.steps.startswith(f"M{chart.flags[0].x - 2 * (WIDTH - LEFT - RIGHT) / 5:.5g} ")
    assert (chart.steps.count("H"), chart.steps.count("V")) == (1, 1)


def test_equal_stances_make_a_flat_line() -> None:
    flat = tuple(StanceChange(turn_index=at, stance=Stance.DENY, changed=False) for at in (1, 3))
    chart = next(one for one in charts(replace(analysis_of(), trajectory=flat)) if one.id == "stance")
    height = chart.steps.partition(" ")[2].partition("H")[0]
    assert chart.steps.endswith(f"V{height}")


def test_breaks_are_drawn_where_the_talk_stops() -> None:
    made = replace(analysis_of(), pauses=(0, 5))
    assert {chart.pauses for chart in charts(made)} == {(LEFT, WIDTH - RIGHT)}


def test_charts_without_marks_are_left_out() -> None:
    bare = replace(analysis_of(), tagging=Tagging(tags=(), question_forms=()), trajectory=(), confessions=())
    assert charts(bare) == ()


def test_codes_that_do_not_fit_are_counted() -> None:
    made = analysis_of()
    model = made.tagging.tags[0]
    many = tuple(replace(model, code=f"code_{at}", id=f"id{at}") for at in range(MOST_CODES + 3))
    chart = next(one for one in charts(replace(made, tagging=replace(made.tagging, tags=many))) if one.id == "tactics")
    assert (len(chart.lanes), chart.hidden) == (MOST_CODES, 3)


def test_one_turn_stands_in_the_middle() -> None:
    one = transcript_of(LINES[:1])
    made = replace(
        analysis_of(),
        transcript=one,
        tagging=Tagging(tags=(), question_forms=analysis_of().tagging.question_forms[:1]),
        trajectory=(),
        confessions=(),
    )
    (chart,) = charts(made)
    assert [tick.x for tick in chart.ticks] == [(LEFT + WIDTH - RIGHT) / 2]


def test_kinds_of_marks_differ_in_shape() -> None:
    kinds = ("question", "pressure", "inducement", "rights", "contamination")
    assert len({outline(kind, (10.0,), 20.0) for kind in kinds}) == len(kinds)
    assert outline("question", (10.0, 30.5), 20.0) == "M10 13.5v13m20.5-13v13"
