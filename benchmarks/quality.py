"""Rules alone and rules with the classifier, on the scenes that were never learned from.

Run it with ``python benchmarks/quality.py``; ``--corpus DIR`` counts on other scenes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from coercionscan.pipeline import Scanner
from coercionscan.records import QuestionForm, TagStatus
from coercionscan.shipped import folder
from coercionscan.training.scenes import Scene, corpus_digest, read_scenes, transcript_of
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
        held = rules.lexicon.tables["learning"]["held_out"]
        scenes = tuple(scene for scene in scenes if scene.writer in held["writers"] or scene.crime in held["crimes"])
    print(f"quality of {datetime.now(UTC):%Y-%m-%d}, {len(scenes)} scenes, digest {corpus_digest(scenes)[:16]}")
    counts = {"rules alone": _counts(rules, scenes), "rules and classifier": _counts(both, scenes)}
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
    pairs = [pair for scene in scenes for pair in _forms(both, scene)]
    print(f"\nquestion form: kappa {_kappa(pairs):.3f} on {len(pairs)} turns")


def _counts(scanner: Scanner, scenes: Iterable[Scene]) -> dict[str, Count]:
    found: dict[str, list[int]] = {}
    for scene in scenes:
        analysis = scanner.analyse(transcript_of(scene))
        reported: dict[int, set[str]] = {}
        for tag in analysis.tagging.tags:
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


def _forms(scanner: Scanner, scene: Scene) -> list[tuple[QuestionForm, QuestionForm]]:
    forms = scanner.analyse(transcript_of(scene)).tagging.question_forms
    return [(form, line.form) for form, line in zip(forms, scene.lines, strict=True) if line.form is not None]


def _kappa(pairs: Sequence[tuple[QuestionForm, QuestionForm]]) -> float:
    ours, theirs = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    agreed = sum(one is two for one, two in pairs) / len(pairs)
    chance = sum(ours[form] * theirs[form] for form in ours) / len(pairs) ** 2
    return (agreed - chance) / (1 - chance)


if __name__ == "__main__":
    main()
