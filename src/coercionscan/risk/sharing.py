"""A turn that both leads and feeds: which of the two codes it counts under."""

from __future__ import annotations

import math
from collections.abc import Mapping

Curve = tuple[float, float]
"""Weight ``w`` and half-mass ``h`` of a code."""
_STEPS = 60


def feeding_shares(
    leading: Mapping[int, float], feeding: Mapping[int, float], leading_curve: Curve, feeding_curve: Curve
) -> dict[int, float]:
    """Share out the turns that carry both codes so that the sub-score is the highest.

    Turns go to feeding in falling order of ``feeding mass / leading mass`` as long as that raises the sum of both log
    terms; at most one turn, where the balance tips, is split. Because the sum is the highest that any sharing reaches,
    one more tag can never lower it.

    Args:
        leading: Leading mass by turn.
        feeding: Feeding mass by turn.
        leading_curve: Weight and half-mass of leading questions.
        feeding_curve: Weight and half-mass of fact feeding.

    Returns:
        For each turn with both masses, the share (0..1) that counts as feeding; the rest counts as leading.
    """
    both = [turn for turn in leading if leading[turn] > 0 and feeding.get(turn, 0.0) > 0]
    both.sort(key=lambda turn: (-feeding[turn] / leading[turn], turn))
    led = sum(leading.values())
    shared = frozenset(both)
    fed = sum(mass for turn, mass in feeding.items() if turn not in shared)
    shares: dict[int, float] = {}
    tipped = False
    for turn in both:
        share = 0.0 if tipped else _best(led, leading[turn], leading_curve, fed, feeding[turn], feeding_curve)
        shares[turn] = share
        tipped = tipped or share < 1
        led -= share * leading[turn]
        fed += share * feeding[turn]
    return shares


def _best(led: float, less: float, leading: Curve, fed: float, more: float, feeding: Curve) -> float:
    """The share where moving mass stops to pay, by bisection on the slope of the concave sum of log terms."""

    def gain(share: float) -> float:
        return more * _slope(fed + share * more, feeding) - less * _slope(led - share * less, leading)

    if gain(1.0) >= 0:
        return 1.0
    if gain(0.0) <= 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if gain(middle) > 0 else (low, middle)
    return (low + high) / 2


def _slope(mass: float, curve: Curve) -> float:
    """Slope of ``-ln(1 - w (1 - exp(-m / h)))`` at a mass: ``(w / h) / ((1 - w) exp(m / h) + w)``."""
    weight, half = curve
    return weight / half / ((1 - weight) * math.exp(min(max(mass, 0.0) / half, 700.0)) + weight)
