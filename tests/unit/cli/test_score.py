from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from coercionscan.cli import main
from coercionscan.errors import UnreadableInput
from coercionscan.records import Analysis
from tests.unit.reports.made import analysis_of, transcript_of


class Scans:
    """Stands in for the scanner: the pipeline has tests of its own."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def scan(self, source: str | bytes, **options: Any) -> Analysis:
        self.calls.append({"source": source, **options})
        if isinstance(source, str) and "bad" in source:
            raise UnreadableInput("is empty", where=source)
        return analysis_of(transcript_of(name=Path(source).name if isinstance(source, str) else "stdin"))


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> Scans:
    made = Scans()
    monkeypatch.setattr("coercionscan.pipeline.Scanner", lambda *_, **__: made)
    return made


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    return int(ended.value.code or 0)


def test_options_may_stand_before_and_after_the_file(scans: Scans, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("score", "--format", "json", "a.txt", "--role", "PELL=suspect", "--with-text") == 0
    made = json.loads(capsysbinary.readouterr().out)
    assert made["text"]
    assert scans.calls[0]["roles"] == {"PELL": "suspect"}


def test_several_json_reports_are_json_lines(scans: Scans, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("score", "a.txt", "b.txt", "--format", "json") == 0
    lines = capsysbinary.readouterr().out.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["a.txt", "b.txt"]


def test_several_csv_reports_share_one_head(scans: Scans, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("score", "a.txt", "b.txt", "--format", "csv") == 0
    rows = list(csv.DictReader(StringIO(capsysbinary.readouterr().out.decode())))
    assert {row["source"] for row in rows} == {"a.txt", "b.txt"}


def test_one_bad_file_among_several_is_told_and_the_others_go_on(
    scans: Scans, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _run("score", "bad.txt", "b.txt", "--format", "json") == 1
    out, err = capsysbinary.readouterr()
    assert json.loads(out)["source"]["name"] == "b.txt"
    assert b"bad.txt: is empty" in err


def test_when_all_fail_the_code_is_that_of_the_failure(scans: Scans) -> None:
    assert _run("score", "bad.txt", "bad2.txt") == 3
    assert _run("score", "bad.txt") == 3


def test_the_suffix_of_the_output_chooses_the_format(scans: Scans, tmp_path: Path) -> None:
    assert _run("score", "a.txt", "-o", str(tmp_path / "r.md")) == 0
    assert (tmp_path / "r.md").read_text().startswith("# How was")
    assert _run("score", "a.txt", "-o", str(tmp_path / "r.dat")) == 0
    assert (tmp_path / "r.dat").read_text().startswith("How was")


def test_a_folder_gets_a_report_for_each_file(scans: Scans, tmp_path: Path) -> None:
    assert _run("score", "a.txt", "b.txt", "--format", "json", "-o", str(tmp_path)) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt.report.json", "b.txt.report.json"]


@pytest.mark.parametrize(
    "words",
    [
        ("a.txt", "b.txt", "-o", "{}/one.json"),
        ("x/a.txt", "y/a.txt", "-o", "{}"),
        ("-", "-"),
        ("{}/in.txt", "-o", "{}/in.txt"),
        ("a.txt", "-o", "{}/no/r.json"),
        ("a.txt", "--role", "PELL"),
        ("a.txt", "--format", "xml"),
        (),
    ],
)
def test_wrong_usage_is_refused_before_any_work(scans: Scans, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert _run("score", *(word.format(tmp_path) for word in words)) == 2
    assert scans.calls == []


def test_tags_only_leaves_out_the_scores_and_says_so(scans: Scans, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("score", "a.txt", "--tags-only", "--format", "json") == 0
    made = json.loads(capsysbinary.readouterr().out)
    assert made["confessions"] == []
    assert made["run"]["config"]["tags_only"] == "true"
    assert made["tags"]


def test_standard_input(
    scans: Scans, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "in").write_bytes(b"Q. Where?\n")
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert _run("score", "-", "--format", "json") == 0
    assert (scans.calls[0]["source"], scans.calls[0]["name"]) == (b"Q. Where?\n", "stdin")


def test_piped_text_has_no_colour(scans: Scans, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("score", "a.txt") == 0
    assert b"\x1b" not in capsysbinary.readouterr().out


def test_a_binary_report_is_refused_on_a_terminal(
    scans: Scans, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert _run("score", "--format", "pdf", "a.txt") == 2
    assert "-o report.pdf" in capsys.readouterr().err
    assert scans.calls == []


def test_a_binary_report_goes_down_a_pipe_and_into_a_file(
    scans: Scans, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    assert _run("score", "--format", "docx", "a.txt") == 0
    assert capsysbinary.readouterr().out.startswith(b"PK")
    assert _run("score", "-o", str(tmp_path / "r.docx"), "a.txt") == 0
    assert (tmp_path / "r.docx").read_bytes().startswith(b"PK")
