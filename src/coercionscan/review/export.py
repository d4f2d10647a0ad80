"""Writes the proposals of an analysis for a person to decide on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from coercionscan.records import Analysis, Fact, Tag
from coercionscan.review.decisions import COLUMNS, FACT, FORMULA_STARTS, TAG

Row = dict[str, str | float]


def export(analysis: Analysis, *, table: bool = False) -> str:
    """The tags and facts of an analysis, one a line, with empty cells for the decision.

    Suppressed and suggested tags are among them: a person may accept what the tool silenced or only proposed.

    Args:
        analysis: The analysis.
        table: Whether to write a comma-separated table for a spreadsheet instead of JSON Lines.

    Returns:
        The text, in the order of the transcript; every line ends with a newline.
    """
    rows = list(_rows(analysis))
    if not table:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def proposal_of_fact(fact: Fact) -> str:
    """What the tool proposes on a detail: who spoke it first, and what the questioned person did with it."""
    return f"{fact.introduced_by}, {fact.uptake}"


def text_of_fact(fact: Fact) -> str:
    """The words that a decision on a detail is keyed by, should its id change."""
    return fact.label


def _rows(analysis: Analysis) -> Iterator[Row]:
    made: list[tuple[int, Row]] = [(tag.turn_index, _tag_row(analysis, tag)) for tag in analysis.tagging.tags]
    made += [(fact.first_turn_index, _fact_row(analysis, fact)) for fact in analysis.ledger.facts]
    for _, row in sorted(made, key=lambda one: (one[0], str(one[1]["kind"]), str(one[1]["id"]))):
        yield row


def _tag_row(analysis: Analysis, tag: Tag) -> Row:
    status = f"{tag.status}: {tag.evidence.suppressed_by}" if tag.evidence.suppressed_by else str(tag.status)
    return _row(
        analysis,
        turn_index=tag.turn_index,
        offset=tag.span.start,
        kind=TAG,
        id=tag.id,
        proposal=tag.code,
        confidence=round(tag.confidence, 4),
        text=tag.text,
        why=f"{status}. {tag.evidence.explanation}".strip(),
    )


def _fact_row(analysis: Analysis, fact: Fact) -> Row:
    turn = analysis.transcript.turns[fact.first_turn_index]
    offset = fact.mentions[0].span.start if fact.mentions else turn.span.start
    return _row(
        analysis,
        turn_index=fact.first_turn_index,
        offset=offset,
        kind=FACT,
        id=fact.id,
        proposal=proposal_of_fact(fact),
        confidence=round(fact.confidence, 4),
        text=text_of_fact(fact),
        why=fact.reason,
    )


def _row(analysis: Analysis, *, turn_index: int, offset: int, **cells: str | float) -> Row:
    turn = analysis.transcript.turns[turn_index]
    made: Row = dict.fromkeys(COLUMNS, "")
    made.update(cells)
    made["speaker"] = turn.speaker
    made["place"] = _place(analysis, turn_index, offset)
    return made


def _place(analysis: Analysis, turn_index: int, offset: int) -> str:
    """Page and its line where the source numbers them, else the line of the file, with the page where it is known."""
    run = analysis.transcript.locate(offset)
    turn = analysis.transcript.turns[turn_index]
    file = analysis.transcript.file_of(turn)
    within = f"{file}, " if file else ""
    if run.page is not None:
        line = f":{run.page_line}" if run.page_line is not None else f", line {run.file_line}"
        return f"{within}p. {run.page}{line}"
    return f"{within}line {turn.first_line}"


def _safe(value: str | float) -> str | float:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
