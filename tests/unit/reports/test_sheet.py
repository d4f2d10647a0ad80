from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coercionscan.reports import sheet

SHEET = sheet.Sheet(
    title="pell.txt",
    notes=("One of two.",),
    heads=("Detail", "First said by", "How"),
    rows=(("a red can", "interrogator", "presupposed"), ("=1+1 | x", "suspect", "open answer")),
    parts=(1, 0, 0),
)


def test_words_stay_whole_on_a_terminal() -> None:
    made = sheet.as_text(SHEET, 50)
    assert "interrogator" in made
    assert "presupposed" in made


@settings(max_examples=30)
@given(st.text(max_size=120), st.integers(60, 120))
def test_no_line_is_wider_than_the_page(words: str, width: int) -> None:
    made = sheet.as_text(replace(SHEET, rows=((" ".join(words.split()), "suspect", "asserted"),)), width)
    assert max(cell_len(line) for line in made.splitlines()) <= width


def test_markup_and_formulas_are_made_harmless() -> None:
    assert "=1+1 \\| x" in sheet.as_markdown(SHEET)
    rows = list(csv.reader(StringIO(sheet.as_csv([SHEET]))))
    assert rows[0] == ["Source", "Detail", "First said by", "How"]
    assert rows[2][1] == "'=1+1 | x"


def test_a_sheet_without_rows_is_its_notes() -> None:
    empty = replace(SHEET, rows=())
    assert sheet.as_text(empty, 80) == "pell.txt\nOne of two.\n"
    assert sheet.as_markdown(empty) == "## pell.txt\n\nOne of two.\n"
    assert sheet.as_csv([]) == ""
