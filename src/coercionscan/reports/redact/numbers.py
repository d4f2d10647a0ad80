"""Numbers and addresses that point to a person, by patterns that are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

FILE = Path(__file__).with_name("patterns.toml")


@dataclass(frozen=True, slots=True)
class Number:
    """A kind of number and one way to write it; ``value`` names the group that is meant, or is empty."""

    kind: str
    pattern: re.Pattern[str]
    value: str


@cache
def knowledge() -> dict[str, Any]:
    """The file of patterns and word lists."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """One word list of the file, lower case."""
    return frozenset(cast("list[str]", knowledge()["names"][name]))


@cache
def _numbers() -> tuple[Number, ...]:
    rows = cast("list[dict[str, Any]]", knowledge()["numbers"])
    return tuple(
        Number(row["kind"], re.compile(pattern), row.get("value", "")) for row in rows for pattern in row["any"]
    )


def numbers_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each number, without overlap; the kind that stands first in the file wins.

    Args:
        text: Any text.
    """
    taken: list[tuple[int, int]] = []
    for number in _numbers():
        for found in number.pattern.finditer(text):
            start, end = found.span(number.value or 0)
            if all(end <= low or high <= start for low, high in taken):
                taken.append((start, end))
                yield start, end, number.kind
