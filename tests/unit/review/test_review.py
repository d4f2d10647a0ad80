from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from coercionscan.errors import UsageError
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis, Role, RunRecord, SourceRun, TagStatus, Uptake
from coercionscan.review.apply import apply, merge
from coercionscan.review.decisions import COLUMNS, Verdict, parse
from coercionscan.review.export import export
from tests.builders import fact, ledger, tag, tagging, talk, transcript

LINES = [
    *talk(20),
    ("I", "Tell me now or your brother loses the flat. The green flask, was it?"),
    ("S", "Yes, I took the green flask."),
    ("S", "=made that up, I suppose"),
]


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(use_model=False)


@pytest.fixture(scope="module")
def analysis(scanner: Scanner) -> Analysis:
    made = transcript(*LINES)
    tags = (
        tag(made, 40, "explicit_threat", "or your brother loses the flat", confidence=0.7),
        tag(made, 40, "fact_feeding", "The green flask", confidence=0.5),
        tag(made, 40, "hostility", "Tell me now", confidence=0.4, status=TagStatus.SUGGESTED),
        tag(made, 41, "full_admission", "I took the green flask", confidence=0.8),
        tag(made, 42, "retraction", status=TagStatus.SUPPRESSED, suppressed_by="negated: not", confidence=0.6),
    )
    run = RunRecord(package_version="0", lexicon_sha256="l", model_sha256=None, profile="default", profile_sha256="p")
    told = fact(40, uptake=Uptake.REPETITION, at=41, confidence=0.6)
    return scanner.reassess(Analysis(transcript=made, run=run, tagging=tagging(made, *tags), ledger=ledger(told)))


def filled(analysis: Analysis, **decisions: dict[str, str]) -> str:
    """The exported file with cells filled, by proposal."""
    rows = [json.loads(line) for line in export(analysis).splitlines()]
    return "\n".join(json.dumps({**row, **decisions.get(row["proposal"].split(",")[0], {})}) for row in rows)


def test_export_lists_every_proposal_with_its_place(analysis: Analysis) -> None:
    rows = [json.loads(line) for line in export(analysis).splitlines()]
    assert [row["proposal"] for row in rows] == [
        "interrogator, repetition", "explicit_threat", "fact_feeding", "hostility", "full_admission", "retraction",
    ]  # fmt: skip
    assert all(tuple(row) == COLUMNS for row in rows)
    assert rows[1]["place"] == "line 41"
    assert rows[1]["text"] == "or your brother loses the flat"
    assert rows[5]["why"].startswith("suppressed: negated: not")
    assert {row["decision"] for row in rows} == {""}


def test_an_unfilled_file_changes_nothing_but_the_count(analysis: Analysis, scanner: Scanner) -> None:
    after = apply(analysis, export(analysis), scanner=scanner)
    assert (after.risks, after.tagging) == (analysis.risks, analysis.tagging)
    assert after.reviewed.unreviewed == 6


def test_a_separator_inside_the_words_breaks_no_line(scanner: Scanner) -> None:
    made = transcript(("I", "Take the\u2028blue one."), ("S", "No."))
    one = tag(made, 0, "hostility", confidence=0.4)
    run = RunRecord(package_version="0", lexicon_sha256="l", model_sha256=None, profile="default", profile_sha256="p")
    analysis = scanner.reassess(Analysis(transcript=made, run=run, tagging=tagging(made, one), ledger=ledger()))
    assert "\u2028" in export(analysis)
    assert len(parse(export(analysis))) == 1


def test_confirmed_counts_in_full_and_the_tools_own_result_stays(analysis: Analysis, scanner: Scanner) -> None:
    after = apply(analysis, filled(analysis, explicit_threat={"decision": "accept", "memo": "clear"}), scanner=scanner)
    assert after.risks[0].voluntariness_index > analysis.risks[0].voluntariness_index
    assert after.machine_risks == analysis.risks
    threat = next(one for one in after.tagging.tags if one.code == "explicit_threat")
    assert threat.confidence == 1.0
    assert threat.evidence.explanation.endswith("Reviewer: clear")
    assert (after.reviewed.confirmed, after.reviewed.unreviewed) == (1, 5)


def test_rejected_counts_nothing_and_is_still_shown(analysis: Analysis, scanner: Scanner) -> None:
    after = apply(analysis, filled(analysis, explicit_threat={"decision": "reject"}), scanner=scanner)
    assert dict(after.risks[0].subscores)["pressure"] == 0.0
    threat = next(one for one in after.tagging.tags if one.code == "explicit_threat")
    assert (threat.status, threat.evidence.suppressed_by) == (TagStatus.SUPPRESSED, "rejected by a reviewer")


def test_an_accepted_suggestion_and_an_accepted_silenced_hit_count(analysis: Analysis, scanner: Scanner) -> None:
    decisions = filled(analysis, hostility={"decision": "accept"}, retraction={"decision": "ACCEPT"})
    after = apply(analysis, decisions, scanner=scanner)
    assert "hostility" in {one.code for one in after.risks[0].contributions}
    assert after.confessions[0].retracted_at == 42


