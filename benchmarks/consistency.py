"""How far a second coder, who saw only the words, agrees with the labels of the corpus: consistency, not reliability.

Both coders are language models under the same code book. Run it with ``python benchmarks/consistency.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coercionscan.lexicon.catalogue import load
from coercionscan.shipped import folder
from coercionscan.training.agreement import Pair, cohen
from coercionscan.training.scenes import Scene, corpus_digest, read_scenes

FEWEST = 10
WANTED = 0.7
CODINGS = Path(__file__).parents[1] / "data" / "corpus" / "second_coding"


def main() -> None:
    """Print kappa of the forms and of each code."""
    scenes = {scene.name: scene for scene in read_scenes(folder("corpus"))}
    coded = {path.stem: _read(path) for path in sorted(CODINGS.glob("*.jsonl"))}
    twice = [scenes[name] for name in coded]
    turns = sum(len(scene.lines) for scene in twice)
    print(f"consistency of {datetime.now(UTC):%Y-%m-%d}, {len(twice)} scenes, {turns} turns", end=", ")
    print(f"digest {corpus_digest(twice)[:16]}")
    forms: list[Pair] = [
        (line.form.value, str(row["form"]))
        for scene in twice
        for line, row in zip(scene.lines, coded[scene.name], strict=True)
        if line.form is not None and row["form"]
    ]
    print(f"question form: kappa {_kappa(forms):.2f} on {len(forms)} turns\n")
    print("code                          first  second  kappa")
    for entry in sorted(load().entries, key=lambda entry: entry.id):
        pairs = [pair for scene in twice for pair in _pairs(scene, coded[scene.name], entry.id)]
        first, second = sum(bool(one) for one, _ in pairs), sum(bool(two) for _, two in pairs)
        if entry.layer == "form" or not first + second:
            continue
        note = "  (few)" if min(first, second) < FEWEST else "  (under .70)" if _kappa(pairs) < WANTED else ""
        print(f"{entry.id:28} {first:6} {second:7} {_kappa(pairs):6.2f}{note}")


def _read(path: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _pairs(scene: Scene, rows: Sequence[Mapping[str, Any]], code: str) -> list[Pair]:
    return [(code in line.codes, code in row["codes"]) for line, row in zip(scene.lines, rows, strict=True)]


def _kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's kappa; 1 where both coders have one and the same label throughout."""
    kappa = cohen(pairs)
    return 1.0 if kappa is None else kappa


if __name__ == "__main__":
    main()
