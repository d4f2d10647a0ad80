"""XLSX: the first sheet as a table of turns."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import count
from typing import Any

from coercionscan.errors import MissingExtra, UnreadableInput
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.exports import checked_zip
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.tables import plain, table_reading

_MOST_ROWS = 500_000


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    if document.data.startswith(b"PK") and (b"xl/" in document.data[:20_000] or document.suffix == ".xlsx"):
        return Guess(score=1.0, reason="a spreadsheet")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    rows = _rows(document)
    if len(rows) < 2:
        raise UnreadableInput("a sheet without rows", where=document.where, hint="Put one turn in each row.")
    header = [plain(cell) for cell in rows[0]]
    return table_reading(header, rows[1:], dict(options.columns), where=document.where, lines=count(2))


def _rows(document: Document) -> list[Sequence[Any]]:
    checked_zip(document)
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("reading XLSX needs a library", extra="xlsx", where=document.where) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(document.data), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            return [
                row for row, _ in zip(sheet.iter_rows(values_only=True), range(_MOST_ROWS), strict=False) if any(row)
            ]
        finally:
            book.close()
    except Exception as error:  # the library fails in many ways on a damaged file
        raise UnreadableInput(
            "a damaged spreadsheet", where=document.where, hint="Save it again as XLSX or CSV."
        ) from error


FORMAT = Format(
    info=FormatInfo(name="xlsx", title="Spreadsheet of turns", suffixes=(".xlsx",), extra="xlsx"),
    sniff=sniff,
    read=read,
)
