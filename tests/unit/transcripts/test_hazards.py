from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.transcripts.draft import Utterance
from coercionscan.transcripts.hazards import flag_hazards


def flags(*said: tuple[str, int, int]) -> list[str | None]:
    turns = [Utterance(speaker="S", text=text, start_ms=start, end_ms=end) for text, start, end in said]
    return [turn.excluded for turn in flag_hazards(turns)]


def test_a_loop_is_flagged_within_a_turn_and_over_turns() -> None:
    assert "loop" in (flags(("I know. " * 8, 0, 30_000))[0] or "")
    again = [("I do not know.", at * 2000, at * 2000 + 1500) for at in range(5)]
    assert [bool(reason) for reason in flags(*again)] == [False, False, False, True, True]


def test_short_answers_may_be_given_again_and_again() -> None:
    assert flags(*[("No.", at * 1000, at * 1000 + 400) for at in range(9)]) == [None] * 9


def test_a_rate_that_nobody_speaks_is_flagged() -> None:
    words = "one two three four five six seven eight nine ten"
    assert flags((words, 0, 500))[0] == "faster than anybody can speak"
    assert flags((words, 0, 4000)) == [None]
    assert flags(("yes I did", 0, 100)) == [None]


def test_words_that_recognisers_invent_are_flagged_and_stay() -> None:
    turns = flag_hazards([Utterance(speaker="S", text="Thanks for watching!", start_ms=0, end_ms=3000)])
    assert turns[0].text == "Thanks for watching!"
    assert "invent" in (turns[0].excluded or "")


@given(st.lists(st.text("ab .?", max_size=30), max_size=20))
def test_nothing_is_lost_or_moved(texts: list[str]) -> None:
    turns = [Utterance(speaker="S", text=text) for text in texts]
    assert [turn.text for turn in flag_hazards(turns)] == texts
