"""The classifier at work: probabilities for every sentence of a transcript at once, with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from coercionscan.matching.language import Words
from coercionscan.records import Evidence, Span
from coercionscan.tags.artifact import Model, SideModel
from coercionscan.tags.features import Sight, is_word
from coercionscan.tags.weighed import Weighed

_SHOWN = 5
_AT_ONCE = 2_000
"""So many sentences are judged at once: bounds the memory for a long transcript."""


@dataclass(slots=True, kw_only=True)
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


class _Best(NamedTuple):
    """The sentence of a turn in which a code is most likely."""

    chance: float
    side: SideModel
    column: int
    weighed: Weighed
    number: int


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
        self._best: dict[tuple[int, str], _Best] = {}
        self.turns = frozenset(sight.turn_index for sight in sights)
        self.codes = frozenset(code for side in model.sides.values() for code in side.codes)
        for name, side in model.sides.items():
            self._judge(side, [sight for sight in sights if sight.side == name])

    def _judge(self, side: SideModel, sights: Sequence[Sight]) -> None:
        for start in range(0, len(sights), _AT_ONCE):
            weighed = Weighed(side, sights[start : start + _AT_ONCE])
            chances = weighed.probabilities()
            numbers, columns = np.nonzero(chances >= np.minimum(side.report, np.maximum(side.keep, 1e-6)))
            likely = zip(chances[numbers, columns].tolist(), numbers.tolist(), columns.tolist(), strict=True)
            for chance, number, column in likely:
                key = (weighed.sights[number].turn_index, side.codes[column])
                if key not in self._best or chance > self._best[key].chance:
                    self._best[key] = _Best(chance, side, column, weighed, number)

    def of(self, turn_index: int, code: str) -> Opinion | None:
        """The opinion of a code in a turn; None where it is too unlikely to be remembered."""
        best = self._best.get((turn_index, code))
        return None if best is None else self._opinion(best)

    def sure(self) -> list[tuple[int, str]]:
        """Turns and codes that are sure enough to be reported without a rule, in order."""
        return sorted([key for key, best in self._best.items() if best.chance >= best.side.report[best.column]])

    def _opinion(self, best: _Best) -> Opinion:
        side, sight, chance = best.side, best.weighed.sights[best.number], best.chance
        calibration = self._model.calibration
        return Opinion(
            code=side.codes[best.column],
            turn_index=sight.turn_index,
            chance=chance,
            keep=float(side.keep[best.column]),
            span=self._words[sight.turn_index].span(sight.first, sight.end - 1),
            features=best.weighed.strongest(best.number, best.column, _SHOWN),
            confidence_alone=calibration.confidence(chance, with_rule=False),
            confidence_with_rule=calibration.confidence(chance, with_rule=True),
        )
