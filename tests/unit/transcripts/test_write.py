from __future__ import annotations

import pytest

from coercionscan.errors import UsageError
from coercionscan.transcripts.read import read
from coercionscan.transcripts.write import write

TALK = b"[00:00:05] DET. ROWE: Where, then, <were> you?\n[00:00:09] PELL: At home.\n[00:00:12] DET. ROWE: Alone?\n"


@pytest.mark.parametrize("to", ["jsonl", "csv", "vtt"])
def test_turns_come_back_the_same(to: str) -> None:
    transcript = read(TALK)
    again = read(write(transcript, to).encode())
    assert [(turn.text, turn.role, turn.start_ms) for turn in again.turns] == [
        (turn.text, turn.role, turn.start_ms) for turn in transcript.turns
    ]


def test_markdown_keeps_speakers_and_words() -> None:
    again = read(write(read(TALK), "markdown").encode())
    assert [(turn.speaker, turn.text) for turn in again.turns][1] == ("PELL", "At home.")


def test_captions_need_times_and_formats_must_exist() -> None:
    untimed = read(b"ROWE: Where?\nPELL: Here.\n")
    with pytest.raises(UsageError, match="no times"):
        write(untimed, "vtt")
    with pytest.raises(UsageError, match="jsonl"):
        write(untimed, "docx")
