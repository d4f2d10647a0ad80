"""Google speech-to-text JSON: with diarisation the last result repeats all words, so only that one is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, compose
from coercionscan.transcripts.exports import Word, by_speaker, inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if looks_json(document, "results", "alternatives") and not looks_json(document, "channels"):
        if looks_json(document, "startTime") or looks_json(document, "speakerTag"):
            return Guess(score=0.96, reason="results with word times")
        return Guess(score=0.5, reason="results with alternatives")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    words = [word for result in rows(inside(json_of(document), "results")) for word in _words(result)]
    tagged = [word for word in words if word.speaker]
    return compose(flag_hazards(by_speaker(tagged or words)))


def _words(result: Mapping[str, Any]) -> list[Word]:
    options = rows(result.get("alternatives"))
    return [
        Word(
            str(row.get("word") or ""),
            numbered(row.get("speakerLabel") or row.get("speakerTag")),
            from_seconds(row.get("startTime") or row.get("startOffset")),
            from_seconds(row.get("endTime") or row.get("endOffset")),
        )
        for row in rows(options[0].get("words") if options else None)
    ]


FORMAT = Format(
    info=FormatInfo(
        name="google-stt", title="Google speech-to-text JSON", suffixes=(".json",), tier=2, recognised=True
    ),
    sniff=sniff,
    read=read,
)
