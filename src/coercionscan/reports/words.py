"""Small words of a report: names of codes, numbers with their nouns, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORK = re.compile(r"([^:()\d]+?) (\d{4})\b")
_MOST_AUTHORS = 2
MOST_LISTED = 3
"""Names of a list in a short report. Source: convention."""


def plain(name: str) -> str:
    """An id as words: ``false_evidence_ploy`` becomes "false evidence ploy"."""
    return name.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 turn", "2,000 turns".

    Args:
        number: How many.
        noun: One of them, with a regular plural.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float) -> str:
    """A share as a percentage that never rounds something to nothing, nor almost everything to everything.

    Args:
        share: 0..1.
    """
    rounded = round(share * 100)
    if rounded == 0 and share > 0:
        return "under 1%"
    return "over 99%" if rounded == 100 and share < 1 else f"{rounded}%"


def listed(names: Sequence[str], most: int = MOST_LISTED) -> str:
    """Names with commas; of a long list the first ones and the number of the others.

    Args:
        names: The names.
        most: How many to show.
    """
    rest = len(names) - most
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:most])} and {rest:,} more"


def shortened(sentence: str) -> str:
    """A note whose long list after a colon is cut; other words stay.

    Args:
        sentence: "Head: one, two, three, four. Advice." or any other words.
    """
    head, colon, rest = sentence.partition(": ")
    names, stop, advice = rest.partition(". ")
    return f"{head}{colon}{listed(names.split(', '))}{stop}{advice}" if colon else sentence


def capital(sentence: str) -> str:
    """A sentence with a capital at its start; the other letters stay."""
    return sentence[:1].upper() + sentence[1:]


def short_work(reference: str) -> str:
    """A cited work as one writes it in running text.

    Args:
        reference: Authors, year and the rest ("Drizin & Leo 2004, ..."), or a case or statute.

    Returns:
        "Drizin & Leo 2004", of more than two authors "Kassin et al. 2010"; else what stands before the first comma.
    """
    found = _WORK.match(reference)
    if not found:
        return reference.partition(",")[0].partition(" (")[0].partition(":")[0]
    names = re.split(r", | & ", found[1])
    return f"{names[0]} et al. {found[2]}" if len(names) > _MOST_AUTHORS else f"{found[1]} {found[2]}"


def quoted(parts: Iterable[str], low: str = "\u201c", high: str = "\u201d") -> str:
    """Several quotations in a row, each between its marks."""
    return ", ".join(f"{low}{part}{high}" for part in parts)
