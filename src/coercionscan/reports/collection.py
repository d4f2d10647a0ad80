"""What the page of a collection shows: figures with intervals as charts, each with a table behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coercionscan.reports.excerpt import clean
from coercionscan.reports.words import counted, plain

WIDTH, NARROW = 1000, 470
"""Widths of a chart over the page and of a small one, in the units of its view box."""
_ROW, _TOP, _FOOT = 26, 12, 30
_MOST_ROWS = 15
_MOST_PANELS = 6
_MOST_GROUPS = 12
_MOST_TABLE_ROWS = 300
_LABEL_SHARE = 0.27
_STEPS = (1.0, 2.0, 5.0, 10.0)
_MOST_TICKS = 5
MOST_LISTED_GROUPS = 200
"""Groups in the table of groups."""
WITHHELD = "withheld"
PAIRS = "together"
"""Key of the topic whose items are pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: ``value`` with the ends of its interval; all None when it is withheld.

    ``group`` is empty for the whole collection.
    """

    group: str
    item: str
    cases: int | None
    base: int | None
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A kind of figure: its heading, what its cases and its base are, a note, and whether it is a rate per 100."""

    key: str
    title: str
    note: str
    cases: str
    base: str
    is_rate: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """How large a group is; None when withheld."""

    name: str
    transcripts: int
    turns: int
    questions: int | None
    confessions: int | None


