"""Bytes on a disk or in an object store: the one place in this room that opens files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from coercionscan.errors import MissingExtra, OutputError

_CHUNK = 1 << 20


def is_remote(path: str) -> bool:
    """Whether a path is an address (``s3://...``, ``memory://...``) and no file name."""
    return "://" in path


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra("addresses need fsspec", extra="storage") from error
    return fsspec


def _at(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it."""
    system, path = _fsspec().core.url_to_fs(address)
    return system, path


def listed(address: str) -> list[tuple[str, int]]:
    """Files below an address, or that a pattern names.

    Args:
        address: An address; ``*`` and ``?`` stand for any letters.

    Returns:
        (address, size in bytes), in the order of the names.
    """
    system, path = _at(address)
    details = system.glob(path, detail=True) if "*" in path or "?" in path else system.find(path, detail=True)
    files = (name for name in sorted(details) if details[name]["type"] == "file")
    return [(system.unstrip_protocol(name), int(details[name].get("size") or 0)) for name in files]


def read_bytes(path: str) -> bytes:
    """All bytes of a file.

    Args:
        path: Path or address.

    Raises:
        OSError: When it cannot be read.
    """
    if not is_remote(path):
        return Path(path).read_bytes()
    system, name = _at(path)
    return bytes(system.cat_file(name))


def digest(path: str) -> str | None:
    """SHA-256 of a file's bytes; None where it cannot be read.

    Args:
        path: Path or address.
    """
    made = hashlib.sha256()
    try:
        if is_remote(path):
            made.update(read_bytes(path))
        else:
            with Path(path).open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    made.update(chunk)
    except OSError:
        return None
    return made.hexdigest()


class Folder:
    """A folder, local or remote, whose files appear whole or not at all."""

    def __init__(self, place: str) -> None:
        """Take the place.

        Args:
            place: Path or address of the folder; it is made when the first file is written.
        """
        self.place = place.rstrip("/") or "/"
        self.remote = is_remote(place)

    def path(self, name: str) -> str:
        """Path or address of a file in it."""
        return f"{self.place}/{name}"

    def names(self, under: str = "") -> list[str]:
        """Files under a subfolder, by their names in it, in order; hidden ones left out."""
        if self.remote:
            system, path = _at(self.path(under) if under else self.place)
            if not system.exists(path):
                return []
            found = [name[len(path) :].lstrip("/") for name in system.find(path)]
        else:
            base = Path(self.place) / under
            found = [file.relative_to(base).as_posix() for file in base.rglob("*") if file.is_file()]
        return sorted(name for name in found if not name.rpartition("/")[2].startswith("."))

    def read(self, name: str) -> bytes:
        """Bytes of a file in it."""
        return read_bytes(self.path(name))

    def write(self, name: str, data: bytes) -> None:
        """Write a file: it is there whole, or not there.

        Args:
            name: Its name in the folder.
            data: Its bytes.

        Raises:
            OutputError: When the place refuses.
        """
        try:
            if self.remote:
                system, path = _at(self.path(name))
                system.makedirs(path.rpartition("/")[0], exist_ok=True)
                system.pipe_file(path, data)
            else:
                _replace(Path(self.path(name)), data)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(f"cannot write: {reason}", where=self.path(name), hint="Make room there.") from error

    def remove(self, name: str) -> None:
        """Remove a file in it; it may be gone already."""
        if self.remote:
            system, path = _at(self.path(name))
            if system.exists(path):
                system.rm_file(path)
        else:
            Path(self.path(name)).unlink(missing_ok=True)

    def remove_halves(self) -> None:
        """Remove the halves of files that a killed run left behind."""
        if not self.remote:
            for half in Path(self.place).rglob(".*.part"):
                half.unlink(missing_ok=True)


def _replace(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    with half.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    half.replace(target)
