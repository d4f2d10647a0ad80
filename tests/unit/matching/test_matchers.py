"""The gate loses nothing: gated and ungated matching give the same hits."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.matching.language import EMPTY_WORDS, Words, side_by_side
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import PhraseCompiler, compile_phrase
from coercionscan.records import Span
from tests.unit.matching.conftest import shipped, spoken

Key = tuple[str, int]
COMMON = ["i", "you", "do", "not", "to", "the", "that", "it", "is", "was", "we", "know", "well", "will", "if", ",", "."]


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
    """Every word that a phrase of a code file names, and the marks."""
    lexicon = shipped()
    texts = [text for entry in lexicon.entries for pattern in entry.patterns for text in pattern.any]
    sets = [lexicon.sets, *(entry.sets for entry in lexicon.entries)]
    texts += [text for one in sets for members in one.values() for text in members]
    words = {word for text in texts for word in re.findall(r"(?<![{a-z_])[a-z']+(?![}a-z_])", text)}
    return [*sorted(words), *MARKS]


MANY = 60
SETS = {"any": ("now ?", "the"), "lead_in": ("well",)}
MARKS = [",", ".", "?", "!", '"', "(", ")"]


@given(st.data())
@settings(max_examples=60)
def test_gated_equals_ungated(data: st.DataObject) -> None:
    """On turns of the lexicon's own words, where nearly every gate is half open."""
    turns = st.lists(st.lists(st.sampled_from(vocabulary()) | st.sampled_from(COMMON), max_size=30), max_size=4)
    for words in side_by_side([normal(tokens) for tokens in data.draw(turns)]):
        assert everything().find(words) == everything().find_ungated(words)


@given(st.randoms(use_true_random=False))
@settings(max_examples=4)
def test_gated_equals_ungated_without_full_stops(random: Random) -> None:
    """A sentence without an end is cut into pieces, and a phrase over a cut is still found."""
    examples = [example.text for entry in shipped().entries for example in entry.examples]
    said = [token for text in random.choices(examples, k=40) for token in spoken().words(text).tokens]
    words = row_of([token for token in said if token not in MARKS])
    assert len(words.tokens) > 300
    hits = everything().find(words)
    assert hits
    assert hits == everything().find_ungated(words)


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


def test_a_page_is_looked_through_once() -> None:
    """However many turns lie on it, and however often they are asked for; unless the phrases are few."""
    idle = [("y", compile_phrase(f"lost {number}", {})) for number in range(MANY)]
    matcher: PhraseMatcher[str] = PhraseMatcher([("x", compile_phrase("lost oar", {})), *idle])
    turns = side_by_side([normal(["lost", "oar"]), normal(["an", "oar"]), normal(["lost", ",", "oar"])])
    assert [len(matcher.find(words)) for words in turns * 2] == [1, 0, 1] * 2
    assert matcher.pages == 1
    assert matcher.tried == 2


def test_few_phrases_are_looked_up_in_the_page_once_many_turns_are_asked_for() -> None:
    """A condition is told turn by turn; a list that most turns are asked for is not. Both find the same."""
    turns = side_by_side([normal(["lost", str(number), *["oar"] * (number % 2)]) for number in range(MANY)])
    phrases = [("x", compile_phrase("lost # oar", {})), ("y", compile_phrase("lost * oar", {}))]
    some, all_of_them = PhraseMatcher(phrases), PhraseMatcher(phrases)
    few = turns[:4]
    assert [some.find(words) for words in few] == [some.find_ungated(words) for words in few]
    assert [all_of_them.find(words) for words in turns] == [all_of_them.find_ungated(words) for words in turns]
    assert (some.pages, all_of_them.pages) == (0, 1)
    assert all_of_them.tried == MANY


@pytest.mark.parametrize(
    ("phrase", "row", "places"),
    [
        ("oar", ["oar", "oar"], [(0, 0), (1, 1)]),
        ("a * c", ["a", "b", "c", "c"], [(0, 2)]),
        ("oar *2 oar", ["oar", "oar", "oar"], [(0, 1)]),
        ("lost oar", ["lost", ",", "oar", "."], [(0, 2)]),
        ("oar . lost", ["oar", ".", "lost"], [(0, 2)]),
        ("{any} boat", ["now", "?", "boat", "well", "the", "boat"], [(0, 2), (4, 5)]),
        ("^ lost oar", ["well", "lost", "oar", "so", "lost", "oar"], [(1, 2)]),
        ("lose~ oar", ["loser", "oar"], [(0, 1)]),
    ],
)
def test_hits_do_not_overlap(phrase: str, row: list[str], places: list[tuple[int, int]]) -> None:
    """Hits of one phrase stand one after the other, marks at their edges left out."""
    found = PhraseMatcher([("x", compile_phrase(phrase, SETS))]).find(row_of(row))
    assert found == [Hit("x", first, last, phrase) for first, last in places]


def row_of(tokens: list[str]) -> Words:
    """A turn of these tokens, as if a space stood between them."""
    return side_by_side([normal(tokens)])[0]


def normal(tokens: list[str]) -> tuple[list[str], list[int], list[int]]:
    """The tokens with places, as if a space stood between them."""
    starts = [0, *accumulate(len(token) + 1 for token in tokens)][: len(tokens)]
    return tokens, starts, [start + len(token) for token, start in zip(tokens, starts, strict=True)]


def test_turns_that_say_the_same_are_walked_once_and_keep_their_places() -> None:
    """What is worked out for the words of one turn serves its twin; where the words stand is each turn's own."""
    matcher = PhraseMatcher([("knows", compile_phrase("i know", {}))])
    first, other, twin = side_by_side(
        [
            (("i", "know", "."), (0, 2, 6), (1, 6, 7)),
            (("no", "."), (9, 11), (11, 12)),
            (("i", "know", "."), (20, 22, 26), (21, 26, 27)),
        ]
    )
    assert matcher.find(first) is matcher.find(twin)
    assert matcher.find(other) == []
    assert (matcher.tried, len(first.page.turns)) == (1, 2)
    assert (first.span(0, 1), twin.span(0, 1)) == (Span(start=0, end=6), Span(start=20, end=26))
