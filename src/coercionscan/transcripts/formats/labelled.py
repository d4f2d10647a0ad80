"""Labelled lines: ``NAME: words``, with ranks, padding, times, damaged labels, and page furniture."""

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
    if not found.names:
        return NO
    if found.kind != "labels":
        return Guess(score=0.3, reason="line labels beside another layout")
    if found.whole() < len(found.marks) / 2:
        return Guess(score=0.4, reason="labels at line starts, most of them damaged")
    few = ", ".join(name for name, _ in found.names.most_common(3))
    score = 0.4 if len(found.names) < 2 else 0.6 + 0.35 * min(1.0, 2 * found.share)
    return Guess(score=score, reason=f"speaker labels at line starts: {few}")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_running(document.text)


FORMAT = Format(
    info=FormatInfo(
        name="labelled",
        title="Speaker labels at line starts",
        example="DET. ROWE: Where did you go?",
        suffixes=(".txt", ".md", ".rst"),
    ),
    sniff=sniff,
    read=read,
)
