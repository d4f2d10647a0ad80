"""A pandas accessor: after ``import coercionscan.integrations.frame``, ``df.coercion`` scans a table of turns."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from coercionscan.pipeline import Scanner
from coercionscan.records import Case, Role
from coercionscan.result import Result
from coercionscan.transcripts.read import read_frame

_COLUMNS = ("row", "code", "domain", "text", "confidence", "status", "tagger")


@pd.api.extensions.register_dataframe_accessor("coercion")
class CoercionAccessor:
    """Scans a table with one turn a row.

    Examples:
        >>> import pandas as pd
        >>> import coercionscan.integrations.frame
        >>> df = pd.DataFrame({"who": ["DET. ROWE", "PELL"], "said": ["Where were you?", "At home."]})
        >>> df.coercion.scan(text="said", speaker="who")
        <Result frame: 2 turns, 2 tags, 1 facts, 0 confessions (none scored)>
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        """Keep the table.

        Args:
            frame: One turn a row.
        """
        self._frame = frame

    def scan(
        self,
        *,
        text: str | None = None,
        speaker: str | None = None,
        start: str | None = None,
        end: str | None = None,
        role: str | None = None,
        name: str = "frame",
        case: Case | None = None,
        roles: Mapping[str, Role | str] | None = None,
        scanner: Scanner | None = None,
    ) -> Result:
        """Analyse the table as one interview.

        Args:
            text: Column of the words; guessed where None, and the mapping is a notice of the transcript.
            speaker: Column of the speaker; guessed where None.
            start: Column of the start, in seconds or as a clock time; guessed where None.
            end: Column of the end; guessed where None.
            role: Column of the role; guessed where None.
            name: Name shown in reports.
            case: The parsed ``case.toml``.
            roles: Speaker label to role.
            scanner: A scanner made before.

        Returns:
            The result.

        Raises:
            UsageError: When no column can be the speaker or the text.
        """
        set_roles = None if roles is None else {label: Role(one) for label, one in roles.items()}
        transcript = read_frame(
            self._frame,
            speaker=speaker,
            text=text,
            start=start,
            end=end,
            role=role,
            name=name,
            case=case,
            roles=set_roles,
        )
        return Result((scanner or Scanner()).analyse(transcript, case=case))

    def scan_by(self, column: str, **options: Any) -> dict[Hashable, Result]:
        """Analyse each group of rows as an interview of its own.

        Args:
            column: Column that tells the interviews apart.
            **options: As for ``scan``.

        Returns:
            Result by the value of the column, in order of first appearance.

        Raises:
            UsageError: As ``scan``.
        """
        ready = options.pop("scanner", None) or Scanner()
        groups = self._frame.groupby(column, sort=False)
        return {
            key: CoercionAccessor(group).scan(scanner=ready, **{"name": str(key), **options}) for key, group in groups
        }

    def tags(self, *, by: str | None = None, **options: Any) -> pd.DataFrame:
        """The findings as a table that can be joined to the rows they stand in.

        Args:
            by: Column that tells interviews apart; None takes the table as one interview.
            **options: As for ``scan``.

        Returns:
            Columns ``row`` (the index label of the table's row), ``code``, ``domain``, ``text``, ``confidence``,
            ``status`` and ``tagger``.

        Raises:
            UsageError: As ``scan``.
        """
        if by is None:
            parts = [(self._frame, self.scan(**options))]
        else:
            found = self.scan_by(by, **options)
            groups: dict[Any, pd.DataFrame] = dict(iter(self._frame.groupby(by, sort=False)))
            parts = [(groups[key], result) for key, result in found.items()]
        rows = [row for frame, result in parts for row in _rows(frame, result)]
        return pd.DataFrame(rows, columns=list(_COLUMNS))


def _rows(frame: pd.DataFrame, result: Result) -> Iterator[tuple[Any, ...]]:
    """The reader counts the rows of a table as lines, from 1."""
    for tag in result.tags:
        line = result.transcript.turns[tag.turn_index].first_line
        row = frame.index[line - 1]
        yield (row, tag.code, tag.domain, tag.text, tag.confidence, str(tag.status), tag.tagger)