def test_a_relabelled_tag_keeps_the_old_one_silenced(analysis: Analysis, scanner: Scanner) -> None:
    cells = {"decision": "relabel", "relabel": "consequence_maximization"}
    after = apply(analysis, filled(analysis, explicit_threat=cells), scanner=scanner)
    by_code = {one.code: one for one in after.tagging.tags}
    assert by_code["explicit_threat"].status is TagStatus.SUPPRESSED
    new = by_code["consequence_maximization"]
    assert (new.status, new.domain, new.confidence, new.tagger) == (TagStatus.ACTIVE, "pressure", 1.0, "reviewer")
    assert after.reviewed.relabelled == 1


def test_a_rejected_detail_leaves_the_score(analysis: Analysis, scanner: Scanner) -> None:
    assert analysis.risks[0].reliability_index > 0
    after = apply(analysis, filled(analysis, interrogator={"decision": "reject"}), scanner=scanner)
    assert after.risks[0].reliability_index == 0
    assert after.ledger.facts[0].confidence == 0


def test_a_detail_may_be_given_to_another_speaker(analysis: Analysis, scanner: Scanner) -> None:
    cells = {"decision": "relabel", "relabel": "suspect"}
    after = apply(analysis, filled(analysis, interrogator=cells), scanner=scanner)
    assert after.ledger.facts[0].introduced_by is Role.SUSPECT
    assert after.risks[0].reliability_index == 0


def test_a_rejected_admission_leaves_no_confession(analysis: Analysis, scanner: Scanner) -> None:
    after = apply(analysis, filled(analysis, full_admission={"decision": "reject"}), scanner=scanner)
    assert (after.confessions, after.risks) == ((), ())
    assert after.machine_confessions == analysis.confessions


def test_decisions_survive_new_ids(analysis: Analysis, scanner: Scanner) -> None:
    text = filled(analysis, explicit_threat={"decision": "reject", "id": "old-name"})
    merged = merge(analysis, parse(text), scanner=scanner)
    assert merged.unmatched == ()
    assert merged.analysis.reviewed.rejected == 1


def test_what_matches_nothing_is_named(analysis: Analysis, scanner: Scanner) -> None:
    row = {"kind": "tag", "id": "gone", "proposal": "hostility", "text": "other words", "decision": "reject"}
    merged = merge(analysis, parse(json.dumps(row)), scanner=scanner)
    assert [one.id for one in merged.unmatched] == ["gone"]
    assert merged.analysis.risks == analysis.risks


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_table_goes_round(analysis: Analysis, scanner: Scanner, delimiter: str) -> None:
    rows = list(csv.DictReader(io.StringIO(export(analysis, table=True))))
    assert rows[5]["text"].startswith("'=")
    rows[5]["decision"] = "accept"
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    merged = merge(analysis, parse("\ufeff" + out.getvalue()), scanner=scanner)
    assert merged.unmatched == ()
    assert merged.analysis.confessions[0].retracted_at == 42


@pytest.mark.parametrize(
    ("text", "words", "where"),
    [
        ('{"id": "a", "decision": "maybe"}', "unknown decision", "line 1"),
        ('{"id": "a"}\n{"id": ', "not JSON", "line 2"),
        ('{"id": "a"}\n[1]', "not a JSON object", "line 2"),
        ('{"id": "a", "decision": "relabel"}', "relabel names no label", "line 1"),
        ('{"id": "a", "kind": "turn"}', "unknown kind", "line 1"),
        ("name,decision\nx,accept\n", "no column id", "line 1"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text: str, words: str, where: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        parse(text)
    assert caught.value.where == where


@pytest.mark.parametrize("proposal", ["explicit_threat", "interrogator"])
def test_an_unknown_label_is_refused(analysis: Analysis, scanner: Scanner, proposal: str) -> None:
    text = filled(analysis, **{proposal: {"decision": "relabel", "relabel": "no_such_thing"}})
    with pytest.raises(UsageError, match="no_such_thing"):
        apply(analysis, text, scanner=scanner)


def test_empty_cells_are_open() -> None:
    assert parse('{"id": "a", "decision": null}\n\n')[0].verdict is Verdict.OPEN


@pytest.mark.parametrize(("page_line", "place"), [(None, "p. 3, line 7"), (4, "p. 3:4")])
def test_a_place_on_a_page_always_has_a_line(analysis: Analysis, page_line: int | None, place: str) -> None:
    mapped = replace(analysis.transcript, source_map=(SourceRun(start=0, file_line=7, page=3, page_line=page_line),))
    rows = [json.loads(line) for line in export(replace(analysis, transcript=mapped)).splitlines()]
    assert {row["place"] for row in rows} == {place}
