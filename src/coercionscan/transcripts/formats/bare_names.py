"""Names in capitals at line starts, without colon: ``GARVEY Where did you go``."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import Mark
from coercionscan.transcripts.running import clean_sheet, from_marks, sample_marks

_HEAD = re.compile(
    r"(?m)^[ \t\f]*(?P<label>[A-Z][A-Z'.-]{2,20}(?:[ ][A-Z][A-Z'.-]{1,20})?)[ \t]+(?=\S*[a-z]|I\b|A\b|\()"
)
_LEAST = 4


def _marks(text: str) -> list[Mark]:
    """Labels that come back, two voices or more."""
    found = [Mark(match.start("label"), match.end(), match["label"]) for match in _HEAD.finditer(text)]
    counts = Counter(mark.label for mark in found)
    kept = [mark for mark in found if counts[mark.label] > 1]
    return kept if len({mark.label for mark in kept}) > 1 else []


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.sample)
    lines = sum(1 for line in document.sample.split("\n") if line.strip())
    if len(marks) < _LEAST or len(marks) < 0.4 * lines or len(sample_marks(document.sample).marks) > len(marks) / 2:
        return NO
    return Guess(score=0.8, reason="names in capitals open the lines, without colon")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    return from_marks(sheet, text, _marks(text))


FORMAT = Format(
    info=FormatInfo(name="bare-names", title="Names in capitals without colon", suffixes=(".txt",)),
    sniff=sniff,
    read=read,
)
