"""``coercionscan convert``: a transcript in another format."""

from __future__ import annotations

import click

from coercionscan.cli.inputs import STDIN, case_of, name_of, parsed_roles, reading_options, source_of
from coercionscan.cli.layout_options import layout_options, read_options
from coercionscan.cli.output import emit
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.reports.write import STDOUT, check_target


@click.command(name="convert")
@click.argument("file")
@click.option("--to", required=True, metavar="FORMAT", help="jsonl, csv, vtt or markdown.")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here instead of to standard output.")
@redact_options
@layout_options
@reading_options
def command(
    file: str,
    to: str,
    output: str,
    redact: str | None,
    redact_list: str | None,
    overlay: str | None,
    columns: tuple[str, ...],
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Write the turns of FILE as a table, JSON Lines, captions or Markdown.

    JSON Lines and CSV carry all that was read, and are read back the same; mend them by hand and score them.
    """
    check_target(output, [] if file == STDIN else [file])
    from coercionscan.transcripts.read import read  # loads all readers
    from coercionscan.transcripts.write import write

    hiding, case = Hiding.of(redact, redact_list), case_of(case_path)
    transcript = read(
        source_of(file),
        name=name_of(file),
        input_format=input_format,
        case=case,
        roles=parsed_roles(roles) or None,
        options=read_options(overlay, columns),
    )
    transcript = hiding.transcript(transcript, case)
    hiding.finish()
    emit(write(transcript, to), target=output)
