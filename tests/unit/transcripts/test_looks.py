"""Layouts whose labels look like something else."""

from __future__ import annotations

from coercionscan.errors import UnknownFormat
from coercionscan.records import Role, Transcript
from coercionscan.transcripts.read import read


def said(text: str) -> tuple[Transcript, list[tuple[str, str]]]:
    transcript = read(text.encode())
    return transcript, [(turn.speaker, turn.text) for turn in transcript.turns]


def test_an_answer_of_one_word_is_no_surname() -> None:
    text = "GARVEY Did you see her?\nQUILL Yes. I saw her.\nGARVEY Okay. And then?\nQUILL No. I went home.\n" * 4
    assert said(text)[1][:3] == [
        ("GARVEY", "Did you see her?"),
        ("QUILL", "Yes. I saw her."),
        ("GARVEY", "Okay. And then?"),
    ]
    text = "Garvey. Did you see her?\nQuill. Yes. I saw her.\nGarvey. Okay. And then?\nQuill. No. I went home.\n" * 4
    assert said(text)[1][1:3] == [("Quill", "Yes. I saw her."), ("Garvey", "Okay. And then?")]


def test_a_rank_with_a_stop_stands_before_a_name() -> None:
    text = "Insp. Rowe. Where?\nMr. Pell. Home.\nInsp. Rowe. When?\nMr. Pell. At ten.\n" * 3
    assert said(text)[1][:2] == [("Insp. Rowe", "Where?"), ("Mr. Pell", "Home.")]


def test_who_speaks_rarely_without_colon_is_heard() -> None:
    talk = "GARVEY Where did you go then, and who was with\nyou there?\nQUILL Home, with my sister, who was\nthere.\n"
    text = talk * 20 + "COLE I object to that.\n" + talk * 3 + "COLE He has answered.\n" + talk
    assert [words for label, words in said(text)[1] if label == "COLE"] == ["I object to that.", "He has answered."]


def test_entries_of_a_form_on_one_line_are_no_turns() -> None:
    head = "Suspect: Ada Pell     Officer: DC 4410 Rowe\n\n"
    transcript, turns = said(head + "DC ROWE: Where were you?\nPELL: At home.\n" * 4)
    assert turns[0] == ("DC ROWE", "Where were you?")
    assert {speaker.label: speaker.role for speaker in transcript.speakers}["PELL"] is Role.SUSPECT


def test_page_numbers_at_the_foot_belong_to_the_page_above() -> None:
    lines = [f"{'QA'[n % 2]}.  What was said about number {n}." for n in range(75)]
    pages = [
        "\n".join(
            [*(f"{n:>2}  {line}" for n, line in enumerate(lines[at : at + 25], 1)), "", " " * 36 + str(at // 25 + 7)]
        )
        for at in range(0, 75, 25)
    ]
    turns = read("\n".join(pages).encode()).turns
    assert [turn.page for turn in turns] == [7] * 25 + [8] * 25 + [9] * 25
    assert [turn.page_line for turn in turns] == list(range(1, 26)) * 3


def test_a_quotation_sign_that_is_never_closed_hides_no_others() -> None:
    pairs = [
        f"“Where were you at {n}?” asked Rowe.\n“I was at home, in '{n}, like I said,” said Pell.\n" for n in range(12)
    ]
    transcript = read("".join(pairs).encode())
    assert transcript.source.format == "prose"
    assert len([turn for turn in transcript.turns if turn.origin == "spoken"]) == 24


def test_line_numbers_may_count_on_over_the_whole_file() -> None:
    lines = ["DET. ROWE: Where did you go that night, after", "the shop had closed?", "PELL: Home."] * 15
    turns = read("\n".join(f"{n:04d} {line}" for n, line in enumerate(lines, 1)).encode()).turns
    assert [(turn.speaker, turn.first_line) for turn in turns[:3]] == [("DET. ROWE", 1), ("PELL", 3), ("DET. ROWE", 4)]
    assert turns[0].text == "Where did you go that night, after\nthe shop had closed?"


def test_numbered_utterances_are_no_line_numbers() -> None:
    lines = [f"{n}. {'Q: Where were you then?' if n % 2 else 'A: At home with him.'}" for n in range(1, 60)]
    assert len(read("\n".join(lines).encode()).turns) == 59


def test_an_interpreter_asks_for_the_officer() -> None:
    talk = "DETECTIVE MORA: Ask him.\nINTERPRETER: Where was he?\nMR. SOLIS: Home.\nINTERPRETER: He was at home.\n" * 8
    roles = {speaker.label: speaker.role for speaker in read(talk.encode()).speakers}
    assert (roles["INTERPRETER"], roles["MR. SOLIS"]) == (Role.INTERPRETER, Role.SUSPECT)


def test_lists_and_notes_with_dashes_are_no_talk() -> None:
    notes = "".join(f"Room {n} - a table and {n} chairs were seen\n" for n in range(30))
    try:
        transcript = read(notes.encode())
    except UnknownFormat:
        return
    assert transcript.quality.grade == "not_assessable"
