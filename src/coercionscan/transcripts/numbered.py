"""Pages with printed line numbers: court volumes, depositions as ASCII, and columns of numbers on their own."""

from __future__ import annotations

import re
from itertools import pairwise

from coercionscan.transcripts.margins import MOST_LINES, SKIPPED, right_numbers
from coercionscan.transcripts.sheet import Sheet
from coercionscan.transcripts.words import layout_words

_NUMBERED = re.compile(r"[ \t\f]*(?:[^\w\s(\[]{1,2}[ \t]+)?(?:(\d{1,6}):)?(\d{1,2})(?:[ \t]+|$)")
_RUNNING = re.compile(r"[ \t\f]*(\d{1,6})(?:[ \t]+|$)")
_MOST_RUNNING = 0.9
"""So many lines carry a number that counts on. Source: convention."""
_FIFTH = re.compile(r"[ \t\f]*(\d{1,3})(?:[ \t]+|$)")
_FIRST_LINES, _LEAST_FIFTHS, _INDENT = 60, 4, 12
"""So many of the first lines tell whether every fifth is numbered, near the margin. Source: convention."""
_BARE = re.compile(r"[ \t\f]*-?[ \t]*(\d{1,5})[ \t]*-?[ \t]*$")
_LEAST_SHARE = 0.55
_LEAST_LINES = 8
_ALONE = re.compile(r"[ \t\f]*(\d{1,2})(?:[ \t]?[^\w\s])?[ \t]*$")
_LONGEST_ALONE = 12
_LEAST_BLOCK = 3
_MOST_BLOCK = 10
_ASIDE = 8
"""A number alone, so far from the column of line numbers, is that of the page. Source: convention."""


def number_column(sheet: Sheet) -> bool:
    """Read printed line numbers off the lines, with their pages.

    Args:
        sheet: The lines; numbers are cut off, lines outside the numbered block are stripped.

    Returns:
        Whether the sheet has printed line numbers. Then ``page_lines`` and ``pages`` are filled.
    """
    _strip_blocks(sheet)
    if _cut_running(sheet) or _cut_fifths(sheet):
        return False
    filled = sum(1 for line in sheet.lines if line.strip())
    found, at_right = _follow(sheet.lines), False
    if len(found) < _LEAST_LINES or len(found) < _LEAST_SHARE * filled:
        found, at_right = right_numbers(sheet.lines), True
    if len(found) < _LEAST_LINES or len(found) < _LEAST_SHARE * filled:
        return False
    reasons: dict[int, str] = {}
    _outside(sheet, found, reasons)
    _pages(sheet, found)
    for index, (_, _, width) in found.items():
        if at_right:
            sheet.lines[index] = sheet.lines[index][:width]
        else:
            sheet.cut_left(index, width)
        if sheet.lines[index].strip() == ".":
            reasons[index] = "a stop for a blank line"
    sheet.without(reasons)
    sheet.numbered = True
    return True


def _cut_running(sheet: Sheet) -> bool:
    """Cut off line numbers that count on over the whole file, such as ``0001``; True when there were any."""
    widths: dict[int, int] = {}
    last = filled = 0
    for index, line in enumerate(sheet.lines):
        if not line or line.isspace():
            continue
        filled += 1
        match = _RUNNING.match(line)
        if match and (last < int(match[1]) <= last + SKIPPED or not widths):
            widths[index], last = match.end(), int(match[1])
        if filled >= _LEAST_LINES and len(widths) < filled / 2:
            return False
    if last <= MOST_LINES or len(widths) < _LEAST_LINES or len(widths) < _MOST_RUNNING * filled:
        return False
    for index, width in widths.items():
        sheet.cut_left(index, width)
    return True


def _cut_fifths(sheet: Sheet) -> bool:
    """Cut off the numbers of every fifth line (5, 10, 15 ...), begun anew or not on each page."""
    found: list[tuple[int, int, int]] = []
    filled = others = 0
    for index, line in enumerate(sheet.lines):
        if not line or line.isspace():
            continue
        filled += 1
        if filled == _FIRST_LINES and not others < len(found) >= _LEAST_FIFTHS:
            return False
        if line[:_INDENT].lstrip()[:1].isdigit() and (match := _FIFTH.match(line)):
            if int(match[1]) % 5 == 0:
                found.append((index, int(match[1]), match.end()))
            else:
                others += 1
    goes_on = sum(
        1 for before, after in pairwise(found) if after[1] in (before[1] + 5, 5) and 4 < after[0] - before[0] <= 12
    )
    if (
        not others < len(found) >= _LEAST_FIFTHS
        or goes_on < _MOST_RUNNING * (len(found) - 1)
        or 8 * len(found) < filled
    ):
        return False
    for index, _, width in found:
        sheet.cut_left(index, width)
    return True


