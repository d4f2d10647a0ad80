"""No phrase takes long: each is looked for in a line of a hundred thousand letters made of its own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from time import process_time
from typing import Any

import pytest

from coercionscan.lexicon.entry import Pattern
from coercionscan.matching.matchers import PhraseMatcher
from coercionscan.matching.phrases import Phrase, PhraseCompiler
from coercionscan.matching.words import side_by_side
from coercionscan.tags.exchange_verbs import VerbForms
from tests.unit.matching.conftest import shipped

LETTERS = 100_000
SECONDS = 20.0
"""Far more than a line takes on a slow machine, far less than a phrase that tries every way."""
TOGETHER = 40
ALONE = 60
SEED = 20


def _phrases_of(pattern: Pattern) -> Iterator[str]:
    for texts in (pattern.any, pattern.unless, pattern.unless_turn, pattern.needs, pattern.after, pattern.unless_after):
        yield from texts


@cache
def _phrases() -> list[Phrase]:
    return list(_all_phrases())


def _all_phrases() -> Iterator[Phrase]:
    """Every phrase of the lexicon: rules with their conditions, cues, question words, exchanges and acts."""
    lexicon = shipped()
    shared = PhraseCompiler(lexicon.sets)
    for entry in lexicon.entries:
        own = PhraseCompiler(entry.sets, shared)
        yield from (own.compile(text) for pattern in entry.patterns for text in _phrases_of(pattern))
    yield from (shared.compile(text) for cue in lexicon.cues for text in (*cue.any, *cue.pseudo))
    questions, exchanges = lexicon.tables["questions"], lexicon.tables["exchanges"]
    own = PhraseCompiler({**lexicon.sets, **questions["sets"]})
    yield from (own.compile(text) for texts in questions["phrases"].values() for text in texts)
    yield from (shared.compile(text) for texts in exchanges["lists"].values() for text in texts)
    acts = lexicon.tables["acts"]
    forms, own = VerbForms(acts["verbs"]), PhraseCompiler(acts["sets"], shared)
    for act in acts["acts"].values():
        yield from (own.compile(forms.spread(text)) for place in ("do", "may") for text in act.get(place, ()))
        yield from (own.compile(text) for place in ("asked", "bare") for text in act.get(place, ()))


def _words(part: Any) -> Iterator[str]:
    """All words that a part names, whether they must stand there or not."""
    yield from getattr(part, "words", ())
    for inner in (*getattr(part, "parts", ()), *filter(None, [getattr(part, "part", None)])):
        yield from _words(inner)


def _line(phrase: Phrase, letters: int, random: Random) -> str:
    """A phrase's own words in any order."""
    words = sorted({word.rstrip("~") for word in _words(phrase.chain)} - {""}) or ["you"]
    return " ".join(random.choices(words, k=letters // 2))[:letters]


def _seconds(phrases: list[Phrase], line: str) -> float:
    matcher = PhraseMatcher([(phrase.source, phrase) for phrase in phrases])
    turn = side_by_side([plain(line)])[0]
    begin = process_time()
    matcher.find(turn)
    return process_time() - begin


def plain(line: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a line as they stand: to bring it to its normal form takes longer than to search it."""
    tokens = line.split()
    return tokens, list(range(len(tokens))), list(range(1, len(tokens) + 1))


def test_every_phrase_is_fast_on_a_line_that_holds_its_own_words() -> None:
    random = Random(SEED)  # noqa: S311 - a seeded line, no secret
    phrases = _phrases()
    assert len(phrases) > 3000
    for first in range(0, len(phrases), TOGETHER):
        some = phrases[first : first + TOGETHER]
        line = " ".join(_line(phrase, LETTERS // len(some), random) for phrase in some)
        assert _seconds(some, line) < SECONDS, [phrase.source for phrase in some]


def test_some_phrases_are_fast_on_a_line_of_nothing_but_their_own_words() -> None:
    random = Random(SEED)  # noqa: S311 - a seeded line, no secret
    for phrase in random.sample(_phrases(), ALONE):
        assert _seconds([phrase], _line(phrase, LETTERS, random)) < SECONDS, phrase.source


@pytest.mark.parametrize(
    "unit", ["you", "i do not know", "well , look , listen , so ,", "( you )", '"', "you .", "if you tell me now you"]
)
def test_all_phrases_together_are_fast_on_a_long_line(unit: str) -> None:
    assert _seconds(_phrases(), f"{unit} " * (LETTERS // (len(unit) + 1))) < SECONDS
