"""Sanity figures of the score on invented talk: ranking beside length, and what noise does to it. Never a validation.

    python benchmarks/sanity.py [--cases DIR] [--seed N]

Invented talk shows that the score moves as its rules say; it cannot show that the rules are right. ``--cases`` lists
the confessions of real files one by one, without any statistics: there are too few, and they were not drawn at random.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coercionscan.errors import CoercionScanError
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis, Confession, ConfessionKind, QuestionForm, Role, Transcript
from coercionscan.training.scenes import read_scenes, transcript_of
from coercionscan.transcripts.read import read

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = "data/samples/*/transcript.*"
SCENES = ROOT / "data" / "corpus" / "scenes"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = ".,;:?!\"'-\u201c\u201d\u2018\u2019"
Line = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One transcript with its highest indexes, and the plain figures that they are held against."""

    name: str
    confessions: int
    voluntariness: float
    reliability: float
    turns: int
    words: int
    leading_share: float
    kind: str = ""
    forced: tuple[float, float] = (0.0, 0.0)

    @property
    def index(self) -> float:
        """The higher of both indexes."""
        return max(self.voluntariness, self.reliability)


def measured(scanner: Scanner, name: str, analysis: Analysis, kind: str = "") -> Case:
    """The figures of one analysis; both indexes are 0 where nothing is admitted.

    ``forced`` are those of a made-up admission at the last turn of the questioned person: good interviews keep it low.
    """
    forms = [form for form in analysis.tagging.question_forms if form is not QuestionForm.NONE]
    return Case(
        name=name,
        confessions=len(analysis.confessions),
        voluntariness=max((risk.voluntariness_index for risk in analysis.risks), default=0.0),
        reliability=max((risk.reliability_index for risk in analysis.risks), default=0.0),
        turns=len(analysis.transcript.turns),
        words=analysis.transcript.quality.word_count,
        leading_share=sum(form is QuestionForm.LEADING for form in forms) / max(1, len(forms)),
        kind=kind,
        forced=forced(scanner, analysis),
    )


def forced(scanner: Scanner, analysis: Analysis) -> tuple[float, float]:
    """Both indexes of a made-up admission at the last turn of the questioned person; 0 where nobody is questioned."""
    last = max((turn.index for turn in analysis.transcript.turns if turn.role.questioned), default=None)
    if last is None:
        return 0.0, 0.0
    made_up = Confession(
        id="made up", kind=ConfessionKind.FULL, first_turn_index=last, last_turn_index=last, acts=("none",)
    )
    risk = scanner.assess(analysis, (made_up,))[0]
    return risk.voluntariness_index, risk.reliability_index


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Spearman's rho; not a number where one side does not vary."""
    ranks = [np.argsort(np.argsort(np.array(values), kind="stable")) for values in (first, second)]
    if min(len(set(values)) for values in (first, second)) < 2:
        return float("nan")
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def lines_of(transcript: Transcript) -> list[Line]:
    """Speaker and words of every spoken turn."""
    return [(turn.speaker_id, " ".join(turn.text.split())) for turn in transcript.turns if turn.scored and turn.text]


def word_errors(rate: float) -> Callable[[list[Line], random.Random], list[Line]]:
    """Noise that drops, doubles or misspells a share of the words."""

    def spoil(lines: list[Line], dice: random.Random) -> list[Line]:
        return [(who, " ".join(_spoiled(words.split(), rate, dice))) for who, words in lines]

    return spoil


def _spoiled(words: Sequence[str], rate: float, dice: random.Random) -> Iterator[str]:
    for word in words:
        if dice.random() >= rate:
            yield word
            continue
        kind = dice.choice(("drop", "double", "misspell"))
        if kind == "double":
            yield word
            yield word
        elif kind == "misspell":
            at = dice.randrange(len(word))
            yield word[:at] + dice.choice(LETTERS) + word[at + 1 :]


def merged_turns(lines: list[Line], dice: random.Random) -> list[Line]:
    """Noise that runs one turn in ten into the turn before it, as if its label had been lost."""
    made: list[Line] = []
    for who, words in lines:
        if made and dice.random() < 0.1:
            made[-1] = (made[-1][0], f"{made[-1][1]} {words}")
        else:
            made.append((who, words))
    return made


def lost_punctuation(lines: list[Line], dice: random.Random) -> list[Line]:
    """Noise that takes out every mark and capital, as raw speech recognition does."""
    del dice
    table = str.maketrans("", "", MARKS)
    return [(who, words.translate(table).lower()) for who, words in lines]


NOISES: dict[str, Callable[[list[Line], random.Random], list[Line]]] = {
    "word errors 5%": word_errors(0.05),
    "word errors 10%": word_errors(0.10),
    "word errors 20%": word_errors(0.20),
    "turns merged 10%": merged_turns,
    "punctuation lost": lost_punctuation,
}


