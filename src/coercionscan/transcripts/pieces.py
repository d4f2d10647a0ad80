"""Letters with their places on a page become words, lines, and the rows of a table of speakers and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median

from coercionscan.lexicon.catalogue import table

_FAR = 1.5
"""A gap of so many letter heights parts two columns. Source: convention."""
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}[:.]\d\d$")
_LEAST_LABELS = 4
_NEAR = 4.0
"""Left edges of one column differ by no more, in points. Source: convention."""
_LONGEST = 40
_MOST_WORDS = 4
_SIGNED = (":", ".", ";", "?", "!")
_SPACING = 1.4
"""Two lines of one label stand no further apart than so many letter heights. Source: convention."""
_SPACINGS = (1.4, 1.25, 1.1, 1.05, 1.8, 2.5)
"""Distances, in usual ones, that may part two cells; the one that gives as many cells as labels is right."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One sign and its box, in points from the lower left."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Words at a place of the page, in points from the lower left: left and right edge, base line, size."""

    left: float
    right: float
    base: float
    size: float
    words: str


def pieces_of(letters: Iterable[Letter]) -> list[Piece]:
    """Words that stand together: cut at the line ends of the text layer and at wide gaps.

    Args:
        letters: In the order of the text layer.

    Returns:
        Pieces in that order.
    """
    pieces: list[Piece] = []
    run: list[Letter] = []
    for letter in letters:
        if letter.sign in "\r\n" or (run and _parted(run, letter)):
            _close(pieces, run)
            run = []
        if letter.sign not in "\r\n":
            run.append(letter)
    _close(pieces, run)
    return pieces


def _parted(run: Sequence[Letter], letter: Letter) -> bool:
    """Whether a letter stands far right of the last one, or on another line; a typed blank is a letter too."""
    last = next((one for one in reversed(run) if one.right > one.left), None)
    if last is None or letter.sign.isspace():
        return False
    size = max(last.top - last.bottom, letter.top - letter.bottom, 1.0)
    apart = not last.sign.isspace() and (letter.top < last.bottom or letter.bottom > last.top)
    return letter.left - last.right > _FAR * size or apart


def _close(pieces: list[Piece], run: Sequence[Letter]) -> None:
    inked = [letter for letter in run if not letter.sign.isspace()]
    if inked:
        words = " ".join("".join(letter.sign for letter in run).split())
        base = median(letter.bottom for letter in inked)
        size = max(letter.top for letter in inked) - base
        pieces.append(
            Piece(min(one.left for one in inked), max(one.right for one in inked), base, max(size, 1.0), words)
        )


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """Put pieces on one height into one line, from top to bottom: a column of line numbers joins its lines.

    Args:
        pieces: Words with their places, in any order.

    Returns:
        Lines; a wide gap becomes several spaces. In a table of speakers and words, each row is one labelled line.
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if rows and abs(rows[-1][0].base - piece.base) <= 0.5 * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    ordered = [sorted(row, key=lambda piece: piece.left) for row in rows]
    return _table(ordered) or [_line(row) for row in ordered]


def _line(row: Sequence[Piece]) -> str:
    parts = [row[0].words]
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        parts.append(("   " if gap > _FAR * piece.size else " " if gap > -0.5 else "") + piece.words)
    return "".join(parts).replace("\ufffe", "-").replace("\r", " ").replace("\n", " ")


@dataclass(slots=True)
class _Cell:
    """One row of the table: where its label stands, the label, a time, and the lines of its words."""

    base: float
    label: str = ""
    time: str = ""
    lines: list[str] = field(default_factory=list)


def _table(rows: Sequence[Sequence[Piece]]) -> list[str]:
    """Lines of a page that is a table of speakers and words; empty when it is none."""
    edge = _text_edge(rows)
    if edge is None:
        return []
    left = [piece for row in rows for piece in row if piece.left < edge - _NEAR and piece.right <= edge + _NEAR]
    words = [piece for row in rows for piece in row if abs(piece.left - edge) <= _NEAR]
    labels, used = _labels(left)
    named = Counter(cell.label for cell in labels)
    unsigned = sum(1 for cell in labels if len(cell.label) > 1 and not cell.label.endswith(_SIGNED))
    few = len(labels) < _LEAST_LABELS or unsigned <= len(labels) / 2
    if few or not 2 <= len(named) <= len(labels) / 1.5 or not words:
        return []
    top = max(labels[0].base, words[0].base) + words[0].size
    taken = {id(piece) for piece in (*used, *words)}
    above = [row for row in rows if row[0].base > top]
    rest = [piece for row in rows for piece in row if row[0].base <= top and id(piece) not in taken]
    if any(piece.words.lower() not in _heads() for piece in rest):
        return []  # something stands outside the columns: a table of another kind
    _fill(labels, words)
    lines = [_line(row) for row in (*above, *([rest] if rest else []))]
    return lines + [line for cell in labels for line in _printed(cell)]


