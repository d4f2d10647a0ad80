"""The model's card: what it is, what it was made of, how well it does on writers it has not seen, and its limits."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from typing import Any

import joblib
import numpy as np
import sklearn

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.training import settling
from coercionscan.training.scenes import Scene, corpus_digest
from coercionscan.training.settling import NEVER, Count, Judged

Turns = Mapping[str, Sequence[Judged]]
Chosen = Mapping[str, tuple[float, float]]
_WAYS = {"rules": "rules alone", "classifier": "classifier alone", "both": "both, settled"}


def card(
    *,
    lexicon: Lexicon,
    learned: Sequence[Scene],
    kept_out: Sequence[Scene],
    rows: int,
    codes: Mapping[str, Sequence[str]],
    unseen: Turns,
    held_out: Turns,
    chosen: Chosen,
    vectors: str,
    seed: int,
    files: Mapping[str, str],
) -> dict[str, Any]:
    """Put the card together.

    Args:
        lexicon: The lexicon.
        learned: Scenes that were learned from.
        kept_out: Scenes that were used for figures only.
        rows: Sentences that were learned from.
        codes: Codes of each side, in the order of the columns.
        unseen: Judged turns by models that had not seen their writer.
        held_out: Judged turns of the scenes that were kept out.
        chosen: Report and keep of each code.
        vectors: Digest of the word vectors that were learned with.
        seed: Seed of fits and intervals.
        files: Digests of the files.

    Returns:
        The card, ready for JSON.
    """
    layers = {entry.id: entry.layer for entry in lexicon.entries}
    return {
        "name": "coercionscan classifier",
        "kind": "one-vs-rest logistic regression over sentences: word 1-3-grams, the turn before, rule hits, novelty; "
        "trained with static word vectors, which are folded into the weights of words",
        "files": dict(files),
        "codes": {side: list(names) for side, names in codes.items()},
        "threshold_rule": settling.RULE,
        "thresholds": {code: {"report": report, "keep": keep} for code, (report, keep) in sorted(chosen.items())},
        "calibration": settling.calibrate(unseen, chosen),
        "figures_on_writers_left_out": _figures(unseen, chosen, layers, seed),
        "figures_on_what_was_held_out": _figures(held_out, chosen, layers, seed),
        "ablation": {
            "what": "pooled over all learned codes; writers left out a group at a time, and what was held out",
            "unseen_writers": _ablation(unseen, chosen),
            "held_out": _ablation(held_out, chosen),
        },
        "training_data": {
            "what": "invented scenes and exchanges of the corpus; nothing of a real case",
            "scenes": len(learned),
            "sentences": rows,
            "writers": sorted({scene.writer for scene in learned}),
            "held_out_scenes": len(kept_out),
            "held_out": dict(lexicon.tables["learning"]["held_out"]),
            "sha256": corpus_digest([*learned, *kept_out]),
            "lexicon_sha256": lexicon.sha256,
            "word_vectors_sha256": vectors,
        },
        "seed": seed,
        "versions": {
            "python": platform.python_version(),
            "scikit-learn": sklearn.__version__,
            "numpy": np.__version__,
            "joblib": joblib.__version__,
        },
        "intended_use": "Adds to the rules where words vary, and doubts them where their words stand in another sense, "
        "in English transcripts of official questioning.",
        "limits": [
            "Trained on invented talk; figures on invented talk are better than those on real transcripts.",
            "A confidence is a share of right reports in the corpus, where tactics are more common than in life.",
            "A tag says that words resemble examples of a tactic. It says nothing about the person questioned.",
        ],
    }


def _figures(turns: Turns, chosen: Chosen, layers: Mapping[str, str], seed: int) -> dict[str, Any]:
    by_code = {code: settling.count(judged, *chosen[code]).as_dict() for code, judged in sorted(turns.items())}
    by_layer: dict[str, Any] = {}
    for layer in sorted({layers[code] for code in turns}):
        told = [
            (one.scene, settling.reported(one, *chosen[code]), one.labelled)
            for code, judged in turns.items()
            if layers[code] == layer
            for one in judged
        ]
        total = Count(
            sum(said and labelled for _, said, labelled in told),
            sum(said and not labelled for _, said, labelled in told),
            sum(labelled and not said for _, said, labelled in told),
        )
        by_layer[layer] = {**total.as_dict(), "f1_interval_90": settling.interval(told, seed)}
    return {"by_layer": by_layer, "by_code": by_code}


def _ablation(turns: Turns, chosen: Chosen) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for way, name in _WAYS.items():
        right = wrong = missed = 0
        for code, judged in turns.items():
            report, keep = chosen[code]
            used = [_as_way(one, way) for one in judged]
            one = settling.count(used, NEVER if way == "rules" else report, 0.0 if way == "rules" else keep)
            right, wrong, missed = right + one.right, wrong + one.wrong, missed + one.missed
        found[name] = Count(right, wrong, missed).as_dict()
    return found


def _as_way(one: Judged, way: str) -> Judged:
    return Judged(one.scene, one.chance, one.hit and way != "classifier", one.labelled)
