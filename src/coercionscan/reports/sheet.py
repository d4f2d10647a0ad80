"""A table with its title and notes, laid out for a terminal, a memo or a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coercionscan.reports.as_csv import inert
from coercionscan.reports.as_markdown import escape, table

_LONGEST_WORD = 13
"""Longer words are broken on a terminal. Source: convention; "interrogator" has 12 letters."""
_BETWEEN = 2
"""A blank and a bar between two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under heads, as words.

    ``parts`` share among the columns what a terminal has left when each holds its longest word.

    ``notes`` are sentences above the table; a machine format leaves them out.
    """

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[int, ...]


def as_text(sheet: Sheet, width: int) -> str:
    """For a terminal: plain letters, cells folded to the page.

    Args:
        sheet: The table.
        width: Columns of the page.
    """
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False, markup=False, emoji=False)
    console.print(Text(sheet.title))
    for note in sheet.notes:
        console.print(Text(note))
    if sheet.rows:
        console.print(Text(""))
        console.print(_grid(sheet, width))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _grid(sheet: Sheet, width: int) -> Table:
    grid = Table(box=box.ASCII_DOUBLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for head, columns in zip(sheet.heads, _widths(sheet, width), strict=True):
        grid.add_column(Text(head), width=columns, overflow="fold")
    for row in sheet.rows:
        grid.add_row(*map(Text, row))
    return grid


def _widths(sheet: Sheet, width: int) -> list[int]:
    """Columns of each cell: words of usual length stay whole."""
    least = [
        min(max(cell_len(word) for cell in column for word in (*cell.split(), "")), _LONGEST_WORD)
        for column in zip(sheet.heads, *sheet.rows, strict=True)
    ]
    spare = max(0, width - sum(least) - _BETWEEN * len(least) + 1)
    return [need + spare * part // sum(sheet.parts) for need, part in zip(least, sheet.parts, strict=True)]


def as_markdown(sheet: Sheet) -> str:
    """For a memo.

    Args:
        sheet: The table.
    """
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"## {escape(sheet.title)}"
    for note in sheet.notes:
        yield from ("", escape(note))
    if sheet.rows:
        yield ""
        yield from table(sheet.heads, sheet.rows)


def as_csv(sheets: Sequence[Sheet]) -> str:
    """For a spreadsheet: all sheets under one row of heads, with the title of each in front.

    Args:
        sheets: Tables with the same heads.

    Returns:
        RFC 4180 CSV; empty for no sheet. A cell that would be taken for a formula gets an apostrophe in front.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    for number, sheet in enumerate(sheets):
        if number == 0:
            writer.writerow(("Source", *sheet.heads))
        writer.writerows((inert(sheet.title), *map(inert, row)) for row in sheet.rows)
    return out.getvalue()
