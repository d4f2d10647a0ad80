"""The door of this room: files are read here, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coercionscan.errors import UnreadableInput
from coercionscan.text import newline_lines


def read_lines(path: Path) -> list[str]:
    """Lines of a UTF-8 file; only a newline ends one.

    Raises:
        UnreadableInput: When the file cannot be read as UTF-8.
    """
    try:
        return newline_lines(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"cannot read: {error}", where=str(path), hint="Hand in a UTF-8 file.") from error


def content_of(path: Path) -> bytes:
    """Content of a file.

    Raises:
        UnreadableInput: When it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"cannot read: {error}", where=str(path)) from error


def write_whole(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files; each takes its place only when it is whole.

    Args:
        folder: Folder to write to; it is made when missing.
        files: Name to content.

    Returns:
        The paths, in the order of ``files``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in files.items():
        part = folder / f"{name}.part"
        part.write_bytes(content)
        paths.append(part.replace(folder / name))
    return tuple(paths)
