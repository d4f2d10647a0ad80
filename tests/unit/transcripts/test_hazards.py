from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.records import Transcript
from coercionscan.transcripts.draft import Utterance
from coercionscan.transcripts.hazards import flag_hazards
from coercionscan.transcripts.read import read


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


def recognised(*segments: tuple[str, float, float, str]) -> Transcript:
    rows = [{"text": text, "start": start, "end": end, "speaker": who} for text, start, end, who in segments]
    return read(json.dumps({"segments": rows}).encode())


LONG = [
    ("Where did you go after the shop was closed that night?", 0.0, 9.0, "SPEAKER_00"),
    ("I went home and stayed there until the morning.", 9.0, 20.0, "SPEAKER_01"),
] * 6


def test_a_numbered_voice_that_hardly_speaks_is_left_out_and_said() -> None:
    transcript = recognised(*LONG, ("Mm.", 20.0, 20.4, "SPEAKER_02"))
    ghost = transcript.turns[-1]
    assert "ghost" in (ghost.excluded_reason or "")
    assert transcript.turns[0].excluded_reason is None
    assert "1 (a voice" in next(notice.message for notice in transcript.notices if notice.slug == "recogniser-hazards")


def test_a_person_with_a_name_is_no_ghost() -> None:
    assert recognised(*LONG, ("Mm.", 20.0, 20.4, "Mr Cole")).turns[-1].excluded_reason is None


def test_a_short_answer_in_the_turn_of_the_question_is_doubtful() -> None:
    transcript = recognised(("Were you there? No. And then?", 0.0, 4.0, "SPEAKER_00"), *LONG)
    assert transcript.turns[0].attribution_reason == "a short answer may be glued to the question"
    assert "glued-answers" in {notice.slug for notice in transcript.notices}


def test_a_segment_of_two_voices_is_parted_by_its_words() -> None:
    words = [
        {"word": "Were", "start": 0.0, "end": 0.2, "speaker": "SPEAKER_00"},
        {"word": "you?", "start": 0.2, "end": 0.5, "speaker": "SPEAKER_00"},
        {"word": "No.", "start": 0.9, "end": 1.2, "speaker": "SPEAKER_01"},
    ]
    segment = {"text": "Were you? No.", "start": 0.0, "end": 1.2, "speaker": "SPEAKER_00", "words": words}
    turns = read(json.dumps({"segments": [segment]}).encode()).turns
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in turns] == [
        ("SPEAKER_00", "Were you?", 0),
        ("SPEAKER_01", "No.", 900),
    ]
    assert all(turn.attribution == "doubtful" for turn in turns)
