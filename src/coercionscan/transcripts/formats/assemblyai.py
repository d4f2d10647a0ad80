"""AssemblyAI JSON: utterances with times in milliseconds."""

from __future__ import annotations

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import whole_number


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if looks_json(document, "utterances", "speaker", "text") and not looks_json(document, "channels"):
        return Guess(score=0.97, reason="utterances with speaker and text")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    said = [
        Utterance(
            speaker=numbered(row.get("speaker")),
            text=str(row.get("text") or ""),
            file_line=line,
            start_ms=whole_number(row.get("start")),
            end_ms=whole_number(row.get("end")),
        )
        for line, row in enumerate(rows(inside(json_of(document), "utterances")), 1)
    ]
    return compose(flag_hazards(said))


FORMAT = Format(
    info=FormatInfo(name="assemblyai", title="AssemblyAI JSON", suffixes=(".json",), tier=2, recognised=True),
    sniff=sniff,
    read=read,
)
