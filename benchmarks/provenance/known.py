"""What is known of an invented interview."""

from __future__ import annotations

from dataclasses import dataclass, field

ROUTES = (
    "open_answer", "answer_to_probing", "asserted", "offered_in_question", "option_posed", "presupposed",
    "read_or_shown", "reported_from_earlier_interview",
)  # fmt: skip
UPTAKES = ("none", "assent", "repetition", "elaboration", "denial", "correction")


@dataclass(frozen=True, slots=True)
class TrueFact:
    """What is known of a detail. Lines count from 1, a turn is one line.

    ``words`` identify it, the last one is its head. ``reversed_line`` is where a resisted detail was granted later,
    ``hints`` are lines that narrowed what was then "volunteered". ``scene`` names the kind of scene, for the report.
    """

    words: tuple[str, ...]
    line: int
    by: str
    route: str
    uptake: str
    scene: str
    reversed_line: int | None = None
    hints: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TrueCorrection:
    """A corrected answer, or (``held``) one that was attacked and held."""

    first_line: int
    final_line: int
    held: bool


@dataclass(slots=True)
class Interview:
    """Lines of a transcript and what is true of it. ``runs`` are lines of guesses that belong together."""

    voice: str
    officer: str
    suspect: str
    lines: list[str] = field(default_factory=list)
    facts: list[TrueFact] = field(default_factory=list)
    corrections: list[TrueCorrection] = field(default_factory=list)
    runs: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The transcript as a file would hold it."""
        return "\n".join(self.lines) + "\n"
