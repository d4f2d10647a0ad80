"""Where a command's result goes: standard output or a file, and what the terminal can show."""

from __future__ import annotations

import os
import shutil
import sys

from coercionscan.reports.formats import Options
from coercionscan.reports.write import STDOUT, encode, write

_WIDEST = 100
_NARROWEST = 60


def terminal_options(*, with_text: bool = False, tags_only: bool = False, one_line: bool = False) -> Options:
    """Report options that fit standard output: width, colour, signs.

    Args:
        with_text: See ``reports.formats.Options``.
        tags_only: See there.
        one_line: See there.
    """
    is_terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if is_terminal else 80
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Options(
        with_text=with_text,
        tags_only=tags_only,
        one_line=one_line,
        width=min(max(columns, _NARROWEST), _WIDEST),
        colour=is_terminal and not plain,
        encoding=sys.stdout.encoding,
    )


def emit(text: str | bytes, *, target: str = STDOUT, as_terminal_text: bool = False) -> None:
    """Send a report on its way.

    Args:
        text: The report.
        target: A path, or ``-``.
        as_terminal_text: Whether standard output gets it in its own encoding; machine formats are always UTF-8.

    Raises:
        OutputError: When a file cannot be written.
    """
    if target != STDOUT:
        write(text, target)
        return
    encoding = (sys.stdout.encoding or "utf-8") if as_terminal_text else "utf-8"
    sys.stdout.flush()
    sys.stdout.buffer.write(encode(text, encoding))
    sys.stdout.buffer.flush()
