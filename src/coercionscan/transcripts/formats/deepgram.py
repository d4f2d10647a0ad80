"""Deepgram JSON: utterances, or words with speakers."""

from __future__ import annotations

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.exports import Word, by_speaker, inside, json_of, looks_json, numbered, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.times import from_seconds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=0.97, reason="results with channels") if looks_json(document, "results", "channels") else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    results = inside(json_of(document), "results")
    said = [
        Utterance(
            speaker=numbered(row.get("speaker")),
            text=str(row.get("transcript") or ""),
            file_line=line,
            start_ms=from_seconds(row.get("start")),
            end_ms=from_seconds(row.get("end")),
        )
        for line, row in enumerate(rows(inside(results, "utterances")), 1)
    ]
    return compose(flag_hazards(said or by_speaker(_words(results))), join=True)


def _words(results: object) -> list[Word]:
    channels = rows(inside(results, "channels"))
    options = rows(channels[0].get("alternatives")) if channels else []
    return [
        Word(
            str(row.get("punctuated_word") or row.get("word") or ""),
            numbered(row.get("speaker")),
            from_seconds(row.get("start")),
            from_seconds(row.get("end")),
        )
        for row in rows(options[0].get("words") if options else None)
    ]


FORMAT = Format(
    info=FormatInfo(name="deepgram", title="Deepgram JSON", suffixes=(".json",), tier=2, recognised=True),
    sniff=sniff,
    read=read,
)
