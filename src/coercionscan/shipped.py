"""Finds what is shipped beside the code: samples and models, in a checkout as in an installed package."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from coercionscan.errors import UsageError

_PACKAGE = Path(__file__).parent
_INSTALLED = {
    "samples": _PACKAGE / "_data" / "samples",
    "models": _PACKAGE / "_data" / "models",
    "corpus": _PACKAGE / "_data" / "corpus",
    "vectors": _PACKAGE / "_data" / "vectors",
}
_CHECKED_OUT = {
    "samples": _PACKAGE.parents[1] / "data" / "samples",
    "models": _PACKAGE.parents[1] / "models",
    "corpus": _PACKAGE.parents[1] / "data" / "corpus" / "scenes",
    "vectors": _PACKAGE.parents[1] / "data" / "vectors",
}
_ABOUT = "about.toml"
_TRANSCRIPT = "transcript"
_ALL, _PROVEN = "all", "measured"
_REFERENCE = "# Reference codings:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An invented transcript: its name, one sentence on what it shows, and its file."""

    name: str
    shows: str
    path: Path


def folder(kind: str) -> Path:
    """Where shipped files of a kind lie.

    Args:
        kind: ``samples``, ``models``, ``corpus`` or ``vectors`` (a checkout alone has the last two).

    Returns:
        The folder inside the installed package where there is one, else that of the checkout.
    """
    installed = _INSTALLED[kind]
    return installed if installed.is_dir() else _CHECKED_OUT[kind]


def samples() -> tuple[Sample, ...]:
    """All samples by name."""
    return tuple(_sample(about) for about in sorted(folder("samples").glob(f"*/{_ABOUT}")))


def sample(name: str) -> Sample:
    """One sample.

    Args:
        name: As listed by ``samples``.

    Raises:
        UsageError: When there is none of the name; the hint lists them.
    """
    known = samples()
    for one in known:
        if one.name == name:
            return one
    raise UsageError(f"there is no sample {name!r}", hint=f"Samples: {', '.join(one.name for one in known)}")


def _sample(about: Path) -> Sample:
    told = tomllib.loads(about.read_text(encoding="utf-8"))
    return Sample(
        name=about.parent.name,
        shows=str(told.get("shows", "")),
        path=next(path for path in sorted(about.parent.iterdir()) if path.stem == _TRANSCRIPT),
    )


def proven_codes() -> frozenset[str]:
    """Codes that reached their minimum over all kinds of sources when they were measured."""
    codes = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", measured()[1].get("codes", {}))
    return frozenset(code for code, kinds in codes.items() if kinds.get(_ALL, {}).get("standing") == _PROVEN)


@cache
def measured() -> tuple[str, dict[str, object]]:
    """The measured figures that are shipped: what they were measured against, in one line, and the tables.

    Returns:
        Two empty things where nothing was measured.
    """
    path = folder("models") / "measured.toml"
    if not path.is_file():
        return "", {}
    text = path.read_text(encoding="utf-8")
    told = next((line for line in text.splitlines() if line.startswith(_REFERENCE)), "")
    return told.removeprefix(_REFERENCE).strip(), tomllib.loads(text)
