"""Options of ``inspect`` and ``convert`` that help the reader with a file: columns of a table, who speaks when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from coercionscan.cli.inputs import text_of
from coercionscan.errors import UsageError
from coercionscan.transcripts.formats.base import ReadOptions

MEANINGS = ("speaker", "text", "start", "end", "role")
Command = TypeVar("Command", bound=Callable[..., Any])


def layout_options(command: Command) -> Command:
    """Add ``--overlay`` and ``--column`` to a command."""
    command = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="MEANING=NAME",
        help=f"Column of a table that holds the {', '.join(MEANINGS[:-1])} or {MEANINGS[-1]}.",
    )(command)
    return click.option("--overlay", metavar="FILE", help="RTTM file that tells who speaks when.")(command)


def read_options(overlay: str | None, columns: tuple[str, ...]) -> ReadOptions:
    """What the reader is asked.

    Args:
        overlay: Path of an RTTM file, or None.
        columns: ``MEANING=NAME`` words as typed.

    Raises:
        UsageError: When a word names no meaning.
        UnreadableInput: When the overlay cannot be read.
    """
    pairs = tuple((meaning.strip().lower(), name) for meaning, _, name in (word.partition("=") for word in columns))
    for meaning, name in pairs:
        if meaning not in MEANINGS or not name:
            raise UsageError(f"--column {meaning}={name} is not MEANING=NAME", hint=f"Meanings: {', '.join(MEANINGS)}")
    return ReadOptions(columns=pairs, overlay=text_of(overlay) if overlay else None)
