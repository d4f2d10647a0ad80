"""Pages that overlap: a stretch of lines that a scan holds twice."""

from __future__ import annotations

from collections import Counter

from coercionscan.records import Notice
from coercionscan.transcripts.sheet import Sheet


def drop_overlaps(sheet: Sheet) -> None:
    """Drop a stretch of lines that a page repeats from the page before, and say so.

    Six equal lines in a row, of 150 characters or more together, within 150 lines: an overlap of two scans, not a
    person who repeats himself. Source: convention.

    Args:
        sheet: The lines; changed in place.
    """
    window, reach, least = 6, 150, 150
    if not _long_lines_return(sheet.lines, least / window):
        return
    rows = [index for index, line in enumerate(sheet.lines) if line.strip()]
    seen: dict[tuple[str, ...], int] = {}
    reasons: dict[int, str] = {}
    at = 0
    texts = [sheet.lines[index].strip() for index in rows]
    counts = Counter(texts)
    if bytes(counts[words] > 1 for words in texts).find(b"\1" * window) < 0:
        return
    while at + window <= len(rows):
        if counts[texts[at]] == 1:
            at += 1
            continue
        key = tuple(texts[at : at + window])
        earlier = seen.setdefault(key, at)
        if earlier == at or at - earlier < window or at - earlier > reach or sum(map(len, key)) < least:
            seen[key] = at
            at += 1
            continue
        length = window
        while at + length < len(rows) and earlier + length < at and texts[at + length] == texts[earlier + length]:
            length += 1
        reasons |= dict.fromkeys(rows[at : at + length], "repeats lines of the page before")
        at += length
    if reasons:
        message = f"{len(reasons)} lines repeat lines that came shortly before (overlapping pages); dropped."
        sheet.notices.append(Notice(slug="overlapping-pages", message=message, file_line=sheet.numbers[min(reasons)]))
        sheet.without(reasons)


def _long_lines_return(lines: list[str], least: float) -> bool:
    """Whether a line that has its share of the characters of an overlap comes back with the line above or below it."""
    long = {
        index: bare for index, line in enumerate(lines) if len(line) >= least and len(bare := line.strip()) >= least
    }
    if len(set(long.values())) == len(long):
        return False
    counts = Counter(long.values())
    again = [(index, bare) for index, bare in long.items() if counts[bare] > 1]
    for step in (-1, 1):
        pairs = [(bare, _next_filled(lines, index, step)) for index, bare in again]
        if len(set(pairs)) < len(pairs):
            return True
    return False


def _next_filled(lines: list[str], index: int, step: int) -> str:
    """The next line above or below that holds words; empty at the end of the lines."""
    index += step
    while 0 <= index < len(lines):
        if bare := lines[index].strip():
            return bare
        index += step
    return ""
