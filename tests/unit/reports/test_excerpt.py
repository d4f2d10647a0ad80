from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.records import Span
from coercionscan.reports.excerpt import clean, clock, excerpt, place, quote
from tests.unit.reports.made import transcript_of


@given(st.text(st.characters(exclude_categories=())))
def test_clean_leaves_nothing_that_steers_a_terminal(text: str) -> None:
    made = clean(text)
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in made)
    assert clean(made) == made


@given(st.text("ab c", max_size=400), st.integers(0, 400), st.integers(0, 400), st.integers(20, 150))
def test_excerpt_keeps_the_hit_and_the_limit(text: str, one: int, other: int, limit: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    made = excerpt(text, start, end, limit)
    assert len(made) <= limit + len("...  ...")
    hit = clean(text[start:end])
    if len(text) <= limit or end - start <= limit // 2:
        assert hit in made


def test_one_endless_word_is_cut() -> None:
    assert excerpt("x" * 9999, 5000, 5010, 50) == "... " + "x" * 50 + " ..."


def test_a_hit_has_the_place_of_its_own_line() -> None:
    transcript = transcript_of()
    span = Span(start=transcript.turns[3].span.start, end=transcript.turns[3].span.start + 4)
    made = quote(transcript, 3, span)
    assert made.place.full == "page 1:6, B3, turn 4"
    assert (made.hit, made.speaker) == ("Okay", "PELL")


def test_a_span_outside_the_turn_is_cut_to_it() -> None:
    assert quote(transcript_of(), 1, Span(start=0, end=9999)).hit == "I never went near the barn."


@pytest.mark.parametrize(("milliseconds", "words"), [(0, "0:00:00"), (3_661_999, "1:01:01"), (59_999, "0:00:59")])
def test_clock(milliseconds: int, words: str) -> None:
    assert clock(milliseconds) == words


def test_a_transcript_without_pages_is_cited_by_line() -> None:
    from dataclasses import replace

    transcript = transcript_of()
    turn = replace(transcript.turns[2], page=None, page_line=None, bates=None, start_ms=61_000)
    assert place(transcript, turn).full == "line 3, 0:01:01, turn 3"
