"""Loads the lexicon from its folder, checks it, and hands it on as one immutable value."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import rtoml
from pydantic import BaseModel, ValidationError

from coercionscan.errors import LexiconError, UsageError
from coercionscan.lexicon.entry import Cue, CueFile, Entry, WorkCited
from coercionscan.lexicon.normal import NormalForms, normal_forms
from coercionscan.lexicon.profile import Profile, SessionFactorEntry, base_of, parse_profile, parse_session_factor

HOME = Path(__file__).parent
"""Where the shipped lexicon lies."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All that the package knows, as data.

    ``tables`` holds further word tables by file name without suffix (question words, detail words ...), parsed but not
    interpreted here: the room that uses one checks its shape. ``sha256`` is the digest of all files in sorted order.
    """

    entries: tuple[Entry, ...]
    cues: tuple[Cue, ...]
    sets: Mapping[str, tuple[str, ...]]
    forms: NormalForms
    profiles: Mapping[str, Profile]
    profile_digests: Mapping[str, str]
    factors: tuple[SessionFactorEntry, ...]
    sources: Mapping[str, WorkCited]
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sha256: str = ""

    def entry(self, code: str) -> Entry:
        """The entry of a code.

        Raises:
            UsageError: When there is no such code; the hint names the nearest ones.
        """
        for entry in self.entries:
            if entry.id == code:
                return entry
        near = _nearest(code, [entry.id for entry in self.entries])
        raise UsageError(
            f"unknown code {code!r}", hint=f"Did you mean {', '.join(near)}? See: coercionscan lexicon list"
        )

    def profile(self, name: str) -> Profile:
        """A score profile by name.

        Raises:
            UsageError: When there is no such profile.
        """
        if name not in self.profiles:
            raise UsageError(f"unknown profile {name!r}", hint=f"Profiles: {', '.join(sorted(self.profiles))}")
        return self.profiles[name]


def load(extra: Sequence[Path] = (), *, home: Path = HOME) -> Lexicon:
    """Load and check the lexicon.

    Args:
        extra: Folders with a user's own code files; a code of the same id replaces the shipped one.
        home: Folder of the shipped lexicon.

    Returns:
        The lexicon.

    Raises:
        LexiconError: At the first file that is wrong, with its path and line.
    """
    digest = hashlib.sha256()
    entries = _entries(home, extra, digest)
    sets, cues = _cues(home, digest)
    tables = {path.stem: _toml(path, digest) for path in sorted(home.glob("*.toml"))}
    tables |= {f"{path.parent.name}/{path.stem}": _toml(path, digest) for path in sorted(home.glob("reading/*.toml"))}
    profiles, profile_digests = _profiles(home, digest)
    factors = tuple(
        parse_session_factor(_text(path, digest), str(path)) for path in sorted(home.glob("session/*.toml"))
    )
    sources = {key: _checked(WorkCited, value, home / "sources.toml") for key, value in tables["sources"].items()}
    _check_references(entries, sources)
    return Lexicon(
        entries=tuple(sorted(entries.values(), key=lambda entry: (entry.domain, entry.id))),
        cues=cues,
        sets=sets,
        forms=normal_forms(*(_toml(home / "cues" / f"{name}.toml", digest) for name in ("normal_forms", "cutting"))),
        profiles=profiles,
        profile_digests=profile_digests,
        factors=factors,
        sources=sources,
        tables=tables,
        sha256=digest.hexdigest(),
    )


@cache
def table(name: str) -> dict[str, Any]:
    """One table of reading words alone: the reader needs it long before the whole lexicon.

    Args:
        name: Name under the lexicon folder without suffix, such as ``roles`` or ``reading/gestures``.

    Returns:
        The parsed table; do not change it.

    Raises:
        LexiconError: When the file is missing or wrong.
    """
    return _toml(HOME / f"{name}.toml", hashlib.sha256())


def _text(path: Path, digest: Any) -> str:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot read: {error}", where=str(path), hint="Reinstall the package.") from error
    digest.update(path.name.encode() + b"\0" + data + b"\0")
    return text


def _toml(path: Path, digest: Any) -> dict[str, Any]:
    try:
        return rtoml.loads(_text(path, digest))
    except rtoml.TomlParsingError as error:
        raise LexiconError(f"not valid TOML: {error}", where=str(path), hint="Mend the named line.") from error


def _checked(model: type[Model], data: Any, path: Path) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        line = _line_of(path, [str(part) for part in first["loc"]])
        raise LexiconError(
            f"{key}: {first['msg']}", where=f"{path}:{line}", hint="See docs/codes for the keys of a code file."
        ) from error


def _line_of(path: Path, keys: Sequence[str]) -> int:
    """The line (from 1) of the last key that can be found as written; 1 when none can."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for key in reversed([key for key in keys if not key.isdigit()]):
        for number, line in enumerate(lines, 1):
            if re.match(rf"\s*\[*\"?{re.escape(key)}\"?\s*[=\]]", line):
                return number
    return 1


def _entries(home: Path, extra: Sequence[Path], digest: Any) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in sorted(home.glob("codes/*/*.toml")):
        entry = _checked(Entry, _toml(path, digest), path)
        if entry.id != path.stem or entry.domain != path.parent.name:
            raise LexiconError(f"code {entry.id} of {entry.domain} lies in the wrong file", where=str(path))
        entries[entry.id] = entry
    for folder in extra:
        for path in sorted(Path(folder).glob("**/*.toml")):
            entry = _checked(Entry, _toml(path, digest), path)
            entries[entry.id] = entry
    return entries


def _cues(home: Path, digest: Any) -> tuple[dict[str, tuple[str, ...]], tuple[Cue, ...]]:
    words = _toml(home / "cues" / "words.toml", digest)
    sets = {name: tuple(members) for name, members in words.items()}
    cues: list[Cue] = []
    for path in sorted(home.glob("cues/scope_*.toml")):
        file = _checked(CueFile, _toml(path, digest), path)
        sets.update(file.sets)
        cues.extend(file.cues)
    return sets, tuple(cues)


def _profiles(home: Path, digest: Any) -> tuple[dict[str, Profile], dict[str, str]]:
    profiles: dict[str, Profile] = {}
    digests: dict[str, str] = {}
    texts = {path.stem: _text(path, digest) for path in sorted(home.glob("profiles/*.toml"))}
    for name, text in texts.items():
        where = str(home / "profiles" / f"{name}.toml")
        base = base_of(text, where)
        if base is not None and base not in texts:
            raise LexiconError(f"based on {base!r}, which is not there", where=where, hint="Name a profile.")
        profiles[name] = parse_profile(text, where, texts.get(base or ""))
        digests[name] = hashlib.sha256((texts.get(base or "", "") + text).encode()).hexdigest()
    return profiles, digests


def _check_references(entries: Mapping[str, Entry], sources: Mapping[str, WorkCited]) -> None:
    for entry in entries.values():
        for key in entry.sources:
            if key not in sources:
                raise LexiconError(f"{entry.id}: unknown source {key!r}", hint="Add it to lexicon/sources.toml.")


def _nearest(word: str, among: Sequence[str]) -> list[str]:
    from rapidfuzz import process

    return [str(found[0]) for found in process.extract(word, among, limit=3)]
