"""Evaluation of invented analyses against invented codings."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from coercionscan.errors import ModelError, UnreadableInput
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis
from coercionscan.training import measured, print_evaluation
from coercionscan.training.evaluate import Evaluation, evaluate, evaluate_files
from coercionscan.training.files import write_whole
from coercionscan.training.gold import GoldRow, match, read_gold

TALK = {
    "north.txt": "DC VANE: Where were you at noon?\nORR: In the loft.\nDC VANE: Did you lock it?\nORR: No.\n",
    "south.txt": "SGT LUND: Tell me about the barge.\nPIKE: It sank.\nSGT LUND: Okay.\nPIKE: That is all.\n",
}
ROWS = [
    ("north.txt", 1, "interrogator", "probing_question", ["knowledge_claim"]),
    ("north.txt", 2, "suspect", None, []),
    ("north.txt", 3, "interrogator", "leading_question", []),
    ("north.txt", 4, "suspect", None, []),
    ("south.txt", 1, "interrogator", "open_question", []),
    ("south.txt", 3, "interrogator", "none", []),
    ("south.txt", 40, "interrogator", "open_question", []),
]


@cache
def scanner() -> Scanner:
    return Scanner()


@cache
def analyses() -> dict[str, Analysis]:
    return {name: scanner().scan(text.encode(), name=name) for name, text in TALK.items()}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> tuple[GoldRow, ...]:
    lines = [
        json.dumps({"case": case, "line": line, "role": role, "origin": "spoken", "form": form, "codes": codes})
        for case, line, role, form, codes in ROWS
    ]
    path = tmp_path_factory.mktemp("gold") / "rows.jsonl"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return read_gold(path)


@pytest.fixture(scope="module")
def evaluation(gold: tuple[GoldRow, ...]) -> Evaluation:
    return evaluate(gold, analyses(), scanner().lexicon)


def test_rows_are_matched_by_line_and_role(gold: tuple[GoldRow, ...], evaluation: Evaluation) -> None:
    assert (evaluation.rows, evaluation.matched) == (7, 6)
    of_case = [row for row in gold if row.case == "north.txt"]
    found = match(of_case, analyses()["north.txt"].transcript)
    assert [turn.index for turn in found if turn] == [0, 1, 2, 3]


def test_a_turn_is_given_out_once(gold: tuple[GoldRow, ...]) -> None:
    twice = [gold[0], gold[0]]
    found = match(twice, analyses()["north.txt"].transcript)
    assert found[0] is not None
    assert found[1] is None


def test_forms_and_confusion(evaluation: Evaluation) -> None:
    assert evaluation.form.n == 5
    assert evaluation.form.observed == pytest.approx(3 / 5)
    assert ("leading_question", "closed_question", 1) in evaluation.confusion
    by_form = {score.name: score for score in evaluation.forms}
    assert by_form["probing_question"].f1 == 1.0
    assert by_form["open_question"].recall == 0.5
    assert by_form["forced_choice_question"].f1 is None


def test_codes_are_counted_on_their_side(evaluation: Evaluation) -> None:
    claim = next(score for score in evaluation.codes if score.name == "knowledge_claim" and score.source_type == "all")
    assert (claim.n, claim.hit, claim.missed, claim.recall) == (1, 0, 1, 0.0)
    assert claim.agreement is not None
    assert claim.agreement.n == 5


def test_misses_carry_their_context(evaluation: Evaluation) -> None:
    miss = next(item for item in evaluation.misses if item.name == "form" and item.line == 3)
    assert miss.text.endswith("Did you lock it?")
    assert miss.before.endswith("In the loft.")
    assert "Did you lock it?" in print_evaluation.show(evaluation, "form")
    assert "No disagreement" in print_evaluation.show(evaluation, "hostility")


def test_reports_of_an_evaluation(evaluation: Evaluation) -> None:
    assert "Turns matched: 6 of 7." in print_evaluation.as_text(evaluation)
    assert "| knowledge_claim | 1 |" in print_evaluation.as_markdown(evaluation)
    assert json.loads(print_evaluation.as_json(evaluation))["form"]["n"] == 5


def test_files_are_scanned_once_per_case(gold: tuple[GoldRow, ...], evaluation: Evaluation, tmp_path: Path) -> None:
    for name, text in TALK.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert evaluate_files(gold, tmp_path, scanner().scan, scanner().lexicon) == evaluation


def test_measured_figures_come_back_as_written(evaluation: Evaluation, tmp_path: Path) -> None:
    text = measured.as_toml(evaluation, scanner().lexicon, "invented")
    write_whole(tmp_path, {measured.FILE: text.encode()})
    rows = measured.load_measured(tmp_path)
    claim = next(row for row in rows if row.code == "knowledge_claim" and row.source_type == "all")
    assert (claim.n, claim.recall, claim.precision, claim.standing) == (1, 0.0, None, "too_few")
    assert measured.load_measured(tmp_path / "nowhere") == ()


def test_standing_follows_the_minimum_of_the_layer(evaluation: Evaluation) -> None:
    score = replace(evaluation.codes[0], n=20, hit=12, missed=8, extra=4)
    assert score.f1 == pytest.approx(2 * 12 / (24 + 8 + 4))
    assert measured.standing(score, "implicit") == "measured"
    assert measured.standing(score, "explicit") == "under_minimum"


def test_damaged_files_name_their_place(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"case": "a"}\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"rows\.jsonl:1"):
        read_gold(tmp_path / "rows.jsonl")
    (tmp_path / measured.FILE).write_text("[codes.x.all]\nn = 1\n", encoding="utf-8")
    with pytest.raises(ModelError):
        measured.load_measured(tmp_path)
