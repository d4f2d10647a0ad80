"""``coercionscan summarize``: statistics over the tables of a batch."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coercionscan import __version__
from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit
from coercionscan.reports.excerpt import clean
from coercionscan.reports.write import STDOUT, check_target

if TYPE_CHECKING:
    from coercionscan.batch.summary import Line, Summary
    from coercionscan.reports.collection import Collection

FORMATS = ("text", "csv", "json", "html")
_SUFFIXES = {".csv": "csv", ".json": "json", ".html": "html", ".htm": "html"}
_WITHHELD = "withheld"
_TOPICS = {
    # Title, its unit in the text table, note, what the cases are, what the base is.
    "rate": (
        "Tactics of those who ask",
        "per 100 of their turns",
        "Active tags per 100 turns of those who ask.",
        "Tags",
        "Turns",
    ),
    "answer": (
        "What those who are questioned say",
        "per 100 of their turns",
        "Active tags per 100 turns of those who are questioned.",
        "Tags",
        "Turns",
    ),
    "form": (
        "Forms of questions",
        "% of the questions",
        "Shares of all questions of those who ask.",
        "Questions",
        "All questions",
    ),
    "before": (
        "Tactics before confessions",
        "% of the confessions",
        "Share of the confessions that a tag of the code stands before, anywhere earlier in the transcript.",
        "Confessions with it before",
        "Confessions",
    ),
    "together": (
        "Tactics in the same transcript",
        "% of the transcripts",
        "Share of the transcripts that hold both codes of those who ask, at any place.",
        "Transcripts with both",
        "Transcripts",
    ),
}


@click.command(name="summarize")
@click.argument("tables", metavar="FOLDER")
@click.option(
    "--by", metavar="COLUMN", help="Group by this column of the manifest, by 'interrogator' or by 'source' (each file)."
)
@click.option(
    "--at-least", type=click.IntRange(min=0), default=0, metavar="N", help="Withhold figures of fewer transcripts."
)
@click.option("--top", type=click.IntRange(min=1), default=15, metavar="N", help="Lines of each text table.")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Default: by suffix of -o, else text.")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here.")
@debug_option
def command(tables: str, by: str | None, at_least: int, top: int, kind: str | None, output: str) -> None:
    """Statistics over the tables of a batch, with intervals of 95%.

    FOLDER is what "coercionscan batch" has made.
    """
    check_target(output, [])
    from coercionscan.batch.summary import summarize  # loads the batch room

    found = summarize(tables, by=by, at_least=at_least)
    chosen = kind or _SUFFIXES.get(Path(output).suffix.lower(), "text")
    if chosen == "json":
        text = _json(found)
    elif chosen == "csv":
        text = _csv(found)
    elif chosen == "html":
        from coercionscan.reports.as_html import collection

        text = collection(_page(found, tables), __version__)
    else:
        text = "\n".join(_text(found, top)) + "\n"
    emit(text, target=output, as_terminal_text=chosen == "text")


def _json(found: Summary) -> str:
    made = {
        "by": found.by,
        "at_least": found.at_least,
        "words": found.words,
        "failed": found.failed,
        "sizes": [size._asdict() for size in found.sizes],
        "figures": [line._asdict() for line in found.lines],
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _csv(found: Summary) -> str:
    from coercionscan.batch.summary import as_rows

    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(as_rows(found.lines))
    return stream.getvalue()


def _page(found: Summary, tables: str) -> Collection:
    """The figures in the shape of the page."""
    from coercionscan.batch.summary import RATE
    from coercionscan.batch.tally import ALL
    from coercionscan.reports.collection import Collection, Figure, Group, Topic

    def named(group: str) -> str:
        return "" if group == ALL else group.removeprefix(f"{found.by}=")

    topics = tuple(
        Topic(
            key=key,
            title=title,
            note=note,
            cases=cases,
            base=base,
            is_rate=key in (RATE, "answer"),
            figures=tuple(
                Figure(
                    group=named(line.group),
                    item=line.item,
                    cases=line.cases,
                    base=line.base,
                    value=line.value,
                    low=line.low,
                    high=line.high,
                )
                for line in found.lines
                if line.section == key
            ),
        )
        for key, (title, _, note, cases, base) in _TOPICS.items()
    )
    groups = tuple(
        Group(named(size.group), size.transcripts, size.interrogator_turns, size.questions, size.confessions)
        for size in found.sizes
    )
    name = tables.rstrip("/").rpartition("/")[2] or tables
    return Collection(name, found.by, found.at_least, found.words, found.failed, groups, topics)


def _text(found: Summary, top: int) -> Iterator[str]:
    whole = found.sizes[0]
    confessions = _WITHHELD if whole.confessions is None else f"{whole.confessions:,}"
    yield (
        f"{whole.transcripts:,} transcripts, {found.words:,} words, {whole.interrogator_turns:,} turns of those who "
        f"ask; confessions: {confessions}; not readable: {found.failed:,}"
    )
    for section, (title, unit, *_) in _TOPICS.items():
        for size in found.sizes:
            some = [line for line in found.lines if (line.section, line.group) == (section, size.group)]
            if not some:
                continue
            yield from ("", f"{title}, {unit}" + (f" ({clean(size.group)})" if len(found.sizes) > 1 else ""))
            yield from (_line(line) for line in some[:top])
            if len(some) > top:
                yield f"  and {len(some) - top} more: --top, or --format csv"
    if not found.lines:
        yield "Nothing was found in this collection."


def _line(line: Line) -> str:
    if line.value is None:
        return f"  {line.item:<52} {_WITHHELD:>8}"
    scale = 1 if line.section in ("rate", "answer") else 100
    ends = "" if line.low is None or line.high is None else f"{line.low * scale:6.1f} to {line.high * scale:.1f}"
    return f"  {line.item:<52} {line.value * scale:8.1f} {ends:<17} {line.cases:>7,} of {line.base:,}".rstrip()
