"""RTTM: who speaks when, laid over turns that have times and no speakers (or poor ones)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from coercionscan.errors import UnreadableInput
from coercionscan.records import Notice
from coercionscan.transcripts.draft import Draft, Reading
from coercionscan.transcripts.exports import numbered
from coercionscan.transcripts.times import from_seconds

SURE_SHARE = 0.6
"""A turn belongs to a voice that holds at least this part of its time; else it is doubtful. Source: convention."""
_NUMBER = re.compile(r"\d+(?:\.\d*)?$")
_LEAST_FIELDS = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """One voice from ``start_ms`` to ``end_ms``."""

    speaker: str
    start_ms: int
    end_ms: int


def stretches(text: str, where: str) -> list[Stretch]:
    """The ``SPEAKER`` records of an RTTM file: onset and duration in seconds, name in the eighth field.

    Args:
        text: The file.
        where: For errors.

    Returns:
        Stretches by start.

    Raises:
        UnreadableInput: When a record is damaged, or there is none.
    """
    found: list[Stretch] = []
    for number, line in enumerate(text.split("\n"), 1):
        fields = line.split()
        if not fields or fields[0] != "SPEAKER":
            continue
        start, length = (from_seconds(field) if _NUMBER.match(field) else None for field in (*fields, "", "")[3:5])
        if len(fields) < _LEAST_FIELDS or start is None or length is None:
            hint = "Each line: SPEAKER file channel onset duration <NA> <NA> name <NA> <NA>."
            raise UnreadableInput("a damaged RTTM record", where=f"{where}:{number}", hint=hint)
        found.append(Stretch(numbered(fields[7]), start, start + length))
    if not found:
        raise UnreadableInput("an RTTM file without SPEAKER records", where=where, hint="Export the diarisation again.")
    return sorted(found, key=lambda stretch: (stretch.start_ms, stretch.end_ms))


def lay_over(reading: Reading, voices: Sequence[Stretch]) -> None:
    """Give every timed turn to the voice that speaks most of its time.

    Args:
        reading: The turns; labels and doubts are changed in place, words never.
        voices: By start, as ``stretches`` gives them.
    """
    timed = [draft for draft in reading.drafts if draft.start_ms is not None]
    starts = [voice.start_ms for voice in voices]
    longest = max((voice.end_ms - voice.start_ms for voice in voices), default=0)
    for draft in timed:
        first = bisect_left(starts, (draft.start_ms or 0) - longest)
        _relabel(draft, voices, first)
    message = f"An RTTM file gave speakers to {len(timed)} of {len(reading.drafts)} turns."
    reading.notices.append(Notice(slug="overlay", message=message))


def _relabel(draft: Draft, voices: Sequence[Stretch], first: int) -> None:
    start = draft.start_ms or 0
    end = max(start + 1, draft.end_ms if draft.end_ms is not None else start + 1)
    shares: Counter[str] = Counter()
    for voice in islice(voices, first, None):
        if voice.start_ms >= end:
            break
        shares[voice.speaker] += max(0, min(end, voice.end_ms) - max(start, voice.start_ms))
    (name, share), *_ = shares.most_common(1) or [("", 0)]
    if not share:
        draft.doubt = draft.doubt or "nobody speaks at this time in the RTTM file"
        return
    draft.label = name
    if share < SURE_SHARE * sum(shares.values()):
        draft.doubt = "two voices share the time of this turn"
