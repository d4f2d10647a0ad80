"""``coercionscan explain``: one chain from words to points, to be recomputed by hand."""

from __future__ import annotations

import click

from coercionscan.cli.inputs import case_of, parsed_roles, reading_options, scanned
from coercionscan.cli.output import emit
from coercionscan.cli.redaction import Hiding, redact_options


@click.command(name="explain")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.argument("wanted", metavar="ID")
@click.option("--profile", metavar="NAME", help="Score profile.")
@redact_options
@reading_options
def command(
    files: tuple[str, ...],
    wanted: str,
    profile: str | None,
    redact: str | None,
    redact_list: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Show how ID counts in the scores of FILE; several FILEs are sessions of one contact.

    ID is a tag, fact or confession of the JSON report, or the name of a code or circumstance.
    """
    from coercionscan.pipeline import DEFAULT_PROFILE, Scanner  # loads all stages

    hiding, case = Hiding.of(redact, redact_list), case_of(case_path)
    scanner = Scanner(profile=profile or DEFAULT_PROFILE)
    analysis = scanned(scanner, files, input_format=input_format, case=case, roles=parsed_roles(roles))
    analysis = hiding.analysis(analysis, case)
    hiding.finish()
    emit(scanner.explain(analysis, wanted), as_terminal_text=True)
