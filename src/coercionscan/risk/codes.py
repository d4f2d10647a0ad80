"""What the score needs to know of a code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeScoring:
    """Weight class, sub-score and half-mass class of a code, as its lexicon file states them.

    ``subscore`` None, or a weight class other than strong, moderate and weak, means that the code never scores.
    ``sources`` are keys of the cited works.
    """

    code: str
    weight_class: str
    subscore: str | None
    sources: tuple[str, ...] = ()
    half_mass_class: str = "common"
