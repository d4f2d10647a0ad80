"""Questions and answers: ``Q.``/``A.``, ``Q:``/``A:`` or bare ``Q``/``A``, with colloquy between them."""

from __future__ import annotations

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.running import read_running, sample_marks


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if not document.sample:
        return NO
    found = sample_marks(document.sample)
    if found.kind != "questions and answers":
        return NO
    return Guess(score=0.6 + 0.35 * min(1.0, 2 * found.share), reason="most turns begin with Q or A")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_running(document.text)


FORMAT = Format(
    info=FormatInfo(name="qa", title="Q and A at line starts", example="Q Where did you go?", suffixes=(".txt",)),
    sniff=sniff,
    read=read,
)
