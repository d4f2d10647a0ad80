"""Speakers in square brackets: ``[Speaker 1] words``, ``[man] words``, and recognisers that put a time span before."""

from __future__ import annotations

import re
from collections import Counter

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import LEAD, Mark, bounded
from coercionscan.transcripts.running import carry, read_with
from coercionscan.transcripts.times import milliseconds
from coercionscan.transcripts.words import gesture_words, layout_words

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_HEAD = re.compile(
    rf"(?m)^{LEAD}(?:[\[(]?(?P<t1>{_TIME})(?:[ \t]*(?:-->|->|[-\u2013\u2192])[ \t]*(?P<t2>{_TIME}))?[\])]?[ \t]*)?"
    r"\[(?P<label>[^\W_][^\]\n:]{0,39})\][ \t]*:?[ \t]*(?P<words>[^\n]*)"
)
_LEAST = 3
_LEAST_SHARE = 0.2


def _marks(text: str) -> list[Mark]:
    """Brackets that name somebody: they come back, and hold neither a sound nor a gesture."""
    heads = bounded(_HEAD.finditer(text))
    found = [match for match in heads if not _is_event(match["label"])]
    spoken = [match for match in found if match["words"] or match["t1"] or _next_line_speaks(text, match.end())]
    counts = Counter(match["label"].strip() for match in spoken)
    marks = [_mark(match) for match in spoken if counts[match["label"].strip()] > 1 or match["t1"]]
    if marks:
        marks += [_event(match) for match in heads if match["t1"] and _is_event(match["label"])]
    return sorted(marks, key=lambda mark: mark.at)


def _mark(match: re.Match[str]) -> Mark:
    return Mark(
        match.start() + len(match[0]) - len(match[0].lstrip()),
        match.start("words"),
        match["label"].strip(),
        milliseconds(match["t1"]) if match["t1"] else None,
        milliseconds(match["t2"]) if match["t2"] else None,
    )


def _event(match: re.Match[str]) -> Mark:
    """A sound with a time of its own is nobody's."""
    at = match.start() + len(match[0]) - len(match[0].lstrip())
    return Mark(at, match.start("label") - 1, "", narration=True, told=True)


def _is_event(label: str) -> bool:
    words, low = gesture_words(), label.lower()
    return (
        bool(words.gesture.search(low) or words.never.search(low) or words.unclear.search(f"[{label}]"))
        or low in layout_words().sounds
    )


def _next_line_speaks(text: str, at: int) -> bool:
    following = text[at + 1 : text.find("\n", at + 1)].strip()
    return bool(following) and not following.startswith("[")


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    marks = _marks(document.opening)
    if not carry(document.opening, marks, _LEAST, _LEAST_SHARE):
        return NO
    return Guess(score=0.85, reason="names in square brackets open the turns")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    return read_with(_marks, document.text)


FORMAT = Format(
    info=FormatInfo(
        name="bracket-names",
        title="Speakers in square brackets",
        example="[Speaker 1] Where did you go?",
        suffixes=(".txt",),
    ),
    sniff=sniff,
    read=read,
    most=0.85,
)
