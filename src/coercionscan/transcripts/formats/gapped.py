"""Columns parted by wide gaps, without any sign: ``0034   DC WYNN   words``, also with "Question." before the words."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.heads import name_like
from coercionscan.transcripts.marks import Mark, bounded, fill, line_starts, with_colon, without_overlaps
from coercionscan.transcripts.narrated import narrated_marks
from coercionscan.transcripts.running import read_with, sample_marks
from coercionscan.transcripts.times import milliseconds
from coercionscan.transcripts.words import layout_words

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
_ROW = re.compile(
    rf"(?m)^(?P<lead>[ \t]*)(?:[\[(]?(?:(?P<clock>{_CLOCK})|\d{{2,5}})[\])]?(?:[ ]{{2,}}|\t+))?"
    r"(?P<label>[^\W\d_][\w.'\u2019/&-]*(?: [\w.'\u2019/&-]+){0,3})(?:[ ]{3,}|\t+)"
    r"(?P<letter>(?:Question|Answer|Q|A)[.:]?(?:[ ]{2,}|\t+))?(?P<words>\S[^\n]*)"
)
_LEAST = 4
_LEAST_SHARE = 0.2
_COLUMN = 0.7
"""So many rows have their words in one column. Source: convention."""
_NEAR = 1


def _rows(text: str) -> list[re.Match[str]]:
    """Rows whose words stand in one column and whose labels come back."""
    rows = [match for match in bounded(_ROW.finditer(text)) if name_like(match["label"])]
    if len(rows) < _LEAST:
        return []
    places = Counter(match.start("words") - match.start() for match in rows)
    column = places.most_common(1)[0][0]
    tabbed = [match for match in rows if "\t" in text[match.end("label") : match.start("words")]]
    fits = (
        tabbed
        if len(tabbed) > len(rows) / 2
        else [match for match in rows if abs(match.start("words") - match.start() - column) <= _NEAR]
    )
    counts = Counter(match["label"] for match in fits)
    often = [label for label, count in counts.items() if count > 1 and label.lower() not in layout_words().head_keys]
    if len(fits) < _COLUMN * len(rows) or len(often) < 2:
        return []
    first = min(match.start() for match in fits if match["label"] in often)
    return [match for match in fits if match["label"] in often or (match.start() > first and _speaks_once(match))]


def _speaks_once(match: re.Match[str]) -> bool:
    """Whether a label that comes once is a name: no word of a form, of a heading or of plain speech."""
    return not layout_words().is_plain(match["label"])


def _mark(match: re.Match[str]) -> Mark:
    at = match.start() + len(match["lead"])
    clock = match["clock"]
    time = milliseconds(clock.replace(".", ":")) if clock else None
    return Mark(at, match.start("words"), match["label"], time)


def _all_marks(text: str) -> list[Mark]:
    """The rows, and in the column of words the lines that tell of somebody: "DARROW describes the way"."""
    rows = _rows(text)
    if not rows:
        return []
    labels = {match["label"] for match in rows}
    names = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    told = re.compile(rf"(?m)^(?:[ ]{{8}}|\t)[ \t]*(?P<who>{names}) (?=[a-z])")
    marks = [_mark(match) for match in rows]
    marks += [
        Mark(match.start("who"), match.start("who"), "", narration=True, told=True)
        for match in bounded(told.finditer(text))
    ]
    taken = {mark.at for mark in marks}
    marks += with_colon(text, labels, taken)
    taken = {mark.at for mark in marks}
    marks += narrated_marks(text, labels, taken, line_starts(text, taken))
    return without_overlaps(sorted(marks, key=lambda mark: mark.at))


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    rows = _rows(document.opening)
    if not fill(document.opening, rows, _LEAST, _LEAST_SHARE):
        return NO
    others = sample_marks(document.opening)
    lettered = sum(1 for match in rows if match["letter"]) > len(rows) / 2
    if others.kind == "court" or (not lettered and others.whole() > len(rows) / 2):
        return NO
    return Guess(score=0.97, reason="names in a column of their own, parted from the words by wide gaps")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_all_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="gapped",
        title="Columns of names and words, parted by wide gaps",
        example="0034   DC WYNN     Where did you go?",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
)
