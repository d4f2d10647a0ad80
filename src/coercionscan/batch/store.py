"""Where a collection is kept: one folder a table, one file a part; a part is done when its runs are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coercionscan.batch import codec, tables
from coercionscan.batch.storage import Folder
from coercionscan.errors import OutputError, UsageError

ABOUT = "run.json"
RUNS = "runs"
_PART = re.compile(r"part-(\d+)\.\w+$")


def _name(table: str, part: int, kind: str) -> str:
    return f"{table}/part-{part:06d}.{kind}"


class PartWriter:
    """Writes the tables of parts; used by workers."""

    def __init__(self, folder: Folder, kind: str) -> None:
        """Take the place and the kind of files."""
        self._folder = folder
        self._kind = kind

    def write(self, part: int, rows: tables.Rows) -> None:
        """Write all tables of a part but that of the runs.

        Tables without a row get no file, but for the first part: so that each table is there with its types.

        Args:
            part: Its number.
            rows: Its rows.
        """
        for table, some in rows.items():
            name = _name(table, part, self._kind)
            if table == RUNS:
                continue
            if some or (part == 0 and self._kind == codec.PARQUET):
                self._folder.write(name, codec.dump(some, tables.TABLES[table], self._kind, table))
            else:
                self._folder.remove(name)


class Store:
    """A collection: what made it, which parts are done, and its rows."""

    def __init__(self, place: str) -> None:
        """Take the folder, local or remote.

        Args:
            place: Path or address.
        """
        self.folder = Folder(place)

    @property
    def exists(self) -> bool:
        """Whether a collection was begun there."""
        return ABOUT in self.folder.names()

    def begin(self, about: Mapping[str, Any]) -> None:
        """Begin a collection.

        Args:
            about: What makes it; kept in ``run.json``.

        Raises:
            OutputError: When something else lies in the folder.
        """
        if self.folder.names():
            raise OutputError(
                "the folder is not empty", where=self.folder.place, hint="Name a new folder, or add --resume."
            )
        self.folder.write(ABOUT, (json.dumps(about, indent=1, sort_keys=True) + "\n").encode())

    def about(self) -> dict[str, Any]:
        """What made the collection.

        Raises:
            UsageError: When there is none, or its tables are of another version.
        """
        try:
            about: dict[str, Any] = json.loads(self.folder.read(ABOUT))
        except (OSError, ValueError) as error:
            raise UsageError(
                "no collection is there", where=self.folder.place, hint="Make one with: coercionscan batch"
            ) from error
        if about.get("tables_version") != tables.VERSION:
            raise UsageError(
                f"its tables are of version {about.get('tables_version')}, not {tables.VERSION}",
                where=self.folder.place,
                hint="Scan the transcripts again into a new folder.",
            )
        return about

    def done(self) -> list[int]:
        """Numbers of the parts that are done, in order."""
        return self._parts(RUNS)

    def commit(self, part: int, runs: Sequence[tables.Row], meta: tuple[str, ...], kind: str) -> None:
        """Say that a part is done: its other tables are written already.

        Args:
            part: Its number.
            runs: Rows of its runs.
            meta: Names of the manifest's columns.
            kind: Kind of file.
        """
        self.folder.write(_name(RUNS, part, kind), codec.dump(runs, tables.runs_columns(meta), kind, RUNS))

    def drop_undone(self) -> None:
        """Remove what a killed run wrote of parts that it did not finish."""
        done = set(self.done())
        self.folder.remove_halves()
        for name in self.folder.names():
            match = _PART.search(name)
            if match and int(match[1]) not in done:
                self.folder.remove(name)

    def parts(self, table: str, names: Sequence[str]) -> Iterator[list[tables.Row]]:
        """The rows of a table, part by part, so that no more than a part is in memory.

        Args:
            table: Name of the table.
            names: Columns wanted, in this order.

        Yields:
            The rows of each part that is done, in order; none for a part that has none.
        """
        kind = str(self.about()["kind"])
        held = set(self._parts(table))
        for part in self.done():
            yield codec.load(self.folder.read(_name(table, part, kind)), kind, names) if part in held else []

    def _parts(self, table: str) -> list[int]:
        found = (_PART.search(name) for name in self.folder.names(table))
        return sorted(int(match[1]) for match in found if match)
