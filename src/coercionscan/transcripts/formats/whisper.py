"""Whisper and WhisperX JSON: segments with times, and speakers where diarised, also word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import Word, by_speaker, inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds

_MIXED = "two voices in one segment; its words were parted by the voice of each"
_MIXED_SHARE = 0.2
"""A second voice with a smaller part of the words of a segment is taken for an error. Source: convention."""


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
    said = [utterance for number, segment in enumerate(segments, 1) for utterance in _spoken(segment, number)]
    notices = []
    if options.overlay is None and said and not any(utterance.speaker for utterance in said):
        notices.append(Notice(slug="no-speakers", message="The recognition named no speakers; diarise it first."))
    return compose(flag_hazards(said), join=options.overlay is None, notices=notices)


def _spoken(segment: Mapping[str, Any], number: int) -> Iterator[Utterance]:
    """A segment as one turn, or as several when its words belong to two voices."""
    words = [
        Word(
            str(row.get("word") or row.get("text") or ""),
            numbered(row.get("speaker")),
            from_seconds(row.get("start")),
            from_seconds(row.get("end")),
        )
        for row in rows(segment.get("words"))
    ]
    voices = Counter(word.speaker for word in words if word.speaker)
    if len(voices) > 1 and voices.most_common(2)[1][1] >= _MIXED_SHARE * sum(voices.values()):
        for part in by_speaker(words):
            yield Utterance(
                speaker=part.speaker,
                text=part.text,
                file_line=number,
                start_ms=part.start_ms,
                end_ms=part.end_ms,
                doubt=_MIXED,
            )
        return
    main = voices.most_common(1)[0][0] if voices else ""
    yield Utterance(
        speaker=numbered(segment.get("speaker")) or main,
        text=str(segment.get("text") or ""),
        file_line=number,
        start_ms=from_seconds(segment.get("start")),
        end_ms=from_seconds(segment.get("end")),
    )


FORMAT = Format(
    info=FormatInfo(name="whisper", title="Whisper or WhisperX JSON", suffixes=(".json",), recognised=True),
    sniff=sniff,
    read=read,
)
