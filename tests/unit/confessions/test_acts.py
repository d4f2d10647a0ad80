"""Stems of what was admitted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.confessions.acts import stems
from coercionscan.text import fold


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I stabbed him", {"stabb", "him"}),
        ("It's ten o'clock", {"ten"}),
        ("Dean's knives, don't", {"dean", "knive", "don"}),
        ("a_b under_score", {"under", "score"}),
        ("", set()),
    ],
)
def test_first_letters_of_each_word(said: str, found: set[str]) -> None:
    assert stems(said) == found


@given(st.text(alphabet="abz\u00e912'\u2019_-. ", max_size=40))
def test_stems_are_those_of_the_words_one_by_one(said: str) -> None:
    words = [match.group().split("'")[0] for match in re.finditer(r"[^\W_]+(?:'[^\W_]+)?", fold(said))]
    assert stems(said) == {word[:5] for word in words if len(word) >= 3}