def _text_edge(rows: Sequence[Sequence[Piece]]) -> float | None:
    """The left edge of the widest column: where most long pieces begin, with something before it in several rows."""
    width = max((row[-1].right for row in rows), default=0.0) - min((row[0].left for row in rows), default=0.0)
    edges = Counter(round(row[-1].left / _NEAR) for row in rows if row[-1].right - row[-1].left > width / 4)
    if not edges:
        return None
    edge = edges.most_common(1)[0][0] * _NEAR
    left = min((row[0].left for row in rows), default=0.0)
    return edge if edge > left + 2 * _NEAR else None


def _labels(pieces: Sequence[Piece]) -> tuple[list[_Cell], list[Piece]]:
    """Cells by their labels, from top to bottom, and the pieces that went into them.

    A label on two lines is one, and a time goes with its label.
    """
    cells: list[_Cell] = []
    times: list[Piece] = []
    used: list[Piece] = []
    lefts = Counter(round(piece.left / _NEAR) for piece in pieces if not _CLOCK.match(piece.words))
    column = lefts.most_common(1)[0][0] * _NEAR if lefts else 0.0
    last: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if _CLOCK.match(piece.words):
            times.append(piece)
            continue
        fits = abs(piece.left - column) <= 2 * _NEAR and len(piece.words) <= _LONGEST
        if not fits or len(piece.words.split()) > _MOST_WORDS or piece.words.strip(" .").isdigit():
            continue
        if last is not None and last.base - piece.base < _SPACING * last.size + _NEAR / 2:
            cells[-1].label += f" {piece.words}"
        else:
            cells.append(_Cell(piece.base, piece.words))
        used.append(piece)
        last = piece
    for piece in times:
        near = min(cells, key=lambda cell: abs(cell.base - piece.base), default=None)
        if near is not None and abs(near.base - piece.base) <= piece.size:
            near.time = piece.words
            used.append(piece)
    return cells, used


def _fill(cells: Sequence[_Cell], words: Sequence[Piece]) -> None:
    """Give the lines of words to the cells: block by block when there are as many, else by the height of the labels."""
    for spacing in _SPACINGS:
        blocks = list(_blocks(words, spacing))
        if len(blocks) == len(cells):
            for cell, block in zip(cells, blocks, strict=True):
                cell.lines = [piece.words for piece in block]
            return
    for piece in words:
        above = [cell for cell in cells if cell.base >= piece.base - piece.size / 2]
        (above[-1] if above else cells[0]).lines.append(piece.words)


def _blocks(words: Sequence[Piece], spacing: float) -> Iterator[list[Piece]]:
    """Lines that stand close together, by so many times the usual distance."""
    steps = sorted(before.base - after.base for before, after in pairwise(words))
    usual = steps[len(steps) // 5] if steps else 0.0
    block: list[Piece] = []
    for piece in words:
        if block and block[-1].base - piece.base > spacing * usual:
            yield block
            block = []
        block.append(piece)
    if block:
        yield block


@cache
def _heads() -> frozenset[str]:
    """What the head of a column may say."""
    return frozenset(name for names in table("reading/columns")["columns"].values() for name in names)


def _printed(cell: _Cell) -> Iterator[str]:
    """The lines of a cell, with its label; the head of the table stays as it is."""
    if cell.label.lower() in _heads() and len(cell.lines) <= 1:
        yield "   ".join([cell.label, *cell.lines])
        return
    time = f"[{cell.time.replace('.', ':')}] " if cell.time else ""
    sign = "" if cell.label.endswith(":") else ":"
    first, *rest = cell.lines or [""]
    yield f"{time}{cell.label}{sign} {first}".rstrip()
    yield from rest
