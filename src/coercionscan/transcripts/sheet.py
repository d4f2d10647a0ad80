"""Lines of a text with their places in the source; what is taken out is listed, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate, compress, islice, repeat

from coercionscan.records import Notice, SourceRun, StrippedLine
from coercionscan.transcripts.making import make_runs, make_stripped


@dataclass(slots=True)
class Sheet:
    """Parallel lists, one entry a line: quicker than a record per line, and every step goes over all lines.

    ``numbers`` count source lines from 1; ``offsets`` are code points in the decoded source (None in documents);
    ``pages``, ``page_lines`` and ``bates`` are None where the source does not tell. ``times``: source line to the
    milliseconds that stand on a line of their own above it.
    """

    lines: list[str]
    numbers: list[int]
    offsets: list[int | None]
    pages: list[int | None]
    page_lines: list[int | None]
    bates: list[str | None]
    stripped: list[StrippedLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    numbered: bool = False
    times: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, *, document: bool = False) -> Sheet:
        r"""Cut a text into lines.

        Args:
            text: Text with ``\\n`` newlines.
            document: Whether the text was extracted from a document, so that it has no source offsets.

        Returns:
            The sheet with nothing stripped.
        """
        lines = text.split("\n")
        count = len(lines)
        starts = accumulate(map((1).__add__, map(len, lines)), initial=0)
        offsets: list[int | None] = [None] * count if document else list(islice(starts, count))
        return cls(lines, list(range(1, count + 1)), offsets, [None] * count, [None] * count, [None] * count)

    def without(self, reasons: Mapping[int, str]) -> None:
        """Take lines out and list them.

        Args:
            reasons: Line index to the reason for taking it out.
        """
        if not reasons:
            return
        self.stripped += [
            make_stripped(self.numbers[index], self.lines[index].strip(" \t\f")[:200], reason)
            for index, reason in sorted(reasons.items())
            if self.lines[index].strip()
        ]
        keep = [True] * len(self.lines)
        for index in reasons:
            keep[index] = False
        self.lines = list(compress(self.lines, keep))
        self.numbers = list(compress(self.numbers, keep))
        self.offsets = list(compress(self.offsets, keep))
        self.pages = list(compress(self.pages, keep))
        self.page_lines = list(compress(self.page_lines, keep))
        self.bates = list(compress(self.bates, keep))

    def cut_left(self, index: int, width: int) -> None:
        """Take the first ``width`` characters off a line, such as a printed line number."""
        self.lines[index] = self.lines[index][width:]
        offset = self.offsets[index]
        if offset is not None:
            self.offsets[index] = offset + width

    @property
    def text(self) -> str:
        """The reading text."""
        return "\n".join(self.lines)

    def source_map(self) -> list[SourceRun]:
        """One run a line."""
        starts = accumulate(map((1).__add__, map(len, self.lines)), initial=0)
        rows = (self.numbers, self.offsets, self.pages, self.page_lines, self.bates)
        return make_runs(starts, *rows, repeat(0))
