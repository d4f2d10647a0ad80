from __future__ import annotations

from coercionscan.records import Origin
from coercionscan.transcripts.read import read

TALK = "DC ROWE: Where were you?\nPELL: At home.\nDC ROWE: All night?\nPELL: Yes.\n"


def narrated(text: str) -> list[str]:
    return [turn.text for turn in read(text.encode()).turns if turn.origin is Origin.NARRATION]


def test_paragraphs_that_tell_of_the_talk_are_nobodys() -> None:
    first = "She went on to say that the gate was open. She was asked about the key."
    second = "It was put to her that she had the key. She denied this."
    assert narrated(f"{TALK}\n{first}\n\n{TALK}\n{second}\n\n{TALK}") == [first, second]


def test_one_such_paragraph_alone_may_be_speech() -> None:
    assert not narrated(f"{TALK}\nShe went on to say that the gate was open.\n\n{TALK}")


def test_who_speaks_of_himself_in_paragraphs_is_not_the_writer() -> None:
    told = "He denied that he took it from me.\n\nHe was asked about it by my aunt.\n\n"
    assert not narrated(f"{TALK}PELL: He was angry.\n\n{told}{TALK}")


def test_the_form_of_the_record_closes_the_last_answer() -> None:
    lines = "Q. Is this yours?\nExhibit AB4 shown to prisoner.\nA. No.\nQ. Sure?\nA. Yes.\nMemo read over to A. Pell.\n"
    assert narrated(lines) == ["Exhibit AB4 shown to prisoner.", "Memo read over to A. Pell."]


def test_headings_and_oaths_of_a_court_volume_are_nobodys() -> None:
    head = "THE COURT: Call him.\nMS. REYES: Paul Pell.\n     PAUL PELL,\nhaving been first duly sworn, testified:\n"
    volume = f"{head}     DIRECT EXAMINATION\nBY MS. REYES:\nQ. Your name?\nA. Paul Pell.\nQ. Your age?\nA. Forty.\n"
    assert narrated(volume) == ["PAUL PELL,\nhaving been first duly sworn, testified:", "DIRECT EXAMINATION"]


def test_words_of_a_heading_inside_speech_stay_speech() -> None:
    assert not narrated(f"{TALK}PELL: I was there for the\nexamination and then\nthe exhibit was gone.\n{TALK}")
