from __future__ import annotations

from dataclasses import replace

import pytest

from coercionscan.lexicon.catalogue import load
from coercionscan.records import Band, Contribution, QuestionForm, Risk, Role
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
    assert shown.headline == "1 of 1 checkable detail was first spoken by the interrogator"
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
    assert (one.reasons, one.more_reasons, one.subscores, one.sensitivity) == ((), 0, (), ())


def test_hostile_labels_are_cleaned() -> None:
    lines = [(f"\x1b[31m{LINES[0][0]}\u202e", role, said) for _, role, said in LINES]
    shown = view(analysis_of(transcript_of(lines)))
    assert {speaker.label for speaker in shown.speakers} == {"[31mDET. ROWE"}


def test_points_made_of_details_are_counted_in_details() -> None:
    made = analysis_of()
    fed = Contribution(code="fact_feeding", reading="reliability", points=0.3, tag_ids=("t1",), fact_ids=("f1", "f2"))
    shown = view(replace(made, risks=(replace(made.risks[0], contributions=(fed,)),)))
    (reason,) = shown.confessions[0].reasons
    assert reason.often == ", 2 details"


def test_where_nobody_is_a_suspect_no_admission_is_said_to_be_absent() -> None:
    lines = [(name, Role.WITNESS if role is Role.SUSPECT else role, said) for name, role, said in LINES]
    shown = view(replace(analysis_of(transcript_of(lines)), confessions=(), risks=()))
    assert "not looked for" in shown.no_confession


def test_where_nobody_asks_nothing_is_counted_for_the_interrogator() -> None:
    lines = [(name, Role.UNKNOWN, said) for name, _, said in LINES]
    headline = view(analysis_of(transcript_of(lines))).provenance.headline
    assert "who asks is not known" in headline
    assert "interrogator" not in headline


@pytest.mark.parametrize(
    ("fed", "total", "words"),
    [
        (1, 1, "1 of 1 detail that it holds was first spoken by the interrogator"),
        (0, 3, "0 of the 3 details that it holds were first spoken by the interrogator"),
        (1, 3, "1 of the 3 details that it holds was first spoken by the interrogator"),
    ],
)
def test_what_a_confession_holds_is_told_in_grammar(fed: int, total: int, words: str) -> None:
    one = view(analysis_of()).confessions[0]
    assert replace(one, fed=fed, total=total).held_words == words


def test_lines_of_the_file_are_said_to_be_that_where_pages_have_none_of_their_own() -> None:
    made = analysis_of()
    turns = made.transcript.turns
    paged = replace(made.transcript, turns=tuple(replace(turn, page=3, page_line=None) for turn in turns))
    numbered = replace(made.transcript, turns=tuple(replace(turn, page=3, page_line=4) for turn in turns))
    said = "lines are counted through the whole file"
    assert any(said in note for note in view(replace(made, transcript=paged)).quality_notes)
    assert not any(said in note for note in view(replace(made, transcript=numbered)).quality_notes)


def test_no_shipped_profile_counts_other_turns_than_the_report_says() -> None:
    """The words under Methods and the legend of the text report name these windows."""
    for profile in load().profiles.values():
        before = {name for name, window in profile.windows.items() if window == "before"}
        assert before == {"pressure", "inducement", "rights", "vulnerability"}
        assert (profile.windows["contamination"], profile.windows["reliability"]) == ("until_end", "whole")
