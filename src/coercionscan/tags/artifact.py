"""The trained model on disk: loaded only after its digest was compared with the one on its card.

The pipeline reads the plain arrays (``classifier.npz``) with numpy alone. ``classifier.joblib`` holds the same model as
scikit-learn objects, for those who want to go on with it; it is unpickled here and nowhere else.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
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
SIDES = ("interrogator", "suspect")
_AGAIN = "Reinstall the package, or train the model again: coercionscan train"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SideModel:
    """The linear models of one side's codes: a row of weights per feature, a column per code.

    Attributes:
        codes: Codes in the order of the columns.
        features: Names of the features, in the order of the rows.
        vocabulary: Feature to its row.
        weights: Features by codes; the last row is zero, for features that nobody knows.
        intercepts: One per code.
        report: Probability from which a code is reported where no rule found it; above 1 where it never is.
        keep: Probability under which a rule's hit becomes a suggestion; 0 where the rule is always believed.
    """

    codes: tuple[str, ...]
    features: Sequence[str]
    vocabulary: Mapping[str, int]
    weights: Floats
    intercepts: Floats
    report: Floats
    keep: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Share of right reports by probability, counted where the model had not seen the writer.

    ``edges`` are the upper ends of the bins; the last is 1. ``with_rule`` and ``alone`` hold one share for each bin.
    """

    edges: tuple[float, ...]
    with_rule: tuple[float, ...]
    alone: tuple[float, ...]

    def confidence(self, chance: float, *, with_rule: bool) -> float:
        """How often a report with this probability was right, 0..1."""
        shares = self.with_rule if with_rule else self.alone
        return next(share for edge, share in zip(self.edges, shares, strict=True) if chance <= edge)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """The classifier: one table for each side, the calibration of its reports, and the digest of the arrays."""

    sides: Mapping[str, SideModel]
    calibration: Calibration
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
        return model_of(card, data)
    except (KeyError, ValueError, TypeError, AttributeError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"the model cannot be read: {error}", where=str(home / ARRAYS), hint=_AGAIN) from error


def model_of(card: Mapping[str, Any], arrays: bytes) -> Model:
    """A model from its card and the bytes of its arrays; whatever is wrong with them raises as it comes."""
    with np.load(io.BytesIO(arrays), allow_pickle=False) as content:
        found = {name: content[name] for name in content.files}
    return Model(
        sides={side: _side(side, card["codes"][side], found) for side in SIDES},
        calibration=_calibration(card["calibration"]),
        sha256=str(card["files"][ARRAYS]),
    )


def load_pipeline(folder: Path | None = None) -> Any:
    """Load the scikit-learn objects: ``{side: {"vectorizer": ..., "models": {code: ...}}}``.

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


def side_arrays(
    side: str,
    vocabulary: Sequence[str],
    weights: Floats,
    intercepts: Floats,
    report: Sequence[float],
    keep: Sequence[float],
) -> dict[str, NDArray[Any]]:
    """The arrays of one side, by their names in the file; ``load_model`` reads them back."""
    return {
        f"{side}.vocabulary": np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8),
        f"{side}.weights": weights.astype(np.float16),
        f"{side}.intercepts": intercepts.astype(np.float32),
        f"{side}.report": np.asarray(report, dtype=np.float32),
        f"{side}.keep": np.asarray(keep, dtype=np.float32),
    }


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


def _side(side: str, names: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> SideModel:
    codes = tuple(str(name) for name in names)
    vocabulary = bytes(arrays[f"{side}.vocabulary"]).decode("utf-8").split("\n")
    weights = np.asarray(arrays[f"{side}.weights"], dtype=np.float32)
    if weights.shape != (len(vocabulary), len(codes)):
        raise ValueError("arrays of different sizes")
    columns = [np.asarray(arrays[f"{side}.{name}"], dtype=np.float32) for name in ("intercepts", "report", "keep")]
    if any(column.shape != (len(codes),) for column in columns):
        raise ValueError("arrays of different sizes")
    return SideModel(
        codes=codes,
        features=vocabulary,
        vocabulary=dict(zip(vocabulary, range(len(vocabulary)), strict=True)),
        weights=np.vstack([weights, np.zeros((1, len(codes)), dtype=np.float32)]),
        intercepts=columns[0],
        report=columns[1],
        keep=columns[2],
    )


def _calibration(table: Mapping[str, Sequence[float]]) -> Calibration:
    edges, with_rule, alone = (tuple(float(value) for value in table[name]) for name in ("edges", "with_rule", "alone"))
    if not len(edges) == len(with_rule) == len(alone) or not edges or edges[-1] != 1.0:
        raise ValueError("calibration without bins up to 1")
    return Calibration(edges=edges, with_rule=with_rule, alone=alone)
