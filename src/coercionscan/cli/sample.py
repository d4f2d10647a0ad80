"""``coercionscan sample``: the shipped transcripts, to try the program on."""

from __future__ import annotations

import textwrap

import click

from coercionscan import shipped
from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit
from coercionscan.reports.write import STDOUT


@click.command(name="sample")
@click.argument("name", required=False)
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here instead of to standard output.")
@debug_option
def command(name: str | None, output: str) -> None:
    """Write the sample transcript NAME, or list all.

    All samples are invented: people, places and events.
    """
    text = shipped.sample(name).path.read_text(encoding="utf-8") if name else _listed()
    emit(text, target=output)


def _listed() -> str:
    return "".join(
        textwrap.fill(one.shows, 80, initial_indent=f"{one.name:<18}", subsequent_indent=" " * 18) + "\n"
        for one in shipped.samples()
    )
