"""Trains the classifier from the lexicon and writes it with its card: same seed, same files."""

from __future__ import annotations

import io
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Language
from coercionscan.tags.artifact import ARRAYS, CARD, PIPELINE, Model, load_model
from coercionscan.training import examples
from coercionscan.training.examples import Row
from coercionscan.training.files import write_whole
from coercionscan.training.threshold import Figures, figures

FOLDS = 5
FEWEST_POSITIVES = 15
"""A code with fewer examples is not learned: five folds would hold too few of them."""
NOT_IN_ONE_SENTENCE = frozenset({"form", "relational"})
"""Layers that are judged by syntax or over several turns: the words of one sentence cannot tell them."""
_STRENGTH = 10.0
"""Inverse strength of regularisation; a convention, not tuned on any reference coding."""

Matrix = Any
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """The model as the pipeline loads it, its card, and the files written."""

    model: Model
    card: Mapping[str, Any]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Fitted:
    """One code: its classifier and its figures by cross-validation."""

    classifier: LogisticRegression
    figures: Figures


def train(lexicon: Lexicon, out_dir: Path, seed: int = 0) -> TrainedModel:
    """Train one linear model per code and write model and card.

    Args:
        lexicon: The lexicon; its examples are the training data.
        out_dir: Folder to write to; it is made when missing.
        seed: Seed of the folds.

    Returns:
        The model, loaded from the written files.

    Raises:
        ModelError: When the written files cannot be read back.
    """
    data = examples.rows(lexicon, Language(lexicon.forms))
    vectorizer = TfidfVectorizer(analyzer=_as_they_are, sublinear_tf=True, min_df=2)
    matrix = vectorizer.fit_transform([row.ngrams for row in data])
    sides = {entry.id: entry.speaker for entry in lexicon.entries}
    elsewhere = {entry.id for entry in lexicon.entries if entry.layer in NOT_IN_ONE_SENTENCE}
    counts = _positives(data)
    codes = [code for code in sorted(sides) if counts.get(code, 0) >= FEWEST_POSITIVES and code not in elsewhere]
    fitted = {code: _fit(code, sides[code], data, matrix, seed) for code in codes}
    arrays = _arrays(vectorizer, fitted)
    pipeline = _pickle(vectorizer, fitted)
    card = _card(
        lexicon, data, fitted, {code: sides[code] for code in codes}, seed, {ARRAYS: arrays, PIPELINE: pipeline}
    )
    files = write_whole(out_dir, {ARRAYS: arrays, PIPELINE: pipeline, CARD: _json(card)})
    return TrainedModel(model=load_model(out_dir), card=card, files=files)


def _as_they_are(ngrams: Sequence[str]) -> Sequence[str]:
    """The vectorizer gets n-grams that are already cut."""
    return ngrams


def _positives(data: Sequence[Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in data:
        for code in row.codes:
            counts[code] = counts.get(code, 0) + 1
    return counts


def _fit(code: str, side: str, data: Sequence[Row], matrix: Matrix, seed: int) -> _Fitted:
    """Fit one code on the rows of its side of which it is known whether they carry it."""
    chosen = [n for n, row in enumerate(data) if row.side == side and (code in row.codes or code not in row.unknown)]
    features = matrix[chosen]
    labels: Labels = np.array([code in data[n].codes for n in chosen], dtype=np.int64)
    classifier = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    folds = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=seed)
    chances = cross_val_predict(classifier, features, labels, cv=folds, method="predict_proba")[:, 1]
    return _Fitted(classifier.fit(features, labels), figures(chances, labels))


def _arrays(vectorizer: TfidfVectorizer, fitted: Mapping[str, _Fitted]) -> bytes:
    order = vectorizer.get_feature_names_out().tolist()
    buffer = io.BytesIO()
    np.savez(
        buffer,
        vocabulary=np.frombuffer("\n".join(order).encode("utf-8"), dtype=np.uint8),
        idf=vectorizer.idf_,
        weights=np.stack([item.classifier.coef_[0] for item in fitted.values()], axis=1),
        intercepts=np.array([item.classifier.intercept_[0] for item in fitted.values()]),
        thresholds=np.array([item.figures.threshold for item in fitted.values()]),
    )
    return buffer.getvalue()


def _pickle(vectorizer: TfidfVectorizer, fitted: Mapping[str, _Fitted]) -> bytes:
    buffer = io.BytesIO()
    joblib.dump({"vectorizer": vectorizer, "models": {code: item.classifier for code, item in fitted.items()}}, buffer)
    return buffer.getvalue()


def _card(
    lexicon: Lexicon,
    data: Sequence[Row],
    fitted: Mapping[str, _Fitted],
    sides: Mapping[str, str],
    seed: int,
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    return {
        "name": "coercionscan first classifier",
        "kind": "one-vs-rest logistic regression on word 1-2-grams of the normal form, sublinear tf-idf",
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
        "codes": list(fitted),
        "sides": [sides[code] for code in fitted],
        "active": [code for code, item in fitted.items() if item.figures.active],
        "threshold_rule": Figures.RULE,
        "figures": {code: item.figures.as_dict() for code, item in fitted.items()},
        "figures_by": f"{FOLDS}-fold cross-validation over the training rows; examples of one author, so optimistic",
        "training_data": {
            "what": "invented examples and near misses of the lexicon",
            "rows": len(data),
            "sha256": examples.digest(data),
            "lexicon_sha256": lexicon.sha256,
        },
        "seed": seed,
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "numpy": np.__version__,
            "joblib": joblib.__version__,
        },
        "intended_use": "Adds recall to the rules where words vary, in English transcripts of official questioning.",
        "limits": [
            "Trained on short invented sentences; not evaluated on languages other than English.",
            "Only codes under 'active' are reported; the others did not reach the threshold rule.",
            "A tag says that words resemble examples of a tactic. It says nothing about the person questioned.",
        ],
    }


def _json(card: Mapping[str, Any]) -> bytes:
    return (json.dumps(card, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")
