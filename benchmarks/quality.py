"""How well tags are found on the scenes that were never learned from, beside simple baselines and the last version.

Then by writer. In short exchanges nearly every turn carries a code, so their figures say how many wordings are known
and not how often a report is right; they are not among the scenes of the first table.

Run it with ``python benchmarks/quality.py``. ``--corpus DIR`` counts on other scenes, ``--keep`` writes the figures of
this version to ``quality_of_last_version.json``, with which the next one is compared.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from baselines import Reported, by_keywords, by_ngrams

from coercionscan import __version__
from coercionscan.lexicon.catalogue import load
from coercionscan.shipped import folder
from coercionscan.tags.artifact import load_model
from coercionscan.training.agreement import Pair, cohen
from coercionscan.training.scene_tags import SceneTagger, Tagged
from coercionscan.training.scenes import EXCHANGES, Scene, corpus_digest, held_out, read_scenes, whole_talks
from coercionscan.training.settling import Count

LAST = Path(__file__).with_name("quality_of_last_version.json")
BOTH, RULES, NGRAMS, KEYWORDS = "rules+classifier", "rules alone", "n-grams alone", "keyword list"
TOLD = 0.02
"""A change of F1 below this is not told."""

Counts = Mapping[str, Count]
Seen = Mapping[Scene, Tagged]
"""What a tagger makes of each scene."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="count on all scenes of this folder")
    parser.add_argument("--keep", action="store_true", help="keep the figures for comparison with the next version")
    wanted = parser.parse_args()
    lexicon = load()
    held = lexicon.tables["learning"]["held_out"]
    whole = read_scenes(folder("corpus"))
    kept_out = tuple(held_out(whole, held))
    counted = kept_out if wanted.corpus is None else tuple(read_scenes(wanted.corpus))
    scenes = whole_talks(counted) if wanted.corpus is None else counted
    digest = corpus_digest(scenes)[:16]
    print(f"quality of {datetime.now(UTC):%Y-%m-%d}, version {__version__}, {len(scenes)} scenes, digest {digest}")
    learned = [scene for scene in whole if scene not in set(kept_out)]
    taggers = {RULES: SceneTagger(lexicon), BOTH: SceneTagger(lexicon, load_model())}
    seen = {name: {scene: tagger.tag(scene) for scene in counted} for name, tagger in taggers.items()}
    counts = {
        KEYWORDS: _counts(by_keywords(scenes), scenes),
        NGRAMS: _counts(by_ngrams(lexicon, learned, scenes), scenes),
        **{name: _counts([found[scene].codes() for scene in scenes], scenes) for name, found in seen.items()},
    }
    layers = {entry.id: entry.layer for entry in lexicon.entries if entry.layer != "form"}
    _table(counts, layers)
    if wanted.corpus is None:
        _by_writer(seen, kept_out, layers)
    _sentences(counts[BOTH], digest)
    print(f"\n{_forms(seen[BOTH], scenes)}")
    if wanted.keep:
        kept = {
            "version": __version__,
            "digest": digest,
            "codes": {code: _as_list(counts[BOTH][code]) for code in layers},
        }
        LAST.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _layers(counts: Mapping[str, Counts], layers: Mapping[str, str]) -> None:
    print("\nlayer                        labels" + "".join(f"{name:>24}" for name in counts))
    for layer in sorted({*layers.values()}):
        row = [_pooled(found, [code for code in layers if layers[code] == layer]) for found in counts.values()]
        print(f"{layer:28} {row[0].right + row[0].missed:6}" + "".join(map(_shown, row)))


def _table(counts: Mapping[str, Counts], layers: Mapping[str, str]) -> None:
    _layers(counts, layers)
    print()
    for code in sorted(layers):
        row = [found[code] for found in counts.values()]
        if row[0].right + row[0].missed:
            print(f"{code:28} {row[0].right + row[0].missed:6}" + "".join(map(_shown, row)))


def _by_writer(seen: Mapping[str, Seen], kept_out: Sequence[Scene], layers: Mapping[str, str]) -> None:
    """Talks of each writer who was never learned from; codes that the writer did not label are left out."""
    for writer in sorted({scene.writer for scene in kept_out}):
        own = [scene for scene in kept_out if scene.writer == writer]
        what = "exchanges" if own[0].kind == EXCHANGES else "scenes"
        print(f"\n{len(own)} {what} of writer {writer}, digest {corpus_digest(own)[:16]}")
        labelled = {code for scene in own for line in scene.lines for code in line.codes}
        counts = {name: _counts([found[scene].codes() for scene in own], own) for name, found in seen.items()}
        _layers(counts, {code: layer for code, layer in layers.items() if code in labelled})
        print(_forms(seen[BOTH], own))


def _forms(seen: Seen, scenes: Sequence[Scene]) -> str:
    pairs: list[Pair] = [
        (form, line.form)
        for scene in scenes
        for form, line in zip(seen[scene].tagging.question_forms, scene.lines, strict=True)
        if line.form is not None
    ]
    return f"question form: kappa {cohen(pairs) or 0.0:.3f} on {len(pairs)} turns"


def _sentences(now: Counts, digest: str) -> None:
    """What changed since the last version whose figures were kept."""
    if not LAST.exists():
        return
    last = json.loads(LAST.read_text(encoding="utf-8"))
    other = "" if last["digest"] == digest else " (on other scenes: the labels have changed since)"
    print(f"\nsince version {last['version']}{other}:")
    for code, numbers in sorted(last["codes"].items()):
        before, after = Count(*numbers), now.get(code, Count(0, 0, 0))
        change = after.f1 - before.f1
        if abs(change) >= TOLD:
            how = "better" if change > 0 else "worse"
            right, wrong = after.right - before.right, after.wrong - before.wrong
            print(
                f"  {code} is {how}: F1 {before.f1:.2f} to {after.f1:.2f}; "
                f"{abs(right)} {'more' if right >= 0 else 'fewer'} found, "
                f"{abs(wrong)} {'more' if wrong >= 0 else 'fewer'} false."
            )


def _counts(reported: Reported, scenes: Sequence[Scene]) -> dict[str, Count]:
    found: dict[str, list[int]] = {}
    for turns, scene in zip(reported, scenes, strict=True):
        for said, line in zip(turns, scene.lines, strict=True):
            for code in said | line.codes:
                place = 0 if code in said and code in line.codes else 1 if code in said else 2
                found.setdefault(code, [0, 0, 0])[place] += 1
    return _Counts({code: Count(*numbers) for code, numbers in found.items()})


class _Counts(dict[str, Count]):
    """A code that nobody reported or labelled counts nothing."""

    def __missing__(self, code: str) -> Count:
        return Count(0, 0, 0)


def _pooled(counts: Counts, codes: Sequence[str]) -> Count:
    chosen = [counts[code] for code in codes]
    return Count(sum(one.right for one in chosen), sum(one.wrong for one in chosen), sum(one.missed for one in chosen))


def _as_list(count: Count) -> list[int]:
    return [count.right, count.wrong, count.missed]


def _shown(count: Count) -> str:
    return f"   P {count.precision:.2f} R {count.recall:.2f} F1 {count.f1:.2f}"


if __name__ == "__main__":
    main()
