"""One JSON object a line, one line a turn; a JSON list of such objects; and what ``convert`` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from coercionscan.errors import UnreadableInput
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.exports import json_of, rows
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.tables import map_columns, table_reading


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    first = document.sample.lstrip()[:20_000].split("\n", 1)[0].strip().rstrip(",")
    if first[:1] == "{" and first[-1:] == "}":
        try:
            row = json.loads(first)
            columns = map_columns(list(row), {}, "")
            values = list(row.values())
            if not all(isinstance(values[columns[needed]], str) for needed in ("speaker", "text")):
                return NO
        except Exception:  # noqa: BLE001 - a sniffer never fails
            return NO
        return Guess(score=0.96, reason="one JSON object a line with speaker and text")
    if document.sample.lstrip()[:1] == "[" and '"text"' in document.sample and '"speaker"' in document.sample:
        return Guess(score=0.7, reason="a JSON list of turns")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    found, lines = objects(document)
    if not found:
        raise UnreadableInput("no JSON objects", where=document.where, hint="Hand in one object a line.")
    header = list(dict.fromkeys(key for row in found for key in row))
    table = [[row.get(key) for key in header] for row in found]
    return table_reading(header, table, dict(options.columns), where=document.where, lines=lines)


def objects(document: Document) -> tuple[list[Mapping[str, Any]], list[int]]:
    """The JSON objects of a file, and the line of each.

    Args:
        document: One object a line, or one list of objects.

    Returns:
        Objects and 1-based lines.

    Raises:
        UnreadableInput: For a line that is no JSON; ``where`` names it.
    """
    if document.text.lstrip()[:1] == "[":
        found = rows(json_of(document))
        return found, list(range(1, len(found) + 1))
    objects: list[Mapping[str, Any]] = []
    lines: list[int] = []
    for number, line in enumerate(document.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            place = f"{document.where}:{number}"
            raise UnreadableInput("a line that is no JSON object", where=place, hint="Mend the line.") from error
        if isinstance(row, dict):
            objects.append(row)
            lines.append(number)
    return objects, lines


FORMAT = Format(
    info=FormatInfo(name="jsonl", title="JSON, one turn a line", suffixes=(".jsonl", ".ndjson", ".json")),
    sniff=sniff,
    read=read,
)
