from __future__ import annotations

import pytest

from coercionscan.records import Case, SessionFactor, Tag, Transcript
from coercionscan.risk.clock import clock_hour
from coercionscan.risk.session import READERS, factors
from tests.builders import factor_entries, profile, tag, tagging, talk, timed, transcript


def read(made: Transcript, name: str, *tags: Tag, **session: str | float | bool) -> SessionFactor:
    case = Case(session=tuple(session.items())) if session else None
    found = factors(made, tagging(made, *tags), case, factor_entries(), profile())
    return next(one for one in found if one.id == name)


PLAIN = transcript(*talk(4))


def test_every_session_factor_has_its_reader() -> None:
    assert {entry.id for entry in factor_entries()} == set(READERS)


@pytest.mark.parametrize(
    "name",
    [
        "juvenile",
        "unrecorded_contact",
        "absent_guardian",
        "no_counsel",
        "documented_impairment",
        "repeated_sessions",
        "undercover_scenario",
        "night_time",
    ],
)
def test_what_is_not_stated_is_unknown_and_never_zero(name: str) -> None:
    found = read(PLAIN, name)
    assert (found.exposure, found.value) == (None, "unknown")


@pytest.mark.parametrize(
    ("name", "session", "exposure"),
    [
        ("juvenile", {"age": 17.5}, 1.0),
        ("juvenile", {"age": 18}, 0.0),
        ("unrecorded_contact", {"unrecorded_contact": "a car ride"}, 1.0),
        ("unrecorded_contact", {"unrecorded_contact": False}, 0.0),
        ("unrecorded_contact", {"unrecorded_minutes": 20}, 1.0),
        ("absent_guardian", {"guardian_present": False}, 1.0),
        ("absent_guardian", {"guardian_present": False, "age": 40}, 0.0),
        ("absent_guardian", {"guardian_present": False, "age": 40, "impairment": True}, 1.0),
        ("no_counsel", {"counsel_present": False}, 1.0),
        ("no_counsel", {"counsel_present": True}, 0.0),
        ("documented_impairment", {"impairment": "mild intellectual disability"}, 1.0),
        ("documented_impairment", {"impairment": False}, 0.0),
        ("repeated_sessions", {"earlier_sessions": 2}, 1.0),
        ("repeated_sessions", {"earlier_sessions": 1}, 0.0),
        ("undercover_scenario", {"undercover": True}, 1.0),
        ("multiple_interrogators", {"interrogators": 2}, 0.5),
        ("multiple_interrogators", {"interrogators": 4}, 1.0),
        ("night_time", {"night": True}, 1.0),
        ("night_time", {"hours_awake": 20}, 1.0),
        ("night_time", {"start": "14:00", "end": "16:30"}, 0.0),
        ("night_time", {"start": "21:00", "end": "01:30"}, 1.0),
        ("night_time", {"start": "9:00 pm", "end": "11:15 pm"}, 1.0),
        ("duration_before_admission", {"duration_minutes": 300}, 0.5),
        ("duration_before_admission", {"hours_before_admission": 7, "duration_minutes": 900}, 0.75),
        ("duration_before_admission", {"start": "10:00", "end": "23:00"}, 1.0),
        ("few_breaks", {"duration_minutes": 300, "breaks": 0}, 1.0),
        ("few_breaks", {"duration_minutes": 300, "breaks": 3}, 0.0),
    ],
)
def test_the_case_file_tells(name: str, session: dict[str, str | float | bool], exposure: float) -> None:
    found = read(PLAIN, name, **session)
    assert found.exposure == exposure
    assert found.source.startswith("case file")


def test_length_from_the_times() -> None:
    made = timed(transcript(*talk(2), ("S", "I took it.")), (0, 60, 120, 180, 270))
    found = read(made, "duration_before_admission", tag(made, 4, "full_admission"))
    assert (found.exposure, found.value) == (0.5, "4.5 hours before the first admission")
    assert found.source == "transcript, from its times"


