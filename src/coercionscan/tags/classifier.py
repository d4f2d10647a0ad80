"""The classifier at work: probabilities for every sentence of a transcript at once, with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from coercionscan.matching.language import Words
from coercionscan.records import Evidence, Span
from coercionscan.tags.artifact import Calibration, Floats, Model, SideModel
from coercionscan.tags.outlines import Outline, Outlines, is_word
from coercionscan.tags.weighed import Known, Weighed

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
        calibration: How often such a report was right.
    """

    code: str
    turn_index: int
    chance: float
    keep: float
    span: Span
    features: tuple[tuple[str, float], ...]
    calibration: Calibration

    @property
    def confidence_alone(self) -> float:
        """How often such a report was right where no rule agreed."""
        return self.calibration.confidence(self.chance, with_rule=False)

    @property
    def confidence_with_rule(self) -> float:
        """How often such a report was right where a rule agreed."""
        return self.calibration.confidence(self.chance, with_rule=True)

    def evidence(self) -> Evidence:
        """The opinion as a reason for a tag."""
        return Evidence(features=self.features, explanation=self.sentence())

    def sentence(self) -> str:
        """The opinion in one sentence."""
        words = [f"“{name}”" for name, _ in self.features if is_word(name)]
        return f"Classifier: probability {self.chance:.2f}{', words ' + ', '.join(words) if words else ''}."


class _Turns(NamedTuple):
    """The chances of a batch of sentences, gathered by turn.

    ``columns`` has the column of each code, ``first`` and ``end`` bound the sentences of each turn; ``best`` holds for
    each turn and code the highest chance, ``least`` for each code the chance from which it is worth an opinion.
    """

    side: SideModel
    columns: Mapping[str, int]
    weighed: Weighed
    chances: Floats
    first: Sequence[int]
    end: Sequence[int]
    best: Floats
    least: Floats


class Opinions:
    """The classifier's opinions of a transcript; each is made when it is asked for."""

    def __init__(self, model: Model, words: Sequence[Words], seen: Outlines) -> None:
        """Judge all sentences.

        Args:
            model: The model.
            words: Words of each turn.
            seen: Sentences to judge.
        """
        self._model = model
        self._words = words
        self._places: dict[int, list[tuple[_Turns, int]]] = {}
        self._sure: set[tuple[int, str]] = set()
        self.turns = frozenset([sentence.turn_index for sentence in seen.sentences])
        self.codes = frozenset(code for side in model.sides.values() for code in side.codes)
        for name, side in model.sides.items():
            self._judge(Known(side, seen.spoken), [sentence for sentence in seen.sentences if sentence.side == name])

    def _judge(self, known: Known, sentences: Sequence[Outline]) -> None:
        side = known.side
        least: Floats = np.minimum(side.report, np.maximum(side.keep, 1e-6))
        column_of = {code: column for column, code in enumerate(side.codes)}
        for start in range(0, len(sentences), _AT_ONCE):
            some = sentences[start : start + _AT_ONCE]
            weighed = Weighed(known, some)
            chances = weighed.probabilities()
            firsts = weighed.firsts
            best = np.maximum.reduceat(chances, firsts, axis=0)
            gathered = _Turns(side, column_of, weighed, chances, firsts, [*firsts[1:], len(some)], best, least)
            indexes = [some[first].turn_index for first in firsts]
            for row, index in enumerate(indexes):
                self._places.setdefault(index, []).append((gathered, row))
            rows, columns = np.nonzero(best >= side.report)
            self._sure.update(
                (indexes[row], side.codes[column]) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
            )

    def of(self, turn_index: int, code: str) -> Opinion | None:
        """The opinion of a code in a turn; None where it is too unlikely to be remembered."""
        found: Opinion | None = None
        for turns, row in self._places.get(turn_index, ()):
            column = turns.columns.get(code)
            # The sentences of a turn may be parted by a batch's end: the first of two that are as likely counts.
            if column is None or (found is not None and turns.best[row, column] <= found.chance):
                continue
            if turns.best[row, column] >= turns.least[column]:
                found = self._opinion(turn_index, turns, row, column)
        return found

    def sure(self) -> list[tuple[int, str]]:
        """Turns and codes that are sure enough to be reported without a rule, in order."""
        return sorted(self._sure)

    def _opinion(self, turn_index: int, turns: _Turns, row: int, column: int) -> Opinion:
        first, side = turns.first[row], turns.side
        number = first + int(turns.chances[first : turns.end[row], column].argmax())
        sentence, chance = turns.weighed.sentences[number], float(turns.chances[number, column])
        return Opinion(
            code=side.codes[column],
            turn_index=turn_index,
            chance=chance,
            keep=float(side.keep[column]),
            span=self._words[turn_index].span(sentence.first, sentence.end - 1),
            features=turns.weighed.strongest(number, column, _SHOWN),
            calibration=self._model.calibration,
        )
