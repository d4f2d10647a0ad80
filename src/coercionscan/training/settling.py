"""From which probability on the classifier speaks, how sure its reports are, and figures of what comes out.

All of it is counted on turns of writers whom the model had not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

REPORT = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
"""Not lower: a report raises the score below where its chance is over F / (1 + BETA ** 2), which is .4 for the F of
about .6 that unseen writers come to; and tactics are rarer in life than in the corpus."""
KEEP = (0.0, 0.02, 0.05)
"""Not higher: a rule's words are a reason of their own where real talk looks less like the corpus."""
RELATIONAL = "relational"
COMMON = (0.5, 0.02)
"""Of a layer of which no turn was judged."""
NEVER = 1.01
BETA = 0.7
"""Under 1: a false report weighs more than a miss."""
NEAR = 0.005
"""Of reports that are so near to the best the lowest is taken: what is as good on the corpus shall miss less."""
_PRIOR = 6.0
"""So many turns of the common share are mixed into each bin of the calibration, so that few turns decide little."""
EDGES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_DRAWS = 1000

RULE = (
    f"For the codes of each layer together, of report {REPORT[0]}..{REPORT[-1]} and keep {KEEP}, the pair with the "
    f"highest F{BETA} over turns of unseen writers; of reports within {NEAR} of it the lowest. A rule's hit under "
    "'keep' is a suggestion; from 'report' on a turn is reported without a rule. For codes that hang on several turns "
    f"(layer {RELATIONAL}) the rules' hits are always kept."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One code in one turn: the scene, the probability, whether a rule hit, whether it is labelled so."""

    scene: str
    chance: float
    hit: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class Count:
    """Right reports, wrong reports, misses."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of reports that are right; 0 without reports."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of labels that are reported; 0 without labels."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return self.score(1.0)

    def score(self, beta: float) -> float:
        """F score: recall weighs ``beta`` times as much as precision."""
        square = beta * beta
        whole = (1 + square) * self.right + square * self.missed + self.wrong
        return (1 + square) * self.right / whole if whole else 0.0

    def as_dict(self) -> dict[str, float]:
        """Plain values for the card."""
        return {
            "n": self.right + self.missed,
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
        }


def reported(one: Judged, report: float, keep: float) -> bool:
    """Whether a code is reported in a turn, by the rules of settling."""
    return one.chance >= (min(report, keep) if one.hit else report)


def count(turns: Iterable[Judged], report: float, keep: float) -> Count:
    """Count what settling makes of the turns; ``report`` above 1 leaves the classifier's own reports out."""
    right = wrong = missed = 0
    for one in turns:
        if reported(one, report, keep):
            right += one.labelled
            wrong += not one.labelled
        else:
            missed += one.labelled
    return Count(right, wrong, missed)


def choose(judged: Mapping[str, Sequence[Judged]], layers: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Choose report and keep of every code, by ``RULE``.

    Args:
        judged: Turns of each code.
        layers: Layer of each code that is learned.

    Returns:
        Code to (report, keep); codes of one layer have the same.
    """
    best: dict[str, tuple[float, float]] = {}
    for layer in sorted({layers[code] for code in judged}):
        codes = [code for code in judged if layers[code] == layer]
        pairs = [(report, keep) for report in REPORT for keep in KEEP]
        if layer == RELATIONAL:
            pairs = [(report, keep) for report, keep in pairs if keep == 0.0]
        scores = [_sum(count(judged[code], *pair) for code in codes).score(BETA) for pair in pairs]
        near = min(report for (report, _), score in zip(pairs, scores, strict=True) if score >= max(scores) - NEAR)
        best[layer] = min((-score, pair) for pair, score in zip(pairs, scores, strict=True) if pair[0] == near)[1]
    return {code: best.get(layer, COMMON) for code, layer in layers.items()}


def calibrate(
    judged: Mapping[str, Sequence[Judged]], chosen: Mapping[str, tuple[float, float]]
) -> dict[str, list[float]]:
    """Share of right reports by probability, with a rule's hit and without; shares never fall as probabilities rise.

    Args:
        judged: Turns of each code.
        chosen: Report and keep of each code.

    Returns:
        ``edges``, ``with_rule``, ``alone``.
    """
    shares: dict[str, list[float]] = {"edges": list(EDGES)}
    for name, hit in (("with_rule", True), ("alone", False)):
        found = [
            (one.chance, one.labelled)
            for code, turns in judged.items()
            for one in turns
            if one.hit is hit and reported(one, *chosen[code])
        ]
        shares[name] = _rising(found)
    return shares


def interval(turns: Sequence[tuple[str, bool, bool]], seed: int) -> tuple[float, float] | None:
    """90% interval of F1 by drawing scenes with replacement.

    Args:
        turns: (scene, reported, labelled).
        seed: Seed of the draws.

    Returns:
        Lower and upper end; None without scenes.
    """
    scenes = sorted({scene for scene, _, _ in turns})
    if not scenes:
        return None
    place = {scene: number for number, scene in enumerate(scenes)}
    table = np.zeros((len(scenes), 3))
    for scene, said, labelled in turns:
        if said or labelled:
            table[place[scene], 0 if said and labelled else 1 if said else 2] += 1
    draws = np.random.default_rng(seed).integers(0, len(scenes), (_DRAWS, len(scenes)))
    sums = table[draws].sum(axis=1)
    scores = 2 * sums[:, 0] / np.maximum(1, 2 * sums[:, 0] + sums[:, 1] + sums[:, 2])
    low, high = np.quantile(scores, [0.05, 0.95])
    return round(float(low), 3), round(float(high), 3)


def _sum(counts: Iterable[Count]) -> Count:
    right = wrong = missed = 0
    for one in counts:
        right, wrong, missed = right + one.right, wrong + one.wrong, missed + one.missed
    return Count(right, wrong, missed)


def _rising(found: Sequence[tuple[float, bool]]) -> list[float]:
    """Share of right ones per bin, with the overall share mixed in, made to rise by joining bins that fall."""
    overall = sum(right for _, right in found) / max(1, len(found))
    bins = [[_PRIOR * overall, _PRIOR] for _ in EDGES]
    for chance, right in found:
        number = next(place for place, edge in enumerate(EDGES) if chance <= edge)
        bins[number][0] += right
        bins[number][1] += 1
    groups: list[list[float]] = []
    for share, size in bins:
        groups.append([share, size, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            last = groups.pop()
            groups[-1] = [one + two for one, two in zip(groups[-1], last, strict=True)]
    return [round(right / size, 3) for right, size, width in groups for _ in range(int(width))]
