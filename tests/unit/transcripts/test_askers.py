from __future__ import annotations

import pytest

from coercionscan.records import Origin
from coercionscan.transcripts.read import read

VOLUME = """DIRECT EXAMINATION
BY MS. REYES:
Q. State your name.
A. Paul Pell.
Q. Where do you live?
A. In Holm.
MS. REYES: Nothing further.
THE COURT: You may ask.
{line}
A. At home.
Q. Who was there?
A. My aunt.
Q. Did she leave?
A. No.
"""
FORMS = (
    "(Mr. Okafor) Q. Where were you?",
    "[MR. OKAFOR] Q. Where were you?",
    "(By Mr. Okafor) Q. Where were you?",
    "MR. OKAFOR: Q. Where were you?",
    "MR. OKAFOR. Q. Where were you?",
    "MR. OKAFOR, Q. Where were you?",
    "BY MR. OKAFOR: Q. Where were you?",
    "By Mr. Okafor: Q. Where were you?",
    "Q. BY MR. OKAFOR: Where were you?",
    "Q. (BY MR. OKAFOR:) Where were you?",
    "Q. [Mr. Okafor] Where were you?",
    "MR. OKAFOR:\nQ. Where were you?",
    "BY MR. OKAFOR\nQ. Where were you?",
    "BY MR. OKAFOR -\nQ. Where were you?",
    "(By Mr. Okafor)\nQ. Where were you?",
    "CROSS-EXAMINATION BY MR. OKAFOR:\nQ. Where were you?",
    "THE COURT: Go on. BY MR. OKAFOR: Q. Where were you?",
    "THE COURT: Go on.  BY MR. OKAFOR:\nQ. Where were you?",
)


@pytest.mark.parametrize("line", FORMS)
def test_a_name_beside_the_q_changes_who_asks(line: str) -> None:
    transcript = read(VOLUME.format(line=line).encode())
    asked = {turn.text: turn.speaker.upper() for turn in transcript.turns if turn.speaker.startswith("Q")}
    assert asked["Where do you live?"] == "Q (MS. REYES)"
    assert asked["Where were you?"] == asked["Who was there?"] == asked["Did she leave?"] == "Q (MR. OKAFOR)"
    spoken = [turn.text for turn in transcript.turns if turn.origin is Origin.SPOKEN and turn.speaker == "THE COURT"]
    assert spoken[0] == "You may ask."
    assert not spoken[1:] or spoken[1:] == ["Go on."]


def test_words_behind_a_name_that_is_no_examiner_stay_words() -> None:
    transcript = read(VOLUME.format(line="Q. Where were you?").replace("At home.", "By Mr. Cole.  He drove.").encode())
    assert "By Mr. Cole.  He drove." in [turn.text for turn in transcript.turns]
    said = VOLUME.format(line="Q. Where were you?").replace("My aunt.", "He said, Q. is a letter.")
    assert "He said, Q. is a letter." in [turn.text for turn in read(said.encode()).turns]


def test_a_lawyer_without_words_between_answers_does_not_ask() -> None:
    transcript = read(VOLUME.format(line="MR. OKAFOR:\nTHE COURT: Go on.\nQ. Where were you?").encode())
    assert {turn.speaker for turn in transcript.turns if turn.speaker.startswith("Q")} == {"Q (MS. REYES)"}
