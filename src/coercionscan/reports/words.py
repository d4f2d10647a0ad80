"""Small words of a report: names of codes, numbers with their nouns, shares."""

from __future__ import annotations


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
