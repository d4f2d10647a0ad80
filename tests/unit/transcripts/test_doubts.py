from __future__ import annotations

from coercionscan.records import Attribution, Role, Turn
from coercionscan.transcripts.read import read

START = "DET. AMSEL: Where was the cart?\nBRIGG: By the well.\nDET. COLE: Who pulled it?\nBRIGG: My uncle.\n"


def last(text: str, place: int = -1) -> Turn:
    return read((START + text).encode()).turns[place]


def test_a_question_and_its_answer_under_one_label_on_one_line_are_parted() -> None:
    turns = read((START + "BRIGG: Would you come with us? BRIGG: Yeah.\n").encode()).turns
    question, answer = turns[-2:]
    assert (question.text, question.role) == ("Would you come with us?", Role.INTERROGATOR)
    assert question.attribution is Attribution.DOUBTFUL
    assert "on the same line" in (question.attribution_reason or "")
    assert (answer.text, answer.role, answer.attribution) == ("Yeah.", Role.SUSPECT, Attribution.SURE)


def test_an_answer_under_an_officers_label_is_doubtful() -> None:
    text = "DET. AMSEL: Where did he stand?\nDET. COLE: He was at the gate.\nDET. AMSEL: At the gate.\n"
    turn = last(text, -2)
    assert turn.attribution is Attribution.DOUBTFUL
    assert turn.attribution_reason == "reads as an answer under the label of an officer"


def test_a_colleagues_nod_in_words_is_not_doubtful() -> None:
    text = "DET. AMSEL: You want to help us?\nDET. COLE: Come on.\nDET. AMSEL: Do you?\n"
    assert last(text, -2).attribution is Attribution.SURE


def test_an_answer_that_swallowed_the_next_question_is_doubtful() -> None:
    assert "question of somebody else" in (
        last("BRIGG: I took it home. Did you take the money? No.\n").attribution_reason or ""
    )


def test_a_question_of_the_suspect_is_his_own() -> None:
    assert last("BRIGG: Am I going home?\n").attribution is Attribution.SURE
    assert last('BRIGG: He said, "did you take it?" and I said no.\n').attribution is Attribution.SURE


def test_a_line_of_an_answer_that_begins_like_a_damaged_label_is_doubtful() -> None:
    for damaged in ("\u1781\u17d2 ", "'\u0c95\u0ccd\u0c97T ", "\\, "):
        turn = last(f"DET. AMSEL: Was it late?\nBRIGG: Yeah.\n{damaged}OK. Where did the cart go after that.\n")
        assert turn.attribution_reason == "a line of it begins like a damaged label"
        assert turn.attribution is Attribution.DOUBTFUL


def test_an_answer_that_goes_on_in_the_next_line_is_sure() -> None:
    for more in (
        "and then I went to the well.",
        "\u1781\u17d2\u1781",
        "(nods) And then I went home.",
        "'Course I did it all.",
    ):
        assert last(f"DET. AMSEL: Was it late?\nBRIGG: Yeah.\n{more}\n").attribution is Attribution.SURE


def test_a_question_before_a_label_without_words_is_doubtful() -> None:
    text = "BRIGG: I went to the well.\nSo you go to the well and then what?\nDET. AMSEL:\nBRIGG: Sat down.\n"
    assert last(text, -3).attribution_reason == "a question without label stands between two answers"


def test_a_question_of_his_own_over_two_lines_is_sure() -> None:
    text = "BRIGG: I went to the well, and then he said\nwill you come along?\nDET. AMSEL: Right.\n"
    assert last(text, -2).attribution is Attribution.SURE


def test_who_asks_the_person_of_its_label_by_name_is_doubtful() -> None:
    asked = "BRIGG: I did nothing.\nBRIGG: Brigg, come on. What did you do?\nDET. COLE: Tell us.\n"
    assert last(asked, -2).attribution_reason == "asks the person of its own label by name"
    own = "DET. AMSEL: Your name?\nBRIGG: Brigg, with two g, all right?\nDET. COLE: Thank you.\n"
    assert last(own, -2).attribution is Attribution.SURE
