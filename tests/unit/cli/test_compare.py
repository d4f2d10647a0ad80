from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coercionscan.cli import main
from tests.unit.reports.made import analysis_of, transcript_of


class Scans:
    def scan(self, source: str | bytes, **_: Any) -> Any:
        return analysis_of(transcript_of(name=Path(str(source)).name))


@pytest.fixture(autouse=True)
def scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coercionscan.pipeline.Scanner", lambda **_: Scans())


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(("compare", *words))
    return int(ended.value.code or 0)


def test_the_suffix_names_the_format(tmp_path: Path) -> None:
    assert _run("a.txt", "b.txt", "-o", str(tmp_path / "c.html")) == 0
    assert "<!doctype html>" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_text_goes_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("a.txt", "b.txt") == 0
    assert b"Two versions of one interview: A is a.txt, B is b.txt." in capsysbinary.readouterr().out


def test_files_of_one_name_are_told_apart_by_their_folders(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("cases/first/a.txt", "cases/second/a.txt") == 0
    assert b"A is first/a.txt, B is second/a.txt." in capsysbinary.readouterr().out
    assert _run("pell/a.txt", "second/a.txt", "--redact", "names") == 0
    assert b"A is transcript.txt, B is transcript.txt." in capsysbinary.readouterr().out


def test_redaction_reaches_both_sides(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert _run("rowe.txt", "b.txt", "--format", "json", "--redact", "names") == 0
    made = json.loads(capsysbinary.readouterr().out)
    assert [side["name"] for side in made["sides"]] == ["transcript.txt", "transcript.txt"]


def test_standard_input_twice_is_refused() -> None:
    assert _run("-", "-") == 2
