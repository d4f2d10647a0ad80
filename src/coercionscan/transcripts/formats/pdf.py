"""PDF with a text layer: pages as text, printed line numbers and page marks kept as page and line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from coercionscan.errors import MissingExtra, UnreadableInput, UnsupportedDocument
from coercionscan.transcripts.document import MOST_LETTERS, Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.margins import side_by_side
from coercionscan.transcripts.pieces import Letter, lines_of, pieces_of
from coercionscan.transcripts.refusals import condensed
from coercionscan.transcripts.running import read_running
from coercionscan.transcripts.sheet import Sheet

MOST_PAGES = 5000
"""Most pages that are read. Source: convention."""
_LEAST_LETTERS = 20
_CONDENSED_SHARE = 0.5


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    return Guess(score=1.0, reason="a PDF document") if document.data[:1024].lstrip().startswith(b"%PDF") else NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    pages = _pages(document)
    if sum(1 for page in pages for letter in page if letter.isalpha()) < _LEAST_LETTERS * max(1, len(pages) // 10):
        raise UnsupportedDocument(
            "the PDF holds pictures of pages and no text",
            where=document.where,
            hint="Run text recognition first (for example: ocrmypdf in.pdf out.pdf).",
        )
    _refuse_condensed(pages, document.where)
    sheet = Sheet.of("\n".join(pages), document=True)
    at = 0
    for number, page in enumerate(pages, 1):
        count = page.count("\n") + 1
        sheet.pages[at : at + count] = [number] * count
        at += count
    return read_running("", document=True, sheet=sheet)


def _pages(document: Document) -> list[str]:
    """Text of each page, lines parted by newlines."""
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("reading PDF needs a library", extra="pdf-read", where=document.where) from error
    try:
        pdf = pypdfium2.PdfDocument(document.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnsupportedDocument(
                "protected by a password", where=document.where, hint="Save the PDF without a password."
            ) from error
        raise UnreadableInput("a damaged PDF", where=document.where, hint="Save or export it again.") from error
    try:
        if len(pdf) > MOST_PAGES:
            raise UnreadableInput(f"more than {MOST_PAGES} pages", where=document.where, hint="Split the PDF.")
        return list(_bounded_pages(pdf, document.where))
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput("a damaged PDF", where=document.where, hint="Save or export it again.") from error
    finally:
        pdf.close()


def _bounded_pages(pdf: Any, where: str) -> Iterator[str]:
    letters = 0
    for number in range(len(pdf)):
        page = _text(pdf, number)
        letters += len(page)
        if letters > MOST_LETTERS:
            raise UnreadableInput(f"more than {MOST_LETTERS:,} letters", where=where, hint="Split the PDF.")
        yield page


def _text(pdf: Any, number: int) -> str:
    page = pdf[number]
    layer = page.get_textpage()
    pieces = pieces_of(_letters(layer))
    layer.close()
    page.close()
    return "\n".join(lines_of(pieces))


def _letters(layer: object) -> Iterator[Letter]:
    """Letters with their boxes, in the order of the text layer; white space that the library adds has none."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    left, right, bottom, top = (c_double() for _ in range(4))
    for index in range(raw.FPDFText_CountChars(layer)):
        sign = chr(raw.FPDFText_GetUnicode(layer, index) or 0x20)
        raw.FPDFText_GetCharBox(layer, index, byref(left), byref(right), byref(bottom), byref(top))
        yield Letter(sign, left.value, right.value, bottom.value, top.value)


_NUMBER_LINE = re.compile(r"(?m)^[ \t]*(\d{1,2})(?=[ \t]|$)")


def _refuse_condensed(pages: list[str], where: str) -> None:
    """Four small pages on one sheet: line 1 begins several times on most pages."""
    several = 0
    for page in pages:
        numbers = Counter(_NUMBER_LINE.findall(page))
        below = sum(1 for number in ("5", "10", "15", "20", "25") if numbers[number] >= 3) >= 3
        several += below or side_by_side(page.split("\n"))
    if several > _CONDENSED_SHARE * len(pages):
        raise condensed(where)


FORMAT = Format(
    info=FormatInfo(name="pdf", title="PDF with a text layer", suffixes=(".pdf",), extra="pdf-read"),
    sniff=sniff,
    read=read,
)
