"""The classifier at work: probabilities for every sentence of a transcript at once, with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from coercionscan.matching.language import Words
from coercionscan.records import Evidence, Span
from coercionscan.tags.artifact import Floats, Model, SideModel
from coercionscan.tags.features import Sight, is_word

_SHOWN = 5
_NOBODY = ""
"""No name of a feature."""
_AT_ONCE = 2_000
"""So many sentences are judged at once: bounds the memory for a long transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the classifier thinks of one code in one turn.

    Attributes:
        code: The code.
        turn_index: The turn.
        chance: Highest probability among the turn's sentences.
        keep: Probability under which a rule's hit becomes a suggestion.
        span: The sentence, in ``Transcript.text``.
        features: What spoke most for the code, with its part of the sum.
        confidence_alone: How often such a report was right where no rule agreed.
        confidence_with_rule: The same where a rule agreed.
    """

    code: str
    turn_index: int
    chance: float
    keep: float
    span: Span
    features: tuple[tuple[str, float], ...]
    confidence_alone: float
    confidence_with_rule: float

    def evidence(self) -> Evidence:
        """The opinion as a reason for a tag."""
        return Evidence(features=self.features, explanation=self.sentence())

    def sentence(self) -> str:
        """The opinion in one sentence."""
        words = [f"“{name}”" for name, _ in self.features if is_word(name)]
        return f"Classifier: probability {self.chance:.2f}{', words ' + ', '.join(words) if words else ''}."


class Opinions:
    """The classifier's opinions of a transcript; each is made when it is asked for."""

    def __init__(self, model: Model, words: Sequence[Words], sights: Sequence[Sight]) -> None:
        """Judge all sentences.

        Args:
            model: The model.
            words: Words of each turn.
            sights: Sentences to judge.
        """
        self._model = model
        self._words = words
        self._best: dict[tuple[int, str], tuple[float, Sight, int]] = {}
        self.turns = frozenset(sight.turn_index for sight in sights)
        self.codes = frozenset(code for side in model.sides.values() for code in side.codes)
        for name, side in model.sides.items():
            self._judge(side, [sight for sight in sights if sight.side == name])

    def _judge(self, side: SideModel, sights: Sequence[Sight]) -> None:
        for start in range(0, len(sights), _AT_ONCE):
            part = sights[start : start + _AT_ONCE]
            chances = probabilities(side, part)
            worth = np.argwhere(chances >= np.minimum(side.report, np.maximum(side.keep, 1e-6)))
            for number, column in worth.tolist():
                key = (part[number].turn_index, side.codes[column])
                chance = float(chances[number, column])
                if key not in self._best or chance > self._best[key][0]:
                    self._best[key] = (chance, part[number], column)

    def of(self, turn_index: int, code: str) -> Opinion | None:
        """The opinion of a code in a turn; None where it is too unlikely to be remembered."""
        found = self._best.get((turn_index, code))
        return None if found is None else self._opinion(code, *found)

    def reports(self) -> list[Opinion]:
        """Opinions that are sure enough to be reported without a rule, by turn and code."""
        return [
            self._opinion(code, chance, sight, column)
            for (_, code), (chance, sight, column) in sorted(self._best.items(), key=lambda item: item[0])
            if chance >= self._model.sides[sight.side].report[column]
        ]

    def _opinion(self, code: str, chance: float, sight: Sight, column: int) -> Opinion:
        side = self._model.sides[sight.side]
        parts = [
            (name, value * float(side.weights[side.vocabulary[name], column]))
            for features in (sight.own, sight.shared)
            for name, value in features.items()
            if name in side.vocabulary
        ]
        strongest = sorted((part for part in parts if part[1] > 0), key=lambda part: (-part[1], part[0]))[:_SHOWN]
        calibration = self._model.calibration
        return Opinion(
            code=code,
            turn_index=sight.turn_index,
            chance=chance,
            keep=float(side.keep[column]),
            span=self._words[sight.turn_index].span(sight.first, sight.end - 1),
            features=tuple((name, round(part, 3)) for name, part in strongest),
            confidence_alone=calibration.confidence(chance, with_rule=False),
            confidence_with_rule=calibration.confidence(chance, with_rule=True),
        )


def probabilities(side: SideModel, sights: Sequence[Sight]) -> Floats:
    """Probability of each code for each sentence of one side.

    Args:
        side: The model of the side.
        sights: The sentences, at least one.

    Returns:
        Sentences by codes, each in 0..1.
    """
    shared: dict[int, int] = {}
    turns: list[Mapping[str, float]] = []
    for sight in sights:
        if id(sight.shared) not in shared:
            shared[id(sight.shared)] = len(turns)
            turns.append(sight.shared)
    sums = _sums(side, [sight.own for sight in sights])
    sums += _sums(side, turns)[[shared[id(sight.shared)] for sight in sights]]
    result: Floats = 1.0 / (1.0 + np.exp(-(sums + side.intercepts)))
    return result


def _sums(side: SideModel, rows: Sequence[Mapping[str, float]]) -> Floats:
    """Weighted sums; a feature that nobody knows counts nothing. Each row is led by one, so that none is empty."""
    unknown = len(side.vocabulary)
    sizes = np.fromiter(map(len, rows), dtype=np.intp, count=len(rows)) + 1
    names = [name for row in rows for name in (_NOBODY, *row)]
    numbers = np.fromiter(map(side.vocabulary.get, names, repeat(unknown)), dtype=np.intp, count=len(names))
    values = np.array([value for row in rows for value in (0.0, *row.values())], dtype=np.float32)
    parts = side.weights[numbers]
    parts *= values[:, None]
    result: Floats = np.add.reduceat(parts, np.cumsum(sizes) - sizes, axis=0)
    return result
