"""Lines that a transcription service puts between the turns: its own name, and clock times on lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from coercionscan.records import Origin
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.sheet import Sheet
from coercionscan.transcripts.times import milliseconds
from coercionscan.transcripts.words import layout_words

_CLOCK_LINE = re.compile(
    r"[ \t]*[\[(]?(?P<time>\d{1,2}(?::\d\d(?::\d\d)?(?:[.,]\d{1,3})?|\.\d\d(?:\.\d\d)?))[\])]?:?[ \t]*$"
)
_LEAST_TIMES = 3
_SOON = 600_000
"""Times of two parts are minutes and seconds when the first is under ten minutes; else perhaps those of the day."""


def strip_service_lines(sheet: Sheet) -> None:
    """Take the lines out; a clock time goes to the line below it.

    Args:
        sheet: The lines; changed in place.
    """
    services = layout_words().service_lines
    firsts = {service[:1].upper() for service in services}
    reasons = {
        index: "added by a transcription service"
        for index, line in enumerate(sheet.lines)
        if line[:1] in firsts and len(line) < 120 and line[:40].lower().startswith(services)
    }
    clocks = [index for index, line in enumerate(sheet.lines) if 4 <= len(line) <= 14 and _CLOCK_LINE.match(line)]
    reasons |= {
        index: "time mark"
        for index in clocks
        if index + 1 >= len(sheet.lines) or not sheet.lines[index - 1].strip() or _sentence_over(sheet.lines[index - 1])
    }
    sheet.times = _times(sheet, [index for index in clocks if index in reasons])
    sheet.without(reasons)


def _times(sheet: Sheet, clocks: Sequence[int]) -> dict[int, int]:
    """Source line below each clock time to its milliseconds; nothing unless they only rise."""
    found: dict[int, int] = {}
    parts = set()
    for index in clocks:
        match = _CLOCK_LINE.match(sheet.lines[index])
        printed = match["time"] if match else ""
        printed = printed if ":" in printed else printed.replace(".", ":")
        below = next((at for at in range(index + 1, len(sheet.lines)) if sheet.lines[at].strip()), None)
        time = milliseconds(printed)
        if below is not None and time is not None:
            found[sheet.numbers[below]] = time
            parts.add(printed.count(":"))
    times = list(found.values())
    known = parts == {2} or (parts == {1} and times[0] < _SOON)
    rise = all(before <= after for before, after in pairwise(times))
    return found if len(times) >= _LEAST_TIMES and known and rise else {}


def fill_times(sheet: Sheet, drafts: Sequence[Draft]) -> None:
    """Give turns the clock times that stood above their lines.

    Args:
        sheet: The lines, service lines taken out.
        drafts: Turns in order; changed in place.
    """
    if not sheet.times:
        return
    starts = list(accumulate(map((1).__add__, map(len, sheet.lines)), initial=0))
    for draft in drafts:
        if draft.start_ms is None and draft.origin is Origin.SPOKEN:
            line = bisect_right(starts, draft.label_start) - 1
            draft.start_ms = sheet.times.get(sheet.numbers[line]) if line < len(sheet.numbers) else None


def _sentence_over(line: str) -> bool:
    """A clock time under such a line is a mark of the service; under an open sentence it may be an answer."""
    return line.rstrip().endswith((".", "?", "!", ")", "]", '"', "\u201d", "-", "\u2014"))
