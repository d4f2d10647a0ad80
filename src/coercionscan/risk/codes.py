"""What the score needs to know of a code."""

from __future__ import annotations

from dataclasses import dataclass

_SCORING = ("strong", "moderate", "weak")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeScoring:
    """Weight class, sub-score and half-mass class of a code, as its lexicon file states them.

    ``subscore`` None, or a weight class other than strong, moderate and weak, means that the code never scores.
    ``sources`` are keys of the cited works; ``proven`` says whether the code reached its minimum when measured.
    """

    code: str
    weight_class: str
    subscore: str | None
    sources: tuple[str, ...] = ()
    half_mass_class: str = "common"
    proven: bool = True

    @property
    def scores(self) -> bool:
        """Whether its tags have any weight in a score."""
        return self.subscore is not None and self.weight_class in _SCORING
