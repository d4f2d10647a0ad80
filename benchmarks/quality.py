"""Rules alone and rules with the classifier, on the scenes that were never learned from.

Run it with ``python benchmarks/quality.py``; ``--corpus DIR`` counts on other scenes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from coercionscan.pipeline import Scanner
from coercionscan.records import QuestionForm, Tagging, TagStatus
from coercionscan.shipped import folder
from coercionscan.training.agreement import Pair, cohen
from coercionscan.training.scenes import Scene, corpus_digest, held_out, read_scenes, transcript_of
from coercionscan.training.settling import Count

FORMS = frozenset(form.value for form in QuestionForm)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="count on all scenes of this folder")
    wanted = parser.parse_args()
    rules, both = Scanner(use_model=False), Scanner()
    scenes = read_scenes(wanted.corpus or folder("corpus"))
    if wanted.corpus is None:
        scenes = tuple(held_out(scenes, rules.lexicon.tables["learning"]["held_out"]))
    print(f"quality of {datetime.now(UTC):%Y-%m-%d}, {len(scenes)} scenes, digest {corpus_digest(scenes)[:16]}")
    by_rules, by_both = (
        [scanner.analyse(transcript_of(scene)).tagging for scene in scenes] for scanner in (rules, both)
    )
    counts = {"rules alone": _counts(by_rules, scenes), "rules and classifier": _counts(by_both, scenes)}
    layers = {entry.id: entry.layer for entry in rules.lexicon.entries}
    print("\nlayer        labels  " + "  ".join(f"{name:>28}" for name in counts))
    for layer in sorted({*layers.values()} - {"form"}):
        row = [_pooled(found, [code for code in layers if layers[code] == layer]) for found in counts.values()]
        print(f"{layer:12} {row[0].right + row[0].missed:6}  " + "  ".join(_shown(count) for count in row))
    print("\ncode                          labels  " + "  ".join(f"{name:>28}" for name in counts))
    for code in sorted(layers):
        row = [found.get(code, Count(0, 0, 0)) for found in counts.values()]
        if layers[code] != "form" and any(count.right + count.wrong + count.missed for count in row):
            print(f"{code:28} {row[0].right + row[0].missed:6}  " + "  ".join(_shown(count) for count in row))
    pairs: list[Pair] = [
        (form, line.form)
        for tagging, scene in zip(by_both, scenes, strict=True)
        for form, line in zip(tagging.question_forms, scene.lines, strict=True)
        if line.form is not None
    ]
    print(f"\nquestion form: kappa {cohen(pairs) or 0.0:.3f} on {len(pairs)} turns")


def _counts(taggings: Sequence[Tagging], scenes: Sequence[Scene]) -> dict[str, Count]:
    found: dict[str, list[int]] = {}
    for tagging, scene in zip(taggings, scenes, strict=True):
        reported: dict[int, set[str]] = {}
        for tag in tagging.tags:
            if tag.status is TagStatus.ACTIVE and tag.code not in FORMS:
                reported.setdefault(tag.turn_index, set()).add(tag.code)
        for number, line in enumerate(scene.lines):
            said = reported.get(number, set())
            for code in said | line.codes:
                place = 0 if code in said and code in line.codes else 1 if code in said else 2
                found.setdefault(code, [0, 0, 0])[place] += 1
    return {code: Count(*numbers) for code, numbers in found.items()}


def _pooled(counts: dict[str, Count], codes: Sequence[str]) -> Count:
    chosen = [counts[code] for code in codes if code in counts]
    return Count(sum(one.right for one in chosen), sum(one.wrong for one in chosen), sum(one.missed for one in chosen))


def _shown(count: Count) -> str:
    return f"   P {count.precision:.2f} R {count.recall:.2f} F1 {count.f1:.3f}"


if __name__ == "__main__":
    main()
