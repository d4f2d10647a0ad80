"""Initials in brackets at line starts: ``(H) words``, also with a lost bracket, ``H) words``."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import Mark
from coercionscan.transcripts.running import clean_sheet, from_marks

_HEAD = re.compile(r"(?m)^[ \t\f]*(?:\((?P<label>[A-Z]{1,3})\)?|(?P<lost>[A-Z]{1,3})\))[.:]?(?=\s)")
_LEAST = 4
_MOST_VOICES = 8


def _marks(text: str) -> list[Mark]:
    found = [
        Mark(match.start(), match.end(), match["label"] or match["lost"])
        for match in _HEAD.finditer(text)
        if match["lost"] or text[match.end() - 1] in ").:"
    ]
    counts = Counter(mark.label for mark in found)
    if len(counts) < 2 or len(counts) > _MOST_VOICES or counts.most_common(2)[1][1] < 2:
        return []
    return found


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.sample)
    lines = sum(1 for line in document.sample.split("\n") if line.strip())
    if len(marks) < _LEAST or len(marks) < 0.3 * lines:
        return NO
    return Guess(score=0.9, reason="initials in brackets at line starts")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    return from_marks(sheet, text, _marks(text))


FORMAT = Format(
    info=FormatInfo(name="initials", title="Initials in brackets at line starts", suffixes=(".txt",)),
    sniff=sniff,
    read=read,
)
