"""Sentences against a table of weights: names of features become numbers once, and all the rest is arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np

from coercionscan.tags.artifact import Floats, SideModel
from coercionscan.tags.features import Sight


class Weighed:
    """Sentences of one side as its model sees them.

    Attributes:
        sights: The sentences.
    """

    def __init__(self, side: SideModel, sights: Sequence[Sight]) -> None:
        """Look up the features; those of a turn are looked up once for all its sentences.

        Args:
            side: The model of the side.
            sights: The sentences, at least one.
        """
        self.sights = sights
        self._side = side
        places: dict[int, int] = {}
        turns: list[Mapping[str, float]] = []
        for sight in sights:
            if id(sight.shared) not in places:
                places[id(sight.shared)] = len(turns)
                turns.append(sight.shared)
        self._own = _Rows(side, [sight.own for sight in sights])
        self._shared = _Rows(side, turns)
        self._places = [places[id(sight.shared)] for sight in sights]

    def probabilities(self) -> Floats:
        """Sentences by codes, each in 0..1."""
        sums = self._own.sums()
        sums += self._shared.sums()[self._places]
        result: Floats = 1.0 / (1.0 + np.exp(-(sums + self._side.intercepts)))
        return result

    def strongest(self, number: int, column: int, most: int) -> tuple[tuple[str, float], ...]:
        """The features of a sentence that spoke most for a code.

        Args:
            number: The sentence.
            column: Column of the code.
            most: How many features at most.

        Returns:
            Names, and their parts of the sum, the highest first.
        """
        parts = self._own.parts(number, column) + self._shared.parts(self._places[number], column)
        if len(parts) > most:
            weakest = sorted([part for _, part in parts])[-most]
            parts = [one for one in parts if one[1] >= weakest]
        named = sorted([(-part, self._side.features[row]) for row, part in parts])
        return tuple([(name, round(-part, 3)) for part, name in named[:most]])


class _Rows:
    """Rows of features; one that the model does not know counts nothing and is left out."""

    def __init__(self, side: SideModel, rows: Sequence[Mapping[str, float]]) -> None:
        self._weights = side.weights
        unknown = len(side.features)
        sizes = np.fromiter(map(len, rows), dtype=np.intp, count=len(rows))
        found = map(side.vocabulary.get, chain.from_iterable(rows), repeat(unknown))
        numbers = np.fromiter(found, dtype=np.intp, count=int(sizes.sum()))
        values = np.fromiter(chain.from_iterable(row.values() for row in rows), dtype=np.float64, count=len(numbers))
        known = numbers != unknown
        self._numbers = numbers[known]
        self._values = values[known]
        self._ends = np.concatenate(([0], np.cumsum(known)))[np.concatenate(([0], np.cumsum(sizes)))]

    def sums(self) -> Floats:
        parts = self._weights[self._numbers]
        parts *= self._values.astype(np.float32)[:, None]
        result: Floats = np.zeros((len(self._ends) - 1, self._weights.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(np.diff(self._ends))
        if len(filled):
            result[filled] = np.add.reduceat(parts, self._ends[filled], axis=0)
        return result

    def parts(self, row: int, column: int) -> list[tuple[int, float]]:
        """Number and part of each feature of a row that speaks for a code."""
        here = slice(self._ends[row], self._ends[row + 1])
        numbers = self._numbers[here]
        parts = self._weights[numbers, column] * self._values[here]
        return [(number, part) for number, part in zip(numbers.tolist(), parts.tolist(), strict=True) if part > 0]
