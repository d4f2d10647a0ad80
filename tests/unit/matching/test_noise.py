"""Spoiled words are seeded, keep their places, and as many are spoiled as was asked for."""

from __future__ import annotations

import pytest

from coercionscan.matching.language import Language
from coercionscan.matching.noise import spoiled
from coercionscan.matching.words import Words
from tests.unit.matching.conftest import shipped

SAID = "He walked down to the water with the lantern and came back before the bell. " * 40


@pytest.fixture(scope="module")
def words() -> Words:
    return Language(shipped().forms).words(SAID)


def test_no_noise_changes_nothing(words: Words) -> None:
    (same,) = spoiled([words], 0.0, 1)
    assert (same.tokens, same.starts, same.ends) == (words.tokens, words.starts, words.ends)


def test_one_seed_gives_one_result(words: Words) -> None:
    assert spoiled([words], 0.2, 1)[0].tokens == spoiled([words], 0.2, 1)[0].tokens
    assert spoiled([words], 0.2, 1)[0].tokens != spoiled([words], 0.2, 2)[0].tokens


def test_marks_stay_and_every_word_keeps_a_place_of_the_source(words: Words) -> None:
    (made,) = spoiled([words], 0.5, 1)
    assert made.tokens.count(".") == words.tokens.count(".")
    assert set(zip(made.starts, made.ends, strict=True)) <= set(zip(words.starts, words.ends, strict=True))
    assert list(made.starts) == sorted(made.starts)


def test_about_as_many_words_are_dropped_as_doubled(words: Words) -> None:
    (made,) = spoiled([words], 0.3, 1)
    assert abs(len(made.tokens) - len(words.tokens)) < 0.1 * len(words.tokens)


def test_a_turn_without_words_stays_one() -> None:
    language = Language(shipped().forms)
    nothing, _ = spoiled([language.words(""), language.words("No.")], 1.0, 1)
    assert nothing.tokens == ()
