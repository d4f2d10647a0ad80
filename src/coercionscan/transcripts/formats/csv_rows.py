"""Rows of turns: CSV, TSV, semicolons or pipes, with a header or in the order speaker, words."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from coercionscan.errors import UnreadableInput
from coercionscan.lexicon.catalogue import table
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.tables import guessed_header, table_reading

_SIGNS = ("\t", ",", ";", "|")
_LONGEST_FIELD = 5_000_000
_LOOKED_AT = 200
"""So many rows tell which column is which. A convention."""


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    lines = [line for line in document.sample[:4000].split("\n")[:-1] if line.strip()] or document.sample[:4000].split(
        "\n"
    )
    if not lines:
        return NO
    sign = _sign(lines[0])
    known = _known([cell.strip().strip('"') for cell in lines[0].split(sign)]) if sign else 0
    if known >= 2:
        return Guess(score=0.96, reason=f"a header row with {known} known column names")
    if sign == "|" and all(2 <= line.count("|") <= 6 for line in lines[:10]):
        return Guess(score=0.7, reason="rows parted by pipes")
    if document.suffix not in (".csv", ".tsv") or not sign:
        return NO
    rows = _rows("\n".join(lines), sign, document.where)[0]
    if guessed_header(rows):
        return Guess(score=0.96, reason="a table file without a header, a column of few names and one of words")
    return Guess(score=0.5, reason="a table file")


def _known(header: Sequence[str]) -> int:
    """How many cells are names that a column may have."""
    names = {name for names in table("reading/columns")["columns"].values() for name in names}
    return sum(cell.strip().lower().replace("_", " ") in names for cell in header)


def _sign(line: str) -> str:
    """The sign that parts the first line most often; empty when none does."""
    best = max(_SIGNS, key=line.count)
    return best if best in line else ""


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    text = document.text
    sign = _sign(text[:4000].lstrip().split("\n")[0]) or ","
    rows, lines = _rows(text, sign, document.where)
    if not rows:
        raise UnreadableInput("a table without rows", where=document.where, hint="Hand in one row a turn.")
    header = rows[0]
    if not _known(header) and not options.columns:
        ordered = ["speaker", "text", *(f"column {n}" for n in range(3, len(header) + 1))]
        header, rows, lines = guessed_header(rows[:_LOOKED_AT]) or ordered, [[], *rows], [0, *lines]
    return table_reading(header, rows[1:], dict(options.columns), where=document.where, lines=lines[1:])


def _rows(text: str, sign: str, where: str) -> tuple[list[list[str]], list[int]]:
    """Rows and the source line on which each begins."""
    limit = csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    rows: list[list[str]] = []
    lines: list[int] = []
    begin = 1
    try:
        for row in reader:
            if row and not _is_rule(row):
                rows.append(row)
                lines.append(begin)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableInput(
            f"not a table: {error}", where=f"{where}:{begin}", hint="Save it again as CSV."
        ) from error
    finally:
        csv.field_size_limit(limit)
    return rows, lines


def _is_rule(row: list[str]) -> bool:
    """The rule under the head of a Markdown table: ``|---|---|``."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and all(len(cell) > 2 and not cell.strip(":-=") for cell in cells)


FORMAT = Format(
    info=FormatInfo(
        name="csv",
        title="Table of turns (CSV, TSV, pipes)",
        example="speaker,start,text",
        suffixes=(".csv", ".tsv", ".psv"),
    ),
    sniff=sniff,
    read=read,
)
