"""Which features and which learner carry over to writers that were not learned from, and whether more scenes help.

Run it with ``python benchmarks/learning.py`` (some ten minutes). Every figure is the mean over codes of the average
precision on sentences of writers who were left out, in three folds of writers; it needs no threshold. Static
vectors are those of ``data/vectors``; others are made of the corpus itself by latent semantic analysis.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import numpy as np
from baselines import words_of
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.svm import LinearSVC

from coercionscan.lexicon.catalogue import load
from coercionscan.shipped import folder
from coercionscan.tags.artifact import SIDES
from coercionscan.training.examples import Examples, Row
from coercionscan.training.fitting import FEWEST_ROWS, STRENGTH
from coercionscan.training.meanings import Meanings, read_meanings
from coercionscan.training.scenes import corpus_digest, held_out, read_scenes

FOLDS = (
    ("w1", "w4", "w9", "p1", "p6", "p11", "p14"),
    ("w2", "w5", "w10", "p2", "p4", "p7", "p13"),
    ("w3", "w6", "w8", "w11", "p3", "p5", "p8", "p10", "p15"),
)
FEWEST = 40
"""Codes with fewer marked sentences are left out of the table."""
DIMENSIONS = 100
PARTS = (0.25, 0.5, 0.75, 1.0)

Values = dict[str, float]
Matrix = Any


def main() -> None:
    """Print the table and the learning curve."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    lexicon = load()
    scenes = read_scenes(folder("corpus"))
    kept_out = set(held_out(scenes, lexicon.tables["learning"]["held_out"]))
    learned = [scene for scene in scenes if scene not in kept_out]
    rows = Examples(lexicon).rows(learned)
    print(f"learning of {datetime.now(UTC):%Y-%m-%d}, {len(rows)} sentences, digest {corpus_digest(learned)[:16]}\n")
    sides = [_Side([row for row in rows if row.sight.side == side]) for side in SIDES]
    meanings = read_meanings(folder("vectors"))
    print(f"{'features':50} {'learner':22} {'precision':>9} {'seconds':>8}")
    for name, features in FEATURES.items():
        _line(sides, name, "logistic regression", partial(_Side.sparse, features=features), _logistic)
    own = "vectors by latent semantic analysis"
    _line(sides, own, "logistic regression", lambda side: side.small(words_of), _logistic)
    _line(sides, "static word vectors", "logistic regression", lambda side: side.meant(words_of, meanings), _logistic)
    _line(
        sides, f"all places + {own}", "logistic regression", lambda side: side.joined(side.small(words_of)), _logistic
    )
    shipped = partial(_Side.shipped, meanings=meanings)
    _line(sides, "all places + static word vectors (shipped)", "logistic regression", shipped, _logistic)
    _line(sides, "shipped", "linear SVM", shipped, _svm)
    _line(
        sides,
        "all places, by latent semantic analysis",
        "gradient boosting",
        lambda side: side.small(_all_places),
        _boosted,
    )
    print("\nlearning curve: share of the scenes learned from, and average precision (shipped)")
    for part in PARTS:
        found = [side.precision(shipped(side), _logistic, part) for side in sides]
        print(f"  {part:4.0%}  {np.mean(np.concatenate(found)):.3f}")


def _line(sides: Sequence[_Side], name: str, learner: str, matrix: Callable[[_Side], Matrix], fit: Fit) -> None:
    start = time.perf_counter()
    found = np.concatenate([side.precision(matrix(side), fit) for side in sides])
    print(f"{name:50} {learner:22} {np.mean(found):9.3f} {time.perf_counter() - start:8.0f}", flush=True)


