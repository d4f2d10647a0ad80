from __future__ import annotations

from dataclasses import replace

from coercionscan.reports import as_markdown
from tests.unit.reports.made import LINES, analysis_of, transcript_of


def test_sections_and_tables() -> None:
    made = as_markdown.render(analysis_of())
    assert made.startswith("# How was this statement obtained?")
    assert "## Confession 1 of 1: full admission" in made
    assert "| a red can was used | interrogator | offered in question | page 1:3, B0, turn 1 |" in made
    assert made.endswith("\n")


def test_words_of_the_transcript_do_not_become_markup() -> None:
    lines = [(speaker, role, f"<script>|*x*| {said}") for speaker, role, said in LINES]
    made = as_markdown.render(analysis_of(transcript_of(lines)))
    assert "<script>" not in made
    assert r"\<script\>\|\*x\*\|" in made


def test_all_rows_of_a_table_have_its_columns() -> None:
    rows = list(as_markdown.table(("a", "b"), [("1|2", "3"), ("4", "5")]))
    assert rows == ["| a | b |", "|---|---|", r"| 1\|2 | 3 |", "| 4 | 5 |"]


def test_without_confessions_and_tags_only() -> None:
    assert "No admission" in as_markdown.render(replace(analysis_of(), confessions=()))
    assert "## Confession" not in as_markdown.render(analysis_of(), tags_only=True)
