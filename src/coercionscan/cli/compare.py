"""``coercionscan compare``: two interviews, or two versions of one, side by side."""

from __future__ import annotations

from pathlib import Path

import click

from coercionscan.cli.inputs import STDIN, case_of, name_of, parsed_roles, reading_options, source_of
from coercionscan.cli.output import emit, terminal_options
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.errors import UsageError
from coercionscan.reports.write import STDOUT, check_target

FORMATS = ("text", "markdown", "json", "html")
_SUFFIXES = {".json": "json", ".md": "markdown", ".html": "html", ".htm": "html"}


@click.command(name="compare")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write here instead of to standard output.")
@click.option("--format", "made_as", type=click.Choice(FORMATS), help="Default: by suffix of -o, else text.")
@click.option("--profile", metavar="NAME", help="Score profile.")
@redact_options
@reading_options
def command(
    first: str,
    second: str,
    output: str,
    made_as: str | None,
    profile: str | None,
    redact: str | None,
    redact_list: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Lay the transcripts A and B side by side: questions, tactics, details, and what differs.

    Two versions of one interview are told by their words: then each finding that differs is listed.
    """
    if first == second == STDIN:
        raise UsageError("standard input can be read once", hint="Name '-' once.")
    check_target(output, [file for file in (first, second) if file != STDIN])
    hiding, case = Hiding.of(redact, redact_list), case_of(case_path)
    from coercionscan.pipeline import DEFAULT_PROFILE, Scanner  # loads all stages
    from coercionscan.reports.compared import render

    scanner = Scanner(profile=profile or DEFAULT_PROFILE)
    a, b = (
        hiding.analysis(
            scanner.scan(
                source_of(file),
                name=name_of(file),
                input_format=input_format,
                case=case,
                roles=parsed_roles(roles) or None,
            ),
            case,
        )
        for file in (first, second)
    )
    hiding.finish()
    chosen = made_as or _SUFFIXES.get(Path(output).suffix.lower(), "text")
    width = terminal_options().width if output == STDOUT else 80
    names = None if redact else _names(first, second)
    emit(render(a, b, chosen, width=width, names=names), target=output, as_terminal_text=chosen == "text")


def _names(first: str, second: str) -> tuple[str, str] | None:
    """Where two files have the same name, names with their folders."""
    one, two = Path(first), Path(second)
    if one.name != two.name or one == two:
        return None
    return "/".join(one.parts[-2:]), "/".join(two.parts[-2:])
