from __future__ import annotations

from dataclasses import replace

import pytest

from coercionscan.errors import UsageError
from coercionscan.records import Ledger, Tagging
from coercionscan.reports.as_frame import KINDS, frame
from tests.unit.reports.made import analysis_of

ROWS = {"turns": 6, "tags": 5, "facts": 1, "corrected_answers": 1, "confessions": 1, "contributions": 4, "speakers": 2}


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_each_and_every_column_filled_by_its_rows(kind: str) -> None:
    made = frame(analysis_of(), kind)
    assert len(made) == ROWS[kind]
    assert set(made["source"]) == {"pell.txt"}


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_the_same_without_rows(kind: str) -> None:
    full = analysis_of()
    empty = replace(full, tagging=Tagging(tags=(), question_forms=()), ledger=Ledger(), confessions=(), risks=())
    assert list(frame(empty, kind).columns) == list(frame(full, kind).columns)


def test_columns_match_what_the_rows_hold() -> None:
    for kind in KINDS:
        made = frame(analysis_of(), kind)
        assert made.columns.is_unique
    scores = frame(analysis_of(), "confessions").iloc[0]
    assert (scores["band"], scores["voluntariness_low"], scores["subscore_pressure"]) == ("some", 0.3, 0.1)


def test_an_unknown_table_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="contributions"):
        frame(analysis_of(), "tables")
