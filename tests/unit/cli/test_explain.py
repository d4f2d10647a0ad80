from __future__ import annotations

import json
from pathlib import Path

import pytest

from coercionscan.cli.main import main

SAMPLE = Path(__file__).parents[3] / "data" / "samples" / "warehouse-fire" / "transcript.txt"


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["explain", str(SAMPLE), "release_promise"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "half-mass h = 0.7" in shown
    assert "points of the voluntariness index" in shown


def test_an_unknown_id_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["explain", str(SAMPLE), "nothing-of-the-kind"])
    assert ended.value.code == 2
    assert "nothing here has the id" in capsys.readouterr().err


def test_full_sensitivity_is_verified_with_the_same_lines(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    with pytest.raises(SystemExit) as ended:
        main(["score", str(SAMPLE), "--sensitivity", "full", "-o", str(report)])
    assert ended.value.code == 0
    lines = json.loads(report.read_text(encoding="utf-8"))["confessions"][0]["risk"]["sensitivity"]
    assert {"no decay: voluntariness", "sure turns only: reliability", "without release_promise: voluntariness"} <= set(
        lines
    )
    with pytest.raises(SystemExit) as verified:
        main(["verify", str(report), str(SAMPLE)])
    assert verified.value.code == 0
