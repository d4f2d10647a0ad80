"""``Mr. Surname. words``: a title, a name and a full stop open the turn."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.labels import Mark
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.running import clean_sheet, from_marks, sample_marks
from coercionscan.transcripts.words import role_words

_HEAD = re.compile(
    r"(?m)^[ \t\f]*(?P<label>(?:(?P<title>[A-Z][A-Za-z]{1,14})\.?[ ])?(?:[A-Z][\w'\u2019-]+|[A-Z]{2,}))"
    r"\.(?=[ \t]+[A-Z\"'\u201c(\[])"
)
_LEAST = 4


def _marks(text: str) -> list[Mark]:
    """Labels that come back; a title must stand before the name, or the word must be a role."""
    words = role_words()
    found = []
    for match in _HEAD.finditer(text):
        title = key_of(match["title"] or "")
        role = key_of(match["label"]) in words.by_word
        if title in words.titles or title in words.by_word or title == "THE" or role:
            found.append(Mark(match.start("label"), match.end(), match["label"]))
    counts = Counter(mark.label for mark in found)
    return [mark for mark in found if counts[mark.label] > 1] if len(counts) > 1 else []


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.sample)
    if len(marks) < _LEAST or len({mark.label for mark in marks}) < 2:
        return NO
    others = sample_marks(document.sample)
    if len(others.marks) > len(marks) / 2:
        return Guess(score=0.3, reason="some names with a full stop")
    return Guess(score=0.85, reason="a title, a name and a full stop open the turns")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    return from_marks(sheet, text, _marks(text))


FORMAT = Format(info=FormatInfo(name="dotted", title="Mr. Surname. words", suffixes=(".txt",)), sniff=sniff, read=read)
