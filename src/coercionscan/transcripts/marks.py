"""Marks: where turns begin in a running text, and whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, islice
from typing import TypeVar

LEAD = r"[ \t\f>\"'\u2018\u2019\u201c\u2022|~.:_,`]*"
"""What may stand before a label at the start of a line: white space, quotation signs and specks of a scan."""


MOST_TURNS = 150_000
"""Most turns that are read. Source: convention; a trial of ten weeks has about 100,000."""
_MOST_RARE = 20
MOST_LABELS = 2 * MOST_TURNS
"""With more strings that look like labels the file is refused before more memory is spent. Source: convention."""


class TooManyTurns(Exception):
    """The text would give more turns than are read; the reader of files makes an error for the user of it."""


Item = TypeVar("Item")


def bounded(found: Iterable[Item], most: int = MOST_LABELS) -> list[Item]:
    """All that is found, in bounded memory.

    Args:
        found: Matches of a pattern.
        most: How many are taken.

    Returns:
        A list of them.

    Raises:
        TooManyTurns: When there are more.
    """
    items = list(islice(found, most + 1))
    if len(items) > most:
        raise TooManyTurns
    return items


class LinePattern:
    """A pattern at line starts. A match begins at the newline before its line: that is sought quicker than ``^``."""

    def __init__(self, pattern: str) -> None:
        """Compile the pattern.

        Args:
            pattern: What stands at the start of a line, without ``^``. It must not take in a newline.
        """
        self._first = re.compile(pattern, re.MULTILINE)
        self._others = re.compile(rf"\n{pattern}", re.MULTILINE)

    def all_in(self, text: str) -> list[re.Match[str]]:
        """Matches at all lines.

        Args:
            text: The reading text.

        Returns:
            Them in order; the one in the first line begins without a newline.

        Raises:
            TooManyTurns: When there are more than are read.
        """
        first = self._first.match(text)
        found = bounded(self._others.finditer(text))
        return [first, *found] if first else found

    def at(self, text: str, lines: Iterable[int]) -> list[re.Match[str]]:
        """Matches at some lines.

        Args:
            text: The reading text.
            lines: Where they begin.

        Returns:
            Matches in order, none with a newline before it.

        Raises:
            TooManyTurns: When there are more than are read.
        """
        match = self._first.match
        return bounded(found for line in lines if (found := match(text, line)))


@dataclass(slots=True)
class Mark:
    """The beginning of a turn: offsets of label and words in the reading text, times in milliseconds.

    ``narration``: the words are nobody's; ``told``: they are kept as narration all the same. ``quoted``: they are read
    out from another record. ``stop``: where the words end, when that is not the next mark. ``same``: the
    known label that a damaged one was read as.
    """

    at: int
    words_at: int
    label: str
    start_ms: int | None = None
    end_ms: int | None = None
    doubt: str | None = None
    asker: str | None = None
    narration: bool = False
    told: bool = False
    quoted: bool = False
    stop: int | None = None
    same: str | None = None


@dataclass(slots=True)
class Found:
    """All marks in order; ``names`` are the labels with their counts; ``share`` is marks a filled line."""

    marks: list[Mark] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    share: float = 0.0
    kind: str = "labels"

    def whole(self) -> int:
        """Marks that are written as their layout wants them, damaged ones left out."""
        return sum(1 for mark in self.marks if mark.same is None)


def with_colon(text: str, labels: Collection[str], taken: Collection[int]) -> list[Mark]:
    """Labels of a layout with another sign that have a colon in its place here and there.

    Args:
        text: The reading text.
        labels: The labels that the layout gives.
        taken: Places where they begin.

    Returns:
        Marks at other line starts, in order.
    """
    names = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    found = re.finditer(rf"(?m)^[ \t]*(?P<label>{names})[ \t]?:[ \t]+", text) if labels else ()
    return [
        Mark(match.start("label"), match.end(), match["label"])
        for match in bounded(found)
        if match.start("label") not in taken
    ]


def rare_voices(text: str, marks: Sequence[Mark], often: Collection[str], sign: str) -> set[str]:
    """Labels of people who speak rarely: words that stand only where a turn may begin.

    Args:
        text: The reading text.
        marks: Lines that may begin with a label.
        often: Labels that are known already.
        sign: What ends a label: a stop, or nothing.

    Returns:
        Labels that come back, each time under a line that is over, and neither in small letters nor in mid-line.
    """
    places: dict[str, list[int]] = {}
    for mark in marks:
        if mark.label not in often:
            places.setdefault(mark.label, []).append(mark.at)
    rare = sorted((label for label in places if len(places[label]) > 1), key=lambda label: -len(places[label]))
    return {label for label in rare[:_MOST_RARE] if _only_opens(text, label, sign, places[label])}


def _only_opens(text: str, label: str, sign: str, places: Sequence[int]) -> bool:
    if any(text[max(0, at - 6) : at].rstrip(" \t\n\"'\u201d)")[-1:] not in ".?!]-\u2014" for at in places):
        return False
    words = re.compile(rf"(?<!\w){re.escape(label)}(?!\w){re.escape(sign)}|(?<!\w){re.escape(label.lower())}(?!\w)")
    return len(words.findall(text)) == len(places)


def without_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    """Of two marks that share characters the first stays, unless it only tells and the second speaks.

    Args:
        marks: In order of their place.

    Returns:
        The marks that stay.
    """
    kept: list[Mark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        if last and mark.at < last.words_at and not (last.narration and not last.asker and not mark.narration):
            continue
        if last and mark.at == last.at:
            kept[-1] = mark
            continue
        kept.append(mark)
    return kept


def fill(text: str, marks: Sequence[object], least: int, share: float) -> bool:
    """Whether there are so many marks, and so many a filled line of the text."""
    return len(marks) >= max(least, share * filled_lines(text))


def line_starts(text: str, taken: Collection[int] = ()) -> list[int]:
    """Where the filled lines begin.

    Args:
        text: The reading text.
        taken: Places where labels begin; a line that begins at one of them is left out.

    Returns:
        Offsets in order.
    """
    lines = text.split("\n")
    ends = accumulate(map((1).__add__, map(len, lines)), initial=0)
    starts = compress(ends, map(str.strip, lines))
    return [start for start in starts if start not in taken] if taken else list(starts)


def filled_lines(text: str) -> int:
    """Number of lines that hold more than white space."""
    return len(list(filter(str.strip, text.split("\n"))))
