"""Trains the classifier from the corpus and writes it with its card: same seed, same files."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from coercionscan.errors import UnreadableInput
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.shipped import folder
from coercionscan.tags.artifact import ARRAYS, CARD, PIPELINE, SIDES, Model, load_model, model_of, side_arrays
from coercionscan.tags.features import TABLE
from coercionscan.training import card, settling
from coercionscan.training.examples import Examples, Row
from coercionscan.training.files import write_whole
from coercionscan.training.fitting import SideFit, fit
from coercionscan.training.meanings import Meanings, read_meanings
from coercionscan.training.robustness import Robustness
from coercionscan.training.scenes import held_out, read_scenes, whole_talks
from coercionscan.training.settling import Judged

FEWEST_WRITERS = 2
_GROUPS = 6
"""Into so many groups the writers are dealt, and each group is left out in turn. Convention: one writer at a time would
leave more to learn from, and take three times as long."""
_COMPRESSION = ("xz", 6)
"""Of the pickle. The weights hold half precision in double, so most of it is zeros."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """The model as the pipeline loads it, its card, and the files written."""

    model: Model
    card: Mapping[str, Any]
    files: tuple[Path, ...]


def train(lexicon: Lexicon, corpus: Path, out_dir: Path, seed: int = 0, jobs: int = 1) -> TrainedModel:
    """Train one linear model per code and write model and card.

    Thresholds and calibration are counted by leaving out a few writers at a time. The held-out writers and kinds of
    crime (``lexicon/learning.toml``) are used for nothing but the figures on the card.

    Args:
        lexicon: The lexicon.
        corpus: Folder of scenes, ``<corpus>/<writer>/<scene>.txt``.
        out_dir: Folder to write to; it is made when missing.
        seed: Seed of the fits and of the intervals.
        jobs: Processes; the files are the same whatever their number.

    Returns:
        The model, loaded from the written files.

    Raises:
        UnreadableInput: When a scene cannot be read, or fewer than two writers are left to learn from.
        ModelError: When the written files cannot be read back.
    """
    table = lexicon.tables[TABLE]
    scenes = read_scenes(corpus)
    kept_out = held_out(scenes, table["held_out"])
    kept_names = {(scene.writer, scene.name) for scene in kept_out}
    learned = [scene for scene in scenes if (scene.writer, scene.name) not in kept_names]
    kept_talks = whole_talks(kept_out)
    maker = Examples(lexicon)
    rows = maker.rows(learned)
    writers = sorted({row.scene.writer for row in rows if not row.exchange})
    if len(writers) < FEWEST_WRITERS:
        raise UnreadableInput(
            "too few writers to learn from", where=str(corpus), hint="Give the corpus of the project, or add scenes."
        )
    codes = _codes(lexicon, table["not_learned"])
    meanings = read_meanings(folder("vectors"))
    fits = {side: fit(side, codes[side], rows, seed, jobs, meanings) for side in SIDES}
    unseen = _unseen(rows, writers, fits, seed, jobs, meanings)
    learned_codes = {code for item in fits.values() for code in item.codes}
    layers = {entry.id: entry.layer for entry in lexicon.entries if entry.id in learned_codes}
    chosen = settling.choose(unseen, layers)
    arrays = _arrays(fits, chosen)
    pipeline = _pickle(fits)
    judged = _judged(maker.rows(kept_talks), fits)
    written = card.card(
        lexicon=lexicon,
        learned=learned,
        kept_out=kept_talks,
        rows=len(rows),
        codes={side: item.codes for side, item in fits.items()},
        unseen=unseen,
        held_out=judged,
        chosen=chosen,
        vectors=meanings.sha256,
        seed=seed,
        files={name: sha256(content).hexdigest() for name, content in ((ARRAYS, arrays), (PIPELINE, pipeline))},
    )
    written["robustness"] = Robustness(lexicon, model_of(written, arrays)).card(kept_talks)
    content = {ARRAYS: arrays, PIPELINE: pipeline, CARD: _json(written)}
    files = write_whole(out_dir, content)
    return TrainedModel(model=load_model(out_dir), card=written, files=files)


def _codes(lexicon: Lexicon, left_out: Sequence[str]) -> dict[str, list[str]]:
    """Codes to learn for each side; question forms are judged by syntax."""
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    for entry in sorted(lexicon.entries, key=lambda entry: entry.id):
        if entry.layer != "form" and entry.id not in left_out:
            found["interrogator" if entry.speaker == "interrogator" else "suspect"].append(entry.id)
    return found


def _unseen(
    rows: Sequence[Row], writers: Sequence[str], fits: Mapping[str, SideFit], seed: int, jobs: int, meanings: Meanings
) -> dict[str, list[Judged]]:
    """What models think of the turns of writers who were left out of their training, a group at a time."""
    found: dict[str, list[Judged]] = {}
    groups = [frozenset(writers[place::_GROUPS]) for place in range(min(_GROUPS, len(writers)))]
    for group in groups:
        rest = [row for row in rows if row.scene.writer not in group]
        again = {side: fit(side, item.codes, rest, seed, jobs, meanings) for side, item in fits.items()}
        for code, turns in _judged([row for row in rows if row.scene.writer in group], again).items():
            found.setdefault(code, []).extend(turns)
    return found


def _judged(rows: Sequence[Row], fits: Mapping[str, SideFit]) -> dict[str, list[Judged]]:
    """One judgement per code and turn: the highest probability among the turn's sentences."""
    found: dict[str, list[Judged]] = {}
    for side, item in fits.items():
        own = [row for row in rows if row.sight.side == side]
        if not own:
            continue
        chances = item.probabilities(own)
        begins = [number for number, row in enumerate(own) if number == 0 or row.turn != own[number - 1].turn]
        highest = np.maximum.reduceat(chances, begins, axis=0)
        turns = [own[number] for number in begins]
        for column, code in enumerate(item.codes):
            found[code] = [
                Judged(
                    f"{row.scene.writer}/{row.scene.name}", float(chance), code in row.turn_hits, code in row.turn_codes
                )
                for row, chance in zip(turns, highest[:, column], strict=True)
            ]
    return found


def _arrays(fits: Mapping[str, SideFit], chosen: Mapping[str, tuple[float, float]]) -> bytes:
    arrays: dict[str, Any] = {}
    for side, item in fits.items():
        settled = [chosen[code] for code in item.codes]
        arrays |= side_arrays(
            side,
            item.vocabulary,
            item.weights,
            item.intercepts,
            [report for report, _ in settled],
            [keep for _, keep in settled],
        )
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def _pickle(fits: Mapping[str, SideFit]) -> bytes:
    buffer = io.BytesIO()
    parts = {side: {"vectorizer": item.vectorizer, "models": item.models} for side, item in fits.items()}
    joblib.dump(parts, buffer, compress=_COMPRESSION)
    return buffer.getvalue()


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")
