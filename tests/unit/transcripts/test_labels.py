"""Labels at line starts: damaged, in small letters, glued, beside words that only look like labels."""

from __future__ import annotations

import pytest

from coercionscan.transcripts.read import read

START = "MARLOW: Where was the cart?\nHALE: By the well.\nMARLOW: Was it yours?\nHALE: My uncle's.\n"
QA = "Q. Where was the cart?\nA. By the well.\nQ. Was it yours?\nA. My uncle's.\n"


def last(text: str) -> list[tuple[str, str]]:
    transcript = read(text.encode())
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    return [
        (labels.get(turn.speaker_id, turn.speaker), turn.text) for turn in transcript.turns if turn.origin == "spoken"
    ]


DAMAGED = (
    *("MARLOW;", "MARLOW.", "MARLOW", "MARLQW:", "mARLOW:", "marlow:", "MARLOW :", "MAR LOW:"),
    *("\u039cARLOW:", '" MARLOW:', ": MARLOW:", "M4RLOW;"),
)


@pytest.mark.parametrize("label", DAMAGED)
def test_a_damaged_label_is_the_known_one(label: str) -> None:
    assert last(START * 3 + f"{label} Who pulled it?\nHALE: A horse.\n")[-2:] == [
        ("MARLOW", "Who pulled it?"),
        ("HALE", "A horse."),
    ]


@pytest.mark.parametrize("label", ["q.", "Q,", "Q;", "Q", "0.", "G.", "Q:"])
def test_a_damaged_letter_is_known_where_the_page_calls_for_it(label: str) -> None:
    assert last(QA * 2 + f"{label} Who pulled it?\nA. A horse.\n")[-2:] == [("Q", "Who pulled it?"), ("A", "A horse.")]


@pytest.mark.parametrize("line", ["A lot of people saw it.", "A man came by.", "I saw him.", "Marlow saw him too."])
def test_a_line_that_goes_on_is_no_label(line: str) -> None:
    assert last(QA + f"Q. And then?\nA. He went to\n{line}\nQ. When?\nA. At noon.\n")[5] == ("A", f"He went to\n{line}")


def test_a_name_at_the_start_of_a_wrapped_line_is_no_label() -> None:
    text = (
        START + "HALE: I went up the hill and then I told\nMarlow about the cart, and he said that\nHale was right.\n"
    )
    assert len(last(text)) == 5


def test_a_label_glued_to_a_bracket_begins_a_turn() -> None:
    assert last(START + "MARLOW: How old? (inaudible)HALE: Nine.\n")[-2:] == [
        ("MARLOW", "How old? (inaudible)"),
        ("HALE", "Nine."),
    ]


def test_a_speaker_who_speaks_once_above_the_others_is_found() -> None:
    text = "Ida Kerr: Good morning to you all.\n" + START * 3
    assert last(text)[0] == ("Ida Kerr", "Good morning to you all.")


def test_the_lines_of_a_form_are_no_speakers() -> None:
    text = "Person interviewed: Tessa Hale\nDate: 3 May\nTime commenced: 10:00\nCC: Sgt. Dunne\n\n" + START
    assert {who for who, _ in last(text)} == {"MARLOW", "HALE"}


def test_initials_that_a_form_uses_may_be_a_speaker() -> None:
    text = START.replace("MARLOW", "CC").replace("HALE", "TH") * 3
    assert {who for who, _ in last(text)} == {"CC", "TH"}


def test_a_heading_of_an_export_is_no_page_head() -> None:
    words = "word " * 60
    text = "".join(
        f"Speaker {n % 2 + 1}  0{n}:00  \n{words}\n{words}\n{words}\n{words}\n{words}\n\n" for n in range(1, 9)
    )
    assert len(last(text)) == 8
