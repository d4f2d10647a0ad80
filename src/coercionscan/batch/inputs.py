"""What is to be scanned: folders, glob patterns, single files and manifests become one list in a fixed order."""

from __future__ import annotations

import csv
import glob
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coercionscan.batch.address import file_name, is_remote, joined, local, parent
from coercionscan.batch.storage import listed, read_bytes
from coercionscan.errors import UsageError
from coercionscan.text import newline_lines
from coercionscan.transcripts.read import formats

PATH = "path"
CASE = "case_file"
FORMAT = "input_format"
_SIGNS = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One transcript to scan.

    Attributes:
        path: Path or address, as it is found again; the key of all tables.
        byte_count: Size of the file; 0 where it is not known.
        case: Path of its ``case.toml``, or None.
        input_format: Name of its format; None sniffs it.
        meta: Columns of the manifest, as (name, value); they stand in the table ``runs``.
    """

    path: str
    byte_count: int = 0
    case: str | None = None
    input_format: str | None = None
    meta: tuple[tuple[str, str], ...] = ()


def collect(paths: Iterable[str], manifests: Iterable[str] = ()) -> list[Input]:
    """All inputs: those of the paths in their order, then those of the manifests in theirs.

    Args:
        paths: Files, folders (read to their last subfolder), glob patterns, or addresses such as ``s3://...``. What a
            folder or pattern holds comes in the order of its names; hidden files and files whose suffix no format has
            are left out. A file that is named is taken whatever its suffix.
        manifests: CSV or JSON Lines files with a column ``path`` (relative to the manifest), and, where wanted,
            ``case_file`` and ``input_format``. Further columns (case, agency, year ...) are kept.

    Returns:
        The inputs. Of a path that is named twice the first stands.

    Raises:
        UsageError: When a folder or pattern holds no transcript, or a manifest cannot be used.
    """
    found = [one for path in paths for one in _of_path(local(path))]
    found += [one for manifest in manifests for one in _of_manifest(manifest)]
    if not found:
        raise UsageError("no transcript is named", hint="Name a folder, a pattern, files or a manifest.")
    return list({one.path: one for one in reversed(found)}.values())[::-1]


def _of_path(path: str) -> list[Input]:
    if is_remote(path):
        inputs = _elsewhere(path)
    elif Path(path).is_dir():
        inputs = [_local(file) for file in sorted(Path(path).rglob("*")) if file.is_file() and _wanted(file.name)]
        inputs = [one for one in inputs if not _is_hidden(one.path, path)]
    elif _SIGNS.isdisjoint(path) or Path(path).exists():
        return [_local(Path(path))]
    else:
        files = (Path(name) for name in sorted(glob.glob(path, recursive=True)))  # noqa: PTH207 - a whole pattern, absolute or not
        inputs = [_local(file) for file in files if file.is_file() and _wanted(file.name)]
    if not inputs:
        raise UsageError("no transcript is there", where=path, hint="Name a folder, a pattern or files.")
    return inputs


def _elsewhere(address: str) -> list[Input]:
    try:
        return [Input(path=name, byte_count=size) for name, size in listed(address) if _wanted(file_name(name))]
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be listed: {error}", where=address, hint="Is it there, and yours?") from error


def _local(path: Path) -> Input:
    """An input for a path, also where no file is: that it is missing is told in its place."""
    return Input(path=path.as_posix(), byte_count=path.stat().st_size if path.exists() else 0)


def _wanted(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in {suffix for info in formats() for suffix in info.suffixes}


def _is_hidden(path: str, folder: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).relative_to(Path(folder).as_posix()).parts)


def _of_manifest(manifest: str) -> list[Input]:
    rows = list(_rows(manifest))
    if not rows or PATH not in rows[0]:
        raise UsageError(f"the manifest has no column {PATH!r}", where=manifest, hint="See docs/batch.md.")
    names = [name for name in rows[0] if name not in (PATH, CASE, FORMAT)]
    return [_of_row(manifest, number, row, names) for number, row in enumerate(rows, 1)]


def _of_row(manifest: str, number: int, row: Mapping[str, str], names: Sequence[str]) -> Input:
    if not row.get(PATH):
        raise UsageError(f"row {number} names no path", where=manifest, hint="Give each row a path.")
    path = _beside(manifest, row[PATH])
    return Input(
        path=path,
        byte_count=0 if is_remote(path) or not Path(path).exists() else Path(path).stat().st_size,
        case=_beside(manifest, row[CASE]) if row.get(CASE) else None,
        input_format=row.get(FORMAT) or None,
        meta=tuple((name, row.get(name) or "") for name in names),
    )


def _beside(manifest: str, path: str) -> str:
    """A path of a manifest, relative to the manifest's own folder."""
    if is_remote(path) or Path(local(path)).is_absolute():
        return local(path)
    if is_remote(manifest):
        return joined(parent(manifest), path)
    return (Path(local(manifest)).parent / path).as_posix()


def _rows(manifest: str) -> Iterator[dict[str, str]]:
    try:
        text = read_bytes(manifest).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the manifest: {error}", where=manifest, hint="Save it as UTF-8.") from error
    if manifest.lower().endswith((".jsonl", ".ndjson")):
        yield from _json_rows(text, manifest)
        return
    for row in csv.DictReader(io.StringIO(text)):
        yield {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}


def _json_rows(text: str, manifest: str) -> Iterator[dict[str, str]]:
    for number, line in enumerate(newline_lines(text), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"not JSON: {error.msg}", where=f"{manifest}:{number}", hint="Mend the line.") from error
        if not isinstance(row, dict):
            raise UsageError("not an object", where=f"{manifest}:{number}", hint="Write one object a line.")
        yield {str(name): "" if value is None else str(value) for name, value in row.items()}
