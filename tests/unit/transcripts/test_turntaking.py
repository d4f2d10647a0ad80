from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.transcripts.turntaking import sentences, who_asks

ASKED = ["Where were you?", "At home.", "Did you see the van?", "No, I never saw it.", "Who told you?", "My brother."]


def test_questions_and_answers_take_turns() -> None:
    assert who_asks(ASKED, stay=0.03) == [True, False] * 3


def test_a_lost_line_does_not_turn_all_that_follows() -> None:
    asked = (ASKED * 2)[:7] + (ASKED * 2)[8:]
    assert who_asks(asked, stay=0.03)[:6] == [True, False] * 3
    assert who_asks(asked, stay=0.03)[-3:] == [False, True, False]


def test_nothing_gives_nothing() -> None:
    assert who_asks([], stay=0.5) == []


@given(st.text("ab .?!\n\u201d", max_size=80))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    found = sentences(text, 0, len(text))
    assert all(text[start:end].strip() for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    covered = "".join("".join(text[start:end].split()) for start, end in found)
    assert covered == "".join(text.split())
