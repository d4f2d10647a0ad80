"""Labels that end in another sign than a colon, ``Rowe - words``, ``Rowe> words``, or stand alone above the words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.heads import name_like
from coercionscan.transcripts.marks import Mark, bounded, line_starts, with_colon, without_overlaps
from coercionscan.transcripts.midline import told_marks
from coercionscan.transcripts.narrated import narrated_marks
from coercionscan.transcripts.running import carry, read_with
from coercionscan.transcripts.words import layout_words

_LABEL = r"(?P<label>[^\W\d_][\w.'\u2019/&#-]*(?: [\w.'\u2019/&#-]+){0,3})"
_GLUED = r"(?P<label>[^\W\d_](?:[\w.'\u2019/&#]|-(?=\w))*(?: \w(?:[\w.'\u2019/&#]|-(?=\w))*){0,3}?)"
_SIGNS = (
    re.compile(rf"(?m)^[ \t]*{_LABEL}(?:[ \t]+[-\u2013\u2014][ \t]*(?=\S)|[\u2013\u2014][ \t]*(?=\S))"),
    re.compile(rf"(?m)^[ \t]*{_GLUED}-[ \t]+(?=\S)"),
    re.compile(rf"(?m)^[ \t]*{_LABEL}[ \t]*>[ \t]*(?=[^\s>])"),
    re.compile(rf"(?m)^[ \t]*{_LABEL}[ \t]+[/|][ \t]+(?=\S)"),
    re.compile(rf"(?m)^[ \t]*{_LABEL}[ \t]*\n(?:[ \t]*\n){{0,3}}(?=[ \t]*\S)"),
)
_LEAST = 6
_LEAST_SHARE = 0.3
_OFTEN = 2
_CHANGES = 0.5


def _marks(text: str) -> list[Mark]:
    """The sign under which most labels come back and take turns."""
    return max((_under(text, sign) for sign in _SIGNS), key=len)


def _under(text: str, sign: re.Pattern[str]) -> list[Mark]:
    """Labels with one sign: two or more of them come back, and they change from line to line as people do."""
    found = [match for match in bounded(sign.finditer(text)) if name_like(match["label"])]
    counts = Counter(match["label"] for match in found)
    layout = layout_words()
    often = {label for label, count in counts.items() if count >= _OFTEN and not layout.is_plain(label, forms=False)}
    kept = [match for match in found if match["label"] in often]
    changes = sum(1 for before, after in pairwise(kept) if before["label"] != after["label"])
    if len(often) < _OFTEN or changes < _CHANGES * len(kept):
        return []
    return [Mark(match.start("label"), match.end(), match["label"]) for match in kept]


def _all_marks(text: str) -> list[Mark]:
    marks = _marks(text)
    names = Counter(mark.label for mark in marks)
    marks += with_colon(text, names, {mark.at for mark in marks})
    taken = {mark.at for mark in marks}
    lines = line_starts(text, taken)
    marks += [*told_marks(text, names, taken, lines), *narrated_marks(text, names, taken, lines)]
    return without_overlaps(sorted(marks, key=lambda mark: mark.at))


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if not carry(document.opening, marks, _LEAST, _LEAST_SHARE):
        return NO
    return Guess(score=0.65, reason="names that come back, with one sign or a line of their own")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_all_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="signed",
        title="Names with a dash or another sign, or alone above the words",
        example="Rowe - Where did you go?",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
    most=0.65,
)
