"""What the indexes would be under other conventions: printed beside every score."""

from __future__ import annotations

from dataclasses import replace

from coercionscan.lexicon.profile import Profile
from coercionscan.records import Exposure
from coercionscan.risk.score import score


def quick(exposure: Exposure, profile: Profile) -> tuple[tuple[str, float], ...]:
    """The lines that cost nothing: other amplifiers, and the largest swing when one code is left out.

    Args:
        exposure: The exposure of one confession.
        profile: The score profile.

    Returns:
        (name, index 0..1) pairs; names say what was changed and which index it is.
    """
    lines = [
        (
            f"amplifier {number.value:g}: voluntariness",
            score(exposure, profile, amplifier=number.value).voluntariness_index,
        )
        for number in profile.amplifier.alternatives
    ]
    without = leave_one_out(exposure, profile)
    if without:
        full = score(exposure, profile)
        lines += _largest(without, full.voluntariness_index, 0, "voluntariness")
        lines += _largest(without, full.reliability_index, 1, "reliability")
    return tuple(lines)


def leave_one_out(exposure: Exposure, profile: Profile) -> dict[str, tuple[float, float]]:
    """Both indexes without each code in turn.

    Args:
        exposure: The exposure of one confession.
        profile: The score profile.

    Returns:
        Code to (voluntariness, reliability) index without it.
    """
    found = {}
    for item in exposure.items:
        rest = replace(exposure, items=tuple(other for other in exposure.items if other.code != item.code))
        scored = score(rest, profile)
        found[item.code] = (scored.voluntariness_index, scored.reliability_index)
    return found


def _largest(without: dict[str, tuple[float, float]], full: float, which: int, reading: str) -> list[tuple[str, float]]:
    code = min(without, key=lambda one: (without[one][which], one))
    index = without[code][which]
    return [(f"without {code}: {reading}", index)] if index < full else []
