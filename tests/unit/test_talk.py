from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.records import Role
from coercionscan.talk import Said, transcript_of

TALK = (
    Said("ROWE", Role.INTERROGATOR, "Where were you?"),
    Said("PELL", Role.SUSPECT, "At home, I told you."),
    Said("ROWE", Role.INTERROGATOR, ""),
)
said = st.lists(st.builds(Said, st.sampled_from(("A", "Bo")), st.sampled_from(Role), st.text(max_size=20)), max_size=6)


@given(said, st.booleans())
def test_every_span_cuts_out_its_words(turns: list[Said], labels: bool) -> None:
    transcript = transcript_of(turns, name="x", kind="x", why="x", labels=labels)
    assert [turn.text for turn in transcript.turns] == [one.words for one in turns]
    assert all(transcript.text[turn.span.start : turn.span.end] == turn.text for turn in transcript.turns)
    assert sum(speaker.turn_count for speaker in transcript.speakers) == len(turns)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (False, "Where were you?\nAt home, I told you.\n"),
        (True, "ROWE: Where were you?\nPELL: At home, I told you.\nROWE: \n"),
    ],
)
def test_labels_stand_in_the_text_on_request(labels: bool, text: str) -> None:
    transcript = transcript_of(TALK, name="x", kind="x", why="x", labels=labels)
    assert transcript.text == text
    assert [transcript.locate(turn.span.start).file_line for turn in transcript.turns] == [1, 2, 3]


def test_the_card_counts_what_is_there() -> None:
    card = transcript_of(TALK, name="x", kind="scene", why="told by the scene").quality
    assert (card.grade, card.not_assessable_reason) == ("good", None)
    assert (card.turn_count, card.word_count, card.questioned_turn_count, card.empty_turn_count) == (3, 8, 1, 1)
    card = transcript_of(TALK, name="x", kind="utterance", why="given", ungraded="nothing to grade").quality
    assert (card.grade, card.not_assessable_reason) == ("not_assessable", "nothing to grade")
