"""WebVTT captions: voice tags, ``Name: words``, Zoom and Teams; cues of one speaker become one turn."""

from __future__ import annotations

from coercionscan.transcripts.captions import read_cues
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if document.sample.lstrip().startswith("WEBVTT"):
        return Guess(score=1.0, reason="begins with WEBVTT")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    return read_cues(document.text, join=options.overlay is None)


FORMAT = Format(
    info=FormatInfo(name="webvtt", title="WebVTT captions (Zoom, Teams)", suffixes=(".vtt",)), sniff=sniff, read=read
)
