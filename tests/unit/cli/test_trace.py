from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from coercionscan.cli.main import main

FIRST = (
    "DET. ROWE: Did you carry a blue backpack?\nPELL: No.\n"
    "DET. ROWE: Come on. You carried the blue backpack, right?\nPELL: Yeah.\n"
    "DET. ROWE: What else was there?\nPELL: A lantern stood on the pier.\n"
)
SECOND = (
    "DET. ROWE: What happened then?\nPELL: I burned the scarf in the kitchen.\nDET. ROWE: And after?\nPELL: Home.\n"
)


@pytest.fixture
def first(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(FIRST * 3)
    return str(tmp_path / "a.txt")


@pytest.fixture
def second(tmp_path: Path) -> str:
    (tmp_path / "b.txt").write_text(SECOND * 3)
    return str(tmp_path / "b.txt")


def _said(capsysbinary: pytest.CaptureFixture[bytes], *words: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["trace", *words])
    done = capsysbinary.readouterr()
    assert ended.value.code == code, done.err.decode()
    return (done.err if code else done.out).decode()


def test_the_ledger_counts_and_names_every_detail(first: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    made = json.loads(_said(capsysbinary, first, "--format", "json"))["interviews"][0]
    fed = [fact for fact in made["facts"] if fact["introduced_by"] == "interrogator"]
    assert (made["first_spoken_by_interrogator"], made["details"]) == (len(fed), len(made["facts"]))
    assert any("backpack" in fact["terms"] for fact in fed)
    shown = _said(capsysbinary, first)
    verb = "was" if len(fed) == 1 else "were"
    assert f"{len(fed)} of {len(made['facts'])} checkable details {verb} first spoken by the interrogator." in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    table = _said(capsysbinary, first, "--format", "csv")
    assert len(list(csv.reader(StringIO(table)))) == len(made["facts"]) + 1


def test_the_path_of_one_detail_has_its_quotations(first: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    shown = " ".join(_said(capsysbinary, first, "--fact", "blue backpack").split())
    assert "First said by: interrogator" in shown
    steps = json.loads(_said(capsysbinary, first, "--fact", "blue backpack", "--format", "json"))["interviews"][0]
    assert steps["fact"]["introduced_by"] == "interrogator"
    assert steps["steps"][0]["what"] == "introduced"
    assert "blue backpack" in steps["steps"][0]["quotation"]
    assert [step["turn_index"] for step in steps["steps"]] == sorted(step["turn_index"] for step in steps["steps"])
    memo = _said(capsysbinary, first, "--fact", "blue backpack", "--format", "markdown")
    assert "| line 1, turn 1 | DET. ROWE (interrogator) | introduced | Did you carry a blue backpack? |" in memo


def test_an_unknown_detail_is_refused_with_some_that_are_there(
    first: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "path.json"
    said = _said(capsysbinary, first, "--fact", "golden trombone", "-o", str(target), code=2)
    assert "no detail is like 'golden trombone'" in said
    assert "backpack" in said
    assert not target.exists()


def test_graphs_are_whole_or_of_one_detail(first: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    whole = ET.fromstring(_said(capsysbinary, first, "--format", "graphml"))  # noqa: S314 - made a line above
    one = _said(capsysbinary, first, "--format", "dot", "--fact", "lantern")
    assert len(whole.findall(".//{*}node")) > one.count("shape=ellipse") == 1


def test_several_interviews_are_followed_in_the_order_of_the_case(
    first: str, second: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = json.loads(_said(capsysbinary, first, second, "--format", "json"))
    scarf = next(thread for thread in made["threads"] if "scarf" in thread["terms"])
    assert (scarf["status"], scarf["fact_ids"][0]) == ("appeared_between_sessions", None)
    assert "appeared" in _said(capsysbinary, first, second)
    case = tmp_path / "case.toml"
    case.write_text('[interviews]\nfiles = ["b.txt", "a.txt"]\n')
    turned = json.loads(_said(capsysbinary, first, second, "--case", str(case), "--format", "json"))
    assert [one["source"]["name"] for one in turned["interviews"]] == ["b.txt", "a.txt"]


HINT = (
    "DET. ROWE: What was on the shelf?\nPELL: I don't know.\nDET. ROWE: Something that ticks.\nPELL: A clock?\n"
    "DET. ROWE: Where did you leave it?\nPELL: In the van.\n"
    "DET. ROWE: That is not true. Be honest.\nPELL: In the cellar.\n"
)


def test_hints_and_changed_answers_are_shown(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "hint.txt"
    file.write_text(HINT)
    shown = _said(capsysbinary, str(file), "--format", "markdown")
    assert "after a hint" in shown
    assert "line 6: In the van." in shown
    assert "line 8: In the cellar." in shown
    path = json.loads(_said(capsysbinary, str(file), "--fact", "clock", "--format", "json"))["interviews"][0]
    assert [(step["what"], step["first_line"]) for step in path["steps"]] == [("hinted at", 3), ("introduced", 4)]
    assert path["fact"]["narrowed_by"] == [2]
    assert "hinted at (hint), line 3" in _said(capsysbinary, str(file), "--fact", "clock", "--format", "dot")


def test_each_fact_of_the_case_file_is_answered(
    first: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text(
        '[[facts.known]]\ntext = "blue backpack"\nheld_back = true\n[[facts.known]]\ntext = "a broken bottle"\n'
    )
    shown = _said(capsysbinary, first, "--case", str(case), "--format", "markdown")
    assert "| blue backpack | interrogator | line 1 | denial, reversed later | held back and fed |" in shown
    assert "| a broken bottle |  |  |  | not found |" in shown
    made = json.loads(_said(capsysbinary, first, "--case", str(case), "--format", "json"))["case_facts"]
    assert [one["outcomes"] for one in made] == [["held_back_and_fed"], ["not_found"]]


@pytest.mark.parametrize("words", [("--format", "dot"), ("-o", "/nosuch/place.json")])
def test_what_cannot_be_written_is_refused_first(
    words: tuple[str, ...], first: str, second: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _said(capsysbinary, first, second, *words, code=2)


def test_a_report_never_replaces_its_transcript(first: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before = Path(first).read_bytes()
    assert "would replace" in _said(capsysbinary, first, "-o", first, code=2)
    assert Path(first).read_bytes() == before
