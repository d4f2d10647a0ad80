"""Transcripts as text in four formats: for ``convert``, and for a person who wants to mend a reading by hand."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

from coercionscan.errors import UsageError
from coercionscan.records import Origin, Transcript, Turn
from coercionscan.transcripts.times import clock

_NO_TIME_MS = 1000
"""Length given to a caption whose turn has no end time. Source: convention."""


def write(transcript: Transcript, to: str) -> str:
    """A transcript in another format.

    Args:
        transcript: The transcript.
        to: ``jsonl``, ``csv``, ``vtt`` or ``markdown``.

    Returns:
        The text, ending in a newline.

    Raises:
        UsageError: When there is no such format, or when captions are asked of a transcript without times.
    """
    if to not in _WRITERS:
        raise UsageError(f"cannot convert to {to!r}", hint=f"Formats: {', '.join(sorted(_WRITERS))}")
    return _WRITERS[to](transcript)


def as_jsonl(transcript: Transcript) -> str:
    """One JSON object a turn: speaker, role, text, place in the source, times, origin, and why a turn is doubtful."""
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    return "".join(json.dumps(_row(turn, labels), ensure_ascii=False) + "\n" for turn in transcript.turns)


def as_csv(transcript: Transcript) -> str:
    """A table with a header, one row a turn."""
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for turn in transcript.turns:
        row = _row(turn, labels)
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: "" if value is None else value for key, value in row.items()})
    return out.getvalue()


def as_vtt(transcript: Transcript) -> str:
    """WebVTT with a voice tag for every spoken turn.

    Raises:
        UsageError: When no turn has a time.
    """
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    timed = [turn for turn in transcript.turns if turn.start_ms is not None and turn.origin is Origin.SPOKEN]
    if not timed:
        raise UsageError("the transcript has no times", hint="Convert to jsonl, csv or markdown.")
    cues = ["WEBVTT\n"]
    for turn in timed:
        start = turn.start_ms or 0
        end = turn.end_ms if turn.end_ms is not None and turn.end_ms > start else start + _NO_TIME_MS
        words = html.escape(" ".join(turn.text.split()), quote=False)
        name = html.escape(labels.get(turn.speaker_id, turn.speaker), quote=False)
        cues.append(f"{clock(start)} --> {clock(end)}\n<v {name}>{words}</v>\n")
    return "\n".join(cues)


def as_markdown(transcript: Transcript) -> str:
    """Paragraphs with bold labels; narration and gestures in italics."""
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    parts = []
    for turn in transcript.turns:
        words = " ".join(turn.text.split())
        if turn.origin is Origin.SPOKEN:
            parts.append(f"**{labels.get(turn.speaker_id, turn.speaker)}**: {words}".rstrip())
        elif turn.origin is Origin.NARRATION:
            parts.append(f"*{words}*")
    return "\n\n".join(parts) + "\n"


def _row(turn: Turn, labels: dict[str, str]) -> dict[str, str | int | None]:
    """All that the readers of tables take back."""
    return {
        "speaker": labels.get(turn.speaker_id, turn.speaker),
        "role": turn.role.value,
        "text": turn.text,
        "label_as_printed": turn.speaker,
        "first_line": turn.first_line,
        "page": turn.page,
        "page_line": turn.page_line,
        "bates": turn.bates,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "origin": turn.origin.value,
        "attribution_reason": turn.attribution_reason,
        "excluded_reason": turn.excluded_reason,
    }


_WRITERS: dict[str, Callable[[Transcript], str]] = {
    "csv": as_csv,
    "jsonl": as_jsonl,
    "markdown": as_markdown,
    "vtt": as_vtt,
}
