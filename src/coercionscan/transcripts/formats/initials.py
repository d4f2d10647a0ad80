"""Initials in brackets: ``(H) words``, several in a line, in small letters, or with a lost bracket, ``H) words``."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark, bounded, filled_lines
from coercionscan.transcripts.midline import told_marks
from coercionscan.transcripts.running import read_with

_WHOLE = re.compile(r"(?<![^\s,.;?!])\((?P<label>[A-Za-z]{1,3})\)[.:]?(?=\s)")
_HALF = re.compile(r"(?:(?m:^)|(?<=[ \t]))(?:(?P<lost>[A-Za-z]{1,3})\)|\((?P<open>[A-Za-z]{1,3})[.:]?)(?=[ \t])")
_LEAST = 4
_MOST_VOICES = 8
_LEAST_SHARE = 0.2
_LEAST_CHANGES = 0.5


def _marks(text: str) -> list[Mark]:
    whole = [Mark(match.start(), match.end(), match["label"].upper()) for match in bounded(_WHOLE.finditer(text))]
    counts = Counter(mark.label for mark in whole)
    if len(counts) < 2 or len(counts) > _MOST_VOICES or counts.most_common(2)[1][1] < 2:
        return []
    changes = sum(1 for before, after in pairwise(whole) if before.label != after.label)
    if changes < _LEAST_CHANGES * len(whole):
        return []
    taken = {mark.at for mark in whole}
    half = [
        Mark(match.start(), match.end(), label)
        for match in bounded(_HALF.finditer(text))
        if match.start() not in taken and (label := (match["lost"] or match["open"]).upper()) in counts
    ]
    marks = [*whole, *half]
    told = told_marks(text, Counter(mark.label for mark in marks), {mark.at for mark in marks})
    return sorted([*marks, *told], key=lambda mark: mark.at)


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if len(marks) < max(_LEAST, _LEAST_SHARE * filled_lines(document.opening)):
        return NO
    return Guess(score=0.94, reason="initials in brackets open the turns")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="initials", title="Initials in brackets", example="(H) where did you go (T) home", suffixes=(".txt",)
    ),
    sniff=sniff,
    read=read,
    most=0.94,
)
