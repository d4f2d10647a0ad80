from __future__ import annotations

import json
from pathlib import Path

import pytest

from coercionscan.errors import UsageError
from coercionscan.result import Result
from tests.unit.reports.made import analysis_of


def test_the_result_hands_out_the_parts_of_the_analysis() -> None:
    made = Result(analysis_of())
    assert made.transcript is made.analysis.transcript
    assert made.tags is made.analysis.tagging.tags
    assert made.facts is made.analysis.ledger.facts
    assert (len(made.confessions), len(made.risks)) == (1, 1)
    assert repr(made) == "<Result pell.txt: 6 turns, 5 tags, 1 facts, 1 confessions (some)>"
    assert len(made.to_frame("turns")) == 6


def test_the_suffix_chooses_the_format(tmp_path: Path) -> None:
    made = Result(analysis_of())
    made.write(tmp_path / "a.json")
    made.write(tmp_path / "a.out", "json")
    assert (tmp_path / "a.json").read_text() == (tmp_path / "a.out").read_text() == made.to_json()
    assert "text" not in json.loads(made.to_json())
    assert json.loads(made.to_json(with_text=True))["text"] == made.transcript.text


def test_a_suffix_without_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="markdown"):
        Result(analysis_of()).write(tmp_path / "a.xyz")


def test_the_notebook_card_escapes_the_transcript() -> None:
    from tests.unit.reports.made import LINES, transcript_of

    lines = [(f"<b>{speaker}", role, said) for speaker, role, said in LINES]
    made = Result(analysis_of(transcript_of(lines, name="<i>x</i>.txt")))._repr_html_()
    assert "<i>x" not in made
    assert "&lt;i&gt;x" in made
