"""One decision of a person on one proposal, as a line of JSON or a row of a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coercionscan.errors import UsageError
from coercionscan.text import newline_lines

TAG = "tag"
FACT = "fact"
COLUMNS = ("kind", "id", "proposal", "confidence", "place", "speaker", "text", "why", "decision", "relabel", "memo")
"""Columns of the review file. A person fills the last three."""
FORMULA_STARTS = ("=", "+", "@")
"""A cell that begins so is written with an apostrophe before it, lest a spreadsheet take it for a formula."""
_HINT = "Fill decision with accept, reject or relabel, or leave it empty."


class Verdict(StrEnum):
    """What a person decided; ``open`` is an empty cell."""

    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"
    OPEN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, keyed by the id of the proposal and, should ids change, by its proposal and text."""

    kind: str
    id: str
    proposal: str
    text: str
    verdict: Verdict
    relabel: str = ""
    memo: str = ""


def parse(text: str) -> tuple[Decision, ...]:
    """Read a filled review file: JSON Lines, or a table with commas, semicolons or tabs and a head line.

    Args:
        text: The file.

    Returns:
        Decisions in file order, the open ones too.

    Raises:
        UsageError: When a line cannot be read or a decision is none of the known words; ``where`` is its line.
    """
    rows = _json_rows(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _table_rows(text)
    return tuple(_decision(line, row) for line, row in rows)


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for line, raw in enumerate(newline_lines(text.lstrip("\ufeff")), 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except json.JSONDecodeError as error:
            raise UsageError(f"not JSON: {error.msg}", where=f"line {line}", hint="One JSON object a line.") from error
        if not isinstance(row, dict):
            raise UsageError("not a JSON object", where=f"line {line}", hint="One JSON object a line.")
        yield line, row


def _table_rows(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    head = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    if "id" not in (rows.fieldnames or ()):
        raise UsageError("no column id", where="line 1", hint="Use a file written by: coercionscan review export")
    for row in rows:
        yield rows.line_num, {key: value for key, value in row.items() if isinstance(key, str)}


def _decision(line: int, row: Mapping[str, object]) -> Decision:
    def cell(name: str) -> str:
        text = str(row.get(name) or "").strip()
        return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text

    try:
        verdict = Verdict(cell("decision").lower())
    except ValueError as error:
        raise UsageError(f"unknown decision {cell('decision')!r}", where=f"line {line}", hint=_HINT) from error
    if verdict is Verdict.RELABEL and not cell("relabel"):
        raise UsageError("relabel names no label", where=f"line {line}", hint="Fill the column relabel.")
    kind = cell("kind") or TAG
    if kind not in (TAG, FACT):
        raise UsageError(f"unknown kind {kind!r}", where=f"line {line}", hint="The kind is tag or fact.")
    return Decision(
        kind=kind,
        id=cell("id"),
        proposal=cell("proposal"),
        text=cell("text"),
        verdict=verdict,
        relabel=cell("relabel"),
        memo=cell("memo"),
    )
