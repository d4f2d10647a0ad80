"""What stands beside a score: the program's own result after a review, other choices, the share reviewed, the rules."""

from __future__ import annotations

import io
from dataclasses import replace

import docx

from coercionscan.records import Analysis, Band, LegalGroup, ReviewState, Role
from coercionscan.reports import as_docx, as_markdown
from coercionscan.reports.as_json import report
from coercionscan.reports.asides import asides, legal_words, review_words
from coercionscan.reports.formats import render
from tests.unit.reports.made import analysis_of

RULE = LegalGroup(
    id="somewhere",
    jurisdiction="XX",
    name="Act of Somewhere",
    rule="Minors are questioned with a guardian.",
    applies_to="minors",
    since="2001-01-01",
    until=None,
    found=("absent_guardian", "juvenile"),
    sources=("act2001",),
    verified=False,
    verified_on="2025-02-03",
)


def with_lines(analysis: Analysis, *lines: tuple[str, float]) -> Analysis:
    return replace(analysis, risks=(replace(analysis.risks[0], sensitivity=lines),))


def test_nobody_has_decided() -> None:
    made = analysis_of()
    assert review_words(made) == "no finding has been reviewed by a person yet"
    assert not [one for one in asides(made, made.confessions[0]) if "before the review" in one]


def test_the_share_of_the_findings_that_a_person_decided_on() -> None:
    made = replace(analysis_of(), reviewed=ReviewState(confirmed=2, rejected=1, relabelled=0, unreviewed=9))
    assert review_words(made).startswith("25% of the findings reviewed by a person: 2 confirmed, 1 rejected")


def test_the_programs_own_score_stands_beside_the_reviewed_one() -> None:
    made = analysis_of()
    own = replace(made.risks[0], voluntariness_index=0.11, reliability_index=0.22, band=Band.FEW)
    reviewed = replace(made, machine_confessions=made.confessions, machine_risks=(own,))
    said = asides(reviewed, reviewed.confessions[0])
    assert said[0] == "The program alone, before the review: band few, indexes 0.11 / 0.22."
    other = replace(made.confessions[0], id="another")
    assert asides(reviewed, other)[0] == "The program alone, before the review, did not find this confession."


def test_few_other_choices_are_listed_and_many_summed_up() -> None:
    few = with_lines(analysis_of(), ("amplifier 0: voluntariness", 0.3))
    assert asides(few, few.confessions[0])[-1].endswith("amplifier 0: voluntariness 0.30.")
    many = with_lines(analysis_of(), *((f"choice {n}: reliability", n / 20) for n in range(1, 13)))
    assert asides(many, many.confessions[0])[-1] == (
        "Under 12 other choices the reliability index lies between 0.05 and 0.60; see sensitivity in the JSON report."
    )


def test_details_of_the_confession_that_the_interrogator_spoke_first_have_their_places() -> None:
    made = analysis_of()
    assert 'First spoken by the interrogator: "a red can was used" (page 1:3).' in asides(made, made.confessions[0])
    own = replace(made.ledger.facts[0], introduced_by=Role.SUSPECT)
    unfed = replace(made, ledger=replace(made.ledger, facts=(own,)))
    assert not [one for one in asides(unfed, unfed.confessions[0]) if one.startswith("First spoken")]


def test_a_rule_says_what_was_found_and_that_it_was_not_read_in_the_source() -> None:
    (said,) = legal_words(replace(analysis_of(), legal=(RULE,)))
    assert said == (
        "Act of Somewhere (XX, as of 2025-02-03, not read in the source). Minors are questioned with a guardian. "
        "Found here: absent guardian, juvenile."
    )


def test_reports_show_the_rules_with_the_word_that_nothing_is_concluded() -> None:
    made = replace(analysis_of(), legal=(RULE,))
    assert report(made)["legal"][0]["found"] == ["absent_guardian", "juvenile"]
    for name in ("text", "markdown", "html"):
        page = " ".join(str(render(made, name)).split())
        assert "Act of Somewhere" in page
        assert "Nothing is concluded from it" in page
        assert "Nothing is concluded from it" not in " ".join(str(render(analysis_of(), name)).split())


def test_word_and_markdown_name_the_rules_and_the_circumstances() -> None:
    made = replace(analysis_of(), legal=(RULE,))
    (rule,) = legal_words(made)
    document = docx.Document(io.BytesIO(as_docx.render(made)))
    memo = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    note = as_markdown.render(made)
    for said in (memo, note):
        assert "Rules that speak of such findings" in said
        assert "Nothing is concluded from it; check each rule." in said
        assert "Circumstances of the contact" in said
    assert rule in memo
    assert as_markdown.escape(rule) in note
    assert "juvenile" in cells
    assert "| juvenile | 16 | case file |" in note
