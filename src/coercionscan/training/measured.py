"""The measured figures of each code as a file, and what they say about its standing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coercionscan.errors import ModelError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.training.evaluate import ALL, Evaluation, Score
from coercionscan.training.files import read_lines

FILE = "measured.toml"
MINIMUM = {"explicit": 0.70, "implicit": 0.55, "relational": 0.60, "form": 0.70}
"""Lowest F1 at which a code counts, by layer. Convention of this project, stated before measuring."""
FEWEST = 10
"""With fewer reference turns a figure is an anecdote. Convention of this project."""
STANDINGS = ("measured", "under_minimum", "too_few")
_HEAD = """# Measured figures of each code, by source type. Written by the evaluation; do not edit.
# standing: measured (at least {fewest} reference turns and F1 at least {minimum}), under_minimum, or too_few.
# A code that is missing here was never measured.
# Reference codings: {reference}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures of one code on one source type; None where a figure cannot be computed."""

    code: str
    source_type: str
    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None
    high: float | None
    standing: str


def as_toml(evaluation: Evaluation, lexicon: Lexicon, reference: str) -> str:
    """The file of measured figures.

    Args:
        evaluation: The evaluation.
        lexicon: The lexicon; the layer of a code decides its minimum.
        reference: One line on who made the reference codings and how good they are.

    Returns:
        TOML: tables ``[codes.CODE."SOURCE TYPE"]`` with n, precision, recall, f1, low, high, standing.
    """
    layers = {entry.id: entry.layer for entry in lexicon.entries}
    minimum = ", ".join(f"{layer} {value:.2f}" for layer, value in MINIMUM.items())
    text = [_HEAD.format(fewest=FEWEST, minimum=minimum, reference=reference)]
    text += [f"[form]\nn = {evaluation.form.n}\nkappa = {_number(evaluation.form.kappa)}\n"]
    text += [
        _table(score, layers[score.name]) for score in (*evaluation.forms, *evaluation.codes) if score.name in layers
    ]
    return "\n".join(text)


def load_measured(folder: Path) -> tuple[Measured, ...]:
    """Read the file of measured figures.

    Args:
        folder: Folder of the models.

    Returns:
        Figures in the order of the file; empty when there is no file, that is, nothing was measured.

    Raises:
        ModelError: When the file is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        data: Mapping[str, Mapping[str, Mapping[str, object]]] = tomllib.loads("\n".join(read_lines(path)))["codes"]
        return tuple(_measured(code, kind, row) for code, kinds in data.items() for kind, row in kinds.items())
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ModelError(f"not a file of figures: {error}", where=str(path), hint="Evaluate again.") from error


def standing(score: Score, layer: str) -> str:
    """What the figures of a code allow: ``measured``, ``under_minimum`` or ``too_few``."""
    if score.n < FEWEST:
        return "too_few"
    return "measured" if (score.f1 or 0.0) >= MINIMUM[layer] else "under_minimum"


def _table(score: Score, layer: str) -> str:
    low, high = score.interval or (None, None)
    rows: Sequence[tuple[str, float | None]] = (
        ("precision", score.precision),
        ("recall", score.recall),
        ("f1", score.f1),
        ("low", low),
        ("high", high),
    )
    kind = score.source_type if score.source_type == ALL else f'"{score.source_type}"'
    lines = [f"[codes.{score.name}.{kind}]", f"n = {score.n}"]
    lines += [f"{name} = {_number(value)}" for name, value in rows if value is not None]
    return "\n".join([*lines, f'standing = "{standing(score, layer)}"', ""])


def _number(value: float | None) -> str:
    return "nan" if value is None else f"{value:.3f}"


def _measured(code: str, kind: str, row: Mapping[str, object]) -> Measured:
    def figure(name: str) -> float | None:
        value = row.get(name)
        return float(value) if isinstance(value, int | float) else None

    if row["standing"] not in STANDINGS:
        raise ValueError(f"unknown standing {row['standing']!r}")
    return Measured(
        code=code,
        source_type=kind,
        n=int(str(row["n"])),
        precision=figure("precision"),
        recall=figure("recall"),
        f1=figure("f1"),
        low=figure("low"),
        high=figure("high"),
        standing=str(row["standing"]),
    )
