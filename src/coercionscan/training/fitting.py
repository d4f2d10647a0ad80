"""Fits the linear models of one side's codes with scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from coercionscan.tags.artifact import Floats
from coercionscan.training.examples import Row
from coercionscan.training.meanings import Meanings

FEWEST_POSITIVES = 12
"""A code with fewer marked sentences is not learned."""
FEWEST_ROWS = 3
"""A feature seen in fewer sentences is left out."""
NEAR_MISS_WEIGHT = 3.0
STRENGTH = 1.0
"""Inverse strength of regularisation. Like the weight of near misses a convention, chosen by leaving out writers."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SideFit:
    """The fitted models of one side: one per code, over the same features."""

    codes: tuple[str, ...]
    vectorizer: DictVectorizer
    models: Mapping[str, LogisticRegression]

    @property
    def vocabulary(self) -> list[str]:
        """Features in the order of the rows of ``weights``."""
        return [str(name) for name in self.vectorizer.get_feature_names_out()]

    @property
    def weights(self) -> Floats:
        """Features by codes."""
        return np.stack([model.coef_[0] for model in self.models.values()], axis=1).astype(np.float32)

    @property
    def intercepts(self) -> Floats:
        """One per code."""
        return np.array([model.intercept_[0] for model in self.models.values()], dtype=np.float32)

    def probabilities(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        """Rows by codes, each in 0..1."""
        matrix = self.vectorizer.transform([_features(row) for row in rows])
        return np.stack([model.predict_proba(matrix)[:, 1] for model in self.models.values()], axis=1)


def fit(
    side: str, codes: Sequence[str], rows: Sequence[Row], seed: int, jobs: int = 1, meanings: Meanings | None = None
) -> SideFit:
    """Fit the codes of one side.

    Args:
        side: Interrogator or suspect.
        codes: Codes of that side; those with too few marked sentences are left out.
        rows: Rows of both sides.
        seed: Seed of the solver.
        jobs: Processes; the result is the same whatever their number.
        meanings: Word vectors to learn with; None for none.

    Returns:
        The fitted models. Their weights are rounded to half precision, so that the plain arrays are equal to them.
    """
    own = [row for row in rows if row.sight.side == side]
    seen = DictVectorizer(dtype=np.float32)
    table = _Table.of(seen.fit_transform([_features(row) for row in own]), list(seen.feature_names_), meanings)
    learned = [code for code in codes if sum(code in row.codes for row in own) >= FEWEST_POSITIVES]
    fitted = joblib.Parallel(n_jobs=jobs)(
        joblib.delayed(_fitted)(
            table,
            np.array([code in row.codes for row in own]),
            np.array([NEAR_MISS_WEIGHT if code in row.near_misses else 1.0 for row in own]),
            seed,
        )
        for code in learned
    )
    vectorizer = DictVectorizer(dtype=np.float32).fit([dict.fromkeys(table.names, 1.0)])
    order = np.array([vectorizer.vocabulary_[name] for name in table.names]).argsort()
    models = {
        code: _put_together(coefficients[:, order], intercept, rounds, seed)
        for code, (coefficients, intercept, rounds) in zip(learned, fitted, strict=True)
    }
    return SideFit(codes=tuple(models), vectorizer=vectorizer, models=models)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """What is learned from: features that are seen often enough, and beside them the meaning of all words.

    Attributes:
        matrix: Rows by features and dimensions of meaning.
        names: Features of the model that is learned: those of the matrix, then all other words that have a meaning.
        of_features: Number of features in the matrix.
        vectors: Names by dimensions.
    """

    matrix: Any
    names: list[str]
    of_features: int
    vectors: Floats

    @classmethod
    def of(cls, matrix: Any, features: list[str], meanings: Meanings | None) -> _Table:
        """From all features of the rows."""
        counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
        often = np.flatnonzero(counts >= FEWEST_ROWS)
        names = [features[number] for number in often]
        if meanings is None:
            return cls(
                matrix=matrix[:, often],
                names=names,
                of_features=len(names),
                vectors=np.zeros((len(names), 0), np.float32),
            )
        besides = meanings.besides(names)
        vectors = meanings.table(features, counts.astype(np.float32))
        meant = csr_matrix(matrix @ vectors)
        by_name = dict(zip(features, vectors, strict=True))
        unseen = meanings.table(besides, np.zeros(len(besides), dtype=np.float32))
        rest = [by_name.get(name, vector) for name, vector in zip(besides, unseen, strict=True)]
        return cls(
            matrix=csr_matrix(hstack([matrix[:, often], meant])),
            names=names + besides,
            of_features=len(names),
            vectors=np.vstack([vectors[often], *rest]),
        )

    def folded(self, coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
        """Weights of names: the word's own, and what its meaning adds.

        Args:
            coefficients: One row, by features and dimensions.
        """
        result = coefficients[:, self.of_features :] @ self.vectors.T.astype(np.float64)
        result[:, : self.of_features] += coefficients[:, : self.of_features]
        return result


def _fitted(
    table: _Table, labels: NDArray[np.bool_], weights: NDArray[np.float64], seed: int
) -> tuple[NDArray[np.float16], NDArray[np.float32], int]:
    """Coefficients, intercept and rounds of one model; nothing else comes back from a process.

    Long sums come out otherwise when several threads share them, and processes have fewer threads: one is always used.
    """
    with threadpool_limits(1):
        model = _unfitted(seed).fit(table.matrix, labels, sample_weight=weights)
        coefficients = table.folded(model.coef_)
    return coefficients.astype(np.float16), model.intercept_.astype(np.float32), int(model.n_iter_[0])


def _put_together(
    coefficients: NDArray[np.float16], intercept: NDArray[np.float32], rounds: int, seed: int
) -> LogisticRegression:
    """A model made here from its numbers.

    Models that travel back from processes share parts of themselves with those that travel beside them, so their
    pickle would depend on how many came at a time.
    """
    model = _unfitted(seed)
    model.classes_ = np.array([False, True])
    model.coef_ = coefficients.astype(np.float64)
    model.intercept_ = intercept.astype(np.float64)
    model.n_iter_ = np.array([rounds], dtype=np.int32)
    model.n_features_in_ = coefficients.shape[1]
    return model


def _unfitted(seed: int) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, tol=1e-3, random_state=seed)


def _features(row: Row) -> dict[str, float]:
    return {**row.sight.own, **row.sight.shared}
