"""Records read out inside testimony: their labelled lines are turns of another contact, not of this one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coercionscan.transcripts.marks import Mark

READ_OUT = "read out from another record"
_QUOTE = '"\u201c'
_MOST_SHARE = 0.6
_LEAST_HOSTS = 2
_BLANK = re.compile(r"\n[ \t\f]*\n\s*")


def settle_quoted(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Mark the labelled lines that open with a quotation sign, and give what follows them back to who reads.

    Args:
        text: The reading text.
        marks: In order.

    Returns:
        The marks. Nothing changes where most labels stand in quotation signs: then that is the way of the page.
    """
    spoken = [mark for mark in marks if mark.label and not mark.narration]
    inside = [mark for mark in spoken if text[mark.at] in _QUOTE]
    if not inside or len(inside) > _MOST_SHARE * len(spoken) or len(spoken) - len(inside) < _LEAST_HOSTS:
        return list(marks)
    labels = {mark.label for mark in inside}
    hosts = {mark.label for mark in spoken if text[mark.at] not in _QUOTE}
    quoted = {id(mark) for mark in inside if mark.label in labels - hosts}
    found: list[Mark] = []
    host: Mark | None = None
    for place, mark in enumerate(marks):
        found.append(mark)
        told = mark.narration and bool(mark.label) and text[mark.at] in _QUOTE
        if id(mark) not in quoted and not told:
            host = mark if mark.label and not mark.narration else host
            continue
        mark.quoted = not told
        end = marks[place + 1].at if place + 1 < len(marks) else len(text)
        at = _after_quotation(text, mark.words_at, end)
        if at is not None:
            mark.stop = at
            if host is not None:
                found.append(Mark(at, at, host.label, asker=host.asker))
    return found


def _after_quotation(text: str, start: int, end: int) -> int | None:
    """Where the first paragraph begins that is no part of the quotation; None when all of it is quoted."""
    for match in _BLANK.finditer(text, start, end):
        if match.end() < end and text[match.end()] not in _QUOTE:
            return match.end()
    return None
