"""The options that all commands share which read a transcript, and what they mean."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from coercionscan.errors import UnreadableInput, UsageError
from coercionscan.records import Case, Role
from coercionscan.transcripts.document import MAX_BYTES

STDIN = "-"
Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """Add ``--input-format``, ``--role``, ``--case`` and ``--debug`` to a command."""
    for option in reversed(
        (
            click.option("--input-format", metavar="NAME", help="Read FILE as this format (see: formats)."),
            click.option("--role", "roles", multiple=True, metavar="NAME=ROLE", help="Set the role of a speaker."),
            click.option(
                "--case", "case_path", metavar="FILE", help="Side file with people, session and facts (TOML)."
            ),
            debug_option,
        )
    ):
        command = option(command)
    return command


def debug_option(command: Command) -> Command:
    """Add ``--debug``; the error handler looks for the word itself, a command need not."""
    return click.option("--debug", is_flag=True, expose_value=False, help="Show stack traces.")(command)


def parsed_roles(words: tuple[str, ...]) -> dict[str, Role]:
    """``NAME=ROLE`` words as a mapping.

    Args:
        words: As typed. The last "=" parts name and role, since a label may hold one.

    Raises:
        UsageError: When a word has no "=" or names no role.
    """
    return dict(_role(word) for word in words)


def _role(word: str) -> tuple[str, Role]:
    name, equals, role = word.rpartition("=")
    known = ", ".join(Role)
    if not equals or not name.strip():
        raise UsageError(f"--role {word!r} is not NAME=ROLE", hint=f"Roles: {known}")
    try:
        return name.strip(), Role(role.strip().lower())
    except ValueError:
        raise UsageError(f"--role {word!r} names no role", hint=f"Roles: {known}") from None


def source_of(file: str) -> str | bytes:
    """What to hand to the reader: the path, or the bytes of standard input for ``-``.

    Args:
        file: As typed.
    """
    if file != STDIN:
        return file
    if sys.stdin.isatty():
        click.echo("reading the transcript from the terminal; end it with Ctrl-D", err=True)
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def name_of(file: str) -> str | None:
    """The name to show for a file: None takes its own."""
    return "stdin" if file == STDIN else None


def case_of(path: str | None) -> Case | None:
    """The side file, where one is named.

    Args:
        path: As typed, or None.

    Raises:
        CaseFileError: When it cannot be used.
    """
    if path is None:
        return None
    from coercionscan.casefile import load  # pydantic is slow to import

    return load(path)


def text_of(path: str) -> str:
    """The text of a side file (decisions, a saved report), in UTF-8.

    Args:
        path: As typed.

    Raises:
        UnreadableInput: When it is missing, a folder, or not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput("not UTF-8", where=path, hint="Save the file as UTF-8.") from error
    except OSError as error:
        raise UnreadableInput(f"cannot read: {error.strerror}", where=path, hint="Check the name.") from error
