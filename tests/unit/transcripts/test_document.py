from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.transcripts.document import Document
from coercionscan.transcripts.mojibake import undone
from coercionscan.transcripts.read import read

TALK = (
    "ROWE: Didn\u2019t you see him at the caf\u00e9?\nPELL: I didn\u2019t. He said \u201cwait\u201d \u2014 and left.\n"
)


def test_a_wrong_decoding_is_undone_and_said() -> None:
    twice = TALK.encode().decode("cp1252", "ignore")
    transcript = read(twice.encode())
    assert transcript.turns[0].text == "Didn\u2019t you see him at the caf\u00e9?"
    assert transcript.turns[1].text == "I didn\u2019t. He said \u201cwait\u201d \u2014 and left."
    assert transcript.source.encoding == "utf-8, decoded twice"
    assert "decoded-twice" in {notice.slug for notice in transcript.notices}


def test_one_odd_pair_of_letters_is_left_alone() -> None:
    assert undone("SEÃ\u00b1OR") == ("SEÃ\u00b1OR", 0)


@given(st.text("ab\u2019\u201c\u201d\u2014\u00e9\u00fc\u20ac \n", max_size=40))
def test_undoing_gives_back_what_was_written(text: str) -> None:
    spoilt = "".join(bytes([byte]).decode("cp1252", "replace") if byte != 0x9D else "\x9d" for byte in text.encode())
    mended, count = undone(spoilt)
    assert mended == text or count == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_mixed_newlines_give_the_same_lines(newline: str) -> None:
    mixed = TALK.replace("\n", newline, 1)
    assert [turn.first_line for turn in read(mixed.encode()).turns] == [1, 2]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\v"])
def test_line_ends_of_word_processors_are_line_ends(end: str) -> None:
    assert Document("a.txt", f"ROWE: Yes?{end}PELL: No.".encode(), "a.txt").text == "ROWE: Yes?\nPELL: No."


def test_a_line_end_inside_json_stays() -> None:
    data = '[{"speaker": "ROWE", "text": "Well,\u2028who was it?"}]'
    assert Document("a.json", data.encode(), "a.json").text == data


def test_colours_of_a_terminal_become_blanks() -> None:
    data = "\x1b[1mROWE:\x1b[0m Yes?\n\x1b[38;5;4mPELL:\x1b[0m No.\n" * 9
    text = Document("a.log", data.encode(), "a.log").text
    assert len(text) == len(data)
    assert text.split() == ["ROWE:", "Yes?", "PELL:", "No."] * 9