class _Side:
    """The sentences of one side with their labels."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.writers = np.array([row.scene.writer for row in rows])
        codes = sorted({code for row in rows for code in row.codes})
        self.codes = [code for code in codes if sum(code in row.codes for row in rows) >= FEWEST]
        self.labels = np.array([[code in row.codes for code in self.codes] for row in rows])
        self._order = np.random.default_rng(0).permutation(len({self._scene(row) for row in rows}))
        number = {scene: place for place, scene in enumerate(sorted({self._scene(row) for row in rows}))}
        self._rank = np.array([self._order[number[self._scene(row)]] for row in rows]) / max(1, len(self._order))

    @staticmethod
    def _scene(row: Row) -> tuple[str, str]:
        return row.scene.writer, row.scene.name

    def sparse(self, features: Callable[[Row], Values]) -> Matrix:
        """Rows by features; rare features are left out."""
        matrix = DictVectorizer(dtype=np.float32).fit_transform([features(row) for row in self.rows])
        often = np.bincount(matrix.indices, minlength=matrix.shape[1]) >= FEWEST_ROWS
        return csr_matrix(matrix[:, np.flatnonzero(often)])

    def small(self, features: Callable[[Row], Values]) -> Matrix:
        """The same in few dimensions."""
        return TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(self.sparse(features))

    def meant(self, features: Callable[[Row], Values], meanings: Meanings) -> Matrix:
        """Sum of the vectors of the words of each sentence, as the model learns from it."""
        maker = DictVectorizer(dtype=np.float32)
        matrix = maker.fit_transform([features(row) for row in self.rows])
        counts = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.float32)
        return csr_matrix(matrix @ meanings.table(list(maker.feature_names_), counts))

    def joined(self, vectors: Matrix) -> Matrix:
        """All features and vectors side by side."""
        return csr_matrix(hstack([self.sparse(_all_places), csr_matrix(vectors)]))

    def shipped(self, meanings: Meanings) -> Matrix:
        """What the shipped model learns from."""
        return self.joined(self.meant(_all_places, meanings))

    def precision(self, matrix: Matrix, fit: Fit, part: float = 1.0) -> NDArray[np.float64]:
        """Average precision of each code, mean of the folds."""
        found = np.full((len(FOLDS), len(self.codes)), np.nan)
        for number, fold in enumerate(FOLDS):
            asked = np.isin(self.writers, fold)
            learned = ~asked & (self._rank < part)
            for column in range(len(self.codes)):
                if not self.labels[learned, column].any() or not self.labels[asked, column].any():
                    continue
                scores = fit(matrix[learned], self.labels[learned, column], matrix[asked])
                found[number, column] = average_precision_score(self.labels[asked, column], scores)
        mean: NDArray[np.float64] = np.nanmean(found, axis=0)
        return mean


Fit = Callable[[Matrix, NDArray[np.bool_], Matrix], NDArray[np.float64]]


def _logistic(learned: Matrix, labels: NDArray[np.bool_], asked: Matrix) -> NDArray[np.float64]:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0).fit(learned, labels)
    scores: NDArray[np.float64] = model.decision_function(asked)
    return scores


def _svm(learned: Matrix, labels: NDArray[np.bool_], asked: Matrix) -> NDArray[np.float64]:
    scores: NDArray[np.float64] = LinearSVC(C=0.1, random_state=0).fit(learned, labels).decision_function(asked)
    return scores


def _boosted(learned: Matrix, labels: NDArray[np.bool_], asked: Matrix) -> NDArray[np.float64]:
    model = HistGradientBoostingClassifier(max_iter=60, random_state=0).fit(learned, labels)
    scores: NDArray[np.float64] = model.predict_proba(asked)[:, 1]
    return scores


def _characters(row: Row) -> Values:
    """Character 3- to 5-grams within words."""
    words = [f" {name} " for name in words_of(row) if " " not in name]
    value = 0.3 * max(1, sum(map(len, words))) ** -0.25
    return {f"@c:{gram}": value for word in words for gram in _grams(word)}


def _grams(word: str) -> Iterable[str]:
    return (word[at : at + size] for size in (3, 4, 5) for at in range(len(word) - size + 1))


def _all_places(row: Row) -> Values:
    return {**row.sight.own, **row.sight.shared}


FEATURES: dict[str, Callable[[Row], Values]] = {
    "word n-grams": words_of,
    "word and character n-grams": lambda row: words_of(row) | _characters(row),
    "all places: words, turns before, rules, novelty": _all_places,
    "all places + character n-grams": lambda row: _all_places(row) | _characters(row),
}


if __name__ == "__main__":
    main()
