from __future__ import annotations

from coercionscan.records import Turn
from coercionscan.transcripts.read import read

START = "AMSEL: Where was the cart?\nBRIGG: By the well.\nAMSEL: Was it yours?\nBRIGG: My uncle's.\n"


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in _turns(text)]


def _turns(text: str) -> list[Turn]:
    return [turn for turn in read(text.encode()).turns if turn.origin == "spoken"]


def test_words_below_a_block_of_labels_go_to_the_labels_in_order() -> None:
    block = "AMSEL:\nBRIGG:\nAMSEL:\nBRIGG:\nWho pulled it?\nA horse.\nWhose horse?\nHis.\nAMSEL: All right.\n"
    assert turns(START + block)[4:] == [
        ("AMSEL", "Who pulled it?"),
        ("BRIGG", "A horse."),
        ("AMSEL", "Whose horse?"),
        ("BRIGG", "His."),
        ("AMSEL", "All right."),
    ]
    found = _turns(START + block)
    assert [turn.first_line for turn in found[4:]] == [9, 10, 11, 12, 13]
    assert all("by its place" in (turn.attribution_reason or "") for turn in found[4:8])
    slugs = {notice.slug: notice.message for notice in read((START + block).encode()).notices}
    assert slugs["label-columns"].startswith("4 labels")


def test_a_wrapped_line_goes_on_with_its_turn() -> None:
    block = "AMSEL:\nBRIGG:\nAMSEL:\nBRIGG:\nWho pulled it?\nA horse that he had from\nthe mill.\nWhose horse?\nHis.\n"
    assert ("BRIGG", "A horse that he had from\nthe mill.") in turns(START + block)


def test_a_piece_of_a_line_beside_a_label_of_the_block_is_kept_apart() -> None:
    block = "BRIGG:\nAMSEL:\nBRIGG:\nAMSEL: the well?\nBRIGG:\nNo.\nSure?\nYes.\nWere you by\nNo, never.\n"
    found = turns(START + block)[4:]
    assert found == [
        ("AMSEL", "the well?"),
        ("BRIGG", "No."),
        ("AMSEL", "Sure?"),
        ("BRIGG", "Yes."),
        ("AMSEL", "Were you by"),
        ("BRIGG", "No, never."),
    ]


def test_two_labels_and_two_lines_are_paired_only_when_the_question_fits() -> None:
    fits = "BRIGG:\nAMSEL:\nHe told me so.\nWho told you?\nBRIGG: He did.\n"
    assert turns(START + fits)[4:6] == [("BRIGG", "He told me so."), ("AMSEL", "Who told you?")]
    open_pair = "BRIGG:\nAMSEL:\nHe told me so.\nHe told you.\nBRIGG: He did.\n"
    assert turns(START + open_pair)[4:6] == [("BRIGG", ""), ("AMSEL", "He told me so.\nHe told you.")]


def test_lost_answers_stay_empty_turns() -> None:
    text = START + "AMSEL: And then?\nBRIGG:\nAMSEL: You left?\nBRIGG:\nAMSEL: I see.\n"
    assert [words for who, words in turns(text) if who == "BRIGG"][2:] == ["", ""]
