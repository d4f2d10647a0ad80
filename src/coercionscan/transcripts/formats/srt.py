"""SubRip captions: number, time line, words."""

from __future__ import annotations

from coercionscan.transcripts.captions import CUE, read_cues
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    lines = [line for line in document.sample[:500].split("\n") if line.strip()][:3]
    if any(CUE.match(line) for line in lines) and not lines[0].startswith("WEBVTT"):
        return Guess(score=0.98, reason="time lines with an arrow")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    return read_cues(document.text, join=options.overlay is None)


FORMAT = Format(info=FormatInfo(name="srt", title="SubRip captions", suffixes=(".srt",)), sniff=sniff, read=read)
