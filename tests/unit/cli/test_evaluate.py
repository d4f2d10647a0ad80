from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coercionscan.cli import agree, evaluate

TALK = "DC VANE: Where were you at noon?\nORR: In the loft.\nDC VANE: Did you lock it?\nORR: No.\n"


def _codings(path: Path, form: str) -> Path:
    rows = [
        {"case": "north.txt", "line": 1, "role": "interrogator", "origin": "spoken", "form": form, "codes": []},
        {
            "case": "north.txt",
            "line": 3,
            "role": "interrogator",
            "origin": "spoken",
            "form": "closed_question",
            "codes": [],
        },
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "north.txt").write_text(TALK, encoding="utf-8")
    return _codings(tmp_path / "gold.jsonl", "probing_question")


def test_evaluate_prints_and_writes_figures(gold: Path) -> None:
    folder = gold.parent
    done = CliRunner().invoke(
        evaluate.command, [str(gold), "--cases", str(folder), "--format", "json", "--measured", str(folder / "out")]
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["form"]["observed"] == 1.0
    assert "probing_question" in (folder / "out" / "measured.toml").read_text(encoding="utf-8")


def test_evaluate_shows_disagreements(gold: Path, tmp_path: Path) -> None:
    other = _codings(tmp_path / "other.jsonl", "open_question")
    done = CliRunner().invoke(evaluate.command, [str(other), "--cases", str(gold.parent), "--show", "form"])
    assert "north.txt:1 open_question -> probing_question" in done.stdout


@pytest.mark.parametrize("kind", ["text", "json"])
def test_agree_compares_two_files(gold: Path, tmp_path: Path, kind: str) -> None:
    other = _codings(tmp_path / "other.jsonl", "open_question")
    done = CliRunner().invoke(agree.command, [str(gold), str(other), "--format", kind])
    assert done.exit_code == 0, done.output
    assert "open_question" in done.stdout
    if kind == "json":
        assert json.loads(done.stdout)["figures"][0]["observed"] == 0.5
