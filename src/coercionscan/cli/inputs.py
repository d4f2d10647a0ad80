"""The options that all commands share which read a transcript, and what they mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coercionscan.errors import UnreadableInput, UsageError
from coercionscan.records import Analysis, Case, Role
from coercionscan.transcripts.document import MAX_BYTES

if TYPE_CHECKING:
    from coercionscan.pipeline import Scanner

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


def proven_only_option(command: Command) -> Command:
    """Add ``--proven-only``."""
    words = "Count only codes that reached their minimum when measured; others are suggestions."
    return click.option("--proven-only", is_flag=True, help=words)(command)


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


def in_order(files: Sequence[str], case: Case | None) -> list[str]:
    """Files as named, or in the order that the case file gives; one that it does not name comes last.

    Args:
        files: As typed.
        case: The side file.
    """
    named = {name: at for at, name in enumerate(case.interviews if case else ())}
    return sorted(files, key=lambda file: named.get(Path(file).name, len(named)))


def scanned(
    scanner: Scanner,
    files: Sequence[str],
    *,
    input_format: str | None,
    case: Case | None,
    roles: Mapping[str, Role],
    names: Sequence[str] = (),
) -> Analysis:
    """The analysis of one file, or of several as the sessions of one contact.

    Args:
        scanner: The stages, made ready.
        files: As typed; several are one contact, in the order of the case file.
        input_format: Name of the format, or None.
        case: The side file.
        roles: Roles that were set.
        names: Names to show, in the order of ``files``, which is then kept; their own by default.

    Raises:
        CoercionScanError: When an input cannot be read.
        UsageError: When standard input is named twice, or the case file names interviews and one of these is not there.
    """
    if files.count(STDIN) > 1:
        raise UsageError("standard input can be read once", hint="Name '-' once.")
    shown = list(names) if len(names) == len(files) else [name_of(file) for file in files]
    if len(files) == 1:
        return scanner.scan(
            source_of(files[0]), name=shown[0], input_format=input_format, case=case, roles=roles or None
        )
    if len(names) != len(files):
        _check_named(files, case)
        files = in_order(files, case)
        shown = [name_of(file) for file in files]
    sources = [(source_of(file), name) for file, name in zip(files, shown, strict=True)]
    return scanner.scan_contact(sources, input_format=input_format, case=case, roles=roles or None)


def _check_named(files: Sequence[str], case: Case | None) -> None:
    """Refuse a session that the case file does not know of: its place in time would be a guess.

    Raises:
        UsageError: For the first such file.
    """
    if case is None or not case.interviews:
        return
    for file in files:
        if Path(file).name not in case.interviews:
            hint = "Add it to files under [interviews], or score it apart."
            raise UsageError("not among the interviews of the case file", where=file, hint=hint)


def bytes_of(path: str) -> bytes:
    """The bytes of a file; empty where it cannot be read, which its reader will tell.

    Args:
        path: As typed.
    """
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


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
