"""Invented talk for the tests of this room."""

from __future__ import annotations

from functools import cache

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.matching.language import Language, Words
from coercionscan.provenance.lines import Talk, lines_of
from coercionscan.provenance.trace import trace
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import Case, Fact, Ledger, Origin, Quality, Role, Source, Span, Transcript, Turn

_ROLES = {"Q": Role.INTERROGATOR, "A": Role.SUSPECT, "W": Role.WITNESS, "C": Role.COUNSEL}


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once."""
    return load()


@cache
def language() -> Language:
    """The tokenizer, loaded once."""
    return Language(lexicon().forms)


def transcript(*lines: str) -> Transcript:
    """A transcript of lines such as "Q: Where?" and "A: There."; a line in brackets is a gesture."""
    turns: list[Turn] = []
    start = 0
    for index, line in enumerate(lines):
        label, said = line.split(": ", 1)
        begin = start + len(label) + 2
        turns.append(
            Turn(
                index=index,
                speaker=label,
                speaker_id=label,
                role=_ROLES[label],
                span=Span(start=begin, end=begin + len(said)),
                text=said,
                first_line=index + 1,
                origin=Origin.NONVERBAL if said.startswith("(") and said.endswith(")") else Origin.SPOKEN,
            )
        )
        start += len(line) + 1
    return Transcript(
        text="\n".join(lines),
        turns=tuple(turns),
        speakers=(),
        source=Source(name="made.txt", sha256="", format="", format_reason="", encoding="", byte_count=0),
        quality=Quality(
            grade="good",
            grade_rule="",
            not_assessable_reason=None,
            turn_count=len(turns),
            word_count=0,
            questioned_turn_count=0,
            empty_turn_count=0,
            doubtful_turn_count=0,
            excluded_turn_count=0,
            unclear_share=0.0,
        ),
    )


def interview(*lines: str) -> tuple[Transcript, tuple[Words, ...]]:
    """A transcript with its words."""
    made = transcript(*lines)
    return made, language().transcript(made)


def talk(*lines: str) -> Talk:
    """The lines of made talk."""
    made, words = interview(*lines)
    return lines_of(made, words, Vocabulary(lexicon()))


def ledger(*lines: str, case: Case | None = None) -> Ledger:
    """The ledger of made talk."""
    made, words = interview(*lines)
    return trace(made, words, lexicon(), case)


def fact(found: Ledger, *terms: str) -> Fact:
    """The first fact that holds all the terms."""
    return next(one for one in found.facts if set(terms) <= set(one.terms))
