"""``coercionscan formats``: the layouts of transcripts that can be read."""

from __future__ import annotations

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit


@click.command(name="formats")
@debug_option
def command() -> None:
    """List the formats that can be read, with a line of each layout of running text.

    The names are those of --input-format. "on request": never chosen by itself. "syntax unverified": known from
    descriptions, not from a real export.
    """
    from coercionscan.transcripts.read import formats, on_request  # loads all readers

    asked = on_request()
    rows = []
    for one in formats():
        notes = [f"needs coercionscan[{one.extra}]"] if one.extra else []
        notes += ["on request"] if one.name in asked else []
        notes += [] if one.verified else ["syntax unverified"]
        said = f" ({', '.join(notes)})" if notes else ""
        shown = f"   {one.example}" if one.example else ""
        rows.append(f"{one.name:<15} {' '.join(one.suffixes):<23} {one.title}{said}{shown}\n")
    emit("".join(rows), as_terminal_text=True)