def noisy(scanner: Scanner, transcript: Transcript, noise: str, seed: int) -> Analysis:
    """The analysis of a transcript after noise; roles are kept, so that only the words change."""
    names = {speaker.id: f"SPEAKER {number + 1}" for number, speaker in enumerate(transcript.speakers)}
    roles: dict[str, Role] = {names[speaker.id]: speaker.role for speaker in transcript.speakers}
    lines = NOISES[noise](lines_of(transcript), random.Random(seed))  # noqa: S311 - noise, not secrets
    text = "".join(f"{names[who]}: {words}\n" for who, words in lines)
    return scanner.analyse(read(text.encode(), name="noisy.txt", input_format="labelled", roles=roles))


def show(cases: Sequence[Case]) -> None:
    """Print the cases, highest index first. "At the end": of a made-up admission at the last answer."""
    print(f"{'case':28} {'kind':22} conf. volunt. reliab. | at the end      | turns   words leading")
    for one in sorted(cases, key=lambda case: (-case.index, case.name)):
        figures = f"{one.voluntariness:7.3f} {one.reliability:7.3f} | {one.forced[0]:7.3f} {one.forced[1]:7.3f}"
        plain = f"{one.turns:5} {one.words:7} {one.leading_share:7.3f}"
        print(f"{one.name[:28]:28} {one.kind[:22]:22} {one.confessions:5} {figures} | {plain}")


def shipped() -> dict[str, tuple[str, Transcript]]:
    """Samples and scenes by name, with their kind."""
    found = {path.parent.name: ("sample", read(path)) for path in sorted(ROOT.glob(SAMPLES))}
    return found | {f"{one.writer}/{one.name}": (one.kind, transcript_of(one)) for one in read_scenes(SCENES)}


def show_shipped(scanner: Scanner, seed: int) -> None:
    """Ranking and noise curves on the invented transcripts."""
    found = shipped()
    transcripts = {name: made for name, (_, made) in found.items()}
    cases = {name: measured(scanner, name, scanner.analyse(made), kind) for name, (kind, made) in found.items()}
    show(list(cases.values()))
    index = [case.index for case in cases.values()]
    print(f"\nSanity, not validation, on {len(cases)} invented transcripts. Rank correlation of the index with")
    for label, values in (
        ("length in turns", [float(case.turns) for case in cases.values()]),
        ("word count", [float(case.words) for case in cases.values()]),
        ("share of leading questions", [case.leading_share for case in cases.values()]),
    ):
        print(f"  {label:28} {rank_correlation(index, values):6.2f}")
    print("\nUnder noise: transcripts with an admission (lost, new), and how the higher index changes where one stays")
    for noise in NOISES:
        after = {name: measured(scanner, name, noisy(scanner, made, noise, seed)) for name, made in transcripts.items()}
        show_noise(noise, [(cases[name], after[name]) for name in cases])


def show_noise(noise: str, pairs: Sequence[tuple[Case, Case]]) -> None:
    """What a noise did: a lost admission is one thing, a changed index another."""
    lost = sum(bool(before.confessions) and not after.confessions for before, after in pairs)
    new = sum(bool(after.confessions) and not before.confessions for before, after in pairs)
    changes = [after.index - before.index for before, after in pairs if before.confessions and after.confessions]
    kept = f"mean {np.mean(changes):+.3f}, from {min(changes):+.3f} to {max(changes):+.3f}" if changes else "none stays"
    print(f"  {noise:18} {lost} lost, {new} new, {len(changes)} stay: {kept}")


def show_real(scanner: Scanner, folder: Path) -> None:
    """Real files, one by one."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            analysis = scanner.scan(path)
        except CoercionScanError as error:
            print(f"{path.name}: {error}")
            continue
        made_up = "voluntariness {:.3f}, reliability {:.3f}".format(*forced(scanner, analysis))
        print(f"{path.name}: {len(analysis.confessions)} confessions; a made-up admission at the end: {made_up}")
        for confession, risk in zip(analysis.confessions, analysis.risks, strict=True):
            turn = analysis.transcript.turns[confession.first_turn_index]
            indexes = f"voluntariness {risk.voluntariness_index:.3f}, reliability {risk.reliability_index:.3f}"
            print(f"  line {turn.first_line}: {confession.kind}, {risk.band}, {indexes}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, help="a folder of real transcripts, listed one by one")
    parser.add_argument("--seed", type=int, default=1, help="seed of the noise")
    chosen = parser.parse_args()
    scanner = Scanner()
    if chosen.cases:
        show_real(scanner, chosen.cases)
    else:
        show_shipped(scanner, chosen.seed)


if __name__ == "__main__":
    main()
