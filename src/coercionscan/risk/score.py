"""From exposures to two indexes: every point belongs to a code, and the points of an index sum to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coercionscan.lexicon.profile import Profile
from coercionscan.records import Band, Contribution, Exposure, ExposureItem

VOLUNTARINESS = "voluntariness"
RELIABILITY = "reliability"
SUBSCORES = ("pressure", "inducement", "rights", "vulnerability", "contamination", "reliability")
_PRESSING = ("pressure", "inducement")
_AMPLIFIED = (*_PRESSING, "vulnerability")
_TELLING = ("contamination", "reliability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Both indexes (0..1), the six sub-scores, and what each code adds. The band is that of the higher index."""

    voluntariness_index: float
    reliability_index: float
    band: Band
    subscores: tuple[tuple[str, float], ...]
    contributions: tuple[Contribution, ...]


def score(exposure: Exposure, profile: Profile, *, amplifier: float | None = None) -> Score:
    """Score one exposure.

    With ``L_k = -ln(1 - w_k x_k)``: a sub-score is ``S = 1 - exp(-sum of its L)``. The voluntariness index is
    ``1 - exp(-((L_pressure + L_inducement) (1 + a S_vulnerability) + r L_rights))``, the reliability index
    ``1 - exp(-(L_contamination + L_reliability))``. A code adds its share of the exponent.

    Args:
        exposure: The exposure.
        profile: Holds ``a`` (amplifier) and ``r`` (share of rights).
        amplifier: Another ``a``, for the sensitivity lines.

    Returns:
        The score. Both indexes are 0 and nothing contributes where no code has mass.
    """
    terms = log_terms(exposure.items)
    sums = {name: _sum(terms, exposure.items, (name,)) for name in SUBSCORES}
    amount = profile.amplifier.amount.value if amplifier is None else amplifier
    parts = _voluntariness_parts(exposure.items, terms, sums, amount, profile.rights_share.value)
    voluntariness, first = _index(parts, exposure.items, VOLUNTARINESS)
    reliability, second = _index(_telling_parts(exposure.items, terms), exposure.items, RELIABILITY)
    return Score(
        voluntariness_index=voluntariness,
        reliability_index=reliability,
        band=band(max(voluntariness, reliability), profile),
        subscores=tuple((name, share_of(sums[name])) for name in SUBSCORES),
        contributions=(*first, *second),
    )


def indexes(
    items: Sequence[ExposureItem], terms: Mapping[str, float], profile: Profile, *, amplifier: float | None = None
) -> tuple[float, float]:
    """Both indexes as ``score`` gives them, without the points of each code.

    Args:
        items: Items of an exposure, or some of them.
        terms: Their log terms by code.
        profile: As for ``score``.
        amplifier: As for ``score``.

    Returns:
        Voluntariness and reliability index.
    """
    sums = {name: _sum(terms, items, (name,)) for name in _AMPLIFIED}
    amount = profile.amplifier.amount.value if amplifier is None else amplifier
    parts = _voluntariness_parts(items, terms, sums, amount, profile.rights_share.value)
    exponents = (math.fsum(found.values()) for found in (parts, _telling_parts(items, terms)))
    voluntariness, reliability = (share_of(exponent) if exponent > 0 else 0.0 for exponent in exponents)
    return voluntariness, reliability


def log_terms(items: Iterable[ExposureItem]) -> dict[str, float]:
    """The log term of each item, by code."""
    return {item.code: log_term(item) for item in items}


def log_term(item: ExposureItem) -> float:
    """``-ln(1 - w x)`` of an item: what it adds to the exponent of its sub-score."""
    return -math.log1p(-item.weight * item.exposure)


def share_of(exponent: float) -> float:
    """``1 - exp(-L)``: the index or sub-score of a sum of log terms."""
    return -math.expm1(-exponent)


def band(index: float, profile: Profile) -> Band:
    """Band of an index. It describes how many risk factors are documented, not the confession.

    Args:
        index: The higher of the two indexes, 0..1.
        profile: Holds the lower ends.

    Returns:
        The band.
    """
    ends = profile.bands
    if index >= ends.extensive.value:
        return Band.EXTENSIVE
    if index >= ends.many.value:
        return Band.MANY
    return Band.SOME if index >= ends.some.value else Band.FEW


def _sum(terms: Mapping[str, float], items: Iterable[ExposureItem], subscores: Sequence[str]) -> float:
    return math.fsum(terms[item.code] for item in items if item.subscore in subscores)


def _voluntariness_parts(
    items: Sequence[ExposureItem],
    terms: Mapping[str, float],
    sums: Mapping[str, float],
    amplifier: float,
    rights_share: float,
) -> dict[str, float]:
    """Part of each code in the exponent; what vulnerability adds is credited to its codes by their log terms."""
    extra = amplifier * share_of(sums["vulnerability"]) * (sums["pressure"] + sums["inducement"])
    parts: dict[str, float] = {}
    for item in items:
        if item.subscore in _PRESSING:
            parts[item.code] = terms[item.code]
        elif item.subscore == "rights":
            parts[item.code] = terms[item.code] * rights_share
        elif item.subscore == "vulnerability" and sums["vulnerability"] > 0:
            parts[item.code] = extra * terms[item.code] / sums["vulnerability"]
    return parts


def _telling_parts(items: Iterable[ExposureItem], terms: Mapping[str, float]) -> dict[str, float]:
    return {item.code: terms[item.code] for item in items if item.subscore in _TELLING}


def _index(
    parts: Mapping[str, float], items: Iterable[ExposureItem], reading: str
) -> tuple[float, tuple[Contribution, ...]]:
    exponent = math.fsum(parts.values())
    index = share_of(exponent)
    if exponent <= 0:
        return 0.0, ()
    found = [_contribution(item, reading, index * parts[item.code] / exponent) for item in items if item.code in parts]
    return index, tuple(sorted((one for one in found if one.points > 0), key=lambda one: (-one.points, one.code)))


def _contribution(item: ExposureItem, reading: str, points: float) -> Contribution:
    return Contribution(
        code=item.code,
        reading=reading,
        points=points,
        tag_ids=item.tag_ids,
        fact_ids=item.fact_ids,
        circumstance=item.circumstance,
        sources=item.sources,
    )
