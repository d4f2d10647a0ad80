"""``coercionscan formats``: the layouts of transcripts that can be read."""

from __future__ import annotations

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit


@click.command(name="formats")
@debug_option
def command() -> None:
    """List the formats that can be read.

    The names are those of --input-format. "unverified": the syntax is known from descriptions, not from a real export.
    """
    from coercionscan.transcripts.read import formats  # loads all readers

    rows = []
    for one in formats():
        notes = [f"needs coercionscan[{one.extra}]"] if one.extra else []
        notes += [] if one.verified else ["unverified"]
        said = f" ({', '.join(notes)})" if notes else ""
        rows.append(f"{one.name:<18} {' '.join(one.suffixes):<16} {one.title}{said}\n")
    emit("".join(rows), as_terminal_text=True)
