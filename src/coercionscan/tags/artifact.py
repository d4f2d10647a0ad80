"""The trained model on disk: loaded only after its digest was compared with the one on its card.

The pipeline reads the plain arrays (``classifier.npz``) with numpy alone. ``classifier.joblib`` holds the same model as
scikit-learn objects, for those who want to go on with it; it is unpickled here and nowhere else.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coercionscan import shipped
from coercionscan.errors import ModelError

CARD = "classifier.card.json"
ARRAYS = "classifier.npz"
PIPELINE = "classifier.joblib"
_AGAIN = "Reinstall the package, or train the model again: coercionscan train"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """A linear model over word 1-2-grams, one row of weights per n-gram and one column per code.

    Attributes:
        codes: Codes in the order of the columns.
        vocabulary: N-gram to its row.
        idf: Inverse document frequency of each n-gram.
        weights: N-grams by codes.
        intercepts: One per code.
        thresholds: Lowest probability at which a code is reported, per code.
        active: Codes that the card allows to be reported.
        sides: Side that speaks the code (interrogator or suspect), per code.
        precision: Precision to expect of each code's reports, in the order of ``codes``; 0 where it is not active.
        sha256: Digest of the arrays, as on the card.
    """

    codes: tuple[str, ...]
    vocabulary: Mapping[str, int]
    idf: Floats
    weights: Floats
    intercepts: Floats
    thresholds: Floats
    active: frozenset[str]
    sides: tuple[str, ...]
    precision: tuple[float, ...]
    sha256: str


def load_model(folder: Path | None = None) -> Model:
    """Load the model that the pipeline uses.

    Args:
        folder: Folder with card and arrays; None for the shipped one.

    Returns:
        The model.

    Raises:
        ModelError: When a file is missing, a digest differs from the card, or the content has another shape.
    """
    home = shipped.folder("models") if folder is None else folder
    card = read_card(home)
    data = _checked(home / ARRAYS, card)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return _model(card, {name: arrays[name] for name in arrays.files})
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"the model cannot be read: {error}", where=str(home / ARRAYS), hint=_AGAIN) from error


def load_pipeline(folder: Path | None = None) -> Any:
    """Load the scikit-learn objects: ``{"vectorizer": ..., "models": {code: ...}}``.

    Args:
        folder: Folder with card and pickle; None for the shipped one.

    Returns:
        The unpickled object.

    Raises:
        ModelError: When the file is missing or its digest differs from the card: nothing is unpickled then.
    """
    import joblib

    home = shipped.folder("models") if folder is None else folder
    data = _checked(home / PIPELINE, read_card(home))
    return joblib.load(io.BytesIO(data))


def read_card(folder: Path) -> Mapping[str, Any]:
    """The card of a model.

    Raises:
        ModelError: When it is missing or is no JSON object.
    """
    path = folder / CARD
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"the card cannot be read: {error}", where=str(path), hint=_AGAIN) from error
    if not isinstance(card, dict):
        raise ModelError("the card is no JSON object", where=str(path), hint=_AGAIN)
    return card


def _checked(path: Path, card: Mapping[str, Any]) -> bytes:
    """The bytes of a file whose digest is the one on the card; the bytes that were compared are those that are used."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"the model cannot be read: {error}", where=str(path), hint=_AGAIN) from error
    found = hashlib.sha256(data).hexdigest()
    if found != card.get("files", {}).get(path.name):
        raise ModelError(f"digest {found[:12]} is not the one on the card", where=str(path), hint=_AGAIN)
    return data


def _model(card: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Model:
    codes = tuple(str(code) for code in card["codes"])
    vocabulary = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
    weights = np.asarray(arrays["weights"], dtype=np.float64)
    if weights.shape != (len(vocabulary), len(codes)) or len(arrays["idf"]) != len(vocabulary):
        raise ValueError("arrays of different sizes")
    figures = card["figures"]
    return Model(
        codes=codes,
        vocabulary={ngram: row for row, ngram in enumerate(vocabulary)},
        idf=np.asarray(arrays["idf"], dtype=np.float64),
        weights=weights,
        intercepts=np.asarray(arrays["intercepts"], dtype=np.float64),
        thresholds=np.asarray(arrays["thresholds"], dtype=np.float64),
        active=frozenset(str(code) for code in card["active"]),
        sides=tuple(str(side) for side in card["sides"]),
        precision=tuple(float(figures[code]["expected_precision"]) for code in codes),
        sha256=str(card["files"][ARRAYS]),
    )
