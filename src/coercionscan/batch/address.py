"""Addresses of files elsewhere (``s3://...``, ``zip://...::file:///...``), as fsspec knows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from coercionscan.errors import CoercionScanError, MissingExtra, UsageError

_SIGN, _CHAIN = "://", "::"
_LOCAL = ("file://", "local://")
_OBJECTS = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "memory"))
"""Stores in which a file appears whole by itself; elsewhere it is written under another name and moved."""


def is_remote(path: str) -> bool:
    """Whether a path is an address and no file name; ``file://`` names a file of this machine."""
    return _SIGN in path and (_CHAIN in path or not path.startswith(_LOCAL))


def local(path: str) -> str:
    """A path of this machine without ``file://`` before it."""
    for sign in _LOCAL:
        if not is_remote(path):
            path = path.removeprefix(sign)
    return path


def joined(place: str, name: str) -> str:
    """The address of a file below another.

    Args:
        place: Address of a folder; of a chain the first link that has a path is the folder.
        name: Its name, with slashes.
    """
    before, folder, after = _parted(place)
    return f"{before}{folder if folder.endswith(_SIGN) else folder.rstrip('/') + '/'}{name}{after}"


def parent(address: str) -> str:
    """The address of the folder that a file lies in."""
    before, link, after = _parted(address)
    protocol, sign, path = link.partition(_SIGN)
    return f"{before}{protocol}{sign}{path.rpartition('/')[0]}{after}"


def file_name(path: str) -> str:
    """The last part of a path or an address."""
    return _parted(path)[1].rpartition("/")[2] if is_remote(path) else PurePath(path).name


def _parted(address: str) -> tuple[str, str, str]:
    """What stands before the link with a path (``simplecache::``), that link, and what it leads to."""
    links = address.split(_CHAIN)
    at = next((number for number, link in enumerate(links) if _SIGN in link), 0)
    before = "".join(link + _CHAIN for link in links[:at])
    return before, links[at], "".join(_CHAIN + link for link in links[at + 1 :])


def system_of(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it.

    Raises:
        MissingExtra: Without fsspec, or without the driver of the store.
        UsageError: When nobody knows such an address.
    """
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra("addresses need fsspec", extra="storage") from error
    try:
        with answered():
            system, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise UsageError(f"a driver is missing: {error}", where=address, hint="Install it beside fsspec.") from error
    except ValueError as error:
        raise UsageError(f"unknown kind of address: {error}", where=address, hint="See docs/batch.md.") from error
    return system, path


def named(address: str, system: Any, path: str) -> str:
    """The address of a path that was found below another address, chain and all.

    Args:
        address: The address that was searched.
        system: Its file system.
        path: What was found there.
    """
    before, link, after = _parted(address)
    protocol = link.partition(_SIGN)[0]
    told = str(system.unstrip_protocol(path))
    return f"{before}{protocol}{_SIGN}{told.partition(_SIGN)[2] or path}{after}"


def writes_whole(system: Any) -> bool:
    """Whether a file appears whole in a store by itself."""
    names = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    return not _OBJECTS.isdisjoint(names)


@contextmanager
def answered() -> Iterator[None]:
    """Whatever a driver raises as an error of the store is an OSError inside of this."""
    try:
        yield
    except (OSError, ImportError, ValueError, CoercionScanError):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
