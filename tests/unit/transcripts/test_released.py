"""Released and printed pages: names taken out, lines to fill in, numbers at the right margin."""

from __future__ import annotations

import pytest

from coercionscan.errors import UnknownFormat
from coercionscan.records import Origin, Transcript
from coercionscan.transcripts.read import read

TALK = "ROWE: Where were you?\nPELL: At home.\nROWE: All night?\nPELL: Yes.\n"


def of(text: str) -> Transcript:
    return read(text.encode())


def stripped(text: str) -> list[str]:
    return [line.text for line in of(text).quality.stripped]


@pytest.mark.parametrize(
    "label",
    ["[REDACTED]", "(REDACTED)", "[Name Withheld]", "[redacted]", "██████", "(b)(6)", "(b)(6), (b)(7)(C)"],
)
def test_a_label_whose_name_was_taken_out_is_a_speaker(label: str) -> None:
    transcript = of(TALK.replace("PELL", label) * 2)
    assert [(speaker.label, speaker.role.value) for speaker in transcript.speakers] == [
        ("ROWE", "interrogator"),
        (label, "suspect"),
    ]


def test_two_whose_names_were_taken_out_stay_two() -> None:
    talk = TALK.replace("ROWE", "[SA REDACTED]").replace("PELL", "[REDACTED]") * 2
    assert [speaker.label for speaker in of(talk).speakers] == ["[SA REDACTED]", "[REDACTED]"]
    assert len(of(f"{talk}[MS. REDACTED]: I object.\n").speakers) == 3


def test_codes_of_exemptions_alone_on_a_line_are_no_words() -> None:
    assert stripped(f"{TALK}(b)(6), (b)(7)(C)\n{TALK}") == ["(b)(6), (b)(7)(C)"]
    assert not stripped(f"{TALK}PELL: (b)(6)\n{TALK}")


def test_lines_to_fill_in_are_no_words() -> None:
    foot = "Signature of suspect: ____________   Date: ______"
    assert stripped(f"{TALK}{foot}\n{TALK}") == [foot]
    assert not stripped(f"{TALK}PELL: I saw ____ there.\nPELL: ________ told me.\n{TALK}")


def test_a_page_number_behind_words_leaves_the_words() -> None:
    lines = [
        line for page in range(1, 5) for line in (TALK.rstrip(), f"ROWE: Sure {'abcd'[page - 1]}?    Page {page} of 9")
    ]
    transcript = of("\n".join(lines))
    assert [line.text for line in transcript.quality.stripped] == [f"Page {page} of 9" for page in range(1, 5)]
    assert {turn.text: turn.page for turn in transcript.turns if "Sure" in turn.text} == {
        "Sure a?": 1,
        "Sure b?": 2,
        "Sure c?": 3,
        "Sure d?": 4,
    }


def test_numbers_that_do_not_rise_with_the_pages_are_words() -> None:
    talk = "".join(f"{TALK}ROWE: It was number          {number}\n" for number in (7, 3, 12))
    assert next(turn.text for turn in of(talk).turns if "number" in turn.text).endswith("7")


def test_who_says_i_in_brackets_speaks() -> None:
    turns = of(f"{TALK}PELL: The car.\n(I mean the blue one.)\n{TALK}PELL: Yes.\n(He leaves the room)\n{TALK}").turns
    assert "The car.\n(I mean the blue one.)" in [turn.text for turn in turns]
    assert [turn.text for turn in turns if turn.origin is Origin.NARRATION] == ["(He leaves the room)"]


def test_clock_times_above_the_turns_are_their_times() -> None:
    talk = "00:04\nROWE: Where were you?\n00:09\nPELL: At home.\n00:12\nROWE: All night?\n"
    assert [turn.start_ms for turn in of(talk).turns] == [4_000, 9_000, 12_000]
    of_day = talk.replace("00:", "17:")
    assert [turn.start_ms for turn in of(of_day).turns] == [None] * 3


def test_prose_in_capitals_is_no_talk() -> None:
    lines = [
        "ON FRIDAY THE MAN WENT HOME",
        "THE OFFICER SAW HIM",
        "HE SAID NOTHING",
        "THE CAR WAS TOWED",
        "HE WAS TIRED",
    ]
    with pytest.raises(UnknownFormat):
        of("\n".join(lines * 3))
