"""What was read against what was set."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from tests.unit.transcripts.layouts.talk import Said

from coercionscan.records import Origin, Role, Transcript


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: turns set, turns found with their words, found on their line, found with their role, turns too many."""

    turns: int
    found: int
    placed: int
    right: int
    extra: int
    doubtful: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def __str__(self) -> str:
        whole = max(1, self.turns)
        shares = (
            self.found / whole,
            self.placed / whole,
            self.right / whole,
            self.extra / whole,
            self.doubtful / whole,
        )
        return "found {:6.1%}  line {:6.1%}  role {:6.1%}  extra {:6.1%}  doubtful {:6.1%}".format(*shares)


def letters(words: str) -> str:
    """Letters and digits alone: what a damaged sign or a wrapped line does not change."""
    return "".join(letter for letter in words.lower() if letter.isalnum())


def compare(said: tuple[Said, ...], lines: dict[int, int], transcript: Transcript, questioned: str) -> Score:
    """Align the turns by their words."""
    spoken = [turn for turn in transcript.turns if turn.origin is Origin.SPOKEN]
    wanted = [letters(one.words) for one in said]
    read = [letters(turn.text) for turn in spoken]
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    found = placed = right = 0
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            number, turn = block.a + step, spoken[block.b + step]
            found += 1
            placed += turn.first_line == lines.get(number)
            right += _fits(said[number].who, turn.role, questioned)
    doubtful = sum(1 for turn in spoken if turn.attribution == "doubtful")
    return Score(len(wanted), found, placed, right, len(read) - found, doubtful)


def _fits(who: str, role: Role, questioned: str) -> bool:
    if who in "IJ":
        return role.asks
    if who == "S":
        return role.questioned
    if who == "C":
        return role is Role.COUNSEL
    return not role.asks and not role.questioned
