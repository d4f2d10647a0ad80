"""Names in capitals at line starts, without colon: ``GARVEY Where did you go``."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import complete
from coercionscan.transcripts.marks import LEAD, Mark, bounded, filled_lines, rare_voices
from coercionscan.transcripts.running import carry, read_with
from coercionscan.transcripts.words import layout_words, role_words

_HEAD = re.compile(
    rf"(?m)^{LEAD}(?P<label>(?:[A-Z]\.[ ]?){{0,2}}"
    rf"[A-Z][A-Z'.-]{{2,20}}(?:[ ][A-Z][A-Z'.-]{{1,20}})?)(?<!-)[ \t]+(?=\S*[a-z]|I\b|A\b|\()"
)
_CAPITALS = re.compile(
    rf"(?m)^{LEAD}(?P<label>(?P<first>[A-Z][A-Z'-]{{1,20}})\.?(?P<second>[ ][A-Z][A-Z'-]{{1,20}})?)(?<!-)[ \t]+(?=\S)"
)
_HYPHEN = re.compile(r"[A-Z'-]+-[ \t]")
"""The rest of a label with a hyphen as its sign, behind a rank: such labels are another layout."""
_OPENING, _FEW_SMALL = 4000, 0.02
_LEAST_PART, _MOST_LINES, _CHANGES, _SIGNED = 0.1, 0.5, 0.6, 0.3
"""In a text of capitals alone: least part of the lines for each name, for all together, and changes of the name."""
_SOME = 0.2
"""A rank with a name behind it is one label when so many of its lines have that name."""
_LEAST = 4
_LEAST_SHARE = 0.12
_LEAST_VOICE = 0.05
_REGULAR = 0.6
"""Where so many lines open with a label, one that comes once is a label too. Source: convention."""


def _marks(text: str) -> list[Mark]:
    """Labels that come back, two voices or more."""
    if _is_capitals(text):
        return _in_capitals(text)
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


def _is_capitals(text: str) -> bool:
    sample = text[:_OPENING]
    return sum(map(str.islower, sample)) < _FEW_SMALL * len(sample)


def _in_capitals(text: str) -> list[Mark]:
    """Where the words are capitals too, only first words that open most lines, and take turns, are names."""
    found = bounded(_CAPITALS.finditer(text))
    firsts, wholes = Counter(match["first"] for match in found), Counter(match["label"] for match in found)
    labels = [
        match["label"]
        if wholes[match["label"]] >= max(2, (_SOME if _is_title(match["first"]) else 1.0) * firsts[match["first"]])
        else match["first"]
        for match in found
    ]
    lines = filled_lines(text)
    counts = Counter(labels)
    often = {label for label, count in counts.items() if count > 1 and count >= _LEAST_PART * lines}
    kept = [
        Mark(match.start("label"), match.start("label") + len(label) + 1, label)
        for match, label in zip(found, labels, strict=True)
        if label in often and not _heading(label) and label not in role_words().titles
    ]
    changes = sum(1 for before, after in pairwise(kept) if before.label != after.label)
    signed = sum(1 for mark in kept if _HYPHEN.match(text, mark.words_at))
    enough = len(kept) >= _MOST_LINES * lines and changes >= _CHANGES * len(kept)
    enough = enough and signed < _SIGNED * len(kept)
    return kept if enough and len({mark.label for mark in kept}) > 1 else []


def _is_title(word: str) -> bool:
    return word in role_words().titles or word in role_words().by_word


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
