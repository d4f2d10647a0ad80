"""Rev JSON: monologues of elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=0.98, reason="monologues") if looks_json(document, "monologues") else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    said = [_utterance(row, line) for line, row in enumerate(rows(inside(json_of(document), "monologues")), 1)]
    return compose(flag_hazards(said))


def _utterance(row: Mapping[str, Any], line: int) -> Utterance:
    elements = rows(row.get("elements"))
    starts = [element.get("ts") for element in elements if element.get("ts") is not None]
    ends = [element.get("end_ts") for element in elements if element.get("end_ts") is not None]
    return Utterance(
        speaker=numbered(row.get("speaker_name") or row.get("speaker")),
        text="".join(str(element.get("value", "")) for element in elements),
        file_line=line,
        start_ms=from_seconds(starts[0] if starts else row.get("start_time")),
        end_ms=from_seconds(ends[-1] if ends else row.get("end_time")),
    )


FORMAT = Format(
    info=FormatInfo(name="rev-json", title="Rev JSON", suffixes=(".json",), recognised=True), sniff=sniff, read=read
)
