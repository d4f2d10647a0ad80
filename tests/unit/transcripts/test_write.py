from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan.errors import UsageError
from coercionscan.records import Origin, Transcript
from coercionscan.transcripts.read import read
from coercionscan.transcripts.write import write

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "golden" / "formats" / "samples").iterdir()
    if path.suffix != ".expected"
)
ASKED = {"plain-lines.txt": "alternation", "plain-run-on.txt": "alternation", "read-out-alone.rst": "quoted"}
TALK = b"[00:00:05] DET. ROWE: Where, then, <were> you?\n[00:00:09] PELL: At home.\n[00:00:12] DET. ROWE: Alone?\n"


def whole(transcript: Transcript) -> list[tuple[object, ...]]:
    """All that a table of turns carries."""
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    return [
        (
            labels.get(turn.speaker_id, turn.speaker),
            turn.role,
            turn.text,
            (turn.first_line, turn.page, turn.page_line, turn.bates),
            (turn.start_ms, turn.end_ms),
            turn.origin,
            (turn.attribution, turn.attribution_reason, turn.excluded_reason),
        )
        for turn in transcript.turns
    ]


@pytest.mark.parametrize("to", ["jsonl", "csv"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_table_of_turns_comes_back_the_same(path: Path, to: str) -> None:
    transcript = read(path, input_format=ASKED.get(path.name))
    again = read(write(transcript, to).encode())
    assert whole(again) == whole(transcript)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_markdown_keeps_who_says_what(path: Path) -> None:
    transcript = read(path, input_format=ASKED.get(path.name))
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    said = [
        f"**{labels.get(turn.speaker_id, turn.speaker)}**: {' '.join(turn.text.split())}".rstrip()
        for turn in transcript.turns
        if turn.origin is Origin.SPOKEN
    ]
    written = [paragraph.rstrip("\n") for paragraph in write(transcript, "markdown").split("\n\n")]
    assert [paragraph for paragraph in written if not paragraph.startswith(("*(", "***")) and paragraph in said] == said


def test_captions_come_back_the_same() -> None:
    transcript = read(TALK)
    again = read(write(transcript, "vtt").encode())
    assert [(turn.text, turn.role, turn.start_ms) for turn in again.turns] == [
        (turn.text, turn.role, turn.start_ms) for turn in transcript.turns
    ]


def test_markdown_is_read_back() -> None:
    again = read(write(read(TALK), "markdown").encode())
    assert [(turn.speaker, turn.text) for turn in again.turns][1] == ("PELL", "At home.")


def test_captions_need_times_and_formats_must_exist() -> None:
    untimed = read(b"ROWE: Where?\nPELL: Here.\n")
    with pytest.raises(UsageError, match="no times"):
        write(untimed, "vtt")
    with pytest.raises(UsageError, match="jsonl"):
        write(untimed, "docx")


def test_a_table_that_was_mended_by_hand_is_read_as_it_stands() -> None:
    table = write(read(TALK), "csv").replace("PELL,suspect", "COLE,witness")
    assert [(turn.speaker, turn.role.value) for turn in read(table.encode()).turns][1] == ("COLE", "witness")
