"""How far a second coder, who saw only the words, agrees with the first labels of scenes: consistency, not reliability.

Both coders are language models under the same code book. The first labels are those of the writers, before they were
completed, or of a first blind coder (``data/corpus/README.md``). Run it with ``python benchmarks/consistency.py``, and
with the name of a writer for that writer's scenes alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from coercionscan.lexicon.catalogue import load
from coercionscan.training.agreement import Pair, cohen

FEWEST = 10
WANTED = 0.7
CORPUS = Path(__file__).parents[1] / "data" / "corpus"


def main() -> None:
    """Print kappa of the forms and of each code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("writer", nargs="?", default="", help="only scenes of this writer")
    writer = parser.parse_args().writer
    second = {path.stem: _read(path) for path in sorted((CORPUS / "second_coding").glob(f"{writer or '*'}-*.jsonl"))}
    first = {name: _read(CORPUS / "first_labels" / f"{name}.jsonl") for name in second}
    digest = sha256(json.dumps([first, second], sort_keys=True).encode("utf-8")).hexdigest()
    turns = [pair for name in second for pair in zip(first[name], second[name], strict=True)]
    print(
        f"consistency of {datetime.now(UTC):%Y-%m-%d}, {len(second)} scenes, {len(turns)} turns, digest {digest[:16]}"
    )
    forms: list[Pair] = [(str(one["form"]), str(two["form"])) for one, two in turns if one["form"] and two["form"]]
    print(f"question form: kappa {_kappa(forms):.2f} on {len(forms)} turns\n")
    print("code                          first  second  kappa")
    for entry in sorted(load().entries, key=lambda entry: entry.id):
        pairs: list[Pair] = [(entry.id in one["codes"], entry.id in two["codes"]) for one, two in turns]
        ones, twos = sum(bool(one) for one, _ in pairs), sum(bool(two) for _, two in pairs)
        if entry.layer == "form" or not ones + twos:
            continue
        note = "  (few)" if min(ones, twos) < FEWEST else "  (under .70)" if _kappa(pairs) < WANTED else ""
        print(f"{entry.id:28} {ones:6} {twos:7} {_kappa(pairs):6.2f}{note}")
    both = sum(len({*one["codes"]} & {*two["codes"]}) for one, two in turns)
    each = sum(len(one["codes"]) + len(two["codes"]) for one, two in turns)
    print(f"all codes together: F1 {2 * both / max(1, each):.2f}")


def _read(path: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's kappa; 1 where both coders have one and the same label throughout."""
    kappa = cohen(pairs)
    return 1.0 if kappa is None else kappa


if __name__ == "__main__":
    main()
