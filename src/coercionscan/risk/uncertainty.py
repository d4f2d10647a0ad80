"""How far a score could be off: seeded random draws of tags, weights and half-masses, all at once in numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coercionscan.lexicon.profile import Profile
from coercionscan.records import Band, Exposure, ExposureItem, Interval
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.ingredients import Ingredient
from coercionscan.risk.score import log_term

Floats = npt.NDArray[np.float64]
_HEAVIEST = 0.95
"""No drawn weight may reach 1: a single code must not fill an index."""
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The random draws of one contact, shared by all its confessions: what is one tag stays one tag.

    Generator: numpy PCG64 with the seed of the profile. ``held`` has a row per event and a column per draw.
    """

    rows: Mapping[str, int]
    held: Floats
    weight_factors: Mapping[str, Floats]
    half_factors: Mapping[str, Floats]


def draw(parts: Sequence[Sequence[Ingredient]], exposures: Sequence[Exposure], profile: Profile) -> Draws:
    """Draw everything that is uncertain once for a contact.

    Args:
        parts: Ingredients of each confession.
        exposures: Exposure of each confession.
        profile: Holds seed, number of draws and spreads.

    Returns:
        The draws.
    """
    rule = profile.uncertainty
    generator = np.random.Generator(np.random.PCG64(rule.seed))
    events = {part.event_id: part.confidence for found in parts for part in found}
    names = sorted(events)
    held = generator.random((rule.draws, len(names))) < np.array([events[name] for name in names])
    codes = sorted({item.code for exposure in exposures for item in exposure.items})
    return Draws(
        rows={name: row for row, name in enumerate(names)},
        held=np.ascontiguousarray(held.T, dtype=np.float64),
        weight_factors=_factors(generator, codes, rule.draws, rule.weight_spread.value),
        half_factors=_factors(generator, codes, rule.draws, rule.half_mass_spread.value),
    )


def interval(
    exposure: Exposure,
    parts: Sequence[Ingredient],
    draws: Draws,
    indexes: tuple[float, float],
    band: Band,
    profile: Profile,
    codes: Mapping[str, CodeScoring],
    *,
    hidden: float = 0.0,
) -> Interval:
    """The interval of both indexes of one confession.

    Args:
        exposure: Its exposure.
        parts: Its ingredients.
        draws: The draws of the contact.
        indexes: Voluntariness and reliability index; each lies in its interval.
        band: The band that is printed.
        profile: The score profile.
        codes: Scoring of codes and circumstances.
        hidden: Share 0..1 that unrecorded or unclear talk may add. It moves the high ends up, never the low ends.

    Returns:
        The interval at the level of the profile, rounded to 6 digits.
    """
    voluntariness, reliability = _indexes(exposure, parts, draws, profile, codes)
    highest = np.maximum(voluntariness, reliability)
    share = float(np.mean(_band_numbers(highest, profile) == _band_number(max(indexes), profile)))
    return Interval(
        voluntariness=_ends(voluntariness, indexes[0], profile, hidden),
        reliability=_ends(reliability, indexes[1], profile, hidden),
        level=profile.uncertainty.level.value,
        draws=profile.uncertainty.draws,
        band_stability=1.0 if band is Band.NOT_ASSESSABLE else share,
    )


