"""The classifier at work: probabilities for every sentence of a transcript at once, with numpy alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coercionscan.matching.language import Words
from coercionscan.records import Evidence, Origin, Tag, Transcript
from coercionscan.tags.artifact import Floats, Model
from coercionscan.tags.dialogue import Dialogue
from coercionscan.tags.features import ngrams
from coercionscan.tags.make import make_tag

CLASSIFIER = "classifier"
_FEWEST_KNOWN = 3
"""A sentence with fewer known n-grams is too thin to judge. Convention of this project."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a turn: its tokens (half-open), the rows of its known n-grams, and their values."""

    turn_index: int
    first: int
    end: int
    names: tuple[str, ...]
    rows: tuple[int, ...]
    values: tuple[float, ...]


class Classifier:
    """Tags what the rules do not name, for the codes that the model's card allows."""

    def __init__(self, model: Model, domains: Mapping[str, str]) -> None:
        """Take the model.

        Args:
            model: The model.
            domains: Code to domain; codes that are missing here are not reported.
        """
        self._model = model
        self._domains = domains

    def tag(self, transcript: Transcript, words: Sequence[Words], talk: Dialogue) -> list[Tag]:
        """Tags of a transcript.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.

        Returns:
            At most one tag per turn and code, on the sentence with the highest probability.
        """
        sentences = [
            sentence
            for turn in transcript.turns
            if talk.sides[turn.index] and turn.origin is Origin.SPOKEN
            for sentence in self._sentences(words[turn.index], turn.index)
        ]
        if not sentences or not self._model.active:
            return []
        chances = probabilities(self._model, [(item.rows, item.values) for item in sentences])
        best: dict[tuple[int, int], int] = {}
        for number, column in np.argwhere(chances >= self._model.thresholds).tolist():
            if self._reported(column, talk.sides[sentences[number].turn_index]):
                key = (sentences[number].turn_index, column)
                if key not in best or chances[number, column] > chances[best[key], column]:
                    best[key] = number
        return [
            self._make(transcript, words, sentences[number], column, float(chances[number, column]))
            for (_, column), number in sorted(best.items())
        ]

    def _reported(self, column: int, side: str | None) -> bool:
        code = self._model.codes[column]
        return code in self._model.active and code in self._domains and self._model.sides[column] == side

    def _sentences(self, words: Words, index: int) -> list[_Sentence]:
        found = []
        for first, end in words.sentences():
            counts = Counter(ngram for ngram in ngrams(words.tokens[first:end]) if ngram in self._model.vocabulary)
            if len(counts) >= _FEWEST_KNOWN:
                rows, values = vector(self._model, counts)
                found.append(_Sentence(index, first, end, tuple(counts), rows, values))
        return found

    def _make(self, transcript: Transcript, words: Sequence[Words], at: _Sentence, column: int, chance: float) -> Tag:
        code = self._model.codes[column]
        parts = self._model.weights[list(at.rows), column] * np.array(at.values)
        order = [number for number in np.argsort(-parts).tolist() if parts[number] > 0][:_SHOWN]
        features = tuple((at.names[number], round(float(parts[number]), 3)) for number in order)
        return make_tag(
            transcript,
            code=code,
            domain=self._domains[code],
            turn_index=at.turn_index,
            span=words[at.turn_index].span(at.first, at.end - 1),
            confidence=round(self._model.precision[column], 3),
            tagger=CLASSIFIER,
            evidence=Evidence(
                features=features,
                explanation=f"Classifier: probability {chance:.2f}, words {', '.join(name for name, _ in features)}.",
            ),
        )


def vector(model: Model, counts: Mapping[str, int]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Rows and tf-idf values of a sentence: (1 + ln tf) * idf, scaled to length 1.

    Args:
        model: The model.
        counts: Known n-grams with their counts, at least one.

    Returns:
        Rows of the model and values, in the order of ``counts``.
    """
    rows = tuple(model.vocabulary[ngram] for ngram in counts)
    raw = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * model.idf[list(rows)]
    return rows, tuple((raw / np.sqrt(np.dot(raw, raw))).tolist())


def probabilities(model: Model, vectors: Sequence[tuple[Sequence[int], Sequence[float]]]) -> Floats:
    """Probability of each code for each sentence.

    Args:
        model: The model.
        vectors: Rows and values of each sentence; none is empty.

    Returns:
        Sentences by codes, each in 0..1.
    """
    rows = np.concatenate([np.asarray(row, dtype=np.intp) for row, _ in vectors])
    values = np.concatenate([np.asarray(value, dtype=np.float64) for _, value in vectors])
    begins = np.cumsum([0, *(len(row) for row, _ in vectors[:-1])])
    sums = np.add.reduceat(model.weights[rows] * values[:, None], begins, axis=0)
    result: Floats = 1.0 / (1.0 + np.exp(-(sums + model.intercepts)))
    return result
