"""Otter JSON: speech segments."""

from __future__ import annotations

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=0.98, reason="speech segments") if looks_json(document, "speech_segments") else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    segments = rows(inside(json_of(document), "speech_segments"))
    said = [
        Utterance(
            speaker=numbered(row.get("speaker_name") or row.get("speaker_id")),
            text=str(row.get("transcript") or ""),
            file_line=line,
            start_ms=from_seconds(row.get("start_ts")),
            end_ms=from_seconds(row.get("end_ts")),
        )
        for line, row in enumerate(segments, 1)
    ]
    return compose(flag_hazards(said))


FORMAT = Format(
    info=FormatInfo(name="otter-json", title="Otter JSON", suffixes=(".json",), recognised=True), sniff=sniff, read=read
)
