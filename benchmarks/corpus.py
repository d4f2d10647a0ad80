"""Counts the corpus: turns, labels, variety, near-duplicates. Run it with ``python benchmarks/corpus.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from coercionscan.lexicon.catalogue import load
from coercionscan.matching.language import Language
from coercionscan.shipped import folder
from coercionscan.training.scenes import Scene, corpus_digest, read_scenes, whole_talks

PIECE = 8
"""Words in a row that two turns must share to be near-duplicates."""
LONG = 12
"""Shorter turns are not compared: people do say the same short things."""
FEWEST = 60


def main() -> None:
    """Print the figures."""
    scenes = read_scenes(folder("corpus"))
    talks = whole_talks(scenes)
    language = Language(load().forms)
    print(f"corpus of {datetime.now(UTC):%Y-%m-%d}, digest {corpus_digest(scenes)[:16]}")
    print(f"{len(talks)} scenes and {len(scenes) - len(talks)} short exchanges, {_turns(scenes)} turns")
    print(f"innocent scenes (no interrogation): {_innocent(talks)} of {len(talks)}")
    print("\nwriter  talks  turns  words  different words among the first 10,000")
    for writer in sorted({scene.writer for scene in scenes}):
        own = [scene for scene in scenes if scene.writer == writer]
        words = [word for scene in own for line in scene.lines for word in language.words(line.words).tokens]
        print(f"{writer:6}  {len(own):5}  {_turns(own):5}  {len(words):5}  {len(set(words[:10_000])):5}")
    print("\ncode  positives  near misses")
    positive = Counter(code for scene in scenes for line in scene.lines for code in line.codes)
    near = Counter(code for scene in scenes for line in scene.lines for code in line.near_misses)
    for code in sorted(positive | near):
        few = "  (few)" if min(positive[code], near[code]) < FEWEST else ""
        print(f"{code:28} {positive[code]:5} {near[code]:5}{few}")
    within, across = _duplicates(scenes, language)
    print(f"\nturns of {LONG} words and more that share {PIECE} words in a row with another turn")
    print(f"of the same writer: {within:.1%}; of another writer: {across:.1%}")


def _turns(scenes: Iterable[Scene]) -> int:
    return sum(len(scene.lines) for scene in scenes)


def _innocent(scenes: Iterable[Scene]) -> int:
    return sum(scene.kind != "interrogation" for scene in scenes)


def _duplicates(scenes: Sequence[Scene], language: Language) -> tuple[float, float]:
    writers: dict[tuple[str, ...], Counter[str]] = {}
    turns: list[tuple[str, set[tuple[str, ...]]]] = []
    for scene in scenes:
        for line in scene.lines:
            words = language.words(line.words).tokens
            if len(words) < LONG:
                continue
            pieces = {tuple(words[at : at + PIECE]) for at in range(len(words) - PIECE + 1)}
            turns.append((scene.writer, pieces))
            for piece in pieces:
                writers.setdefault(piece, Counter())[scene.writer] += 1
    within = sum(any(writers[piece][writer] > 1 for piece in pieces) for writer, pieces in turns)
    across = sum(any(len(writers[piece]) > 1 for piece in pieces) for _, pieces in turns)
    return within / len(turns), across / len(turns)


if __name__ == "__main__":
    main()
