"""Small words of a report: names of codes, numbers with their nouns, shares."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORK = re.compile(r"([a-z]+)(\d{4})")
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


def work(key: str) -> str:
    """The key of a cited work as words: ``kassin2010`` becomes "Kassin 2010"."""
    found = _WORK.fullmatch(key)
    return f"{found[1].capitalize()} {found[2]}" if found else capital(plain(key))
