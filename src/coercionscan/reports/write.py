"""Writes a finished report to its place, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from coercionscan.errors import OutputError, UsageError

STDOUT = "-"


def encode(text: str | bytes, encoding: str = "utf-8") -> bytes:
    """Text as bytes, never failing.

    Args:
        text: A report; one that is bytes already stays as it is.
        encoding: Of the place it goes to.

    Returns:
        The bytes; what the encoding cannot hold is written as an escape, which in JSON means the same letter.
    """
    return text if isinstance(text, bytes) else text.encode(encoding, "backslashreplace")


def write(
    text: str | bytes, path: str | os.PathLike[str], *, stdout: BinaryIO | None = None, private: bool = False
) -> None:
    """Write a report, text in UTF-8: first to a new file beside the target, then in one step over it.

    Args:
        text: The report.
        path: Where to; ``-`` means ``stdout``.
        stdout: The stream behind ``-``, needed for it alone.
        private: Whether none but the owner may read a new file.

    Raises:
        OutputError: When the place is a folder, does not exist, refuses to be written, or is full. What stood there
            before still stands there.
    """
    if os.fspath(path) == STDOUT:
        _to_stream(text, stdout)
        return
    target = Path(path)
    if target.is_dir():
        raise OutputError("this is a folder", where=str(path), hint="Name a file in it.")
    try:
        _replace(target, encode(text), private=private)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot write: {reason}", where=str(path), hint="Choose another place with -o.") from error


def check_target(path: str, sources: Sequence[str]) -> None:
    """Refuse before the work what could only fail, or destroy a source, after it.

    Args:
        path: Where the report goes; ``-`` is always right.
        sources: Paths of what is read.

    Raises:
        OutputError: When the folder of the report does not exist, or its place is a folder.
        UsageError: When the report would replace a source.
    """
    if path == STDOUT:
        return
    target = Path(path)
    if target.is_dir():
        raise OutputError("this is a folder", where=path, hint="Name a file in it.")
    if not target.parent.is_dir():
        raise OutputError("the folder does not exist", where=path, hint="Make the folder first.")
    if target.resolve() in {Path(source).resolve() for source in sources}:
        raise UsageError("the report would replace the transcript", where=path, hint="Name another file.")


def _to_stream(text: str | bytes, stdout: BinaryIO | None) -> None:
    if stdout is None:
        raise OutputError("there is no standard output", where=STDOUT, hint="Name a file with -o.")
    stdout.write(encode(text))
    stdout.flush()


def _replace(target: Path, data: bytes, *, private: bool) -> None:
    """Fill a hidden file beside the target and move it over; the half of it never shows under the target's name."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or pipe: there is nothing to replace
        return
    # A link is followed: replacing it would leave the file behind it as it was.
    final = target.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{final.name[:40]}.", suffix=".part", dir=final.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:  # made for its owner alone
            made.chmod(_mode(final))
        made.replace(final)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _mode(final: Path) -> int:
    """The mode of the file that stands there, or 0644: mkstemp makes files that only their owner may read."""
    return final.stat().st_mode & 0o777 if final.exists() else 0o644
