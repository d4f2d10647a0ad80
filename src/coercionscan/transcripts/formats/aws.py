"""AWS Transcribe JSON: items with speaker labels; all numbers are strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, compose
from coercionscan.transcripts.exports import Word, by_speaker, inside, json_of, looks_json, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if looks_json(document, "results", "transcripts") or looks_json(document, "results", "speaker_labels"):
        return Guess(score=0.97, reason="results with transcripts or speaker labels")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    results = inside(json_of(document), "results")
    return compose(flag_hazards(by_speaker(_words(results))))


def _words(results: object) -> Iterator[Word]:
    labels = {
        str(item.get("start_time")): str(item.get("speaker_label") or "")
        for segment in rows(inside(results, "speaker_labels", "segments"))
        for item in rows(segment.get("items"))
    }
    for item in rows(inside(results, "items")):
        yield _word(item, labels)


def _word(item: Mapping[str, Any], labels: Mapping[str, str]) -> Word:
    options = rows(item.get("alternatives"))
    speaker = str(item.get("speaker_label") or labels.get(str(item.get("start_time")), ""))
    sign = item.get("type") == "punctuation"
    return Word(
        str(options[0].get("content", "")) if options else "",
        "" if sign else speaker,
        from_seconds(item.get("start_time")),
        from_seconds(item.get("end_time")),
        glued=sign,
    )


FORMAT = Format(
    info=FormatInfo(name="aws-transcribe", title="AWS Transcribe JSON", suffixes=(".json",), tier=2, recognised=True),
    sniff=sniff,
    read=read,
)
