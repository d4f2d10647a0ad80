from __future__ import annotations

import pytest

from coercionscan.records import Role
from coercionscan.transcripts.read import read


def roles(text: str) -> dict[str, Role]:
    return {speaker.label: speaker.role for speaker in read(text.encode()).speakers}


def reason(text: str, label: str) -> str:
    return next(speaker.reason for speaker in read(text.encode()).speakers if speaker.label == label)


PLAIN = "AMSEL: Where was the cart?\nBRIGG: By the well.\nAMSEL: Who pulled it?\nBRIGG: My uncle.\n"


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("DET. COLE", Role.INTERROGATOR),
        ("SOLICITOR", Role.COUNSEL),
        ("APPROPRIATE ADULT", Role.APPROPRIATE_ADULT),
        ("INTERPRETER", Role.INTERPRETER),
        ("POLYGRAPHER", Role.EXAMINER),
        ("MOTHER", Role.OTHER),
        ("SUSPECT", Role.SUSPECT),
        ("WITNESS", Role.WITNESS),
        ("UNKNOWN VOICE", Role.OTHER),
        ("UNIDENTIFIED", Role.UNKNOWN),
    ],
)
def test_a_word_in_the_label_tells_the_role(label: str, role: Role) -> None:
    assert roles(PLAIN + f"{label}: One moment.\nBRIGG: Yes.\n{label}: Thank you.\n")[label] is role


def test_who_asks_and_who_answers_settles_plain_names() -> None:
    assert roles(PLAIN * 4) == {"AMSEL": Role.INTERROGATOR, "BRIGG": Role.SUSPECT}
    assert "asks: 8 of 8" in reason(PLAIN * 4, "AMSEL")
    assert "by default" in reason(PLAIN * 4, "BRIGG")


def test_two_who_ask_alike_are_not_told_apart() -> None:
    both = "AMSEL: Where was it?\nBRIGG: Where was what?\nAMSEL: The cart?\nBRIGG: Which cart?\n" * 4
    assert set(roles(both).values()) == {Role.UNKNOWN}
    assert read(both.encode()).quality.not_assessable_reason


def test_a_second_officer_who_asks_is_an_interrogator_too() -> None:
    second = PLAIN + "COLE: And the horse?\nBRIGG: Brown.\nCOLE: Whose was it?\nBRIGG: His.\n"
    assert roles(second * 3)["COLE"] is Role.INTERROGATOR


def test_the_head_names_the_people() -> None:
    head = "Interview of: Ida Brigg\nInterviewing officer: Inv. Lars Amsel\nSolicitor: Tove Cole\n\n"
    found = roles(head + PLAIN * 2 + "COLE: I advise my client to be silent.\n" * 2)
    assert found == {"AMSEL": Role.INTERROGATOR, "BRIGG": Role.SUSPECT, "COLE": Role.COUNSEL}


def test_the_one_who_reads_the_rights_questions_and_the_other_is_a_suspect() -> None:
    rights = "AMSEL: You have the right to remain silent.\nBRIGG: I know.\nAMSEL: Good.\nBRIGG: So what?\n"
    assert roles(rights) == {"AMSEL": Role.INTERROGATOR, "BRIGG": Role.SUSPECT}
    assert reason(rights, "AMSEL") == "reads the rights"
    assert "the rights are read" in reason(rights, "BRIGG")


def test_in_court_the_person_questioned_is_a_witness() -> None:
    court = "THE COURT: Proceed.\nQ. Where was the cart?\nA. By the well.\nQ. When?\nA. At noon.\nTHE COURT: Go on.\n"
    assert roles(court)["A"] is Role.WITNESS


def test_a_voice_on_the_phone_is_nobody_in_the_room() -> None:
    assert roles(PLAIN + "DET. COLE ON THE PHONE: Hello?\nAMSEL: Hello.\n")["DET. COLE ON THE PHONE"] is Role.OTHER


def test_a_detective_who_only_looks_in_does_not_question() -> None:
    long = PLAIN * 60
    guard = "DORN: My name is Dorn, I am a detective here. Do you need water?\nBRIGG: No.\n"
    text = long + guard + long
    assert roles(text)["DORN"] is Role.OTHER
    assert "but has 1 of the 241 turns" in reason(text, "DORN")
    assert roles(long + guard * 20)["DORN"] is Role.INTERROGATOR


def test_a_parent_who_comes_when_the_questioning_is_over_is_other() -> None:
    after = "EDDA BRIGG: Why did you go there?\nBRIGG: I had to.\nEDDA BRIGG: Did he make you?\nBRIGG: No.\n"
    assert roles(PLAIN * 30 + after * 2)["EDDA BRIGG"] is Role.OTHER


def test_a_detective_named_in_the_label_stays_one_with_few_words() -> None:
    text = PLAIN * 60 + "SGT. DORN: Time is up.\nBRIGG: Fine.\n" + PLAIN
    assert roles(text)["SGT. DORN"] is Role.INTERROGATOR


CALL = """{taker}: What is the address of your emergency?
{caller}: Mill Road, he's not breathing.
{taker}: Who's not breathing?
{caller}: My husband. He's on the floor.
{taker}: Are you with him now?
{caller}: Yes. There's blood.
"""


@pytest.mark.parametrize("taker", ["DISPATCHER", "911", "OPERATOR 2", "FIRE DISPATCH", "CALL TAKER"])
@pytest.mark.parametrize("caller", ["CALLER", "HALE", "CALLER 1"])
def test_who_calls_for_help_is_no_suspect(taker: str, caller: str) -> None:
    transcript = read(CALL.format(taker=taker, caller=caller).encode())
    roles = {speaker.label: speaker.role for speaker in transcript.speakers}
    assert roles == {taker: Role.OTHER, caller: Role.WITNESS}
    assert transcript.quality.grade == "not_assessable"


def test_a_voice_on_the_radio_makes_no_emergency_call() -> None:
    talk = "DET. ROWE: Where were you?\nHALE: At home.\nDET. ROWE: All night?\nHALE: Yes.\n"
    transcript = read(f"{talk}DISPATCH: Unit 12, where are you?\n{talk}".encode())
    assert {speaker.label: speaker.role for speaker in transcript.speakers}["HALE"] is Role.SUSPECT