def test_length_from_the_words_is_marked_as_an_estimate() -> None:
    made = transcript(("I", "word " * 155 * 150), ("S", "No."))
    found = read(made, "duration_before_admission")
    assert (found.exposure, found.value) == (0.25, "2.5 hours in all")
    assert found.source == "estimated from the number of words"


def test_an_offer_of_a_break_ends_a_stretch() -> None:
    made = timed(transcript(*talk(2), ("S", "No.")), (0, 80, 100, 150, 190))
    assert read(made, "few_breaks").exposure == 1.0
    assert read(made, "few_breaks", tag(made, 2, "break_or_support_offer")).exposure == 0.0


@pytest.mark.parametrize(
    ("line", "age"),
    [
        (("S", "I'm fifteen."), 15),
        (("S", "I am 16 years old."), 16),
        (("I", "And you're seventeen years old, correct?"), 17),
        (("I", "You are a 14-year-old and I have to explain this."), 14),
    ],
)
def test_age_from_the_words(line: tuple[str, str], age: int) -> None:
    found = read(transcript(line), "juvenile")
    assert found.exposure == 1.0
    assert found.value.startswith(f"aged {age} by the words")


@pytest.mark.parametrize(
    "line",
    [
        ("S", "I'm fifteen minutes late."),
        ("S", "He's sixteen."),
        ("S", "I am 17 miles from home."),
        ("W", "I'm sixteen."),
        ("I", "You're seventeen times richer now."),
        ("S", "I'm 45."),
    ],
)
def test_no_age_in_the_words(line: tuple[str, str]) -> None:
    assert read(transcript(line), "juvenile").exposure is None


@pytest.mark.parametrize(
    ("question", "answer", "age", "exposure"),
    [
        ("How old are you, Femi?", "Thirteen.", 13, 1.0),
        ("And how old are you?", "Um, I'm 16, sir.", 16, 1.0),
        ("State your age for me.", "Seventeen and a half.", 17, 1.0),
        ("How old are you?", "Thirty-four.", 34, 0.0),
        ("What is your age?", "Yeah, 41.", 41, 0.0),
    ],
)
def test_age_as_an_answer(question: str, answer: str, age: int, exposure: float) -> None:
    found = read(transcript(("I", question), ("S", answer)), "juvenile")
    assert found.exposure == exposure
    assert found.value.startswith(f"aged {age} by the words")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How old is she?", "Thirteen."),
        ("How old are you?", "Old enough."),
        ("How old are you?", "Ten minutes ago you knew that."),
        ("How many were there?", "Sixteen."),
    ],
)
def test_answers_that_tell_no_age(question: str, answer: str) -> None:
    assert read(transcript(("I", question), ("S", answer)), "juvenile").exposure is None


def test_times_that_were_said() -> None:
    assert read(transcript(("I", "The time is now 11:40 p.m. by my watch.")), "night_time").exposure == 1.0
    assert read(transcript(("I", "The time is 10:05am.")), "night_time").exposure == 0.0


def test_earlier_talk_that_is_mentioned() -> None:
    found = read(transcript(("I", "Like we talked about before, in the car, you said the shed.")), "unrecorded_contact")
    assert found.exposure == 1.0
    assert "turn 1" in found.value


def test_who_speaks_tells_who_is_there() -> None:
    made = transcript(("I", "Ready?"), ("C", "My client is ready."), ("A", "And I am his aunt."), *talk(3))
    assert read(made, "no_counsel").exposure == 0.0
    assert read(made, "absent_guardian").exposure == 0.0


def test_two_who_ask() -> None:
    made = transcript(*talk(3), *[("J", "And then?")] * 3)
    found = read(made, "multiple_interrogators")
    assert (found.value, found.exposure, found.source) == ("2 interviewers", 0.5, "transcript")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("22:30", 22.5),
        ("10:30 pm", 22.5),
        ("12:15 am", 0.25),
        ("2026-03-01T07:00", 7.0),
        ("7", 7.0),
        ("noon", None),
        ("31:00", None),
        (None, None),
    ],
)
def test_clock_hour(text: str | None, hour: float | None) -> None:
    assert clock_hour(text) == hour
