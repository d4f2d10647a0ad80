"""Roles by what only one side says, where how the turns are spoken would mislead."""

from __future__ import annotations

import pytest

from coercionscan.errors import UnknownFormat
from coercionscan.records import Role
from coercionscan.transcripts.read import read

PLAIN = "AMSEL: Where was the cart?\nBRIGG: By the well.\nAMSEL: Who pulled it?\nBRIGG: My uncle.\n"


def often(talk: str, times: int = 4) -> str:
    """The talk again and again with other words, so that it is not taken for pages that overlap."""
    things = ("cart", "plough", "barrel", "ladder", "saddle", "kettle")
    return "".join(talk.replace("cart", thing).replace(".\n", f", the {thing}.\n") for thing in things[:times])


def roles(text: str) -> dict[str, Role]:
    return {speaker.label: speaker.role for speaker in read(text.encode()).speakers}


def test_a_suspect_who_asks_back_is_not_taken_for_the_officer() -> None:
    talk = """AMSEL: Sit down over there.
BRIGG: Am I under arrest?
AMSEL: Not today.
BRIGG: What do you want from me? Who sent you?
AMSEL: It is about the mill.
BRIGG: What about the mill? Did you find something there?
AMSEL: Somebody broke the wheel.
BRIGG: And you come to me? Why don't you go to the miller?
AMSEL: I was there already.
BRIGG: Then can I go home? Are you done with me?
AMSEL: Not yet.
BRIGG: Don't you have anything better to do?
"""
    assert roles(talk) == {"AMSEL": Role.INTERROGATOR, "BRIGG": Role.SUSPECT}


def test_pleas_of_two_people_settle_nothing() -> None:
    talk = "BRIGG: Can I go home?\nAMSEL: So, can I leave?\nBRIGG: Am I in trouble?\nAMSEL: Where was the cart?\n"
    plain = "BRIGG: By the well.\nAMSEL: Tell me who pulled the cart.\n"
    assert roles(often(talk + plain))["AMSEL"] is Role.INTERROGATOR
    assert "answers" in next(one.reason for one in read(often(talk + plain).encode()).speakers if one.label == "BRIGG")


def test_who_speaks_for_another_turn_after_turn_interprets() -> None:
    talk = PLAIN.replace("BRIGG: ", "TOVE: He says ") + "BRIGG: Well, yes.\n"
    assert roles(often(talk))["TOVE"] is Role.INTERPRETER


def test_a_parent_who_presses_is_no_officer() -> None:
    press = "AMSEL: Dad, you may speak to her.\nEDDA: Why did you take it? Look at me. Did you take it?\nBRIGG: No.\n"
    assert roles(often(PLAIN + press))["EDDA"] is Role.OTHER
    assert roles(often(PLAIN + press.replace("Dad, you", "You")))["EDDA"] is Role.INTERROGATOR


def test_a_mother_alone_with_the_police_is_questioned() -> None:
    assert roles(often(PLAIN.replace("BRIGG", "MOTHER")))["MOTHER"] is Role.SUSPECT
    assert roles(often(PLAIN) + "MOTHER: Yes.\nAMSEL: Why?\nMOTHER: So.\n" * 2)["MOTHER"] is Role.OTHER


@pytest.mark.parametrize(("said", "officer"), [("I'm sorry, officer.", False), ("I'm a police officer.", True)])
def test_who_speaks_to_an_officer_is_none(said: str, officer: bool) -> None:
    text = f"AMSEL: Where were you?\nBRIGG: At home.\nCOLE: {said}\n" * 3
    assert (roles(text).get("COLE") is Role.INTERROGATOR) is officer


def test_a_detective_examined_in_court_is_the_witness() -> None:
    court = """THE COURT: Go on, Mr. Cole.
MR. COLE: Did you speak with him that day?
DET. AMSEL: I did.
MR. COLE: Where was that?
DET. AMSEL: In the yard.
MR. COLE: Did you write it down?
DET. AMSEL: Yes.
"""
    found = roles(often(court))
    assert (found["DET. AMSEL"], found["MR. COLE"]) == (Role.WITNESS, Role.INTERROGATOR)


def test_a_role_may_stand_behind_the_name_in_more_words() -> None:
    talk = PLAIN + "AMSEL: Cole is here as your attorney.\nCOLE: Later. Are you done?\nBRIGG: Yes.\n"
    assert roles(often(talk))["COLE"] is Role.COUNSEL


def test_json_of_no_known_shape_is_refused_and_not_read_as_prose() -> None:
    rows = ",".join('{"who_is_it": "Amsel", "what_was_it": "Where was the cart?"}' for _ in range(30))
    with pytest.raises(UnknownFormat):
        read(f'{{"parts": [{rows}]}}'.encode(), name="export.json")
