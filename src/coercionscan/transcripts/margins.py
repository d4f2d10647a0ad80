"""Numbers at the right margin, on lines that hold words too: those of the lines of a page, and those of the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coercionscan.records import StrippedLine
from coercionscan.transcripts.sheet import Sheet
from coercionscan.transcripts.words import layout_words

_RIGHT = re.compile(r"(?P<words>.*?)(?:(?<=\S)[ \t]{2,}|^[ \t]*)(?P<number>\d{1,2})[ \t]*$")
MOST_LINES = 32
"""Most printed lines a page. Source: court rules ask for 25; 28 and 32 occur (``formats.md`` 5.16)."""
SKIPPED = 3
"""Numbers that may be missing in between. Source: convention."""
_SAMPLE, _LEAST_SHARE = 300, 0.3
_TAIL = re.compile(r"(?P<words>.*\S)(?P<gap>[ \t]{3,})(?P<tail>[^\s].{0,24}?)[ \t]*$")
_NUMBER = re.compile(r"-?[ \t]*(\d{1,4})[ \t]*-?$")
_WIDE = 8
_LEAST_TAILS = 3
_MOST_STEP = 2
_TWICE = re.compile(r"[ \t\f]*(\d{1,2})[ \t.].*[ \t]{2}\1(?:[ \t.]|$)")
_LEAST_TWICE = 10


def right_numbers(lines: Sequence[str]) -> dict[int, tuple[int | None, int, int]]:
    """Lines whose number at the right goes on from the line before.

    Args:
        lines: All lines.

    Returns:
        Index to (None, line number, where the words end).
    """
    sample = lines[:_SAMPLE]
    if sum(line.rstrip()[-1:].isdigit() for line in sample) < _LEAST_SHARE * len(sample):
        return {}
    found: dict[int, tuple[int | None, int, int]] = {}
    last = 0
    for index, line in enumerate(lines):
        match = _RIGHT.match(line)
        number = int(match["number"]) if match else 0
        if match and 0 < number <= MOST_LINES and (last < number <= last + SKIPPED or number == 1):
            found[index] = (None, number, match.end("words"))
            last = number
    return found


def side_by_side(lines: Sequence[str]) -> bool:
    """Whether two numbered pages stand beside each other: one number opens both halves of most numbered lines.

    Args:
        lines: Lines of one sheet, or of the whole file.

    Returns:
        True when so many lines as half a page has are of that kind.
    """
    numbered = [line for line in lines if line.lstrip()[:1].isdigit()]
    twice = sum(1 for line in numbered if _TWICE.match(line))
    return twice >= _LEAST_TWICE and twice > len(numbered) / 2


def cut_page_tails(sheet: Sheet) -> None:
    """Cut page numbers off the ends of lines of talk: "went home.     Page 3 of 40", or a number far to the right.

    Args:
        sheet: The lines; changed in place. Nothing is cut unless the numbers rise from page to page.
    """
    page = layout_words().page
    named: list[tuple[int, int, int]] = []
    bare: list[tuple[int, int, int]] = []
    for index, line in enumerate(sheet.lines):
        if "   " not in line or not any(map(str.isdigit, line[-12:])) or not (match := _TAIL.match(line)):
            continue
        if found := page.match(match["tail"]):
            named.append((index, int(found[1]), match.end("words")))
        elif (found := _NUMBER.match(match["tail"])) and len(match["gap"]) >= _WIDE:
            bare.append((index, int(found[1]), match.end("words")))
    for tails, step in ((named, _MOST_STEP), (bare, 1)):
        words = {sheet.lines[index][:end].strip() for index, _, end in tails}
        if len(tails) >= _LEAST_TAILS and len(words) > len(tails) / 2 and _rise(tails, step):  # a page head repeats
            _cut(sheet, tails)
            return


def _rise(tails: Sequence[tuple[int, int, int]], step: int) -> bool:
    """Whether every number goes on from the one before, with lines between."""
    return all(0 < after[1] - before[1] <= step and after[0] - before[0] > SKIPPED for before, after in pairwise(tails))


def _cut(sheet: Sheet, tails: Sequence[tuple[int, int, int]]) -> None:
    """Each line keeps its words; the pages of all lines are known then. A number on the last line of a page ends it."""
    at_foot = sum(1 for line in sheet.lines[: tails[0][0]] if line.strip()) > SKIPPED
    for place, (index, number, end) in enumerate(tails):
        line = sheet.lines[index]
        tail = StrippedLine(file_line=sheet.numbers[index], text=line[end:].strip(), reason="page number at the margin")
        sheet.stripped.append(tail)
        sheet.lines[index] = line[:end]
        if at_foot:
            first, stop = (tails[place - 1][0] + 1 if place else 0), index + 1
        else:
            first, stop = index, tails[place + 1][0] if place + 1 < len(tails) else len(sheet.lines)
        sheet.pages[first:stop] = [number] * (stop - first)
