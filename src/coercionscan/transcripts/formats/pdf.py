"""PDF with a text layer: pages as text, printed line numbers and page marks kept as page and line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coercionscan.errors import MissingExtra, UnreadableInput, UnsupportedDocument
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
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
        return [_text(pdf, number) for number in range(len(pdf))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput("a damaged PDF", where=document.where, hint="Save or export it again.") from error
    finally:
        pdf.close()


def _text(pdf: object, number: int) -> str:
    page = pdf[number]  # type: ignore[index]
    layer = page.get_textpage()
    pieces = []
    for index in range(layer.count_rects()):
        left, bottom, right, top = layer.get_rect(index)
        words = str(layer.get_text_bounded(left, bottom, right, top)).strip("\r\n")
        if words.strip():
            pieces.append(Piece(left, right, (bottom + top) / 2, top - bottom, " ".join(words.split())))
    layer.close()
    page.close()
    return "\n".join(lines_of(pieces))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words at a place of the page, in points from the lower left: left and right edge, middle height, size."""

    left: float
    right: float
    middle: float
    size: float
    words: str


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """Put pieces on one height into one line, from top to bottom: a column of line numbers joins its lines.

    Args:
        pieces: Words with their places, in any order.

    Returns:
        Lines; a wide gap becomes several spaces.
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.middle, piece.left)):
        if rows and abs(rows[-1][0].middle - piece.middle) <= 0.5 * max(rows[-1][0].size, piece.size, 1.0):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _line(row: Sequence[Piece]) -> str:
    parts = [row[0].words]
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        parts.append(("   " if gap > 1.5 * piece.size else " " if gap > -0.5 else "") + piece.words)
    return "".join(parts).replace("\ufffe", "-").replace("\r", " ").replace("\n", " ")


_NUMBER_LINE = re.compile(r"(?m)^[ \t]*(\d{1,2})(?=[ \t]|$)")


def _refuse_condensed(pages: list[str], where: str) -> None:
    """Four small pages on one sheet: line 1 begins several times on most pages."""
    several = 0
    for page in pages:
        numbers = Counter(_NUMBER_LINE.findall(page))
        if sum(1 for number in ("5", "10", "15", "20", "25") if numbers[number] >= 3) >= 3:
            several += 1
    if several > _CONDENSED_SHARE * len(pages):
        raise UnsupportedDocument(
            "condensed pages: several transcript pages on one sheet",
            where=where,
            hint="Ask for the full-size PDF or the ASCII file of the transcript.",
        )


FORMAT = Format(
    info=FormatInfo(name="pdf", title="PDF with a text layer", suffixes=(".pdf",), extra="pdf-read"),
    sniff=sniff,
    read=read,
)
