"""Every invented sample of every format against its expected turns, exactly."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from coercionscan.records import Transcript
from coercionscan.transcripts.read import read

HERE = Path(__file__).parent
SAMPLES = sorted(path for path in (HERE / "samples").iterdir() if path.suffix != ".expected")

ASKED = {"plain-lines.txt": "alternation", "plain-run-on.txt": "alternation", "read-out-alone.rst": "quoted"}
"""Samples of formats that are never sniffed."""


def as_lines(transcript: Transcript) -> str:
    """Format, then one line a turn: source line, page, time, origin, attribution, role, speaker, words."""
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    rows = [f"format {transcript.source.format}"]
    for turn in transcript.turns:
        flag = "?" if turn.attribution == "doubtful" else "x" if turn.excluded_reason else "."
        place = f"{turn.first_line} {turn.page or '-'}:{turn.page_line or '-'} {turn.bates or '-'} {turn.start_ms}"
        who = f"{turn.role.value} {labels.get(turn.speaker_id, '-')!r}"
        rows.append(f"{place} {turn.origin.value} {flag} {who} {turn.text!r}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_reads_as_expected(path: Path) -> None:
    expected = path.with_name(path.name + ".expected").read_text(encoding="utf-8")
    assert as_lines(read(path, input_format=ASKED.get(path.name))) == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_turn_stands_in_the_reading_text(path: Path) -> None:
    transcript = read(path, input_format=ASKED.get(path.name))
    for turn in transcript.turns:
        assert transcript.text[turn.span.start : turn.span.end] == turn.text
    ends = [turn for turn in transcript.turns if turn.origin != "nonverbal"]
    assert all(before.span.end <= after.span.start for before, after in pairwise(ends))
