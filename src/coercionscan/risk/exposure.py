"""What pressed on one confession: mass and exposure of each code before it, and the circumstances of the contact."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from coercionscan.lexicon.profile import Profile, SessionFactorEntry
from coercionscan.records import (
    Confession,
    Exposure,
    ExposureItem,
    Ledger,
    SessionFactor,
    Tagging,
    TagStatus,
    Transcript,
)
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.events import CodeParts, Parts
from coercionscan.risk.ingredients import ingredients, ingredients_of_all

COVERAGE = "coverage"
PROTECTIVE = "protective"


def expose(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confession: Confession,
    factors: Sequence[SessionFactor],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
    *,
    confessions: Sequence[Confession] = (),
    entries: Sequence[SessionFactorEntry] = (),
) -> Exposure:
    """Sum up what pressed on a confession.

    Args:
        transcript: The transcript.
        tagging: Its tags.
        ledger: Its details.
        confession: The confession.
        factors: Circumstances of the contact.
        profile: The score profile.
        codes: Scoring of each code.
        confessions: All confessions of the contact; the given one alone by default.
        entries: Weights and sub-scores of the circumstances, where ``codes`` does not hold them.

    Returns:
        One item per code with mass, ordered by code, and the ledger of protective conduct before the admission.
    """
    parts = ingredients(transcript, tagging, ledger, confession, confessions, profile, codes)
    known = {**factor_codes(entries), **codes}
    return of_parts(parts, tagging, Protection(transcript, tagging, codes), confession, factors, profile, known)


def expose_all(
    transcript: Transcript,
    tagging: Tagging,
    ledger: Ledger,
    confessions: Sequence[Confession],
    factors: Sequence[SessionFactor],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> tuple[list[Parts], tuple[Exposure, ...]]:
    """Sum up what pressed on each confession of a contact; what they share is worked out once.

    Args:
        transcript: The transcript.
        tagging: Its tags.
        ledger: Its details.
        confessions: Its confessions.
        factors: Circumstances of the contact.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        Ingredients and exposure of each confession, in order.
    """
    parts = ingredients_of_all(transcript, tagging, ledger, confessions, profile, codes)
    protection = Protection(transcript, tagging, codes)
    exposures = (
        of_parts(found, tagging, protection, one, factors, profile, codes)
        for one, found in zip(confessions, parts, strict=True)
    )
    return parts, tuple(exposures)


def factor_codes(entries: Iterable[SessionFactorEntry]) -> dict[str, CodeScoring]:
    """The scoring of the circumstances, in the shape of codes.

    Args:
        entries: The session factors of the lexicon.

    Returns:
        Scoring by id.
    """
    return {
        entry.id: CodeScoring(code=entry.id, weight_class=entry.weight, subscore=entry.subscore, sources=entry.sources)
        for entry in entries
    }


class Protection:
    """Protective conduct of a contact: shown, never subtracted."""

    def __init__(self, transcript: Transcript, tagging: Tagging, codes: Mapping[str, CodeScoring]) -> None:
        """Take the turns of each protective code.

        Args:
            transcript: The transcript.
            tagging: Its tags; only active ones count.
            codes: Scoring of each code.
        """
        protecting = {code for code, scoring in codes.items() if scoring.weight_class == PROTECTIVE}
        turns: dict[str, list[int]] = {}
        for tag in tagging.tags:
            counts = tag.status is TagStatus.ACTIVE and transcript.turns[tag.turn_index].scored
            if counts and tag.code in protecting:
                turns.setdefault(tag.code, []).append(tag.turn_index)
        self._turns = {code: sorted(found) for code, found in sorted(turns.items())}

    def before(self, admission: int) -> tuple[tuple[str, int], ...]:
        """Protective codes before an admission with their counts.

        Args:
            admission: Turn of the admission.
        """
        counts = ((code, bisect_left(turns, admission)) for code, turns in self._turns.items())
        return tuple((code, count) for code, count in counts if count)


def of_parts(
    parts: Parts,
    tagging: Tagging,
    protection: Protection,
    confession: Confession,
    factors: Sequence[SessionFactor],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> Exposure:
    """The exposure that given ingredients make.

    Args:
        parts: Ingredients of the confession.
        tagging: Knows which codes were not assessed.
        protection: Protective conduct of the contact.
        confession: The confession.
        factors: Circumstances of the contact.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        The exposure.
    """
    at = confession.first_turn_index
    items = [_item(found, profile, codes[found.code]) for found in parts.by_code(at)]
    items += [item for factor in factors if (item := _circumstance(factor, profile, codes)) is not None]
    unknown = [factor.id for factor in factors if factor.exposure is None and factor.id not in profile.not_applicable]
    scored = [code for code in tagging.not_assessed if code in codes and _scores(codes[code], profile)]
    return Exposure(
        confession_id=confession.id,
        items=tuple(sorted(items, key=lambda item: item.code)),
        factors=tuple(factors),
        protective=protection.before(at),
        not_assessed=tuple(dict.fromkeys([*scored, *unknown])),
    )


def exposure_of(mass: float, half: float) -> float:
    """Saturating exposure ``x = 1 - exp(-m / h)``: the tenth tag adds less than the second.

    Source: the formula is a convention of the profile; see ``docs/score-by-hand.md``.
    """
    return 1.0 - math.exp(-mass / half)


def _scores(scoring: CodeScoring, profile: Profile) -> bool:
    return scoring.subscore is not None and profile.weight(scoring.code, scoring.weight_class) > 0


def _item(found: CodeParts, profile: Profile, scoring: CodeScoring) -> ExposureItem:
    mass = math.fsum(found.masses)
    return ExposureItem(
        code=found.code,
        subscore=scoring.subscore or "",
        weight=profile.weight(found.code, scoring.weight_class),
        mass=mass,
        exposure=exposure_of(mass, profile.half(found.code, scoring.half_mass_class)),
        tag_ids=found.tag_ids,
        fact_ids=found.fact_ids,
        sources=scoring.sources,
    )


def _circumstance(factor: SessionFactor, profile: Profile, codes: Mapping[str, CodeScoring]) -> ExposureItem | None:
    """The item of a circumstance, whose exposure is its anchor value; coverage widens the interval instead."""
    scoring = codes.get(factor.id)
    if scoring is None or scoring.subscore in (None, COVERAGE) or not factor.exposure:
        return None
    weight = profile.weight(factor.id, scoring.weight_class)
    if weight <= 0:
        return None
    return ExposureItem(
        code=factor.id,
        subscore=scoring.subscore or "",
        weight=weight,
        mass=factor.exposure,
        exposure=factor.exposure,
        circumstance=f"{factor.value} ({factor.source})",
        sources=scoring.sources,
    )
