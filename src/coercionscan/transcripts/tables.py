"""Tables of turns: which column is the speaker, which the words, which the times."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coercionscan.errors import UsageError
from coercionscan.lexicon.catalogue import table
from coercionscan.records import Notice, Origin, Role, SourceRun
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.times import from_seconds, milliseconds, whole_number

_MARGIN_CELL = re.compile(r"[\d:.,\s]+")
_LABEL_CELL = re.compile(r"[^\n]{1,40}")
_MOST_SPEAKERS = 12
"""A column of a table without a header holds the speakers when it has no more different cells. A convention."""


def row_line(cells: Sequence[str]) -> str:
    """One row of a table in a document as a line of running text.

    Args:
        cells: What stands in the cells that are not empty.

    Returns:
        "LABEL: words" for a row of speaker and words, whatever number or time stands before them; else the cells with
        blanks between.
    """
    while len(cells) > 2 and _MARGIN_CELL.fullmatch(cells[0]):
        cells = cells[1:]
    if len(cells) == 2 and _LABEL_CELL.fullmatch(cells[0]) and not cells[0].endswith(":"):
        return f"{cells[0]}: {cells[1]}"
    return " ".join(cells)


def guessed_header(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Names for the columns of a table that has none.

    Args:
        rows: Rows, as many as are worth a look.

    Returns:
        "speaker", "text" and "column N" (from 1): the words stand in the column with the most letters, the speakers in
        one of few different short cells. None where no two columns are so.
    """
    width = min(map(len, rows), default=0)
    columns = [[row[at].strip() for row in rows] for at in range(width)]
    sizes = [sum(map(len, column)) for column in columns]
    words = sizes.index(max(sizes)) if sizes else 0
    names = [at for at, column in enumerate(columns) if at != words and _names_speakers(column)]
    if not names or len(set(columns[words])) <= len(set(columns[names[0]])):
        return None
    known = {words: "text", names[0]: "speaker"}
    return [known.get(at, f"column {at + 1}") for at in range(max(map(len, rows)))]


def _names_speakers(column: Sequence[str]) -> bool:
    cells = set(column)
    return 1 < len(cells) <= min(_MOST_SPEAKERS, (len(column) + 1) // 2) and all(
        _LABEL_CELL.fullmatch(cell) and any(map(str.isalpha, cell)) for cell in cells
    )


def frame_rows(frame: Any) -> tuple[list[str], list[Sequence[Any]]]:
    """Header and rows of a frame, without importing its library.

    Args:
        frame: Anything with ``columns`` and ``itertuples``.

    Returns:
        Column names and rows.

    Raises:
        UsageError: When it is no table.
    """
    try:
        header = [str(column) for column in frame.columns]
        return header, list(frame.itertuples(index=False, name=None))
    except (AttributeError, TypeError) as error:
        raise UsageError(
            "this is no table of turns", hint="Hand in a DataFrame with a speaker and a text column."
        ) from error


def map_columns(header: Sequence[str], given: Mapping[str, str], where: str) -> dict[str, int]:
    """Which column means what.

    Args:
        header: Column names.
        given: Meaning to column name, by the user.
        where: For errors.

    Returns:
        Meaning (speaker, text, start, end, role) to column index; speaker and text are always there.

    Raises:
        UsageError: When a named column is not there, or none can be the speaker or the words.
    """
    plain = [column.strip().lower().replace("_", " ") for column in header]
    found: dict[str, int] = {}
    for meaning, names in table("reading/columns")["columns"].items():
        if meaning in given:
            if given[meaning] not in header:
                raise UsageError(f"no column {given[meaning]!r}", where=where, hint=f"Columns: {', '.join(header)}")
            found[meaning] = list(header).index(given[meaning])
            continue
        at = next(
            (plain.index(name) for name in names if name in plain and plain.index(name) not in found.values()), None
        )
        if at is not None:
            found[meaning] = at
    for needed in ("speaker", "text"):
        if needed not in found:
            raise UsageError(
                f"no column looks like the {needed}",
                where=where,
                hint=f"Columns: {', '.join(header)}. Name it: {needed}=COLUMN.",
            )
    return found


def table_reading(
    header: Sequence[str], rows: Iterable[Sequence[Any]], given: Mapping[str, str], *, where: str, lines: Iterable[int]
) -> Reading:
    """Turns of a table.

    Args:
        header: Column names.
        rows: Rows.
        given: Meaning to column name, by the user.
        where: For errors.
        lines: Source line of each row; it may go on for ever.

    Returns:
        The reading with a notice of the column mapping.

    Raises:
        UsageError: As ``map_columns``.
    """
    columns = map_columns(header, given, where)
    said: list[Utterance] = []
    for line, row in zip(lines, rows, strict=False):
        utterance = _utterance(row, columns, line)
        if utterance is None:
            continue
        if utterance.origin is Origin.NONVERBAL:
            if said and utterance.text in said[-1].text:
                continue  # it stands in the words of the turn before and is found there again
            utterance = replace(utterance, speaker="", role=None, origin=Origin.NARRATION)
        said.append(utterance)
    mapping = ", ".join(f"{meaning.replace('_', ' ')} = {header[at]}" for meaning, at in columns.items())
    reading = compose(said, notices=[Notice(slug="columns", message=f"Columns: {mapping}.")])
    reading.settled = "label" in columns
    return reading


def _utterance(row: Sequence[Any], columns: Mapping[str, int], line: int) -> Utterance | None:
    def cell(meaning: str) -> Any:
        at = columns.get(meaning)
        return row[at] if at is not None and at < len(row) else None

    origin = plain(cell("origin"))
    words, speaker = plain(cell("text")), plain(cell("speaker"))
    if not words and not speaker:
        return None
    return Utterance(
        speaker=speaker,
        text=words,
        file_line=line,
        start_ms=whole_number(cell("start_ms")) if "start_ms" in columns else time_of(cell("start")),
        end_ms=whole_number(cell("end_ms")) if "end_ms" in columns else time_of(cell("end")),
        role=role_of(plain(cell("role"))),
        origin=Origin(origin) if origin in tuple(Origin) else Origin.SPOKEN,
        doubt=plain(cell("doubt")) or None,
        excluded=plain(cell("excluded")) or None,
        place=_place(cell),
    )


def _place(cell: Callable[[str], Any]) -> SourceRun | None:
    """Where the turn stood in the source that the table was made of; None when the table does not tell."""
    line = whole_number(cell("first_line"))
    if line is None or line < 1:
        return None
    bates = plain(cell("bates")) or None
    return SourceRun(
        start=0, file_line=line, page=whole_number(cell("page")), page_line=whole_number(cell("page_line")), bates=bates
    )


def plain(value: Any) -> str:
    """A cell as text; None and NaN are empty. Newlines stay."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def time_of(value: Any) -> int | None:
    """A cell as milliseconds: seconds as a number, or a clock time; None when it is neither."""
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, str) and ":" in value:
        return milliseconds(value)
    found = from_seconds(value)
    return found if found is not None and found >= 0 else None


def role_of(name: str) -> Role | None:
    """A role by its name; None when there is no such role."""
    try:
        return Role(name.strip().lower().replace(" ", "_"))
    except ValueError:
        return None
