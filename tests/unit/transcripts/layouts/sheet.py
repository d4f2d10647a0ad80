"""A page in the making: lines that know which turns open on them and where their labels stand."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Opening:
    """The beginning of a turn on a line: its number, and the columns of label and sign (sign: what ends the label)."""

    turn: int
    start: int
    end: int
    sign_end: int


@dataclass(slots=True)
class Row:
    """One line. ``furniture`` lines belong to no turn."""

    text: str
    opens: list[Opening] = field(default_factory=list)
    furniture: bool = False


@dataclass(slots=True)
class Leaf:
    """All lines of a rendering."""

    rows: list[Row] = field(default_factory=list)

    def add(self, *lines: str) -> None:
        """Lines without a turn."""
        self.rows += [Row(line, furniture=True) for line in lines]

    def turn(
        self, number: int, label: str, sign: str, words: str, *, lead: str = "", width: int = 0, hang: str = ""
    ) -> None:
        """A turn on lines of its own: ``lead``, label, sign and words, wrapped at ``width`` when that is not 0."""
        head = lead + label
        whole = f"{head}{sign}{words}".rstrip()
        lines = textwrap.wrap(whole, width, subsequent_indent=hang, break_on_hyphens=False) if width else [whole]
        lines = lines or [whole]
        if lead and width:  # wrap drops white space at the start
            lines[0] = lead[: len(lead) - len(lead.lstrip())] + lines[0].lstrip()
        opening = Opening(number, len(lead), len(head), min(len(head) + len(sign), len(lines[0])))
        self.rows.append(Row(lines[0], [opening]))
        self.rows += [Row(line) for line in lines[1:]]

    def run(self, pieces: Sequence[tuple[int, str, str, str]], joint: str = " ") -> None:
        """Several turns on one line: (number, label, sign, words) each."""
        row = Row("")
        for number, label, sign, words in pieces:
            at = len(row.text) + (len(joint) if row.text else 0)
            row.text += (joint if row.text else "") + label + sign + words
            row.opens.append(Opening(number, at, at + len(label), at + len(label) + len(sign)))
        self.rows.append(row)

    @property
    def text(self) -> str:
        """The file."""
        return "\n".join(row.text for row in self.rows) + "\n"

    def first_lines(self) -> dict[int, int]:
        """Turn number to the 1-based line that it opens on."""
        return {opening.turn: number for number, row in enumerate(self.rows, 1) for opening in row.opens}
