from __future__ import annotations

import io
from dataclasses import replace

import docx

from coercionscan.reports import as_docx
from tests.unit.reports.made import LINES, analysis_of, transcript_of


def _words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_memo_holds_statement_confession_reasons_and_ledger() -> None:
    said = _words(as_docx.render(analysis_of()))
    for words in (
        "This report does not assess whether the statement is true",
        "Confession 1 of 1: full admission",
        "Some documented risk factors.",
        "implied leniency: 0.30 of the voluntariness index",
        "I lit it",
        "1 of 1 checkable detail was first spoken by the interrogator.",
        "a red can was used",
        "page 1:6, B3, turn 4",
    ):
        assert words in said


def test_running_heads_name_the_source() -> None:
    section = docx.Document(io.BytesIO(as_docx.render(analysis_of()))).sections[0]
    assert "pell.txt" in section.header.paragraphs[0].text
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_letters_that_xml_forbids_do_no_harm() -> None:
    lines = [(speaker, role, f"\x00\x0b\x1b\ufffe\ufffd<w:p/>&amp; {said}") for speaker, role, said in LINES]
    assert "<w:p/>&amp;" in _words(as_docx.render(analysis_of(transcript_of(lines))))


def test_without_confession_or_scores_it_says_so() -> None:
    bare = replace(analysis_of(), confessions=(), risks=())
    assert "No admission by the questioned person" in _words(as_docx.render(bare))
    assert "Confession" not in _words(as_docx.render(analysis_of(), tags_only=True))


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert as_docx.render(analysis_of()) == as_docx.render(analysis_of())
