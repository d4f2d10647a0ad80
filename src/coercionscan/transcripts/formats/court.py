"""Court and deposition pages as text: printed line numbers, page numbers, Q and A, colloquy."""

from __future__ import annotations

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.margins import side_by_side
from coercionscan.transcripts.refusals import condensed
from coercionscan.transcripts.running import read_running, sample_marks


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if not document.sample:
        return NO
    found = sample_marks(document.sample)
    if found.kind != "court" or not found.names:
        return NO
    return Guess(score=0.97, reason="printed line numbers with speaker labels")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    if side_by_side(document.sample.split("\n")):
        raise condensed(document.where)
    return read_running(document.text)


FORMAT = Format(
    info=FormatInfo(
        name="court",
        title="Court or deposition pages with line numbers",
        example=" 4   Q.   Where did you go?",
        suffixes=(".txt", ".asc"),
    ),
    sniff=sniff,
    read=read,
)
