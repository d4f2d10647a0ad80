"""DOCX: paragraphs and tables in their order; notes that a service wrote before the transcript are cut off."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from coercionscan.errors import MissingExtra, UnreadableInput
from coercionscan.lexicon.catalogue import table
from coercionscan.records import Notice, StrippedLine
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.exports import checked_zip, zip_entry
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.running import read_running
from coercionscan.transcripts.tables import row_line


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    head = document.data[:4000]
    if head.startswith(b"PK") and (b"word/" in document.data[:20_000] or document.suffix == ".docx"):
        return Guess(score=1.0, reason="a Word document")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    lines = _lines(document)
    start = _after_notes(lines)
    reading = read_running("\n".join(["" for _ in range(start)] + lines[start:]), document=True)
    if start:
        reading.stripped += [
            StrippedLine(file_line=number, text=line.strip()[:200], reason="notes of a service")
            for number, line in enumerate(lines[:start], 1)
            if line.strip()
        ]
        message = f"{start} lines of notes before the transcript were left out; a service wrote them."
        reading.notices.append(Notice(slug="notes-cut", message=message))
    return reading


def _lines(document: Document) -> list[str]:
    """Paragraphs as lines; a table row of label and words as one labelled line."""
    checked_zip(document)
    if b"<!ENTITY" in zip_entry(document, "word/document.xml"):
        raise UnreadableInput(
            "a document that declares entities is not read", where=document.where, hint="Save it again."
        )
    try:
        import docx
    except ImportError as error:
        raise MissingExtra("reading DOCX needs a library", extra="docx", where=document.where) from error
    try:
        word = docx.Document(io.BytesIO(document.data))
        return [line for block in word.iter_inner_content() for line in _block(block)]
    except Exception as error:  # the library fails in many ways on a damaged file
        raise UnreadableInput("a damaged Word document", where=document.where, hint="Save it again.") from error


def _block(block: Any) -> Iterator[str]:
    if not hasattr(block, "rows"):
        yield from block.text.split("\n")
        return
    for row in block.rows:
        cells: list[str] = []
        for cell in row.cells:
            if not cells or cell.text != cells[-1]:
                cells.append(cell.text.strip())
        yield row_line([cell for cell in cells if cell])


def _after_notes(lines: list[str]) -> int:
    """Index of the line after the heading that ends machine-written notes; 0 when there are none."""
    words = table("reading/notes")
    notes = {line.strip().lower() for line in lines[:60]} & set(words["notes"])
    if not notes:
        return 0
    return next((at + 1 for at, line in enumerate(lines) if at and line.strip().lower() in words["transcript"]), 0)


FORMAT = Format(
    info=FormatInfo(name="docx", title="Word document", suffixes=(".docx",), extra="docx"), sniff=sniff, read=read
)
