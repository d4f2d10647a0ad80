from __future__ import annotations

from dataclasses import replace

import pytest

from coercionscan.records import Band, QuestionForm, Risk, Role
from coercionscan.reports.view import view
from tests.unit.reports.made import LINES, analysis_of, risk_of, transcript_of


def test_the_view_says_what_the_report_is_not() -> None:
    assert any("does not assess" in sentence for sentence in view(analysis_of()).statement)


def test_reasons_come_by_points_with_words_from_tags_facts_or_circumstance() -> None:
    (one,) = view(analysis_of()).confessions
    assert [reason.code for reason in one.reasons] == ["implied_leniency", "fact_feeding", "juvenile"]
    spoken, fed, stated = one.reasons
    assert spoken.quote is not None
    assert spoken.quote.hit == "it will go a lot easier"
    assert fed.quote is not None
    assert fed.quote.place.turn_index == 0
    assert (stated.quote, stated.circumstance) == (None, "the suspect is 16")


def test_a_reason_without_points_is_none() -> None:
    assert "hostility" not in {reason.code for reason in view(analysis_of()).confessions[0].reasons}


def test_more_than_five_reasons_are_counted() -> None:
    risk = risk_of("c1")
    many = replace(risk, contributions=risk.contributions * 3)
    (one,) = view(replace(analysis_of(), risks=(many,))).confessions
    assert (len(one.reasons), one.more_reasons) == (5, 4)


def test_the_provenance_headline_counts_by_first_speaker() -> None:
    shown = view(analysis_of()).provenance
    assert shown.headline == "1 of 1 checkable details were first spoken by the interrogator"
    assert (shown.adopted, shown.refused, shown.corrected_answers) == (1, 0, 1)


def test_a_detail_of_the_suspect_is_not_fed() -> None:
    made = analysis_of()
    own = replace(made.ledger.facts[0], introduced_by=Role.SUSPECT)
    assert view(replace(made, ledger=replace(made.ledger, facts=(own,)))).provenance.fed == 0


def test_question_forms_are_shares_of_the_questions_asked() -> None:
    forms = view(analysis_of()).question_forms
    assert sum(share for _, _, share in forms) == pytest.approx(1)
    assert [name for name, _, _ in forms] == ["open question", "closed question", "leading question"]


def test_only_turns_that_ask_count_as_questions() -> None:
    made = analysis_of()
    everywhere = replace(made.tagging, question_forms=(QuestionForm.OPEN,) * 6)
    assert view(replace(made, tagging=everywhere)).question_forms == (("open question", 3, 1.0),)


def test_suppressed_hits_are_counted_and_no_tactic() -> None:
    shown = view(analysis_of())
    assert shown.suppressed_count == 1
    assert "explicit_leniency_promise" not in {one.code for one in shown.tactics}


def test_unknown_circumstances_are_not_assessed() -> None:
    shown = view(analysis_of())
    assert (shown.not_assessed, shown.not_known) == (("hostility",), ("duration",))


def test_admissions_that_were_not_looked_for_are_not_reported_absent() -> None:
    made = replace(analysis_of(), confessions=())
    assert view(made).no_confession.startswith("No admission")
    blind = replace(made, tagging=replace(made.tagging, not_assessed=("full_admission",)))
    assert "not looked for" in view(blind).no_confession


def test_a_confession_without_risk_shows_no_numbers() -> None:
    (one,) = view(replace(analysis_of(), risks=())).confessions
    assert (one.indexes, one.band_words) == ((), "not assessable")


def test_a_band_not_assessable_shows_no_numbers() -> None:
    risk: Risk = replace(risk_of("c1"), band=Band.NOT_ASSESSABLE)
    (one,) = view(replace(analysis_of(), risks=(risk,))).confessions
    assert one.indexes == ()


def test_hostile_labels_are_cleaned() -> None:
    lines = [(f"\x1b[31m{LINES[0][0]}\u202e", role, said) for _, role, said in LINES]
    shown = view(analysis_of(transcript_of(lines)))
    assert {speaker.label for speaker in shown.speakers} == {"[31mDET. ROWE"}
