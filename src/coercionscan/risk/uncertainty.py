"""How far a score could be off: seeded random draws of tags, weights and half-masses, all at once in numpy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from coercionscan.lexicon.profile import Profile
from coercionscan.records import Band, Exposure, ExposureItem, Interval
from coercionscan.risk.codes import CodeScoring
from coercionscan.risk.events import OF_ALL, Events, Parts
from coercionscan.risk.score import log_term
from coercionscan.risk.windows import Floats, Ints

_HEAVIEST = 0.95
"""No drawn weight may reach 1: a single code must not fill an index."""
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The random draws of one contact, shared by all its confessions: what is one tag stays one tag.

    Generator: numpy PCG64 with the seed of the profile. ``held`` has a row per id and a column per draw; ``places``
    says which of them a row of the events has.
    """

    events: Events
    places: Ints
    held: npt.NDArray[np.bool_]
    weight_factors: Mapping[str, Floats]
    half_factors: Mapping[str, Floats]


def draw(parts: Sequence[Parts], exposures: Sequence[Exposure], profile: Profile) -> Draws:
    """Draw everything that is uncertain once for a contact.

    Args:
        parts: Ingredients of each confession.
        exposures: Exposure of each confession.
        profile: Holds seed, number of draws and spreads.

    Returns:
        The draws.
    """
    rule, events = profile.uncertainty, parts[0].events
    generator = np.random.Generator(np.random.PCG64(rule.seed))
    counts = np.zeros(len(events.ids), dtype=bool)
    for found in parts:
        counts[found.rows] = True
    rows = np.flatnonzero(counts).tolist()
    sure = {events.ids[row]: float(events.confidences[row]) for row in rows}
    numbers = {name: number for number, name in enumerate(sorted(sure))}
    places = np.zeros(len(events.ids), dtype=np.int64)
    places[rows] = [numbers[events.ids[row]] for row in rows]
    thresholds = np.array([sure[name] for name in numbers])
    held = np.empty((rule.draws, len(numbers)), dtype=bool)
    for one in held:
        np.less(generator.random(len(numbers)), thresholds, out=one)
    codes = sorted({item.code for exposure in exposures for item in exposure.items})
    return Draws(
        events=events,
        places=places,
        held=np.ascontiguousarray(held.T),
        weight_factors=_factors(generator, codes, rule.draws, rule.weight_spread.value),
        half_factors=_factors(generator, codes, rule.draws, rule.half_mass_spread.value),
    )


def masses(parts: Iterable[Parts], draws: Draws) -> Iterator[Floats]:
    """Mass of each code in every draw, confession by confession.

    What counts alike for all that follows is summed up once; only what is near to an admission is summed anew for it.

    Args:
        parts: Ingredients of each confession, quickest in the order of the talk.
        draws: The draws of the contact.

    Returns:
        For each confession a row per code of the events and a column per draw. Equal to the plain sum but for the
        last bits.
    """
    events = draws.events
    of_all = events.owners == OF_ALL
    summed = np.zeros(len(events.ids), dtype=bool)
    usual = np.zeros((len(events.codes), draws.held.shape[1]))
    for found in parts:
        within = np.zeros(len(events.ids), dtype=bool)
        within[found.rows] = within[found.emptied] = True
        within &= of_all
        if np.any(summed & ~within):
            summed[:], usual[:] = False, 0.0
        fresh = np.flatnonzero(within & ~summed)
        usual += _sums(fresh, events.steady[fresh], draws)
        summed = within
        other = found.factors - _usual(found.rows, found)
        unlike = np.flatnonzero(other)
        made: Floats = usual * found.scales[:, None] + _sums(found.rows[unlike], other[unlike], draws)
        if len(found.emptied):
            made -= _sums(found.emptied, _usual(found.emptied, found), draws)
        # Where all was taken away again, the last bits may fall below nothing.
        yield np.maximum(made, 0.0, out=made)


def _usual(rows: Ints, parts: Parts) -> Floats:
    """The factor by which rows count at most distances."""
    found: Floats = parts.events.steady[rows] * parts.scales[parts.events.numbers[rows]]
    return found


