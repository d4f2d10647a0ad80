"""Initials in brackets: ``(H) words``, several in a line, in small letters, or with a lost bracket, ``H) words``."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from coercionscan.transcripts.clerk import clerk_marks
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark, bounded, fill, line_starts
from coercionscan.transcripts.midline import told_marks
from coercionscan.transcripts.running import read_with
from coercionscan.transcripts.words import gesture_words, layout_words

_WHOLE = re.compile(r"(?<![^\s,.;?!])\((?P<label>[A-Za-z]{1,3})\)[.:]?(?=\s)")
_HALF = re.compile(r"(?:(?m:^)|(?<=[ \t]))(?:(?P<lost>[A-Za-z]{1,3})\)|\((?P<open>[A-Za-z]{1,3})[.:]?)(?=[ \t])")
_NAMED = re.compile(r"(?m)^[ \t]*\((?P<label>[A-Z][\w'\u2019]*\.?(?: [A-Z][\w'\u2019]*\.?){0,2})\)[.:]?(?=[ \t])")
"""A whole name, a title with an initial, or a word such as "Answer"."""
_ANSWER = re.compile(r"A(?:nsw?(?:er)?\.?)?", re.IGNORECASE)
_LEAST = 4
_MOST_VOICES = 8
_LEAST_SHARE = 0.2
_LEAST_CHANGES = 0.5


def _marks(text: str) -> list[Mark]:
    whole = [Mark(match.start(), match.end(), match["label"].upper()) for match in bounded(_WHOLE.finditer(text))]
    known = {mark.words_at for mark in whole}
    named = [match for match in bounded(_NAMED.finditer(text)) if match.end() not in known and not _is_event(match)]
    whole += [Mark(match.start("label") - 1, match.end(), match["label"]) for match in named]
    whole.sort(key=lambda mark: mark.at)
    if any(len(mark.label) > 1 and _ANSWER.fullmatch(mark.label) for mark in whole):  # then A is no initial
        for mark in whole:
            mark.label = "A" if _ANSWER.fullmatch(mark.label) else mark.label
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
    taken = {mark.at for mark in marks}
    told = told_marks(text, Counter(mark.label for mark in marks), taken, line_starts(text, taken))
    marks = sorted([*marks, *told], key=lambda mark: mark.at)
    return sorted([*marks, *clerk_marks(text, marks)], key=lambda mark: mark.at)


def _is_event(match: re.Match[str]) -> bool:
    """A movement, a noise or a note in brackets opens no turn."""
    words, low = gesture_words(), match["label"].lower()
    return bool(words.gesture.search(low) or words.unclear.search(f"({low})")) or low in layout_words().sounds


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if not fill(document.opening, marks, _LEAST, _LEAST_SHARE):
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
