"""Exports with values of the wrong kind: every number, text and list of a sample becomes something else in turn."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.targets import check

FOLDER = Path(__file__).parents[1] / "golden" / "formats" / "samples"
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e300,
    float("nan"),
    float("inf"),
    "",
    "x",
    "\u00b2",
    "9" * 5000,
    "\ud800",
    "\n\x0b\u2028",
    [],
    [[]],
    {},
    {"a": 1},
)
WORDS = ("", "x", "\u00b2", "-1", "1e999", "9" * 5000, "&#x0;", "<", '"', "\n", "\u202e", "nan", "99:99:99")
MOST = 90
"""Most places of one sample that are tried."""


def samples(*suffixes: str) -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.suffix in suffixes)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths to all values inside, also to lists and objects."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inside:
        yield from places(held, (*path, key))


def with_value(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy of ``value`` that holds ``odd`` at a path."""
    if not path:
        return odd
    copy = value.copy()
    copy[path[0]] = with_value(value[path[0]], path[1:], odd)
    return copy


def spread(items: list[Any]) -> list[Any]:
    return items[:: max(1, len(items) // MOST)]


@pytest.mark.parametrize("path", samples(".json", ".jsonl"), ids=lambda path: path.name)
def test_json_values(path: Path) -> None:
    rows = path.read_text(encoding="utf-8")
    whole = json.loads(rows) if path.suffix == ".json" else [json.loads(row) for row in rows.splitlines() if row]
    for place in spread(list(places(whole))):
        for odd in ODD:
            changed = with_value(whole, place, odd)
            lines = changed if path.suffix == ".jsonl" and isinstance(changed, list) else [changed]
            check("\n".join(json.dumps(line) for line in lines).encode(), None)


def fields(text: str) -> list[re.Match[str]]:
    """Values of attributes, numbers and words between tags or commas."""
    return list(re.finditer(r"(?<=\")[^\"<>\n]{1,80}(?=\")|\d+|(?<=[>,\t])[^<>,\t\n]{1,80}(?=[<,\t\n])", text))


@pytest.mark.parametrize(
    "path",
    samples(".csv", ".tsv", ".psv", ".vtt", ".srt", ".eaf", ".cha", ".html", ".rttm", ".rtf"),
    ids=lambda path: path.name,
)
def test_fields_of_text_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for field in spread(fields(text)):
        for odd in WORDS:
            check((text[: field.start()] + odd + text[field.end() :]).encode("utf-8", "replace"), None)


@pytest.mark.parametrize("path", samples(".odt", ".docx", ".xlsx"), ids=lambda path: path.name)
def test_fields_inside_archives(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        text = data.decode("utf-8")
        found = fields(text)
        for field in found[:: max(1, len(found) // 6)]:
            for odd in WORDS[::4]:
                changed = text[: field.start()] + odd + text[field.end() :]
                packed = io.BytesIO()
                with zipfile.ZipFile(packed, "w") as archive:
                    for other, held in parts.items():
                        archive.writestr(other, changed if other == name else held)
                check(packed.getvalue(), None)
