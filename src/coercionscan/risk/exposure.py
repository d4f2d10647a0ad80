"""What pressed on one confession: mass and exposure of each code before it, and the circumstances of the contact."""

from __future__ import annotations

import math
from collections import Counter
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
from coercionscan.risk.ingredients import Ingredient, ingredients

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
    return of_parts(parts, transcript, tagging, confession, factors, profile, {**factor_codes(entries), **codes})


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


def of_parts(
    parts: Sequence[Ingredient],
    transcript: Transcript,
    tagging: Tagging,
    confession: Confession,
    factors: Sequence[SessionFactor],
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> Exposure:
    """The exposure that given ingredients make.

    Args:
        parts: Ingredients of the confession.
        transcript: The transcript.
        tagging: Its tags.
        confession: The confession.
        factors: Circumstances of the contact.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        The exposure.
    """
    at = confession.first_turn_index
    items = [_item(code, found, at, profile, codes[code]) for code, found in _by_code(parts).items()]
    items += [item for factor in factors if (item := _circumstance(factor, profile, codes)) is not None]
    unknown = [factor.id for factor in factors if factor.exposure is None and factor.id not in profile.not_applicable]
    scored = [code for code in tagging.not_assessed if code in codes and _scores(codes[code], profile)]
    return Exposure(
        confession_id=confession.id,
        items=tuple(sorted(items, key=lambda item: item.code)),
        factors=tuple(factors),
        protective=_protective(transcript, tagging, confession.first_turn_index, codes),
        not_assessed=tuple(dict.fromkeys([*scored, *unknown])),
    )


def exposure_of(mass: float, half: float) -> float:
    """Saturating exposure ``x = 1 - exp(-m / h)``: the tenth tag adds less than the second.

    Source: the formula is a convention of the profile; see ``docs/score-by-hand.md``.
    """
    return 1.0 - math.exp(-mass / half)


def _scores(scoring: CodeScoring, profile: Profile) -> bool:
    return scoring.subscore is not None and profile.weight(scoring.code, scoring.weight_class) > 0


def _by_code(parts: Iterable[Ingredient]) -> dict[str, list[Ingredient]]:
    found: dict[str, list[Ingredient]] = {}
    for part in parts:
        found.setdefault(part.code, []).append(part)
    return found


def _item(
    code: str, found: Sequence[Ingredient], admission: int, profile: Profile, scoring: CodeScoring
) -> ExposureItem:
    mass = math.fsum(part.mass for part in found)
    # Of parts that weigh the same, the one nearest to the admission is shown first.
    by_part = sorted(found, key=lambda part: (-part.mass, abs(part.turn_index - admission), part.event_id))
    return ExposureItem(
        code=code,
        subscore=scoring.subscore or "",
        weight=profile.weight(code, scoring.weight_class),
        mass=mass,
        exposure=exposure_of(mass, profile.half(code, scoring.half_mass_class)),
        tag_ids=tuple(dict.fromkeys(tag_id for part in by_part for tag_id in part.tag_ids)),
        fact_ids=tuple(dict.fromkeys(fact_id for part in by_part for fact_id in part.fact_ids)),
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


def _protective(
    transcript: Transcript, tagging: Tagging, admission: int, codes: Mapping[str, CodeScoring]
) -> tuple[tuple[str, int], ...]:
    """Protective codes before the admission with their counts: shown, never subtracted."""
    protecting = {code for code, scoring in codes.items() if scoring.weight_class == PROTECTIVE}
    found = [tag for tag in tagging.tags if tag.code in protecting and tag.turn_index < admission]
    counts = Counter(
        tag.code for tag in found if tag.status is TagStatus.ACTIVE and transcript.turns[tag.turn_index].scored
    )
    return tuple(sorted(counts.items()))
