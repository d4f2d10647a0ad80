"""Labels that run on in one paragraph: ``ROWE: ... PELL: ...``, as text has that lost its line ends."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark, bounded
from coercionscan.transcripts.midline import in_mid_line
from coercionscan.transcripts.running import read_with

_WORD = r"[A-Z][A-Za-z.'\u2019-]{0,20}"
_LABEL = re.compile(rf"(?<![^\s])(?P<label>{_WORD}(?:[ ]{_WORD}){{0,3}})[ ]?:(?=[ \t\n])")
_OVER = frozenset((*'.?!)]"\u201d\u2026\u2014-', ""))
_LEAST, _FEWEST_VOICES, _MOST_VOICES = 3, 2, 40
"""A name labels turns when it stands so often before a colon; so many such names make a talk. Conventions."""
_MIDDLE = 0.6
"""Share of the labels that stand inside a line. A convention: texts with their line ends have few."""


def _marks(text: str) -> list[Mark]:
    """Labels at the ends of sentences, of names that recur."""
    found = Counter(match["label"] for match in _at_ends(_LABEL, text))
    often = [name for name, times in found.items() if times >= _LEAST]
    if not _FEWEST_VOICES <= len(often) <= _MOST_VOICES:
        return []
    # Once the names are known, the end of a short answer ("No. DET. ROWE:") is no part of one.
    known = re.compile(rf"(?<![^\s])(?P<label>{'|'.join(map(re.escape, often))})[ ]?:(?=[ \t\n])")
    return [Mark(match.start(), match.end(), match["label"]) for match in _at_ends(known, text)]


def _at_ends(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches that stand at the start of the text, of a line, or after the end of a sentence."""
    return [
        match
        for match in bounded(pattern.finditer(text))
        if text[max(0, match.start() - 3) : match.start()].rstrip()[-1:] in _OVER
    ]


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    text = document.opening
    marks = _marks(text)
    if not marks or in_mid_line(text, marks, letters=3) < _MIDDLE * len(marks):
        return NO
    few = ", ".join(name for name, _ in Counter(mark.label for mark in marks).most_common(3))
    return Guess(score=0.97, reason=f"speaker labels follow each other inside a paragraph: {few}")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="inline-names",
        title="Speaker labels in running paragraphs",
        example="ROWE: Where was he?  PELL: At home.",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
)
