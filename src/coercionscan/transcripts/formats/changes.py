"""Captions and scripts that mark a change of speaker and name nobody: ``>> words``, ``- words``."""

from __future__ import annotations

import re

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import LEAD, LinePattern, Mark, bounded
from coercionscan.transcripts.running import carry, read_with
from coercionscan.transcripts.turntaking import who_asks

_ARROW = re.compile(r"(?:>(?<!\S>)>+|\u00bb(?<!\S\u00bb)|&(?<!\S&)gt;&gt;)[ \t]*(?=\S)")
_ARROWS = (">>", "\u00bb", "&gt;&gt;")
_DASH = LinePattern(rf"{LEAD}[-\u2013\u2014](?:[ \t]*(?=[^\s\-\u2013\u2014])|[ \t]+(?=--[ \t]*\w))")
_LEAST = 6
_LEAST_SHARE = 0.2
ASKS, ANSWERS = "Speaker 1", "Speaker 2"
_DOUBT = "no name: given to two speakers in turn at each mark of change"
_STAY = 0.03


def _marks(text: str) -> list[Mark]:
    arrows = bounded(_ARROW.finditer(text)) if any(sign in text for sign in _ARROWS) else []
    found = max(arrows, _DASH.all_in(text), key=len)
    ends = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    asks = who_asks([text[match.end() : end] for match, end in zip(found, ends, strict=True)], stay=_STAY)
    return [
        Mark(
            match.start() + len(match[0]) - len(match[0].lstrip()),
            match.end(),
            ASKS if asking else ANSWERS,
            doubt=_DOUBT,
        )
        for match, asking in zip(found, asks, strict=True)
    ]


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if not carry(document.opening, marks, _LEAST, _LEAST_SHARE, others=0.25):
        return NO
    return Guess(score=0.7, reason="marks of a change of speaker, without names")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    reading = read_with(_marks, document.text)
    message = (
        f"{len(reading.drafts)} turns begin at marks that name nobody and were given to two speakers in turn. "
        "A third voice or a lost mark shifts all after it."
    )
    reading.notices.append(Notice(slug="changes", message=message))
    return reading


FORMAT = Format(
    info=FormatInfo(
        name="changes", title="Marks of change without names (>>, -)", example=">> where did you go", suffixes=(".txt",)
    ),
    sniff=sniff,
    read=read,
    most=0.7,
)
