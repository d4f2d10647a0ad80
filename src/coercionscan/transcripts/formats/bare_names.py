"""Names in capitals at line starts, without colon: ``GARVEY Where did you go``."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import complete
from coercionscan.transcripts.marks import LEAD, Mark, bounded, filled_lines, rare_voices
from coercionscan.transcripts.running import carry, read_with
from coercionscan.transcripts.words import layout_words

_HEAD = re.compile(
    rf"(?m)^{LEAD}(?P<label>[A-Z][A-Z'.-]{{2,20}}(?:[ ][A-Z][A-Z'.-]{{1,20}})?)[ \t]+(?=\S*[a-z]|I\b|A\b|\()"
)
_LEAST = 4
_LEAST_SHARE = 0.12
_LEAST_VOICE = 0.05
_REGULAR = 0.6
"""Where so many lines open with a label, one that comes once is a label too. Source: convention."""


def _marks(text: str) -> list[Mark]:
    """Labels that come back, two voices or more."""
    found = [Mark(match.start("label"), match.end(), match["label"]) for match in bounded(_HEAD.finditer(text))]
    counts = Counter(mark.label for mark in found)
    often = {label for label, count in counts.items() if count > max(1, _LEAST_VOICE * len(found))}
    if len(often) < 2:
        return []
    often |= {label for label in rare_voices(text, found, often, "") if not _heading(label)}
    kept = [mark for mark in found if mark.label in often]
    if len(kept) < _REGULAR * filled_lines(text):
        return kept
    return [mark for mark in found if mark.at >= kept[0].at and not _heading(mark.label)]


def _heading(label: str) -> bool:
    return layout_words().is_plain(label, forms=False)


def _all_marks(text: str) -> list[Mark]:
    marks = _marks(text)
    return complete(text, marks, Counter(mark.label for mark in marks)) if marks else []


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if not carry(document.opening, marks, _LEAST, _LEAST_SHARE):
        return NO
    return Guess(score=0.8, reason="names in capitals open the lines, without colon")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_all_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="bare-names",
        title="Names in capitals without colon",
        example="GARVEY Where did you go",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
    most=0.8,
)
