"""Parts made of parts: one after the other, or one of several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from coercionscan.matching.bits import Bits
from coercionscan.matching.field import NO_LENGTHS, Field, Lengths, then
from coercionscan.matching.nodes import ClauseStart, Literal, Mark, Maybe, Word
from coercionscan.matching.row import NOTHING, NOWHERE, Ends, Group, Part, Row

_FAR = 1 << 30
_COMMON = (1.0, 1.0, 1.0, 0.25, 0.03)
"""How common words of one letter, two, three and four are, and longer ones."""
_NONE: Sequence[Part] = ()


class Chain:
    """Parts one after the other."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts in order."""
        self.parts = tuple(parts)

    @cached_property
    def first(self) -> Group | None:
        """Words of the first part, and of the next ones while parts may be missing."""
        found: Group = NOTHING
        for part in self.parts:
            first = part.may_open if isinstance(part, Maybe | ClauseStart) else part.first
            if first is None:
                return None
            found |= first
            if not isinstance(part, Maybe | ClauseStart):
                return found
        return None

    @property
    def longest(self) -> int:
        """That of all its parts together."""
        return sum([part.longest for part in self.parts])

    @cached_property
    def crosses(self) -> bool:
        """Whether any of its parts does."""
        return any(part.crosses for part in self.parts)

    @cached_property
    def gates(self) -> tuple[tuple[Group, int], ...]:
        """What every match holds one of, each with how many sentences after the first; the rarest first."""
        found: dict[tuple[Group, int], None] = {}
        later = 0
        for part in self.parts:
            if (gate := part.gate) is not None:
                found[gate, later] = None
            if part.crosses and not isinstance(part, Mark):
                break
            later += part.crosses
        return tuple(sorted(found, key=lambda gate: _commonness(gate[0])))

    @property
    def gate(self) -> Group | None:
        """The rarest of its gates."""
        return next((gate for gate, later in self.gates if not later), None)

    def lengths(self, field: Field) -> Lengths:
        """Those of the parts one after the other."""
        lengths: Lengths = {}
        for number, part in enumerate(self.parts):
            lengths = then(lengths, field.lengths(part)) if number else field.lengths(part)
            if not lengths:
                return NO_LENGTHS
        return lengths

    @cached_property
    def _head(self) -> tuple[Word, ...]:
        """Leading words, walked first, since most attempts end there."""
        words: list[Word] = []
        for part in self.parts:
            if not isinstance(part, Word):
                break
            words.append(part)
        return tuple(words)

    @cached_property
    def _tail(self) -> tuple[Part, ...]:
        return self.parts[len(self._head) :]

    def ends(self, row: Row, at: int) -> Ends:
        """Where the last part can end."""
        for word in self._head:
            at = word.step(row, at)
            if at < 0:
                return NOWHERE
        frontier: Ends = {at: 0}
        for part in self._tail:
            if len(frontier) == 1:
                ((place, gaps),) = frontier.items()
                ends = part.ends(row, place)
                frontier = {end: gaps + more for end, more in ends.items()} if gaps else ends
            else:
                frontier = _walk(part, row, frontier)
            if not frontier:
                return NOWHERE
        return frontier


def _walk(part: Part, row: Row, frontier: Ends) -> Ends:
    """Where a part can end when it begins at any of some places."""
    reached: dict[int, int] = {}
    for place, gaps in frontier.items():
        for end, more in part.ends(row, place).items():
            if reached.get(end, _FAR) > gaps + more:
                reached[end] = gaps + more
    return reached


