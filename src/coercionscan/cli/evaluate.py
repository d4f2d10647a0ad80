"""``coercionscan evaluate``: measures the tool against reference codings."""

from __future__ import annotations

from pathlib import Path

import click

from coercionscan.cli.inputs import debug_option
from coercionscan.cli.output import emit

_FORMATS = ("text", "json", "markdown")


@click.command(name="evaluate")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option("--cases", default=".", show_default=True, metavar="DIR", help="Folder that the case paths start from.")
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), default="text", show_default=True, help="Form of the figures."
)
@click.option("--show", metavar="CODE", help="List the disagreements on one code, or on 'form', in context.")
@click.option("--measured", metavar="DIR", help="Write the figures of each code to DIR/measured.toml as well.")
@click.option("--reference", default="not described", help="One line on who made the codings, for measured.toml.")
@click.option("-o", "--output", default="-", metavar="FILE", help="File to write to; '-' is standard output.")
@debug_option
def command(
    gold: tuple[str, ...], cases: str, kind: str, show: str | None, measured: str | None, reference: str, output: str
) -> None:
    """Compare the tool's forms and codes with codings in GOLD (JSON Lines, one row per turn)."""
    from coercionscan.pipeline import Scanner
    from coercionscan.training import measured as figures_file
    from coercionscan.training import print_evaluation as printed
    from coercionscan.training.evaluate import evaluate_files
    from coercionscan.training.files import write_whole
    from coercionscan.training.gold import read_gold

    scanner = Scanner()
    rows = [row for path in gold for row in read_gold(Path(path))]
    found = evaluate_files(rows, Path(cases), scanner.scan, scanner.lexicon)
    if measured:
        text = figures_file.as_toml(found, scanner.lexicon, reference)
        write_whole(Path(measured), {figures_file.FILE: text.encode("utf-8")})
    views = {"text": printed.as_text, "json": printed.as_json, "markdown": printed.as_markdown}
    emit(printed.show(found, show) if show else views[kind](found), target=output, as_terminal_text=kind == "text")
