"""``coercionscan agree``: how far two coders agree."""

from __future__ import annotations

from pathlib import Path

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit


@click.command(name="agree")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--format", "kind", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("-o", "--output", default="-", metavar="FILE", help="File to write to; '-' is standard output.")
@debug_option
def command(first: str, second: str, kind: str, output: str) -> None:
    """Compare two files of codings (JSON Lines): kappa, alpha, AC1, PABAK, and every disagreement."""
    from coercionscan.training.agreement import compare
    from coercionscan.training.gold import read_gold
    from coercionscan.training.print_evaluation import comparison_json, comparison_text

    found = compare(read_gold(Path(first)), read_gold(Path(second)))
    text = comparison_json(found) if kind == "json" else comparison_text(found)
    emit(text, target=output, as_terminal_text=kind == "text")