@dataclass(frozen=True, slots=True)
class Collection:
    """All that the page says. ``by`` is None without groups; the whole stands first among the groups."""

    name: str
    by: str | None
    at_least: int
    words: int
    failed: int
    groups: tuple[Group, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of a chart: a dot for the value on a line for its interval."""

    y: float
    name: str
    words: str
    x: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows over one scale. ``summary`` says the chart in words."""

    title: str
    summary: str
    width: int
    height: float
    left: float
    right: float
    floor: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of items in the grid: its place, its share for the shade, its words, and both names."""

    row: int
    column: int
    share: float
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Which items stand in the same transcripts; ``names`` of rows, by their numbers those of columns."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic as the page lays it out."""

    topic: Topic
    whole: Chart | None
    panels: tuple[Chart, ...]
    grid: Grid | None
    rows: tuple[tuple[str, ...], ...]
    more: int
    withheld: int


def words_of(figure: Figure, *, is_rate: bool) -> str:
    """A value in words: a rate with one decimal, a share as a percentage.

    Args:
        figure: The figure.
        is_rate: Whether it is a rate.
    """
    return WITHHELD if figure.value is None else _number(figure.value, is_rate=is_rate)


def interval_of(figure: Figure, *, is_rate: bool) -> str:
    """The interval in words; empty where there is none.

    Args:
        figure: The figure.
        is_rate: Whether it is a rate.
    """
    if figure.low is None or figure.high is None:
        return ""
    return f"{_number(figure.low, is_rate=is_rate)} to {_number(figure.high, is_rate=is_rate)}"


def _number(value: float, *, is_rate: bool) -> str:
    return f"{value:.1f}" if is_rate else f"{100 * value:.0f}%"


def lay_out(topic: Topic, *, pairs: bool) -> Shown:
    """A topic with its charts and the rows of its table.

    Args:
        topic: The topic.
        pairs: Whether its items are pairs, which are drawn as a grid.
    """
    whole = [one for one in topic.figures if not one.group]
    rows = [_table_row(one, is_rate=topic.is_rate) for one in topic.figures]
    return Shown(
        topic,
        whole=_chart(topic, topic.title, whole[:_MOST_ROWS], WIDTH, by_group=False) if whole and not pairs else None,
        panels=() if pairs else tuple(_panels(topic, whole)),
        grid=_grid(whole) if pairs and whole else None,
        rows=tuple(rows[:_MOST_TABLE_ROWS]),
        more=max(0, len(rows) - _MOST_TABLE_ROWS),
        withheld=sum(one.value is None for one in topic.figures),
    )


def _table_row(one: Figure, *, is_rate: bool) -> tuple[str, ...]:
    numbers = ("", "") if one.cases is None or one.base is None else (f"{one.cases:,}", f"{one.base:,}")
    return (
        plain(one.item),
        clean(one.group) or "all",
        *numbers,
        words_of(one, is_rate=is_rate),
        interval_of(one, is_rate=is_rate),
    )


def _panels(topic: Topic, whole: Sequence[Figure]) -> list[Chart]:
    """A small chart of the groups for each of the first items; groups beyond the first stand in the table alone."""
    groups = list(dict.fromkeys(one.group for one in topic.figures if one.group))[:_MOST_GROUPS]
    if not groups:
        return []
    held = {(one.item, one.group): one for one in topic.figures}
    found = []
    for item in [one.item for one in whole if one.value is not None][:_MOST_PANELS]:
        own = [held.get((item, group)) or _none(item, group) for group in groups]
        found.append(_chart(topic, plain(item), own, NARROW, by_group=True))
    return found


def _none(item: str, group: str) -> Figure:
    """A group that has none of an item, and others."""
    return Figure(group=group, item=item, cases=0, base=None, value=0.0, low=None, high=None)


def _chart(topic: Topic, title: str, figures: Sequence[Figure], width: int, *, by_group: bool) -> Chart:
    left, right = _LABEL_SHARE * width + (0 if width == WIDTH else 30), width - (150 if width == WIDTH else 110)
    most = max((one.high or one.value or 0.0 for one in figures), default=0.0)
    step = _step(most)
    top = step * max(1, math.ceil(most / step - 1e-9))

    def x(value: float | None) -> float | None:
        return None if value is None else round(left + value / top * (right - left), 1)

    marks = tuple(
        Mark(
            _TOP + _ROW * (number + 0.5),
            clean(one.group) if by_group else plain(one.item),
            words_of(one, is_rate=topic.is_rate),
            *(x(value) for value in (one.value, one.low, one.high)),
        )
        for number, one in enumerate(figures)
    )
    floor = _TOP + _ROW * len(marks)
    ticks = tuple(
        (round(left + number * step / top * (right - left), 1), _tick(number * step, is_rate=topic.is_rate))
        for number in range(round(top / step) + 1)
    )
    told = "; ".join(
        f"{mark.name} {mark.words}" + (f" ({ends})" if (ends := interval_of(one, is_rate=topic.is_rate)) else "")
        for mark, one in zip(marks, figures, strict=True)
    )
    return Chart(title, f"{title}. {told}.", width, floor + _FOOT, left, right, floor, ticks, marks)


def _step(most: float) -> float:
    """A round step that cuts the scale into about five."""
    if most <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most / _MOST_TICKS))
    return next(power * step for step in _STEPS if most / (power * step) <= _MOST_TICKS)


def _tick(value: float, *, is_rate: bool) -> str:
    return f"{value:g}" if is_rate else f"{round(100 * value, 1):g}%"


def _grid(figures: Sequence[Figure]) -> Grid:
    """The pairs among the items that go together most."""
    names: dict[str, None] = {}
    for one in figures:
        pair = one.item.split(" + ")
        if one.value is not None and len(names.keys() | set(pair)) <= _MOST_GROUPS:
            names.update(dict.fromkeys(pair))
    order = list(names)
    cells = []
    for one in figures:
        first, second = one.item.split(" + ")
        if first in names and second in names:
            column, row = sorted((order.index(first), order.index(second)))
            words = words_of(one, is_rate=False)
            title = f"{plain(first)} with {plain(second)}: {words}"
            short = "-" if one.value is None else words
            cells.append(Cell(row, column, round(one.value or 0.0, 3), short, title))
    most = "; ".join(cell.title for cell in cells[:_MOST_PANELS])
    said = f"Pairs of {counted(len(order), 'code')}, by the share of transcripts that hold both. {most}."
    return Grid(tuple(plain(name) for name in order), tuple(cells), said)