class Choice:
    """One of several parts, found by the word they begin with; shared by all phrases that name it."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts; how they are found is worked out when they are first looked for."""
        self.parts = tuple(parts)

    @cached_property
    def first(self) -> Group | None:
        """First words of all parts."""
        return _all_of([part.first for part in self.parts])

    @cached_property
    def longest(self) -> int:
        """That of the longest part."""
        return max(part.longest for part in self.parts)

    @cached_property
    def _kinds(self) -> tuple[Group, dict[str, list[Literal]], list[Part]]:
        """Single words, rows of words by the first of them, and what is neither."""
        words: list[str] = []
        literals: dict[str, list[Literal]] = {}
        others: list[Part] = []
        for part in self.parts:
            if isinstance(part, Word):
                if part.first is None:
                    others.append(part)
                else:
                    words += part.words
            elif isinstance(part, Literal):
                literals.setdefault(part.words[0], []).append(part)
            else:
                others.append(part)
        return frozenset(words), literals, others

    @cached_property
    def gate(self) -> Group | None:
        """The gates of all parts together."""
        return _all_of([part.gate for part in self.parts])

    @cached_property
    def crosses(self) -> bool:
        """Whether any of its parts does."""
        return any(part.crosses for part in self.parts)

    def lengths(self, field: Field) -> Lengths:
        """Those of all parts together."""
        words, literals, others = self._kinds
        lengths: dict[int, Bits] = {}
        places = field.holding_one(words) if words else 0
        if places:
            lengths[1] = places
        for word in literals.keys() & field.places.keys():
            for literal in literals[word]:
                begins = field.in_a_row(literal.words)
                if begins:
                    size = len(literal.words)
                    lengths[size] = lengths.get(size, 0) | begins
        for part in others:
            for size, begins in field.lengths(part).items():
                lengths[size] = lengths.get(size, 0) | begins
        return lengths

    @cached_property
    def _by_first(self) -> dict[str, list[Part]]:
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            for word in part.first or ():
                found.setdefault(word, []).append(part)
        return found

    @cached_property
    def _others(self) -> list[Part]:
        return [part for part in self.parts if part.first is None]

    def ends(self, row: Row, at: int) -> Ends:
        """Where any of the parts can end; worked out once per turn and position."""
        index = row.hop[at]
        begun = self._by_first.get(row.tokens[index], _NONE) if index < row.size else _NONE
        if not begun and not self._others:
            return NOWHERE
        key = (id(self), at)
        known = row.memo.get(key)
        if known is None:
            known = row.memo[key] = self._ends(row, at, begun)
        return known

    def _ends(self, row: Row, at: int, begun: Sequence[Part]) -> Ends:
        parts = [*begun, *self._others] if self._others else begun
        if len(parts) == 1:
            return parts[0].ends(row, at)
        ends: dict[int, int] = {}
        for part in parts:
            for end, gaps in part.ends(row, at).items():
                if ends.get(end, _FAR) > gaps:
                    ends[end] = gaps
        return ends


@cache
def _commonness(group: Group) -> float:
    """How likely a sentence holds one of some words, in no unit: short words are common.

    Remembered: the same lists of words stand in thousands of patterns.
    """
    return sum([_COMMON[min(len(word), len(_COMMON)) - 1] for word in group])


def _all_of(groups: Sequence[Group | None]) -> Group | None:
    """All words of some groups; None where one of them is unknown."""
    known = [group for group in groups if group is not None]
    return NOTHING.union(*known) if len(known) == len(groups) else None


def in_order(parts: Sequence[Part]) -> Part:
    """Parts one after the other, in the simplest shape that matches the same.

    Args:
        parts: At least one part.

    Returns:
        The part itself, a literal, or a chain.
    """
    if len(parts) == 1:
        return parts[0]
    words = [word for part in parts if isinstance(part, Word) and len(part.words) == 1 for word in part.first or ()]
    return Literal(words) if len(words) == len(parts) else Chain(parts)


def one_of(parts: Sequence[Part]) -> Part:
    """One of some parts, in the simplest shape that matches the same.

    Args:
        parts: At least one part.

    Returns:
        The part itself, one word part that holds all words, or a choice.
    """
    if len(parts) == 1:
        return parts[0]
    words = [word for part in parts if isinstance(part, Word) for word in part.words]
    others = [part for part in parts if not isinstance(part, Word)]
    if not others:
        return Word(words)
    return Choice([*others, Word(words)] if words else others)
