"""Bytes on a disk or in an object store: the one place in this room that opens files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from coercionscan.batch.address import answered, is_remote, joined, local, named, system_of, writes_whole
from coercionscan.errors import OutputError

_CHUNK = 1 << 20
_HALF = ".part"


def listed(address: str) -> list[tuple[str, int]]:
    """Files below an address, or that a pattern names; hidden ones and those of hidden folders left out.

    Args:
        address: An address; ``*`` and ``?`` stand for any letters.

    Returns:
        (address, size in bytes), in the order of the names.

    Raises:
        OSError: When the store does not answer.
    """
    system, path = system_of(address)
    with answered():
        pattern = "*" in path or "?" in path
        details = system.glob(path, detail=True) if pattern else system.find(path, detail=True)
    files = (name for name in sorted(details) if details[name]["type"] == "file")
    known = 0 if pattern else len(path)
    shown = (name for name in files if not any(part.startswith(".") for part in name[known:].split("/")))
    return [(named(address, system, name), int(details[name].get("size") or 0)) for name in shown]


def read_bytes(path: str) -> bytes:
    """All bytes of a file.

    Args:
        path: Path or address.

    Raises:
        OSError: When it cannot be read.
    """
    if not is_remote(path):
        return Path(local(path)).read_bytes()
    system, name = system_of(path)
    with answered():
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
            with Path(local(path)).open("rb") as stream:
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
        self.remote = is_remote(place)
        self.place = place if self.remote else local(place).rstrip("/") or "/"

    def path(self, name: str) -> str:
        """Path or address of a file in it."""
        return joined(self.place, name) if self.remote else f"{self.place}/{name}"

    def names(self, under: str = "") -> list[str]:
        """Files under a subfolder, by their names in it, in order; hidden ones left out.

        Raises:
            OutputError: When the place does not answer.
        """
        try:
            return sorted(name for name in self._found(under) if not name.rpartition("/")[2].startswith("."))
        except OSError as error:
            raise OutputError(f"cannot be listed: {error}", where=self.place, hint="Is it there, and yours?") from error

    def _found(self, under: str = "") -> list[str]:
        if not self.remote:
            base = Path(self.place) / under
            return [file.relative_to(base).as_posix() for file in base.rglob("*") if file.is_file()]
        system, path = system_of(self.path(under) if under else self.place)
        with answered():
            system.invalidate_cache()  # workers elsewhere write there
            found = system.find(path) if system.exists(path) else []
        return [name[len(path) :].lstrip("/") for name in found]

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
                _put(self.path(name), data)
            else:
                _replace(Path(self.path(name)), data)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(f"cannot write: {reason}", where=self.path(name), hint="Make room there.") from error

    def remove(self, name: str) -> None:
        """Remove a file in it; it may be gone already."""
        if self.remote:
            system, path = system_of(self.path(name))
            with answered():
                if system.exists(path):
                    system.rm_file(path)
        else:
            Path(self.path(name)).unlink(missing_ok=True)

    def remove_halves(self) -> None:
        """Remove the halves of files that a killed run left behind."""
        for name in self._found():
            last = name.rpartition("/")[2]
            if last.startswith(".") and last.endswith(_HALF):
                self.remove(name)


def _replace(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{os.getpid()}{_HALF}")
    with half.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    half.replace(target)


def _put(address: str, data: bytes) -> None:
    """Write a file elsewhere."""
    system, path = system_of(address)
    folder, _, name = path.rpartition("/")
    with answered():
        if folder:
            system.makedirs(folder, exist_ok=True)
        if writes_whole(system):
            system.pipe_file(path, data)
            return
        half = f"{folder}/.{name}.{os.getpid()}{_HALF}"
        system.pipe_file(half, data)
        system.mv(half, path)
