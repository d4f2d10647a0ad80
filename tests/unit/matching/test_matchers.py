"""The gate loses nothing: gated and ungated matching give the same hits."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.matching.language import EMPTY_WORDS, Words
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, compile_phrase
from tests.unit.matching.conftest import shipped, spoken

Key = tuple[str, int]


@cache
def everything() -> PhraseMatcher[Key]:
    """All phrases of all code files."""
    lexicon = shipped()
    shared = PhraseCompiler(lexicon.sets)
    phrases = []
    for entry in lexicon.entries:
        compiler = PhraseCompiler(entry.sets, shared)
        texts = [text for pattern in entry.patterns for text in pattern.any]
        phrases += [((entry.id, number), compiler.compile(text)) for number, text in enumerate(texts)]
    return PhraseMatcher(phrases)


@cache
def vocabulary() -> list[str]:
    """Every word that a phrase is certain of, and the marks."""
    lexicon = shipped()
    compiler = PhraseCompiler(lexicon.sets)
    words = {word for name in lexicon.sets for group in compiler.compile("{" + name + "}").groups for word in group}
    for entry in lexicon.entries:
        own = PhraseCompiler(entry.sets, compiler)
        for pattern in entry.patterns:
            for text in pattern.any:
                words |= {word for group in own.compile(text).groups for word in group}
    return [*sorted(word.rstrip("~") for word in words), ",", ".", "?", '"']


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_gated_equals_ungated(data: st.DataObject) -> None:
    """On rows of the lexicon's own words, where nearly every gate is half open."""
    row = data.draw(st.lists(st.sampled_from(vocabulary()), max_size=30))
    words = row_of(row)
    assert everything().find(words) == everything().find_ungated(words)


def test_gated_equals_ungated_on_the_examples() -> None:
    """On the examples of all code files, where the phrases do hit."""
    found = 0
    for entry in shipped().entries:
        for example in entry.examples:
            words = spoken().words(example.text)
            hits = everything().find(words)
            assert hits == everything().find_ungated(words)
            found += len(hits)
    assert found > len(shipped().entries)


def test_the_gate_spares_work() -> None:
    """A turn is tried with few phrases."""
    matcher = everything()
    before = matcher.tried
    matcher.find(spoken().words("I had toast and then I drove to the quarry."))
    total = sum(len(pattern.any) for entry in shipped().entries for pattern in entry.patterns)
    assert matcher.tried - before < total / 4


def test_nothing_is_found_in_nothing() -> None:
    """No words, no hits."""
    assert everything().find(EMPTY_WORDS) == []


@pytest.mark.parametrize(
    ("phrase", "row", "places"),
    [
        ("oar", ["oar", "oar"], [(0, 0), (1, 1)]),
        ("a * c", ["a", "b", "c", "c"], [(0, 2)]),
        ("oar *2 oar", ["oar", "oar", "oar"], [(0, 1)]),
        ("lost oar", ["lost", ",", "oar", "."], [(0, 2)]),
    ],
)
def test_hits_do_not_overlap(phrase: str, row: list[str], places: list[tuple[int, int]]) -> None:
    """Hits of one phrase stand one after the other, marks at their edges left out."""
    found = PhraseMatcher([("x", compile_phrase(phrase, {}))]).find(row_of(row))
    assert found == [Hit("x", first, last, phrase) for first, last in places]


def row_of(tokens: list[str]) -> Words:
    """Words made of tokens, as if a space stood between them."""
    starts = [sum(len(token) + 1 for token in tokens[:index]) for index in range(len(tokens))]
    ends = [start + len(token) for start, token in zip(starts, tokens, strict=True)]
    return Words(tuple(tokens), tuple(starts), tuple(ends), f" {' '.join(tokens)} ", tuple(at + 1 for at in starts))
