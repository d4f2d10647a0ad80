from __future__ import annotations

import pytest

from coercionscan.records import Case, Role, StrippedLine
from coercionscan.reports.redact.people import people_of
from tests.unit.reports.made import transcript_of

OFFICER, SUSPECT = Role.INTERROGATOR, Role.SUSPECT


def _words(*said: str, case: Case | None = None, label: str = "DET. ROWE") -> dict[str, str]:
    lines = [(label, OFFICER, "Did anybody ask?"), *(("PELL", SUSPECT, one) for one in said)]
    return people_of(transcript_of(lines), case).words


def test_speakers_are_named_by_their_part() -> None:
    lines = [("DET. ROWE", OFFICER, "Yes?"), ("SGT. ALMA KERN", OFFICER, "Well?"), ("PELL", SUSPECT, "No.")]
    people = people_of(transcript_of(lines), None)
    assert people.labels == {"det. rowe": "Officer A", "sgt. alma kern": "Officer B", "pell": "Suspect"}
    assert people.words == {"rowe": "Officer A", "alma": "Officer B", "kern": "Officer B", "pell": "Suspect"}


def test_labels_that_name_nobody_stay() -> None:
    lines = [("Q", OFFICER, "Yes?"), ("A", SUSPECT, "No."), ("UNKNOWN VOICE", Role.OTHER, "Hm.")]
    people = people_of(transcript_of(lines), None)
    assert people.labels == {}
    assert people.words == {}


def test_first_names_beside_a_known_name_belong_to_it() -> None:
    words = _words("They said that Edgar Pell did it.", "Yes, Edgar. That was me.")
    assert words["edgar"] == "Suspect"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("I saw Mr. Albert Penrose there.", {"albert", "penrose"}),
        ("It was with my friend Marcus.", {"marcus"}),
        ("We went down to Fernhill after that.", {"fernhill"}),
        ("Gavin Strand was there.", {"gavin", "strand"}),
        ("No. Tobias did.", {"tobias"}),
        ("Yesterday was fine. We've been. They'll say.", set()),
        ("I met him on Thursday, in June, and he spoke English.", set()),
        ("I-I'm not sure. Okay? God, no.", set()),
        ("We said Yup to that. Nah, Uh-huh, and then Aye.", set()),
        ("That is the Ball. I threw the ball.", set()),
    ],
)
def test_people_and_places_that_are_spoken_of(said: str, names: set[str]) -> None:
    assert _words(said).keys() - {"rowe", "pell"} == names


def test_names_in_page_heads_are_names_in_the_talk() -> None:
    heads = ("STATE v. Imre PELL", "Statement taken by Sgt. Quillon  Page 4", "Transcribed: the county office")
    lines = [("DET. ROWE", OFFICER, "Did anybody ask?"), ("PELL", SUSPECT, "Quillon did. Page by page.")]
    stripped = tuple(StrippedLine(file_line=at, text=text, reason="head") for at, text in enumerate(heads, 1))
    words = people_of(transcript_of(lines, stripped=stripped), None).words
    assert words == {"rowe": "Officer", "pell": "Suspect", "imre": "Suspect", "quillon": "Name 1"}


def test_one_name_is_one_person_wherever_it_stands() -> None:
    words = _words("I saw Mr. Albert Penrose there.", "He said that Penrose paid.", "It was near Fernhill.")
    assert words["albert"] == words["penrose"] != words["fernhill"]


def test_without_capitals_only_known_names_are_found() -> None:
    lines = [("rowe", OFFICER, "did pell do it with marcus"), ("pell", SUSPECT, "no")]
    people = people_of(transcript_of(lines), None)
    assert not people.cased
    assert set(people.words) == {"rowe", "pell"}


def test_the_case_file_adds_names_gives_pseudonyms_and_keeps_words() -> None:
    case = Case(redact=("rosa hale",), pseudonyms=(("PELL", "Mr A"),), keep=("Fernhill",))
    words = _words("I was at Fernhill.", case=case)
    assert words == {"pell": "Mr A", "rowe": "Officer", "rosa": "Person 1", "hale": "Person 1"}


def test_a_damaged_label_takes_no_name_from_another() -> None:
    lines = [("ROWE", OFFICER, "Yes?"), ("PELL", SUSPECT, "No."), ("ROWE", OFFICER, "So?")]
    made = transcript_of(lines)
    from dataclasses import replace

    turns = (*made.turns[:2], replace(made.turns[2], speaker="ROWE PELL", speaker_id="rowe"))
    people = people_of(replace(made, turns=turns), None)
    assert people.words["pell"] == "Suspect"
