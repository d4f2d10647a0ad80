"""``coercionscan review``: hand the findings to a person, and take the person's decisions back."""

from __future__ import annotations

import click

from coercionscan.cli.failure import say
from coercionscan.cli.inputs import case_of, parsed_roles, proven_only_option, reading_options, scanned, text_of
from coercionscan.cli.output import emit, terminal_options
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.reports import formats
from coercionscan.reports.write import STDOUT

_SHOWN_UNMATCHED = 5


@click.group(name="review")
def command() -> None:
    """Export findings for a person to decide on, and apply the decisions."""


@command.command(name="export")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here instead of to standard output.")
@click.option("--table", is_flag=True, help="A table for a spreadsheet instead of JSON Lines.")
@click.option("--profile", metavar="NAME", help="Score profile.")
@redact_options
@reading_options
def export_findings(
    files: tuple[str, ...],
    output: str,
    table: bool,
    profile: str | None,
    redact: str | None,
    redact_list: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Write the findings on FILE, one a line, with empty places for decision, relabel and memo.

    Several FILEs are sessions of one contact.
    """
    from coercionscan.pipeline import DEFAULT_PROFILE, Scanner  # loads all stages
    from coercionscan.review.export import export

    hiding, case = Hiding.of(redact, redact_list), case_of(case_path)
    analysis = scanned(
        Scanner(profile=profile or DEFAULT_PROFILE),
        files,
        input_format=input_format,
        case=case,
        roles=parsed_roles(roles),
    )
    analysis = hiding.analysis(analysis, case)
    hiding.finish()
    emit(export(analysis, table=table), target=output)


@command.command(name="apply")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.argument("decisions")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here instead of to standard output.")
@click.option(
    "--format", "report_format", type=click.Choice(formats.NAMES), help="Default: by suffix of -o, else text."
)
@proven_only_option
@click.option("--profile", metavar="NAME", help="Score profile.")
@reading_options
def apply_decisions(
    files: tuple[str, ...],
    decisions: str,
    output: str,
    report_format: str | None,
    proven_only: bool,
    profile: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Score FILE with the DECISIONS of a person: a file of "review export", or one saved in the HTML report.

    Several FILEs are sessions of one contact.
    """
    from coercionscan.pipeline import DEFAULT_PROFILE, Scanner  # loads all stages
    from coercionscan.review.apply import merge
    from coercionscan.review.decisions import parse

    made = parse(text_of(decisions))
    scanner = Scanner(profile=profile or DEFAULT_PROFILE, proven_only=proven_only)
    analysis = scanned(scanner, files, input_format=input_format, case=case_of(case_path), roles=parsed_roles(roles))
    merged = merge(analysis, made, scanner=scanner)
    if merged.unmatched:
        named = ", ".join(f"{one.proposal} {one.id}" for one in merged.unmatched[:_SHOWN_UNMATCHED])
        say([f"{len(merged.unmatched)} decisions match no finding and were left out: {named}"])
    name = report_format or formats.of_path(output) or "text"
    emit(formats.render(merged.analysis, name, terminal_options()), target=output, as_terminal_text=name == "text")
