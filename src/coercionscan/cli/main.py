"""The command ``coercionscan``: a table of commands, each imported only when it is called.

A new command is one file in this folder and one row in ``COMMANDS``.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn

import click

from coercionscan import __version__
from coercionscan.cli.failure import guarded

HELP = """How was this confession obtained?

Reads the transcript of an interrogation, tags tactics, traces who said each detail first, and sums up for each
confession what pressed on the suspect before it. It does not assess whether a statement is true or whether the law was
broken.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A command: the module that holds it (as ``command``), and its line in the help."""

    module: str
    short: str


COMMANDS = {
    "score": Row("score", "Analyse transcripts and report what was found."),
    "batch": Row("batch", "Scan many transcripts into tables."),
    "summarize": Row("summarize", "Statistics over the tables of a batch."),
    "inspect": Row("inspect", "Show how a transcript was read, before it is scored."),
    "convert": Row("convert", "Write a transcript in another format."),
    "trace": Row("trace", "Show who said each detail first, or the whole path of one detail."),
    "compare": Row("compare", "Lay two interviews, or two versions of one, side by side."),
    "explain": Row("explain", "Show how one finding counts, from words to points."),
    "review": Row("review", "Export findings for a person to decide on, and apply the decisions."),
    "verify": Row("verify", "Check that a saved report comes out again from its transcript."),
    "formats": Row("formats", "List the transcript formats that can be read."),
    "lexicon": Row("lexicon", "List, show and check the codes that are looked for."),
    "evaluate": Row("evaluate", "Measure the tool against reference codings."),
    "agree": Row("agree", "Compare the codings of two coders."),
    "train": Row("train", "Train the classifier anew from the examples of the lexicon."),
    "sample": Row("sample", "Write a shipped sample transcript (all are invented)."),
}


class Table(click.Group):
    """A group whose commands are imported when they are called: the help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Import a command; None when there is none of the name."""
        row = COMMANDS.get(cmd_name)
        if row is None:
            return None
        command: click.Command = import_module(f"coercionscan.cli.{row.module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands with the lines of the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.short) for name, row in COMMANDS.items()])


@click.command(cls=Table, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coercionscan")
def cli() -> None:
    """Hold the commands."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with the code of ``docs/errors.md``.

    Args:
        argv: Words after the program name; None takes those of the process.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    # A scan makes some hundred thousand small records that all live to the end: looking for cycles among them again and
    # again takes a third of a run, and finds none.
    gc.set_threshold(5_000_000, 50, 1000)
    # For the same reason nothing looks through what is left when the program ends: its memory goes back as a whole.
    atexit.register(gc.freeze)
    # What else is installed beside this program takes no part in reading its lexicon, and is not even looked for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Its sums of arrays are small: threads for them take longer to start than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(guarded(lambda: cli.main(words, prog_name="coercionscan", standalone_mode=False), words))
