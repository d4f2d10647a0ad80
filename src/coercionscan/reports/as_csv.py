"""The tags as CSV, one row a tag, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from io import StringIO

from coercionscan.records import Analysis, Tag
from coercionscan.reports.excerpt import place

COLUMNS = (
    "source",
    "id",
    "code",
    "domain",
    "status",
    "confidence",
    "turn_index",
    "speaker",
    "role",
    "cite",
    "bates",
    "start",
    "end",
    "text",
    "suppressed_by",
    "tagger",
    "explanation",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(analysis: Analysis, *, header: bool = True) -> str:
    """All tags, suppressed ones too, in order of turn.

    Args:
        analysis: What was found.
        header: Whether the first row names the columns.

    Returns:
        RFC 4180 CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front: the transcript is
        not ours, and opening a table must not run anything. The exact text is in the JSON report.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    if header:
        writer.writerow(COLUMNS)
    writer.writerows(_row(analysis, tag) for tag in analysis.tagging.tags)
    return out.getvalue()


def _row(analysis: Analysis, tag: Tag) -> list[str | int | float]:
    turn = analysis.transcript.turns[tag.turn_index]
    found = place(analysis.transcript, turn, tag.span.start)
    return [
        inert(analysis.transcript.source.name),
        tag.id,
        tag.code,
        tag.domain,
        str(tag.status),
        tag.confidence,
        tag.turn_index,
        inert(turn.speaker),
        str(turn.role),
        found.cite,
        found.bates or "",
        tag.span.start,
        tag.span.end,
        inert(tag.text),
        inert(tag.evidence.suppressed_by or ""),
        tag.tagger,
        inert(tag.evidence.explanation),
    ]


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    Args:
        text: Words that are not ours.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
