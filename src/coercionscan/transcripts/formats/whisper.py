"""Whisper and WhisperX JSON: segments with times, and speakers where diarised."""

from __future__ import annotations

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if looks_json(document, "start", "end", "text") and not looks_json(document, "utterances"):
        if looks_json(document, "segments"):
            return Guess(score=0.97, reason="segments with start, end and text")
        if document.sample.lstrip()[:1] == "[":
            return Guess(score=0.6, reason="a list of segments with start, end and text")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    data = json_of(document)
    segments = rows(inside(data, "segments")) or rows(data)
    said = [
        Utterance(
            speaker=numbered(segment.get("speaker")),
            text=str(segment.get("text") or ""),
            file_line=number,
            start_ms=from_seconds(segment.get("start")),
            end_ms=from_seconds(segment.get("end")),
        )
        for number, segment in enumerate(segments, 1)
    ]
    notices = []
    if options.overlay is None and said and not any(utterance.speaker for utterance in said):
        notices.append(Notice(slug="no-speakers", message="The recognition named no speakers; diarise it first."))
    return compose(flag_hazards(said), join=options.overlay is None, notices=notices)


FORMAT = Format(
    info=FormatInfo(name="whisper", title="Whisper or WhisperX JSON", suffixes=(".json",)), sniff=sniff, read=read
)
