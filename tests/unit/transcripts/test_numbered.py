from __future__ import annotations

from coercionscan.transcripts.numbered import number_column
from coercionscan.transcripts.read import read
from coercionscan.transcripts.sheet import Sheet

TALK = ["Q. Where was the cart?", "A. By the well, with", "two wheels off.", "Q. Whose?", "A. My uncle's."] * 5


def court(first_page: int, count: int = 2) -> str:
    rows = []
    for page in range(first_page, first_page + count):
        rows.append(f"{page:>50}")
        rows += [f"{number:>2}   {line}" for number, line in enumerate(TALK, 1)]
        rows.append("        Harbour Reporting, 12 Quay")
    return "\n".join(rows)


def test_printed_pages_and_lines_are_kept_and_cut_off() -> None:
    sheet = Sheet.of(court(31))
    assert number_column(sheet)
    assert sheet.lines == TALK * 2
    assert (sheet.pages[0], sheet.page_lines[0]) == (31, 1)
    assert (sheet.pages[-1], sheet.page_lines[-1]) == (32, 25)
    assert {line.reason for line in sheet.stripped} == {"outside the numbered lines of the page"}


def test_page_and_line_in_one_number() -> None:
    text = "\n".join(f"00012:{number:02d}  {line}" for number, line in enumerate(TALK, 1))
    sheet = Sheet.of(text)
    assert number_column(sheet)
    assert (sheet.pages[24], sheet.page_lines[24]) == (12, 25)


def test_only_the_first_line_of_a_page_carries_the_page() -> None:
    rows = [f"{'00012:01' if number == 1 else f'{number:>8}'}  {line}" for number, line in enumerate(TALK, 1)]
    transcript = read("\n".join(rows).encode())
    assert (transcript.turns[-1].page, transcript.turns[-1].page_line) == (12, 25)
    assert transcript.source.format == "court"


def test_a_column_of_numbers_on_its_own_is_stripped() -> None:
    sheet = Sheet.of("\n".join([*map(str, range(1, 26)), *TALK]))
    number_column(sheet)
    assert sheet.lines == TALK
    assert {line.reason for line in sheet.stripped} == {"line numbers in a block of their own"}


def test_numbered_answers_are_no_line_numbers() -> None:
    sheet = Sheet.of("\n".join(f"AMSEL: What is {n}?\nBRIGG: {n} is a number" for n in range(1, 20)))
    assert not number_column(sheet)
    assert sheet.stripped == []


def test_a_turn_goes_on_over_the_page_and_keeps_the_first_place() -> None:
    rows = court(31).replace(" 1   Q. Where was the cart?", " 1   and a rope.")
    turn = next(turn for turn in read(rows.encode()).turns if turn.text.endswith("and a rope."))
    assert (turn.page, turn.page_line, turn.text) == (31, 25, "My uncle's.\nand a rope.")
