"""The side file ``case.toml``: what the user knows about the people, the session and the facts of one case."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coercionscan.errors import CaseFileError
from coercionscan.records import Case, CaseFact, Role

_MOST_BYTES = 2_000_000
_HINT = "See docs/case-file.md for the tables and keys."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class People(_Strict):
    """Table ``[people]``: roles by speaker label, misspelt labels to merge, labels to keep apart."""

    roles: dict[str, Role] = Field(default_factory=dict)
    merge: dict[str, str] = Field(default_factory=dict)
    separate: list[str] = Field(default_factory=list)


class FactRow(_Strict):
    """One entry of ``[[facts.known]]``: a fact in words, and what is known of it."""

    text: str = Field(min_length=1)
    known_to_police: bool | None = None
    public: bool | None = None
    held_back: bool | None = None
    true: bool | None = None
    corroborated: bool | None = None


class Facts(_Strict):
    """Table ``[facts]``."""

    known: list[FactRow] = Field(default_factory=list)


class Aliases(_Strict):
    """Table ``[aliases]``: groups of words that mean one thing in this case."""

    groups: list[list[str]] = Field(default_factory=list)


class Interviews(_Strict):
    """Table ``[interviews]``: files of the same person in the order of time."""

    files: list[str] = Field(default_factory=list)


class Redact(_Strict):
    """Table ``[redact]``: names to replace, pseudonyms to use, words to leave alone."""

    names: list[str] = Field(default_factory=list)
    pseudonyms: dict[str, str] = Field(default_factory=dict)
    keep: list[str] = Field(default_factory=list)


class Session(_Strict):
    """Table ``[session]``: circumstances that a transcript does not tell. Every key may be left out."""

    age: float | None = Field(default=None, ge=0, le=120)
    guardian_present: bool | None = None
    counsel_present: bool | None = None
    interpreter: bool | None = None
    impairment: str | bool | None = None
    hours_awake: float | None = Field(default=None, ge=0)
    start: str | None = None
    end: str | None = None
    night: bool | None = None
    breaks: int | None = Field(default=None, ge=0)
    duration_minutes: float | None = Field(default=None, ge=0)
    hours_before_admission: float | None = Field(default=None, ge=0)
    earlier_sessions: int | None = Field(default=None, ge=0)
    unrecorded_contact: str | bool | None = None
    unrecorded_minutes: float | None = Field(default=None, ge=0)
    interrogators: int | None = Field(default=None, ge=0)
    polygraph: bool | None = None
    location: str | None = None
    undercover: bool | None = None
    jurisdiction: str | None = None


class CaseFile(_Strict):
    """The whole file."""

    people: People = Field(default_factory=People)
    session: Session = Field(default_factory=Session)
    facts: Facts = Field(default_factory=Facts)
    aliases: Aliases = Field(default_factory=Aliases)
    interviews: Interviews = Field(default_factory=Interviews)
    redact: Redact = Field(default_factory=Redact)


def load(path: str | os.PathLike[str]) -> Case:
    """Read a case file.

    Args:
        path: The TOML file.

    Returns:
        The case as plain values.

    Raises:
        CaseFileError: When the file is missing, is no TOML, or holds an unknown key or a wrong value; ``where`` names
            the line.
    """
    where = os.fspath(path)
    return parse(_text(Path(where), where), where=where)


def parse(text: str, *, where: str = "case.toml") -> Case:
    """Read the text of a case file.

    Args:
        text: TOML.
        where: What errors name.

    Returns:
        The case.

    Raises:
        CaseFileError: As ``load``.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        place = f"{where}:{found[1]}" if found else where
        raise CaseFileError(f"not valid TOML: {error}", where=place, hint=_HINT) from error
    try:
        made = _case(CaseFile.model_validate(data))
    except ValidationError as error:
        first = error.errors()[0]
        keys = [str(part) for part in first["loc"]]
        place = f"{where}:{_line_of(text, keys)}"
        reason = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        raise CaseFileError(f"{'.'.join(keys)}: {reason}", where=place, hint=_HINT) from error
    return replace(made, sha256=hashlib.sha256(text.encode("utf-8")).hexdigest())


def _text(path: Path, where: str) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CaseFileError("too large for a case file", where=where, hint=_HINT)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CaseFileError("no such file", where=where, hint="Check the path of --case.") from error
    except UnicodeDecodeError as error:
        raise CaseFileError("not UTF-8 text", where=where, hint="Save the file as UTF-8.") from error
    except (OSError, ValueError) as error:
        raise CaseFileError(f"cannot be read: {error}", where=where, hint="Check the path of --case.") from error


def _line_of(text: str, keys: list[str]) -> int:
    """The line, from 1, of the deepest key that can be found as written, searched downwards from its table."""
    lines = text.split("\n")
    line = 1
    at = 0
    for key in keys:
        if key.isdigit():
            continue
        pattern = re.compile(rf"""\s*(?:\[+[^\]]*\b{re.escape(key)}["']?\s*\]|["']?{re.escape(key)}["']?\s*=)""")
        inline = re.compile(rf"""[{{,.\s]["']?{re.escape(key)}["']?\s*=""")
        for number in range(at, len(lines)):
            if pattern.match(lines[number]) or inline.search(lines[number]):
                line, at = number + 1, number
                break
    return line


def _case(file: CaseFile) -> Case:
    session = {key: value for key, value in file.session.model_dump().items() if value is not None}
    return Case(
        roles=tuple(file.people.roles.items()),
        merges=tuple(file.people.merge.items()),
        separate=tuple(file.people.separate),
        session=tuple(session.items()),
        facts=tuple(CaseFact(**row.model_dump()) for row in file.facts.known),
        aliases=tuple(tuple(group) for group in file.aliases.groups),
        interviews=tuple(file.interviews.files),
        redact=tuple(file.redact.names),
        pseudonyms=tuple(file.redact.pseudonyms.items()),
        keep=tuple(file.redact.keep),
    )
