"""Measure the tracer on invented interviews.

    python benchmarks/provenance/measure.py [--interviews 240] [--seed 7]

The matching of a known detail to a listed fact looks at its words only, never at its line.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import interviews
from known import Interview, TrueFact

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.matching.language import Language
from coercionscan.provenance.trace import trace
from coercionscan.records import Fact, Ledger, Origin, Quality, Role, Source, Span, Transcript, Turn

_CUTS = (0.0, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--interviews", type=int, default=240)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print what was read wrongly")
    options = parser.parse_args()
    lexicon = load()
    language = Language(lexicon.forms)
    tallies: dict[str, Counter[str]] = {}
    for interview in interviews(options.interviews, options.seed):
        tally = tallies.setdefault(interview.voice, Counter())
        _measure(interview, lexicon, language, tally, show=options.show)
    for voice, tally in tallies.items():
        print(f"--- voice {voice!r}")
        _report(tally)
    print("--- all")
    _report(sum(tallies.values(), Counter()))


def _measure(interview: Interview, lexicon: Lexicon, language: Language, tally: Counter[str], *, show: bool) -> None:
    transcript = _transcript(interview.lines, interview.suspect)
    ledger = trace(transcript, language.transcript(transcript), lexicon)
    line_of = {turn.index: turn.first_line for turn in transcript.turns}
    for known in interview.facts:
        found = _best(ledger.facts, known.words)
        wrong = _judge(known, found, line_of, tally)
        if show and wrong:
            print(f"{', '.join(wrong)}: {known}")
            if found is not None:
                at, by = line_of[found.first_turn_index], found.introduced_by
                print(f"    {found.label!r} {found.terms} {by} line {at} {found.form} {found.uptake} {found.reason}")
            print("     ", *interview.lines[max(0, known.line - 2) : known.line + 3], sep="\n      ")
    _corrections(interview, transcript, ledger, tally, show=show)


def _judge(known: TrueFact, found: Fact | None, line_of: dict[int, int], tally: Counter[str]) -> list[str]:
    """Count what was read rightly, and name what was not."""
    own = known.by == "suspect"
    tally["facts"] += 1
    tally[f"scene:{known.scene}"] += 1
    if found is None:
        tally["missing"] += 1
        return ["missing"]
    right = {
        "speaker": found.introduced_by.questioned == own,
        "line": line_of[found.first_turn_index] == known.line,
        "confidence": 0 <= found.confidence <= 1,
    }
    if known.route:
        tally["routes"] += 1
        tally[f"route:{known.route}"] += 1
        right["route"] = found.form.value == known.route
        tally[f"route ok:{known.route}"] += right["route"]
    if own:
        tally["own"] += 1
        tally["false contamination"] += found.introduced_by.asks
    else:
        tally["police"] += 1
        right["uptake"] = found.uptake.value == known.uptake
        tally[f"uptake:{known.uptake}"] += 1
        tally[f"uptake ok:{known.uptake}"] += right["uptake"]
    for cut in _CUTS:
        tally[f"cut {cut}"] += found.introduced_by.asks and found.confidence >= cut and not own
        tally[f"cut wrong {cut}"] += found.introduced_by.asks and found.confidence >= cut and own
    if known.hints:
        tally["hinted"] += 1
        right["narrowed"] = bool({line_of[at] for at in found.narrowed_by} & set(known.hints))
    elif own:
        tally["unhinted"] += 1
        tally["narrowed wrongly"] += bool(found.narrowed_by)
    if known.reversed_line is not None:
        tally["reversals"] += 1
        at = found.reversed_at_turn_index
        right["reversal"] = at is not None and line_of[at] == known.reversed_line
    for name, ok in right.items():
        tally[name] += ok
    tally[f"scene ok:{known.scene}"] += all(right.values())
    return [name for name, ok in right.items() if not ok]


def _transcript(lines: list[str], suspect: str) -> Transcript:
    """Turns as they were written, so that the reading of files is not measured along."""
    turns: list[Turn] = []
    start = 0
    for index, line in enumerate(lines):
        speaker, text = line.split(": ", 1)
        begin = start + len(speaker) + 2
        role = Role.SUSPECT if speaker == suspect or (not suspect and index % 2) else Role.INTERROGATOR
        origin = Origin.NONVERBAL if text.startswith("(") else Origin.SPOKEN
        span = Span(start=begin, end=begin + len(text))
        turns.append(
            Turn(index=index, speaker=speaker, speaker_id=role, role=role, span=span, text=text, first_line=index + 1,
                 origin=origin)
        )  # fmt: skip
        start += len(line) + 1
    quality = Quality(
        grade="good", grade_rule="", not_assessable_reason=None, turn_count=len(turns), word_count=0,
        questioned_turn_count=0, empty_turn_count=0, doubtful_turn_count=0, excluded_turn_count=0, unclear_share=0.0,
    )  # fmt: skip
    source = Source(name="invented", sha256="", format="", format_reason="", encoding="", byte_count=0)
    return Transcript(text="\n".join(lines) + "\n", turns=tuple(turns), speakers=(), source=source, quality=quality)


def _best(facts: tuple[Fact, ...], words: tuple[str, ...]) -> Fact | None:
    """The listed fact with the most words in common for its length; a fact without the thing itself does not count."""
    rated = [(len(set(words) & set(fact.terms)) * 2 / (len(words) + len(fact.terms)), fact) for fact in facts]
    fitting = [item for item in rated if words[-1] in item[1].terms]
    return max(fitting, key=lambda item: (item[0], item[1].weight), default=(0.0, None))[1]


def _corrections(
    interview: Interview, transcript: Transcript, ledger: Ledger, tally: Counter[str], *, show: bool
) -> None:
    lines = {transcript.turns[one.final_answer_turn_index].first_line: one.reason for one in ledger.corrected_answers}
    wanted = {known.final_line for known in interview.corrections if not known.held}
    held = {known.final_line for known in interview.corrections if known.held}
    tally["corrections found"] += len(lines.keys() & wanted)
    tally["corrections wrong"] += len(lines.keys() - wanted)
    tally["corrections missed"] += len(wanted - lines.keys())
    tally["held reported"] += len(lines.keys() & held)
    tally["held"] += len(held)
    runs = {tuple(transcript.turns[at].first_line for at in one.answer_turn_indexes) for one in ledger.guess_runs}
    tally["runs"] += len(interview.runs)
    tally["runs found"] += len(runs & set(interview.runs))
    tally["runs wrong"] += len(runs - set(interview.runs))
    if show:
        for line in sorted(lines.keys() - wanted):
            print("wrong correction:", lines[line], *interview.lines[max(0, line - 5) : line], sep="\n      ")
        for line in sorted(wanted - lines.keys()):
            print("missed correction:", *interview.lines[max(0, line - 5) : line], sep="\n      ")


def _report(tally: Counter[str]) -> None:
    found = tally["facts"] - tally["missing"]
    hits, wrong, missed = (tally[f"corrections {name}"] for name in ("found", "wrong", "missed"))
    print(f"facts {tally['facts']}, listed {found / tally['facts']:.3f}")
    parts = (
        ("speaker", "facts"),
        ("line", "facts"),
        ("route", "routes"),
        ("uptake", "police"),
        ("reversal", "reversals"),
        ("narrowed", "hinted"),
    )
    for name, whole in parts:
        print(f"{name:22s} {tally[name] / max(1, tally[whole]):.3f}")
    print(f"{'narrowed wrongly':22s} {tally['narrowed wrongly'] / max(1, tally['unhinted']):.3f}")
    print(f"{'guess runs':22s} {tally['runs found'] / max(1, tally['runs']):.3f}, wrong {tally['runs wrong']}")
    print(f"{'false contamination':22s} {tally['false contamination'] / max(1, tally['own']):.3f}")
    for cut in _CUTS:
        kept, wrong_kept = (
            tally[f"cut {cut}"] / max(1, tally["police"]),
            tally[f"cut wrong {cut}"] / max(1, tally["own"]),
        )
        print(
            f"   confidence >= {cut:.1f}: {kept:.3f} of the interrogator's kept, {wrong_kept:.4f} of the person's wrong"
        )
    print(f"{'corrected answers F1':22s} {2 * hits / max(1, 2 * hits + wrong + missed):.3f}")
    print(f"   found {hits}, wrong {wrong}, missed {missed}; held reported {tally['held reported']}/{tally['held']}")
    for name in sorted(key for key in tally if key.startswith(("route:", "uptake:", "scene:"))):
        kind, value = name.split(":")
        print(f"   {name:40s} {tally[f'{kind} ok:{value}'] / tally[name]:.3f} of {tally[name]}")


if __name__ == "__main__":
    main()
