"""What the indexes would be under other conventions, printed beside every score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from coercionscan.lexicon.profile import Number, Profile
from coercionscan.records import (
    Attribution,
    Confession,
    Exposure,
    Ledger,
    Risk,
    SessionFactor,
    Tagging,
    Transcript,
)
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.exposure import expose_all
from coercionscan.risk.permutation import preceded_share
from coercionscan.risk.score import RELIABILITY, VOLUNTARINESS, Score, indexes, log_terms, score

_PROVEN = "codes that reached their measured minimum only"

Lines = tuple[tuple[str, float], ...]
_PRESSING = ("pressure", "inducement", "rights")


def quick(exposure: Exposure, profile: Profile, codes: Mapping[str, CodeScoring]) -> Lines:
    """The lines that cost nothing: other amplifiers, the largest swing when one code is left out, proven codes only.

    Args:
        exposure: The exposure of one confession.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        (name, index 0..1) pairs; names say what was changed and which index it is.
    """
    return (
        *_amplifiers(exposure, profile),
        *_largest_swings(exposure, profile),
        *_proven_only(exposure, profile, codes),
    )


def full(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confessions: Sequence[Confession],
    exposures: Sequence[Exposure],
    factors: Sequence[SessionFactor],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> list[Lines]:
    """All lines: other amplifiers, no decay, sure turns only, no circumstances, each code left out, and the baseline.

    The baseline says, for each code that presses before a confession, at which share of random places of the talk as
    many of its tags stand shortly before.

    Args:
        transcript: The transcript.
        tagging: Its tags.
        ledger: Its details.
        confessions: All confessions of the contact.
        exposures: Their exposures.
        factors: Circumstances of the contact.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        For each confession (name, index 0..1) pairs.
    """

    def scored(tags: Tagging, chosen: Profile) -> list[Score]:
        _, made = expose_all(transcript, tags, ledger, confessions, factors, chosen, codes)
        return [score(one, profile) for one in made]

    flat, sure = scored(tagging, _without_decay(profile)), scored(_sure(transcript, tagging), profile)
    baseline = _Baseline(transcript, tagging, confessions, profile)
    lines = []
    for base, undecayed, certain in zip(exposures, flat, sure, strict=True):
        found = [*_amplifiers(base, profile), *_proven_only(base, profile, codes)]
        found += _both("no decay", undecayed)
        found += _both("sure turns only", certain)
        found += _both("no circumstances", score(_without_circumstances(base), profile))
        for code, (voluntariness, reliability) in leave_one_out(base, profile).items():
            found.append((f"without {code}: {VOLUNTARINESS}", voluntariness))
            found.append((f"without {code}: {RELIABILITY}", reliability))
        lines.append((*found, *baseline.of(base)))
    return lines


def both_readings(name: str, risk: Risk) -> Lines:
    """Two lines: what both indexes of a confession would be."""
    return ((f"{name}: {VOLUNTARINESS}", risk.voluntariness_index), (f"{name}: {RELIABILITY}", risk.reliability_index))


def highest_readings(name: str, risks: Sequence[Risk]) -> Lines:
    """Two lines: the highest index of each reading among several confessions; 0 where there is none."""
    return (
        (f"{name}: {VOLUNTARINESS}", max((risk.voluntariness_index for risk in risks), default=0.0)),
        (f"{name}: {RELIABILITY}", max((risk.reliability_index for risk in risks), default=0.0)),
    )


class _Baseline:
    """At which share of random places as many tags of a code stand shortly before; the same for all confessions."""

    def __init__(
        self, transcript: Transcript, tagging: Tagging, confessions: Sequence[Confession], profile: Profile
    ) -> None:
        self._share = cache(lambda code: preceded_share(transcript, tagging, confessions, code, profile))

    def of(self, exposure: Exposure) -> Lines:
        pressing = sorted(item.code for item in exposure.items if item.subscore in _PRESSING and item.tag_ids)
        shares = ((code, self._share(code)) for code in pressing)
        return tuple(
            (f"random places with as many {code} before them", share) for code, share in shares if share is not None
        )


def leave_one_out(exposure: Exposure, profile: Profile) -> dict[str, tuple[float, float]]:
    """Both indexes without each code in turn.

    Args:
        exposure: The exposure of one confession.
        profile: The score profile.

    Returns:
        Code to (voluntariness, reliability) index without it.
    """
    terms = log_terms(exposure.items)
    return {
        left_out: indexes([item for item in exposure.items if item.code != left_out], terms, profile)
        for left_out in terms
    }


def _amplifiers(exposure: Exposure, profile: Profile) -> Lines:
    terms = log_terms(exposure.items)
    return tuple(
        (
            f"amplifier {number.value:g}: {VOLUNTARINESS}",
            indexes(exposure.items, terms, profile, amplifier=number.value)[0],
        )
        for number in profile.amplifier.alternatives
    )


def _largest_swings(exposure: Exposure, profile: Profile) -> Lines:
    without = leave_one_out(exposure, profile)
    if not without:
        return ()
    base = indexes(exposure.items, log_terms(exposure.items), profile)
    lines = []
    for which, (reading, index) in enumerate(zip((VOLUNTARINESS, RELIABILITY), base, strict=True)):
        code = min(without, key=lambda one: (without[one][which], one))
        if without[code][which] < index:
            lines.append((f"without {code}: {reading}", without[code][which]))
    return tuple(lines)


def _proven_only(exposure: Exposure, profile: Profile, codes: Mapping[str, CodeScoring]) -> Lines:
    """What is left when only codes count that reached their minimum when measured; circumstances stay."""
    kept = [item for item in exposure.items if codes[item.code].proven]
    found = indexes(kept, log_terms(exposure.items), profile)
    return tuple((f"{_PROVEN}: {name}", value) for name, value in zip((VOLUNTARINESS, RELIABILITY), found, strict=True))


def _both(name: str, scored: Score) -> Lines:
    return (
        (f"{name}: {VOLUNTARINESS}", scored.voluntariness_index),
        (f"{name}: {RELIABILITY}", scored.reliability_index),
    )


def _without_decay(profile: Profile) -> Profile:
    flat = profile.decay.model_copy(update={"floor": Number(value=1.0, convention=True)})
    return profile.model_copy(update={"decay": flat})


def _without_circumstances(exposure: Exposure) -> Exposure:
    return replace(exposure, items=tuple(item for item in exposure.items if item.circumstance is None))


def _sure(transcript: Transcript, tagging: Tagging) -> Tagging:
    """The tags on turns whose speaker is sure."""
    kept = tuple(tag for tag in tagging.tags if transcript.turns[tag.turn_index].attribution is Attribution.SURE)
    return replace(tagging, tags=kept)
