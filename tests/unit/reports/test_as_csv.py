from __future__ import annotations

import csv
from io import StringIO

import pytest

from coercionscan.records import Role
from coercionscan.reports import as_csv
from tests.unit.reports.made import LINES, analysis_of, transcript_of


def test_each_tag_is_a_row_suppressed_ones_too() -> None:
    made = analysis_of()
    rows = list(csv.DictReader(StringIO(as_csv.render(made))))
    assert [row["id"] for row in rows] == [tag.id for tag in made.tagging.tags]
    assert rows[2]["suppressed_by"] == "negated: can't"
    assert rows[0]["cite"] == "page 1:3"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    lines = [(f"{start}cmd", Role.SUSPECT, said) for _, _, said in LINES]
    (row, *_) = csv.DictReader(StringIO(as_csv.render(analysis_of(transcript_of(lines)))))
    assert row["speaker"] == f"'{start}cmd"


def test_without_head_for_further_files() -> None:
    with_head, without = as_csv.render(analysis_of()), as_csv.render(analysis_of(), header=False)
    assert with_head.endswith(without)
    assert with_head.startswith("source,id,code")
