"""Turns everything that can go wrong into one clear message on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence

import click

from coercionscan.errors import CoercionScanError

PROGRAM = "coercionscan"
DEBUG = "--debug"
EXIT_PARTLY = 1
EXIT_USAGE = 2
EXIT_INTERNAL = 70
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141


def guarded(action: Callable[[], object], argv: Sequence[str]) -> int:
    """Run a command; whatever it raises becomes a message and a code.

    Args:
        action: The command. What it returns, if it is a number, is the exit code.
        argv: The words of the command line: with ``--debug`` among them, stack traces are shown.

    Returns:
        The exit code: 0 done, 1 done in part, 2 wrong usage or no place for the output, 3 input unreadable, 4 lexicon
        or model refused, 70 a fault of the program, 130 interrupted, 141 the reader of the output went away.
    """
    try:
        made = action()
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the outermost frame: nothing may pass it as a stack trace
        if DEBUG in argv and not isinstance(error, SystemExit):
            traceback.print_exc()
        return _explained(error)
    return made if isinstance(made, int) else 0


def _explained(error: BaseException) -> int:
    if isinstance(error, CoercionScanError):
        say(lines_of(error))
        return error.exit_code
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if type(error).__name__ == "NoArgsIsHelpError":  # its message is the whole help; click has it from 8.2 on
        click.echo(str(error), err=True)
        return EXIT_USAGE
    if isinstance(error, click.ClickException):
        say(_usage_lines(error))
        return EXIT_USAGE
    if isinstance(error, KeyboardInterrupt | click.Abort):
        say(["interrupted; nothing more was written"])
        return EXIT_INTERRUPTED
    if isinstance(error, OSError):
        return _system_failure(error)
    if isinstance(error, SystemExit):  # not standalone, click ends the program itself in one case: a closed pipe
        _drop_stdout()
        return EXIT_PIPE_CLOSED
    say(
        [
            f"fault in the program: {type(error).__name__}: {error}",
            f"Run it again with {DEBUG} and report what it says.",
        ]
    )
    return EXIT_INTERNAL


def _usage_lines(error: click.ClickException) -> list[str]:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else PROGRAM
    return [error.format_message(), f"See: {path} --help"]


def _system_failure(error: OSError) -> int:
    """A closed pipe ends in silence, as it does for any filter; a full disk and the like are told."""
    _drop_stdout()
    if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:  # the latter is Windows' closed pipe
        return EXIT_PIPE_CLOSED
    say([f"cannot read or write: {error.strerror or error}", "Choose another place, or make room."])
    return EXIT_USAGE


def _drop_stdout() -> None:
    """Point standard output at nothing: the interpreter flushes it once more when it ends."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):
        return


def lines_of(error: CoercionScanError) -> list[str]:
    """An error as lines: place and message, the nearest formats where it names some, and what to do.

    Args:
        error: Any error of the package.
    """
    head = f"{error.where}: {error.message}" if error.where else error.message
    return [head, *_candidates(error), *([error.hint] if error.hint else [])]


def _candidates(error: CoercionScanError) -> Iterator[str]:
    for name, score, reason in getattr(error, "candidates", ()):
        yield f"{name} ({score:.2f}): {reason}"


def say(lines: Sequence[str]) -> None:
    """Print a message on standard error: the first line after the program's name, the others indented.

    Args:
        lines: At least one.
    """
    click.echo(f"{PROGRAM}: {lines[0]}", err=True)
    for line in lines[1:]:
        click.echo(f"  {line}", err=True)
