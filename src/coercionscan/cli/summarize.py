"""``coercionscan summarize``: statistics over the tables of a batch."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit
from coercionscan.reports.write import STDOUT

if TYPE_CHECKING:
    from coercionscan.batch.summary import Line

_TITLES = {
    "rate": "Tags per 100 turns of the side that spoke them",
    "form": "Forms of the interrogators' questions, %",
    "before": "Confessions that a tag stands before, %",
    "together": "Transcripts that hold both codes, %",
}
_WITHHELD = "withheld"


@click.command(name="summarize")
@click.argument("tables", metavar="FOLDER")
@click.option("--by", metavar="COLUMN", help="Group by this column of the manifest.")
@click.option("--at-least", type=click.IntRange(min=0), default=0, metavar="N", help="Withhold figures of fewer cases.")
@click.option("--top", type=click.IntRange(min=1), default=15, metavar="N", help="Lines of each text table.")
@click.option("--format", "kind", type=click.Choice(("text", "csv", "json")), default="text", help="Default: text.")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here.")
@debug_option
def command(tables: str, by: str | None, at_least: int, top: int, kind: str, output: str) -> None:
    """Statistics over the tables of a batch, with intervals of 95%.

    FOLDER is what "coercionscan batch" has made.
    """
    from coercionscan.batch.summary import as_rows, summarize  # loads the batch room

    lines = summarize(tables, by=by, at_least=at_least)
    if kind == "json":
        text = json.dumps([line._asdict() for line in lines], indent=1, ensure_ascii=False) + "\n"
    elif kind == "csv":
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(as_rows(lines))
        text = stream.getvalue()
    else:
        text = "\n".join(_text(lines, top)) + "\n"
    emit(text, target=output, as_terminal_text=kind == "text")


def _text(lines: Sequence[Line], top: int) -> Iterator[str]:
    if not lines:
        yield "Nothing was found in this collection."
    for section, title in _TITLES.items():
        groups = dict.fromkeys(line.group for line in lines if line.section == section)
        for group in groups:
            some = [line for line in lines if (line.section, line.group) == (section, group)]
            yield from ("", f"{title} ({group})" if len(groups) > 1 else title)
            yield from (_line(line) for line in some[:top])
            if len(some) > top:
                yield f"  and {len(some) - top} more: --top, or --format csv"


def _line(line: Line) -> str:
    if line.value is None:
        return f"  {line.item:<52} {_WITHHELD:>8}"
    scale = 1 if line.section == "rate" else 100
    ends = "" if line.low is None or line.high is None else f"{line.low * scale:6.1f} to {line.high * scale:.1f}"
    return f"  {line.item:<52} {line.value * scale:8.1f} {ends:<17} {line.cases:>7,} of {line.base:,}".rstrip()
