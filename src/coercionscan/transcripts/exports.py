"""What the readers of exports share: safe JSON, XML and zip, and words grouped by speaker."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from coercionscan.errors import UnreadableInput, UnsupportedDocument
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Utterance

MOST_UNPACKED = 200_000_000
"""Most bytes that an archive may unpack to. Source: convention."""
_MOST_ENTRIES = 20_000
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, NotImplementedError, ValueError, IndexError)
"""What a damaged archive raises. ``NotImplementedError`` is a ``RuntimeError``: it must be caught first."""
_HEAD = 3000


def looks_json(document: Document, *keys: str) -> bool:
    """Whether the start is JSON and names all the keys.

    Args:
        document: The input.
        keys: Key names that must occur in the sample.

    Returns:
        True when all are there.
    """
    sample = document.sample.lstrip()
    return sample[:1] in ("{", "[") and all(f'"{key}"' in sample for key in keys)


def json_of(document: Document) -> Any:
    """Parse JSON.

    Args:
        document: The input.

    Returns:
        The value.

    Raises:
        UnreadableInput: When it is no JSON, or nested too deep; ``where`` names the line.
    """
    try:
        return json.loads(document.text)
    except json.JSONDecodeError as error:
        place = f"{document.where}:{error.lineno}:{error.colno}"
        raise UnreadableInput(f"not valid JSON: {error.msg}", where=place, hint="Export the file again.") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableInput(
            "JSON that cannot be read", where=document.where, hint="Export the file again."
        ) from error


def rows(value: object) -> list[Mapping[str, Any]]:
    """The mappings of a list; everything else is left out.

    Args:
        value: Any JSON value.

    Returns:
        Mappings, empty when there is no list.
    """
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def inside(value: object, *keys: str) -> Any:
    """The value under a path of keys, None when it is not there."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def xml_of(data: bytes, where: str) -> ET.Element:
    """Parse XML without entities or document types.

    Args:
        data: The bytes.
        where: For errors.

    Returns:
        The root.

    Raises:
        UnreadableInput: When it is no XML or declares entities.
    """
    plain = data.replace(b"\0", b"")  # UTF-16 hides the word behind zeros
    if b"<!ENTITY" in plain or re.search(rb"<!DOCTYPE[^>]*\[", plain[:_HEAD]):
        raise UnreadableInput("XML that declares entities is not read", where=where, hint="Export the file again.")
    try:
        return ET.fromstring(data)  # noqa: S314 - entities and document types are refused above
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableInput(f"not valid XML: {error}", where=where, hint="Export the file again.") from error


def zip_entry(document: Document, name: str) -> bytes:
    """One file of an archive, with a bound on its size.

    Args:
        document: The input.
        name: Entry name; nothing is written to disk.

    Returns:
        The bytes.

    Raises:
        UnreadableInput: When the archive is damaged, lacks the entry, or unpacks to too much.
        UnsupportedDocument: When it is protected by a password.
    """
    checked_zip(document)
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            return archive.read(name)
    except _BROKEN as error:
        raise UnreadableInput(f"damaged document: {error}", where=document.where, hint="Save it again.") from error
    except RuntimeError as error:
        raise UnsupportedDocument("protected by a password", where=document.where, hint="Save it without.") from error


def checked_zip(document: Document) -> None:
    """Refuse an archive that unpacks to too much.

    Args:
        document: The input.

    Raises:
        UnreadableInput: When it is damaged or too large.
        UnsupportedDocument: When it is protected by a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            entries = archive.infolist()
    except _BROKEN as error:
        raise UnreadableInput(f"damaged document: {error}", where=document.where, hint="Save it again.") from error
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableInput(
            "the document unpacks to too much", where=document.where, hint="Save the text alone as DOCX or TXT."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnsupportedDocument("protected by a password", where=document.where, hint="Save it without a password.")


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; ``glued`` marks punctuation that follows without a space."""

    text: str
    speaker: str
    start_ms: int | None
    end_ms: int | None
    glued: bool = False


def by_speaker(words: Iterable[Word]) -> list[Utterance]:
    """Words of one speaker in a row become a turn.

    Args:
        words: Words in order of time; a word without a speaker belongs to the one before.

    Returns:
        Turns; ``file_line`` counts turns, for JSON has no lines worth naming.
    """
    turns: list[list[Word]] = []
    for word in words:
        if turns and (not word.speaker or turns[-1][0].speaker == word.speaker):
            turns[-1].append(word)
        else:
            turns.append([word])
    return [
        Utterance(
            speaker=turn[0].speaker,
            text="".join(("" if word.glued else " ") + word.text.strip() for word in turn).strip(),
            file_line=number,
            start_ms=turn[0].start_ms,
            end_ms=next((word.end_ms for word in reversed(turn) if word.end_ms is not None), None),
        )
        for number, turn in enumerate(turns, 1)
    ]


def numbered(name: object, prefix: str = "Speaker") -> str:
    """A speaker label of a bare number or letter; empty for None."""
    if name is None or name == "":
        return ""
    text = str(name).strip()
    return f"{prefix} {text}" if len(text) <= 2 else text
