"""Time: how long the questioning lasted, whether it was night, how long nobody offered a break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coercionscan.lexicon.profile import SessionFactorEntry
from coercionscan.records import TagStatus, Turn
from coercionscan.risk.circumstance import (
    CASE_FILE,
    ESTIMATED,
    NOT_KNOWN,
    TRANSCRIPT,
    Contact,
    Reading,
    heard,
)

_ADMISSIONS = ("full_admission", "partial_admission")
_BREAK = "break_or_support_offer"
_MS_PER_HOUR = 3_600_000
_HOURS_PER_DAY = 24
_NOON = 12
_CLOCK = re.compile(r"(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})?\s*(?P<half>[ap])?", re.IGNORECASE)


def duration(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Hours of questioning before the first admission; of the whole contact where nobody admits anything.

    Taken from the case file, else from times, else estimated as ``words / words per minute / 60``.
    """
    del entry
    stated = contact.number("hours_before_admission")
    if stated is not None:
        return Reading(value=stated, words=f"{_hours(stated)} before the first admission", source=CASE_FILE)
    end = _first_admission(contact)
    hours, source = hours_until(contact, end)
    if hours is None:
        return NOT_KNOWN
    until = "before the first admission" if end < len(contact.transcript.turns) else "in all"
    return Reading(value=hours, words=f"{_hours(hours)} {until}", source=source)


def hours_until(contact: Contact, end: int) -> tuple[float | None, str]:
    """Hours from the first turn to a turn, and where they are known from.

    Args:
        contact: The contact.
        end: Index of the turn; the number of turns means the whole contact.

    Returns:
        Hours (None where there is no talk at all) and the source.
    """
    turns = contact.transcript.turns
    words, total = contact.words_before[end], contact.words_before[-1]
    stated = _stated_hours(contact)
    if stated is not None and total:
        return stated * words / total, f"{CASE_FILE}, shared out by words"
    enough = contact.transcript.quality.timed_share >= contact.profile.session.least_timed_share.value
    lengths = _lengths_ms(turns[: end + 1]) if enough else []
    if lengths:
        return sum(lengths) / _MS_PER_HOUR, f"{TRANSCRIPT}, from its times"
    if not total:
        return None, ""
    return words / contact.profile.session.words_per_minute.value / 60, ESTIMATED


def night(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Whether any of the questioning fell into the night hours, or followed long waking. Value 1 or 0."""
    told = contact.told("night")
    if isinstance(told, bool):
        return Reading(value=float(told), words="at night" if told else "not at night", source=CASE_FILE)
    awake = contact.number("hours_awake")
    if awake is not None and awake > contact.profile.session.awake_hours.value:
        return Reading(value=1.0, words=f"awake for {awake:g} hours", source=CASE_FILE)
    stated = [hour for key in ("start", "end") if (hour := clock_hour(contact.told(key))) is not None]
    source = CASE_FILE
    if not stated:
        source = f"{TRANSCRIPT}, times that were said"
        stated = [hour for one in heard(contact, entry) if (hour := clock_hour(one.value)) is not None]
    if not stated:
        return NOT_KNOWN
    dark = any(_is_night(contact, hour) for hour in stated) or (len(stated) > 1 and stated[-1] < stated[0])
    words = f"{'at night' if dark else 'not at night'}: {_clock(stated[0])} to {_clock(stated[-1])}"
    return Reading(value=float(dark), words=words, source=source)


def breaks(contact: Contact, entry: SessionFactorEntry) -> Reading:
    """Longest stretch, in hours, without a break or an offer of one; the end of a session is a break."""
    del entry
    total, source = hours_until(contact, len(contact.transcript.turns))
    if total is None:
        return NOT_KNOWN
    count = contact.number("breaks")
    if count is not None:
        longest = total / (count + 1)
        return Reading(value=longest, words=f"{count:g} breaks in {_hours(total)}", source=CASE_FILE)
    offered = {tag.turn_index for tag in contact.tagging.tags if tag.code == _BREAK and tag.status is TagStatus.ACTIVE}
    offers = sorted(offered | _session_begins(contact.transcript.turns))
    marks = [0.0, *(hours_until(contact, index)[0] or 0.0 for index in offers), total]
    longest = max(after - before for before, after in pairwise(marks))
    return Reading(value=longest, words=f"{_hours(longest)} without a break or an offer", source=source)


def clock_hour(value: object) -> float | None:
    """Hour of the day (0..24) of a time such as "22:40", "10:40 pm" or "2026-03-01T22:40"; None where there is none."""
    if not isinstance(value, str):
        return None
    match = _CLOCK.match(value.rpartition("T")[2].strip())
    if match is None:
        return None
    hour = int(match["hour"]) + int(match["minute"] or 0) / 60
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"].lower() == "p" else 0)
    return hour if 0 <= hour < _HOURS_PER_DAY else None


def _session_begins(turns: Sequence[Turn]) -> set[int]:
    """First turns of sessions that follow another one."""
    return {after.index for before, after in pairwise(turns) if before.session_index != after.session_index}


def _lengths_ms(turns: Sequence[Turn]) -> list[int]:
    """Time from the first to the last timed turn of each session that has two."""
    times: dict[int, list[int]] = {}
    for turn in turns:
        if turn.start_ms is not None:
            times.setdefault(turn.session_index, []).append(turn.start_ms)
    return [found[-1] - found[0] for found in times.values() if len(found) > 1]


def _stated_hours(contact: Contact) -> float | None:
    minutes = contact.number("duration_minutes")
    if minutes is not None:
        return minutes / 60
    start, end = clock_hour(contact.told("start")), clock_hour(contact.told("end"))
    return None if start is None or end is None else (end - start) % _HOURS_PER_DAY


def _first_admission(contact: Contact) -> int:
    found = (
        tag.turn_index for tag in contact.tagging.tags if tag.code in _ADMISSIONS and tag.status is TagStatus.ACTIVE
    )
    return min(found, default=len(contact.transcript.turns))


def _is_night(contact: Contact, hour: float) -> bool:
    rule = contact.profile.session
    return hour >= rule.night_from_hour.value or hour < rule.night_to_hour.value


def _hours(hours: float) -> str:
    if hours < 1:
        minutes = round(hours * 60)
        return f"{minutes} minute{'s' * (minutes != 1)}"
    return f"{hours:.1f} hours"


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{round(hour % 1 * 60):02d}"
