"""Speed of the tracer alone, on ever longer interviews of two kinds, and on your own transcripts.

    python benchmarks/provenance/tracer_speed.py [--words 1000000] [FILE ...]

Dense talk is that of the invented interviews, where every sentence tells a detail; plain talk is that of the shipped
samples. Words are cut anew for each run and not timed. Figures are processor time, best of several runs, on one core;
beside them stands how long spaCy's blank English tokenizer takes for the same turns, where spaCy is there.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import interviews

from coercionscan.lexicon.catalogue import load
from coercionscan.matching.language import Language
from coercionscan.provenance.trace import Tracer
from coercionscan.records import Origin, Quality, Role, Source, Span, Transcript, Turn
from coercionscan.shipped import samples
from coercionscan.transcripts.read import read

_SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
_RUNS = 3
_ENOUGH_S = 2.0
"""Runs go on for so long at least, if they are short."""
Said = tuple[Role, str]


def main() -> None:
    """Print the curves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--words", type=int, default=_SIZES[-1], help="the longest interview")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    gc.set_threshold(200_000, 50, 1000)  # as the commands do
    clock = _Clock()
    kinds = {"dense": list(_dense()), "plain": list(_plain())}
    for name, said in kinds.items():
        for size in _SIZES:
            if size <= options.words:
                clock.show(name, made(_as_long_as(size, said)))
    for path in options.files:
        clock.show(path.name, read(path.read_bytes(), name=path.name))


class _Clock:
    """Times one tracer, made ready once."""

    def __init__(self) -> None:
        lexicon = load()
        self._language = Language(lexicon.forms)
        self._tracer = Tracer(lexicon)
        self._blank = _blank_tokenizer()

    def show(self, name: str, transcript: Transcript) -> None:
        """Print words per second for a transcript."""
        texts = [turn.text for turn in transcript.turns]
        count = sum(len(text.split()) for text in texts)
        spent = self._best(transcript)
        line = f"{name:24s} {count:9,d} words {spent:8.3f} s {count / spent:10,.0f} words/s"
        if self._blank is not None:
            peer = min(_seconds(partial(self._blank, texts)) for _ in range(_RUNS))
            line += f"   {spent / peer:5.2f} x the time of a blank tokenizer"
        print(line, flush=True)

    def _best(self, transcript: Transcript) -> float:
        best, total, runs = float("inf"), 0.0, 0
        while runs < _RUNS or total < _ENOUGH_S:
            words = self._language.transcript(transcript)
            spent = _seconds(partial(self._tracer.trace, transcript, words))
            best, total, runs = min(best, spent), total + spent, runs + 1
        return best


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of this process for some work, so that others on the machine hardly matter."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _blank_tokenizer() -> Callable[[Iterable[str]], object] | None:
    """SpaCy's blank English tokenizer over texts; None where spaCy is not there."""
    try:
        import spacy
    except ImportError:
        return None
    tokenizer = spacy.blank("en").tokenizer
    return lambda texts: [len(tokenizer(text)) for text in texts]


def _dense() -> Iterator[Said]:
    for interview in interviews(200, 3):
        for line in interview.lines:
            speaker, text = line.split(": ", 1)
            yield (Role.INTERROGATOR if speaker == interview.officer else Role.SUSPECT), text


def _plain() -> Iterator[Said]:
    for sample in samples():
        for turn in read(sample.path.read_bytes(), name=sample.path.name).turns:
            yield turn.role, turn.text


def _as_long_as(size: int, said: Iterable[Said]) -> Iterator[Said]:
    """Turns over and over until they have so many words."""
    count = 0
    for role, text in cycle(said):
        yield role, text
        count += len(text.split())
        if count >= size:
            return


def made(said: Iterable[Said]) -> Transcript:
    """A transcript of turns, so that the reading of files is not measured along."""
    turns: list[Turn] = []
    start = 0
    for index, (role, text) in enumerate(said):
        turns.append(
            Turn(
                index=index,
                speaker=role,
                speaker_id=role,
                role=role,
                span=Span(start=start, end=start + len(text)),
                text=text,
                first_line=index + 1,
                origin=Origin.NONVERBAL if text.startswith("(") and text.endswith(")") else Origin.SPOKEN,
            )
        )
        start += len(text) + 1
    quality = Quality(
        grade="good", grade_rule="", not_assessable_reason=None, turn_count=len(turns), word_count=0,
        questioned_turn_count=0, empty_turn_count=0, doubtful_turn_count=0, excluded_turn_count=0, unclear_share=0.0,
    )  # fmt: skip
    source = Source(name="invented", sha256="", format="", format_reason="", encoding="", byte_count=0)
    text = "".join(f"{turn.text}\n" for turn in turns)
    return Transcript(text=text, turns=tuple(turns), speakers=(), source=source, quality=quality)


if __name__ == "__main__":
    main()
