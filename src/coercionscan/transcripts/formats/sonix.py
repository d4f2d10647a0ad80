"""Sonix JSON, and Trint's old JSON of words; syntax from memory."""

from __future__ import annotations

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if looks_json(document, "transcript", "speaker", "start_time"):
        return Guess(score=0.9, reason="transcript rows with speaker and start_time")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    said = [
        Utterance(
            speaker=numbered(row.get("speaker")),
            text=str(row.get("text") or ""),
            file_line=line,
            start_ms=from_seconds(row.get("start_time")),
            end_ms=from_seconds(row.get("end_time")),
        )
        for line, row in enumerate(rows(inside(json_of(document), "transcript")), 1)
    ]
    return compose(flag_hazards(said))


FORMAT = Format(
    info=FormatInfo(
        name="sonix-json", title="Sonix JSON", suffixes=(".json",), tier=2, verified=False, recognised=True
    ),
    sniff=sniff,
    read=read,
)