def _follow(lines: list[str]) -> dict[int, tuple[int | None, int, int]]:
    """Lines whose number goes on from the line before: index to (page, line number, width of the number)."""
    found: dict[int, tuple[int | None, int, int]] = {}
    last = column = 0
    for index, line in enumerate(lines):
        match = None if line[:1].isalpha() else _NUMBERED.match(line)
        if not match:
            continue
        number = int(match[2])
        if match.end() == len(line) and _is_page(lines, index, number, abs(match.end(2) - column) if found else 0):
            continue
        goes_on = last < number <= last + SKIPPED or (number > last and _goes_on(lines, index, number))
        starts = number == 1
        if number > MOST_LINES or not (goes_on or starts):
            continue
        if starts and not goes_on and last and last < 3:
            continue
        found[index] = (int(match[1]) if match[1] else None, number, match.end())
        last, column = number, match.end(2)
    return found


def _is_page(lines: list[str], index: int, number: int, aside: int) -> bool:
    """Whether a number alone on its line is that of the page: far from the column, or a 1 right above line 1."""
    if aside > _ASIDE or number != 1:
        return aside > _ASIDE
    below = next((match for line in lines[index + 1 : index + 4] if (match := _NUMBERED.match(line))), None)
    return below is not None and int(below[2]) == 1


def _goes_on(lines: list[str], index: int, number: int) -> bool:
    """Whether the next two lines count on: then only some numbers are missing, and the line is one of the page."""
    following = [match for line in lines[index + 1 : index + 3] if (match := _NUMBERED.match(line))]
    return [int(match[2]) for match in following] == [number + 1, number + 2]


def _outside(sheet: Sheet, found: dict[int, tuple[int | None, int, int]], reasons: dict[int, str]) -> None:
    """Lines between the last number of a page and the 1 of the next are head or foot."""
    inside = False
    pending: list[int] = []
    for index in range(len(sheet.lines)):
        if index in found:
            if found[index][1] == 1 or not inside:
                for outer in pending:
                    reasons[outer] = "outside the numbered lines of the page"
            pending = []
            inside = True
        elif inside or not reasons:
            pending.append(index)
    for outer in pending:
        reasons[outer] = "outside the numbered lines of the page"


def _pages(sheet: Sheet, found: dict[int, tuple[int | None, int, int]]) -> None:
    """Printed page of every line: from ``page:line``, from a number between the pages, else counted."""
    page: int | None = None
    printed = 0
    between: int | None = None
    between_at = [(index, number) for index in range(len(sheet.lines)) if (number := _between(sheet, found, index))]
    numbers = dict(between_at)
    at_foot = bool(between_at and found) and between_at[0][0] > min(found)
    last = MOST_LINES + 1
    for index in range(len(sheet.lines)):
        if index not in found:
            between = numbers.get(index, between)
            continue
        given, number, _ = found[index]
        if given is not None:
            page = given
        elif number <= last and number <= SKIPPED and (index or at_foot or not between_at) and last != number:
            printed += 1
            if at_foot:
                between = between_at[0][1] if printed == 1 else None if between is None else between + 1
            page = between if between is not None else (page + 1 if page is not None else printed)
            between = None
        last = number
        if given is not None or between_at or sheet.pages[index] is None:  # else the document told the page
            sheet.pages[index] = page
        sheet.page_lines[index] = number


def _between(sheet: Sheet, found: dict[int, tuple[int | None, int, int]], index: int) -> int | None:
    """The page number on a line outside the numbered ones."""
    if index in found:
        return None
    line = sheet.lines[index]
    bare = _BARE.match(line) or layout_words().page_mark(line)
    return int(bare[1]) if bare else None


def _strip_blocks(sheet: Sheet) -> None:
    """A column of line numbers that came out as a block of its own."""
    reasons: dict[int, str] = {}
    run: list[int] = []
    last = 0
    for index, line in enumerate([*sheet.lines, "end"]):
        if not line or line.isspace():
            continue
        alone = _ALONE.match(line) if len(line) <= _LONGEST_ALONE or line[:1].isspace() else None
        if alone is None and not run:
            continue
        if alone and run and int(alone[1]) == last + 1:
            run.append(index)
            last += 1
            continue
        least = _MOST_BLOCK if run and _is_answer(sheet.lines, run[0]) else _LEAST_BLOCK
        first = last - len(run) + 1
        if len(run) >= least and not _in_column(sheet.lines, run[0], first, index, last):
            reasons |= dict.fromkeys(run, "line numbers in a block of their own")
        run, last = ([index], int(alone[1])) if alone else ([], 0)
    sheet.without(reasons)


def _is_answer(lines: list[str], index: int) -> bool:
    """Whether the line before a number is a label alone: then the number may be an answer."""
    return _before(lines, index).rstrip().endswith(":")


def _in_column(lines: list[str], start: int, first: int, after: int, last: int) -> bool:
    """Whether a run of bare numbers is only the empty lines of a page whose other lines are numbered too."""
    above = _NUMBERED.match(_before(lines, start))
    below = _NUMBERED.match(lines[after]) if after < len(lines) else None
    return bool(above and int(above[2]) == first - 1) or bool(below and int(below[2]) == last + 1)


def _before(lines: list[str], index: int) -> str:
    return next((lines[place] for place in range(index - 1, -1, -1) if lines[place].strip()), "")
