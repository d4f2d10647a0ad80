"""Sentences against a table of weights: runs of words become numbers once for a talk, and all the rest is arrays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coercionscan.tags.artifact import Floats, SideModel
from coercionscan.tags.outlines import (
    OWN,
    SHARED,
    Alike,
    Grams,
    Outline,
    Places,
    Run,
    Spoken,
    Values,
    quick_to_sort,
)

_NOT_ASKED = -1
Found = tuple[Places, Places, NDArray[np.float64]]
"""Features that a model knows: the row that each belongs to, its number, and its value; in order of the rows."""


class Known:
    """Which features of a talk the model of a side knows, and their rows of weights; each is looked up once."""

    def __init__(self, side: SideModel, spoken: Spoken) -> None:
        """Begin with nothing looked up.

        Args:
            side: The model of the side.
            spoken: The words of the talk.
        """
        self.side = side
        self._spoken = spoken
        self._unknown = len(side.features)
        self._tables: dict[Grams, Places] = {}

    def named(self, parts: Sequence[Values]) -> Found:
        """Features that have names."""
        sizes = np.fromiter(map(len, parts), dtype=np.intp, count=len(parts))
        names = map(self.side.vocabulary.get, chain.from_iterable(parts), repeat(self._unknown))
        numbers = np.fromiter(names, dtype=np.intp, count=int(sizes.sum()))
        values = np.fromiter(chain.from_iterable([part.values() for part in parts]), np.float64, len(numbers))
        kept = numbers != self._unknown
        return np.repeat(np.arange(len(parts)), sizes)[kept], numbers[kept], values[kept]

    def grams(self, kind: Grams, runs: Sequence[Run]) -> Found:
        """Features that are runs of words; what stands twice in a run counts once."""
        begins, stops, values = np.fromiter(chain.from_iterable(runs), np.float64, 3 * len(runs)).reshape(-1, 3).T
        firsts = begins.astype(np.intp)
        sizes = np.maximum(stops.astype(np.intp) - firsts - (kind.size - 1), 0)
        rows = np.repeat(np.arange(len(runs)), sizes)
        places = np.arange(len(rows)) + (firsts - np.cumsum(sizes) + sizes)[rows]
        if kind.size > 2:
            rows, numbers = self._triples(kind, rows, places)
        else:
            numbers = self._looked_up(kind, places)
            kept = np.flatnonzero((numbers != self._unknown) & (self._alike(kind).last[places] < firsts[rows]))
            rows, numbers = rows[kept], numbers[kept]
        return rows, numbers, values[rows]

    def _triples(self, kind: Grams, rows: Places, places: Places) -> tuple[Places, Places]:
        """Rows and numbers of triples. A model has what was met often: it has both pairs of a triple that it has."""
        pairs = Grams(kind.prefix, kind.size - 1)
        both = (self._looked_up(pairs, places) != self._unknown) & (self._looked_up(pairs, places + 1) != self._unknown)
        rows, numbers = rows[both], self._numbers(kind, places[both])
        kept = np.flatnonzero(numbers != self._unknown)
        _, first = np.unique(rows[kept] * self._unknown + numbers[kept], return_index=True)
        kept = kept[np.sort(first)]
        return rows[kept], numbers[kept]

    def _alike(self, kind: Grams) -> Alike:
        return self._spoken.singles if kind.size == 1 else self._spoken.pairs

    def _looked_up(self, kind: Grams, places: Places) -> Places:
        """Numbers of the words or pairs at some places."""
        alike, table = self._alike(kind), self._tables.get(kind)
        if table is None:
            table = self._tables[kind] = np.full(len(alike.first), _NOT_ASKED, dtype=np.intp)
        wanted = alike.numbers[places]
        new = np.zeros(len(table), dtype=np.bool_)
        new[wanted] = True
        new &= table == _NOT_ASKED
        table[new] = self._numbers(kind, alike.first[new])
        return table[wanted]

    def _numbers(self, kind: Grams, places: Places) -> Places:
        """Numbers of the features at some places, by their names."""
        spoken = self._spoken
        columns = [map(spoken.words.__getitem__, spoken.row[places + at].tolist()) for at in range(kind.size)]
        names = map(kind.prefix.__add__, map(" ".join, zip(*columns, strict=True)))
        found = map(self.side.vocabulary.get, names, repeat(self._unknown))
        return np.fromiter(found, dtype=np.intp, count=len(places))


class Weighed:
    """Sentences of one side as its model sees them.

    Attributes:
        sentences: The sentences.
        firsts: Number of the first sentence of each turn.
    """

    def __init__(self, known: Known, sentences: Sequence[Outline]) -> None:
        """Look up the features; those of a turn are looked up once for all its sentences.

        Args:
            known: What the model of the side knows of the talk.
            sentences: The sentences in order, at least one.
        """
        self.sentences = sentences
        self._side = known.side
        turns = np.fromiter([sentence.turn_index for sentence in sentences], np.intp, len(sentences))
        begins = np.diff(turns, prepend=-1) != 0
        self.firsts: list[int] = np.flatnonzero(begins).tolist()
        self._turns: Places = np.cumsum(begins) - 1
        self._own = _Rows(known, OWN, [sentence.own for sentence in sentences])
        self._shared = _Rows(known, SHARED, [sentences[first].shared for first in self.firsts])

    def probabilities(self) -> Floats:
        """Sentences by codes, each in 0..1."""
        sums = self._own.sums()
        sums += self._shared.sums()[self._turns]
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
        parts = self._own.parts(number, column) + self._shared.parts(int(self._turns[number]), column)
        if len(parts) > most:
            weakest = sorted([part for _, part in parts])[-most]
            parts = [one for one in parts if one[1] >= weakest]
        named = sorted([(-part, self._side.features[row]) for row, part in parts])
        return tuple([(name, round(-part, 3)) for part, name in named[:most]])


class _Rows:
    """Rows of features; one that the model does not know counts nothing and is left out."""

    def __init__(self, known: Known, kinds: Sequence[Grams | None], rows: Sequence[Sequence[Any]]) -> None:
        """Look up the features.

        Args:
            known: What the model knows.
            kinds: Kinds of features in the order in which those of a row are summed up.
            rows: One part for each kind in each row, at least one row.
        """
        columns = zip(kinds, zip(*rows, strict=True), strict=True)
        found = [known.grams(kind, parts) if kind else known.named(parts) for kind, parts in columns]
        owners, numbers, values = map(np.concatenate, zip(*found, strict=True))
        order = quick_to_sort(owners, len(rows)).argsort(kind="stable")
        self._weights = known.side.weights
        self._numbers: Places = numbers[order]
        self._values: NDArray[np.float64] = values[order]
        self._ends = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(rows)))))

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
