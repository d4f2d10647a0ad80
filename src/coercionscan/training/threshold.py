"""From which probability on a code is reported: a rule that favours precision at the rarity of real talk."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

BASE_RATE = 0.005
"""Share of sentences that carry a code in real transcripts, an assumption on the safe side (most codes are rarer)."""
WANTED_PRECISION = 0.8
LOWEST = 0.5
FEWEST_HITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of one code by cross-validation.

    ``threshold`` is 1.01, which nothing reaches, when the code is not active. ``expected_precision`` is the precision
    at the base rate; 0 when the code is not active.
    """

    RULE: ClassVar[str] = (
        f"The lowest probability, at least {LOWEST}, at which the precision expected at a base rate of {BASE_RATE} is "
        f"at least {WANTED_PRECISION}: TPR*b / (TPR*b + FPR*(1-b)), FPR being (false hits + 0.5) / (negatives + 1), "
        f"and with at least {FEWEST_HITS} true hits. A code that never gets there is not active."
    )

    active: bool
    threshold: float
    expected_precision: float
    positives: int
    negatives: int
    precision: float
    recall: float
    f1: float

    def as_dict(self) -> dict[str, Any]:
        """Plain values, rounded to four places, for the card."""
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}


def figures(chances: NDArray[np.float64], labels: NDArray[np.int64]) -> Figures:
    """Choose the threshold of one code.

    Args:
        chances: Probability of each row by a model that has not seen it.
        labels: 1 where the row carries the code.

    Returns:
        Threshold and figures at it; figures at ``LOWEST`` when no threshold will do.
    """
    for threshold in sorted({round(float(chance), 4) for chance in chances if chance >= LOWEST}):
        found = _at(chances, labels, threshold, active=True)
        hits = found.recall * found.positives
        if found.expected_precision >= WANTED_PRECISION and round(hits) >= FEWEST_HITS:
            return found
    return _at(chances, labels, LOWEST, active=False)


def _at(chances: NDArray[np.float64], labels: NDArray[np.int64], threshold: float, *, active: bool) -> Figures:
    reported = chances >= threshold
    right = int(np.sum(reported & (labels == 1)))
    wrong = int(np.sum(reported & (labels == 0)))
    positives, negatives = int(np.sum(labels == 1)), int(np.sum(labels == 0))
    recall = right / positives if positives else 0.0
    precision = right / (right + wrong) if right + wrong else 0.0
    share = recall * BASE_RATE
    expected = share / (share + (wrong + 0.5) / (negatives + 1) * (1 - BASE_RATE))
    return Figures(
        active=active,
        threshold=threshold if active else 1.01,
        expected_precision=expected if active else 0.0,
        positives=positives,
        negatives=negatives,
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    )