def order_agreement(
    exposure: Exposure,
    parts: Sequence[Ingredient],
    draws: Draws,
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> float | None:
    """Mean Kendall's tau between the order of the codes by their log terms and their order in each draw.

    Args:
        exposure: The exposure of a confession.
        parts: Its ingredients.
        draws: The draws of the contact.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        A number -1..1; 1 when no draw changes the order. None with fewer than two codes.
    """
    drawn = _log_terms(exposure, parts, draws, profile, codes)
    if len(drawn) < 2:
        return None
    stated = np.array([log_term(item) for item in exposure.items])
    first, second = np.triu_indices(len(stated), 1)
    same = np.sign(stated[first] - stated[second])[:, None] * np.sign(drawn[first] - drawn[second])
    return round(float(np.mean(same)), _DIGITS)


def _factors(generator: np.random.Generator, codes: Sequence[str], count: int, spread: float) -> dict[str, Floats]:
    return {code: np.exp(spread * generator.standard_normal(count)) for code in codes}


def _indexes(
    exposure: Exposure,
    parts: Sequence[Ingredient],
    draws: Draws,
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> tuple[Floats, Floats]:
    """Both indexes in every draw, by the formulas of ``score``."""
    none = np.zeros(profile.uncertainty.draws)
    sums: dict[str, Floats] = {}
    terms = _log_terms(exposure, parts, draws, profile, codes)
    for item, term in zip(exposure.items, terms, strict=True):
        sums[item.subscore] = sums.get(item.subscore, none) + term
    pressing = sums.get("pressure", none) + sums.get("inducement", none)
    amplified = 1 + profile.amplifier.amount.value * -np.expm1(-sums.get("vulnerability", none))
    rights = profile.rights_share.value * sums.get("rights", none)
    telling = sums.get("contamination", none) + sums.get("reliability", none)
    return -np.expm1(-(pressing * amplified + rights)), -np.expm1(-telling)


def _log_terms(
    exposure: Exposure,
    parts: Sequence[Ingredient],
    draws: Draws,
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> Floats:
    """The log term of each item in every draw: a row per item, in the order of the exposure."""
    if not exposure.items:
        return np.zeros((0, profile.uncertainty.draws))
    weights = np.array([[item.weight] for item in exposure.items])
    weights = np.minimum(weights * [draws.weight_factors[item.code] for item in exposure.items], _HEAVIEST)
    halves = np.array([[_half(item, profile, codes)] for item in exposure.items])
    halves = halves * [draws.half_factors[item.code] for item in exposure.items]
    held = 1.0 - np.exp(-_masses(exposure, parts, draws) / halves)
    for row, item in enumerate(exposure.items):
        if item.circumstance is not None:
            held[row] = item.exposure
    terms: Floats = -np.log1p(-weights * held)
    return terms


def _half(item: ExposureItem, profile: Profile, codes: Mapping[str, CodeScoring]) -> float:
    """Half-mass of a code; a circumstance has none, since its exposure is its anchor value."""
    return profile.half(item.code, codes[item.code].half_mass_class) if item.circumstance is None else 1.0


def _masses(exposure: Exposure, parts: Sequence[Ingredient], draws: Draws) -> Floats:
    """Mass of each item in every draw: a row per item. Parts are added one after the other, the same on any machine."""
    row_of = {item.code: row for row, item in enumerate(exposure.items)}
    masses = np.zeros((len(exposure.items), draws.held.shape[1]))
    found = sorted(parts, key=lambda part: row_of[part.code])
    if found:
        rows = np.array([row_of[part.code] for part in found])
        begins = np.flatnonzero(np.diff(rows, prepend=-1))
        counted = draws.held[[draws.rows[part.event_id] for part in found]]
        counted *= np.array([[part.factor] for part in found])
        masses[rows[begins]] = np.add.reduceat(counted, begins, axis=0)
    return masses


def _ends(values: Floats, index: float, profile: Profile, hidden: float) -> tuple[float, float]:
    tail = (1 - profile.uncertainty.level.value) / 2
    low, high = (float(end) for end in np.quantile(values, (tail, 1 - tail)))
    high = 1 - (1 - max(high, index)) * (1 - hidden)
    return round(min(low, index), _DIGITS), round(high, _DIGITS)


def _band_numbers(values: Floats, profile: Profile) -> npt.NDArray[np.int64]:
    ends = (profile.bands.some.value, profile.bands.many.value, profile.bands.extensive.value)
    return np.digitize(values, ends).astype(np.int64)


def _band_number(index: float, profile: Profile) -> int:
    return int(_band_numbers(np.array([index]), profile)[0])
