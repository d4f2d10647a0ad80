"""Reference codings: one JSON object per line and turn.

``{"case", "line", "role", "origin", "form", "codes", "cue", "source_type"}``: ``case`` is the path of the transcript
below the folder of cases, ``line`` the first line of the turn in that file (from 1), ``role`` a role, ``origin``
``spoken``, ``nonverbal`` or ``embedded`` (another speaker's words inside the turn), ``form`` a question form or null,
``codes`` a list, ``cue`` the words for each code. ``cue`` and ``source_type`` may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coercionscan.errors import UnreadableInput
from coercionscan.records import Origin, Role, Transcript, Turn
from coercionscan.training.files import read_lines

EMBEDDED = "embedded"
_HINT = "One JSON object per line with case, line, role, origin, form, codes."


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRow:
    """What a coder says of one turn. ``form`` is None where the coder judged no form; ``cues`` are (code, words)."""

    case: str
    line: int
    role: str
    origin: str
    form: str | None
    codes: frozenset[str]
    cues: tuple[tuple[str, str], ...] = ()
    source_type: str | None = None

    @property
    def asks(self) -> bool:
        """Whether the row is an asking role's."""
        return self.role in (Role.INTERROGATOR.value, Role.EXAMINER.value)

    @property
    def questioned(self) -> bool:
        """Whether the row is a questioned person's."""
        return self.role in (Role.SUSPECT.value, Role.WITNESS.value)


def key_of(row: GoldRow) -> tuple[str, int, bool, str]:
    """What makes two coders' rows the same unit: case, line, whether the person is questioned, origin."""
    return row.case, row.line, row.questioned, row.origin


def read_gold(path: Path) -> tuple[GoldRow, ...]:
    """Read a file of codings.

    Args:
        path: A JSON Lines file.

    Returns:
        Rows in order; empty lines are passed over.

    Raises:
        UnreadableInput: When a line is no object of the described shape; the line is named.
    """
    return tuple(
        _row(line, f"{path}:{number}") for number, line in enumerate(read_lines(path), 1) if line and not line.isspace()
    )


def _row(line: str, where: str) -> GoldRow:
    try:
        data: Mapping[str, Any] = json.loads(line)
        return GoldRow(
            case=str(data["case"]),
            line=int(data["line"]),
            role=str(data["role"]),
            origin=str(data.get("origin", "spoken")),
            form=data["form"],
            codes=frozenset(str(code) for code in data["codes"]),
            cues=tuple(sorted((str(key), str(value)) for key, value in (data.get("cue") or {}).items())),
            source_type=data.get("source_type"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableInput(f"not a row of codings: {error}", where=where, hint=_HINT) from error


def match(rows: Sequence[GoldRow], transcript: Transcript) -> tuple[Turn | None, ...]:
    """Find the turn of each row of one case. A turn is given out once.

    Args:
        rows: Rows of the case in order of the file.
        transcript: The transcript as read.

    Returns:
        One turn per row; None where the reader has made no such turn. A gesture may stand up to eight lines after the
        line of its row, an embedded turn one.
    """
    by_line: dict[int, list[Turn]] = {}
    for turn in transcript.turns:
        by_line.setdefault(turn.first_line, []).append(turn)
    used: set[int] = set()
    out: list[Turn | None] = []
    for row in rows:
        found = next((turn for turn in _near(row, by_line) if turn.index not in used and _fits(row, turn)), None)
        if found is not None:
            used.add(found.index)
        out.append(found)
    return tuple(out)


def _near(row: GoldRow, by_line: Mapping[int, Sequence[Turn]]) -> list[Turn]:
    reach = {Origin.NONVERBAL.value: 8, EMBEDDED: 1}.get(row.origin, 0)
    return [turn for line in range(row.line, row.line + reach + 1) for turn in by_line.get(line, ())]


def _fits(row: GoldRow, turn: Turn) -> bool:
    nonverbal = turn.origin is Origin.NONVERBAL
    if nonverbal != (row.origin == Origin.NONVERBAL.value):
        return False
    return turn.role.value == row.role or (turn.role.questioned and row.questioned)
