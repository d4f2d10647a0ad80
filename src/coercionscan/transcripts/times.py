"""Clock times of transcripts in whole milliseconds."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,6}))?(?:[ ]?(?P<half>[AaPp])\.?[Mm]\.?)?$"
)


def milliseconds(clock: str) -> int | None:
    """Time of ``[H:]MM:SS[.fff]``, or of a clock with "AM" or "PM": ``H:MM[:SS] PM``.

    Args:
        clock: The time as printed.

    Returns:
        Milliseconds from the start; None when it is no time.
    """
    match = _CLOCK.match(clock.strip())
    if not match:
        return None
    first, middle, last = int(match["h"] or 0), int(match["m"]), int(match["s"])
    if match["half"]:
        first, middle, last = (first, middle, last) if match["h"] else (middle, last, 0)
        first = first % 12 + (12 if match["half"] in "Pp" else 0)
    seconds = (first * 60 + middle) * 60 + last
    return seconds * 1000 + int((match["f"] or "0").ljust(3, "0")[:3])


def from_seconds(value: object) -> int | None:
    """Time of a number of seconds, also as a string such as ``"5.10"`` or ``"5.100s"``.

    Args:
        value: Seconds, or None.

    Returns:
        Milliseconds; None when it is no number, or before the beginning.
    """
    return whole_number(str(value).rstrip("s"), 1000) if not isinstance(value, bool) else None


def whole_number(value: object, factor: int = 1) -> int | None:
    """A count or a time that a file gives as a number or as a string of one.

    Args:
        value: What the file holds.
        factor: The number is multiplied by it.

    Returns:
        The rounded number; None when it is none, negative or endless.
    """
    try:
        number = round(float(str(value)) * factor)
    except (ValueError, OverflowError):
        return None
    return number if number >= 0 else None


def clock(ms: int) -> str:
    """``HH:MM:SS.mmm`` of milliseconds.

    Args:
        ms: Milliseconds, not negative.

    Returns:
        The time as WebVTT writes it.
    """
    seconds, rest = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}.{rest:03d}"
