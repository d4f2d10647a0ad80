"""A turn made ready for matching, and what every part of a phrase must be able to say.

Matching walks sets of positions instead of trying one path after the other, so that its time grows with the words of
the turn and never explodes. A word set is one shared part: where it ends from a token is worked out once per turn,
however many phrases use it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from coercionscan.matching.language import BREAK, ENDERS

Group = frozenset[str]
Ends = Mapping[int, int]
"""End position (a token index) to the number of gap words on the way there, the fewest."""

NOWHERE: Ends = {}
SOFT = frozenset({BREAK, '"'})
MARKS = ENDERS | SOFT | frozenset("()")
_CLAUSE_MARKS = ENDERS | SOFT | frozenset("(")


class Row:
    """A turn's tokens, made ready for matching.

    Attributes:
        tokens: Normal tokens.
        size: Their number.
        hop: For each position, the next token that is neither a comma nor a quotation mark; one entry more than tokens.
        memo: Ends of shared parts by (part, position).
    """

    __slots__ = ("_clauses", "hop", "memo", "size", "tokens")

    def __init__(self, tokens: Sequence[str]) -> None:
        """Work out the hops."""
        self.tokens = tokens
        self.size = len(tokens)
        self.memo: dict[tuple[int, int], Ends] = {}
        hop = [self.size] * (self.size + 1)
        for index in range(self.size - 1, -1, -1):
            hop[index] = hop[index + 1] if tokens[index] in SOFT else index
        self.hop = hop
        self._clauses: dict[int, int] | None = None

    def begins_clause(self, at: int) -> bool:
        """Whether a sentence or clause begins at a token."""
        return at == 0 or self.tokens[at - 1] in _CLAUSE_MARKS

    def clauses(self, start: Part) -> dict[int, int]:
        """Places where a clause can be taken to begin, lead-in words left out, to where it really begins."""
        if self._clauses is None:
            begins = [at for at in range(self.size) if self.begins_clause(at)]
            self._clauses = {place: at for at in reversed(begins) for place in start.ends(self, at)}
        return self._clauses


class Part(Protocol):
    """One item of a phrase."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Words of which each match holds one, per group; prefixes end in ``~``."""

    @property
    def best(self) -> Group | None:
        """The group that is likely the rarest; None where nothing is certain."""

    @property
    def first(self) -> Group | None:
        """The words that a match can begin with; None when any word can."""

    def ends(self, row: Row, at: int) -> Ends:
        """Where it can end when it begins at a position."""
