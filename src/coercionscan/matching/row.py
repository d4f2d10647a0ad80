"""A turn made ready for matching, and what every part of a phrase must be able to say.

Matching walks sets of positions instead of trying one path after the other, so that its time grows with the words of
the turn and never explodes. A word set is one shared part: where it ends from a token is worked out once per turn,
however many phrases use it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from coercionscan.matching.field import Field, Lengths
from coercionscan.matching.marks import CLAUSE_MARKS, SOFT
from coercionscan.matching.page import Page

Group = frozenset[str]
"""Some words."""
Ends = Mapping[int, int]
"""End position (a token index) to the number of gap words on the way there, the fewest."""

Range = tuple[int, int]
"""Where something begins, and where it ends (exclusive)."""

NOTHING: Group = frozenset()
NOWHERE: Ends = {}


class Row:
    """A turn's tokens, made ready for matching.

    Attributes:
        tokens: Normal tokens.
        size: Their number.
        hop: For each position, the next token that is neither a comma nor a quotation mark; one entry more than tokens.
        memo: Ends of shared parts by (part, position).
    """

    __slots__ = ("_clauses", "_places", "hop", "memo", "size", "tokens")

    def __init__(self, tokens: Sequence[str]) -> None:
        """Work out the hops.

        Args:
            tokens: Normal tokens.
        """
        self.tokens = tokens
        self.size = len(tokens)
        self.memo: dict[tuple[int, int], Ends] = {}
        self.hop: Sequence[int] = range(self.size + 1)
        if not SOFT.isdisjoint(tokens):
            hop = list(self.hop)
            for index in range(self.size - 1, -1, -1):
                if tokens[index] in SOFT:
                    hop[index] = hop[index + 1]
            self.hop = hop
        self._places: Sequence[int] | None = None
        self._clauses: dict[object, frozenset[int]] = {}

    def tokens_of(self, begin: int, end: int) -> Range:
        """The tokens that stand at some places of the turn, with the commas and quotation marks before them.

        Args:
            begin: The first place, counted from the begin of the turn without commas and quotation marks.
            end: The place after the last.

        Returns:
            Their tokens.
        """
        solid = self._solid
        return solid[begin - 1] + 1 if begin else 0, solid[min(end, len(solid) - 1)]

    @property
    def _solid(self) -> Sequence[int]:
        """The tokens that have a place on the field, and the end."""
        if self._places is None:
            hop = self.hop
            self._places = hop if isinstance(hop, range) else [at for at, to in enumerate(hop) if at == to]
        return self._places

    def begins_clause(self, at: int) -> bool:
        """Whether a sentence or clause begins at a token."""
        return at == 0 or self.tokens[at - 1] in CLAUSE_MARKS

    def clauses(self, start: Part, key: object) -> frozenset[int]:
        """Places where a clause can be taken to begin, lead-in words left out.

        Args:
            start: The begin of a clause, as a part.
            key: What tells it from others; the places are worked out once for each key.

        Returns:
            The places.
        """
        known = self._clauses.get(key)
        if known is None:
            after = [at for at, token in enumerate(self.tokens, 1) if token in CLAUSE_MARKS and at < self.size]
            begins = [0, *after] if self.size else []
            known = self._clauses[key] = frozenset([place for at in begins for place in start.ends(self, at)])
        return known


def row_of(page: Page, number: int) -> Row:
    """The row of a turn; every matcher walks the same, so that a part that they share is worked out once.

    Args:
        page: The page.
        number: Number of the turn on it.

    Returns:
        The row, which is kept on the page.
    """
    return page.once((Row, number), lambda: Row(page.turns[number]))


class Part(Protocol):
    """One item of a phrase."""

    @property
    def first(self) -> Group | None:
        """The words that a match can begin with; None when any word can, or when it can be empty."""

    @property
    def longest(self) -> int:
        """The most words that a match holds."""

    @property
    def crosses(self) -> bool:
        """Whether a match can go on beyond the end of a sentence."""

    @property
    def gate(self) -> Group | None:
        """Words and prefixes of which the sentence that a match begins in holds one; None where none is sure."""

    def lengths(self, field: Field) -> Lengths:
        """The same over all turns of a page: where a match begins, by how many places it takes.

        Only a comma or quotation mark that a phrase asks for may be taken to stand where it does not.
        """

    def ends(self, row: Row, at: int) -> Ends:
        """Where it can end when it begins at a position."""