def _sums(rows: Ints, weights: Floats, draws: Draws) -> Floats:
    """Sum of the weights of what holds in each draw, by code; rows are in rising order."""
    numbers = draws.events.numbers[rows]
    found = np.zeros((len(draws.events.codes), draws.held.shape[1]))
    begins = np.flatnonzero(np.diff(numbers, prepend=-1)).tolist()
    for begin, end in pairwise((*begins, len(rows))):
        held = draws.held[draws.places[rows[begin:end]]]
        np.einsum("i,ij->j", weights[begin:end], held, out=found[numbers[begin]])
    return found


def interval(
    exposure: Exposure,
    drawn: Floats,
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
        drawn: Its masses, as ``masses`` gives them.
        draws: The draws of the contact.
        indexes: Voluntariness and reliability index; each lies in its interval.
        band: The band that is printed.
        profile: The score profile.
        codes: Scoring of codes and circumstances.
        hidden: Share 0..1 that unrecorded or unclear talk may add. It moves the high ends up, never the low ends.

    Returns:
        The interval at the level of the profile, rounded to 6 digits.
    """
    voluntariness, reliability = _indexes(exposure, drawn, draws, profile, codes)
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
    drawn: Floats,
    draws: Draws,
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> float | None:
    """Mean Kendall's tau between the order of the codes by their log terms and their order in each draw.

    Args:
        exposure: The exposure of a confession.
        drawn: Its masses, as ``masses`` gives them.
        draws: The draws of the contact.
        profile: The score profile.
        codes: Scoring of codes and circumstances.

    Returns:
        A number -1..1; 1 when no draw changes the order. None with fewer than two codes.
    """
    terms = _log_terms(exposure, drawn, draws, profile, codes)
    if len(terms) < 2:
        return None
    stated = np.array([log_term(item) for item in exposure.items])
    first, second = np.triu_indices(len(stated), 1)
    same = np.sign(stated[first] - stated[second])[:, None] * np.sign(terms[first] - terms[second])
    return round(float(np.mean(same)), _DIGITS)


def _factors(generator: np.random.Generator, codes: Sequence[str], count: int, spread: float) -> dict[str, Floats]:
    return {code: np.exp(spread * generator.standard_normal(count)) for code in codes}


def _indexes(
    exposure: Exposure,
    drawn: Floats,
    draws: Draws,
    profile: Profile,
    codes: Mapping[str, CodeScoring],
) -> tuple[Floats, Floats]:
    """Both indexes in every draw, by the formulas of ``score``."""
    none = np.zeros(profile.uncertainty.draws)
    sums: dict[str, Floats] = {}
    terms = _log_terms(exposure, drawn, draws, profile, codes)
    for item, term in zip(exposure.items, terms, strict=True):
        sums[item.subscore] = sums.get(item.subscore, none) + term
    pressing = sums.get("pressure", none) + sums.get("inducement", none)
    amplified = 1 + profile.amplifier.amount.value * -np.expm1(-sums.get("vulnerability", none))
    rights = profile.rights_share.value * sums.get("rights", none)
    telling = sums.get("contamination", none) + sums.get("reliability", none)
    return -np.expm1(-(pressing * amplified + rights)), -np.expm1(-telling)


def _log_terms(
    exposure: Exposure,
    drawn: Floats,
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
    number_of = {code: number for number, code in enumerate(draws.events.codes)}
    # The mass of a circumstance is not drawn: its row is filled below.
    mass = drawn[[number_of.get(item.code, 0) for item in exposure.items]] if len(drawn) else np.zeros_like(halves)
    held = 1.0 - np.exp(-mass / halves)
    for row, item in enumerate(exposure.items):
        if item.circumstance is not None:
            held[row] = item.exposure
    terms: Floats = -np.log1p(-weights * held)
    return terms


def _half(item: ExposureItem, profile: Profile, codes: Mapping[str, CodeScoring]) -> float:
    """Half-mass of a code; a circumstance has none, since its exposure is its anchor value."""
    return profile.half(item.code, codes[item.code].half_mass_class) if item.circumstance is None else 1.0


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
