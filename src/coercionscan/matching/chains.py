"""Parts made of parts: one after the other, or one of several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from coercionscan.matching.nodes import ClauseStart, Literal, Mark, Maybe, SentenceEnd, Word
from coercionscan.matching.page import LAST
from coercionscan.matching.row import NOTHING, NOWHERE, Ends, Group, Part, Row

_FAR = 1 << 30
_NONE: Sequence[Part] = ()
_COMMON = (1.0, 1.0, 1.0, 1.0, 0.25)
_END: Group = frozenset({LAST})
_RARE = 0.03
_MOST_PAIRS = 40
"""Where one part goes over into the next in more ways than this, the pairs are not counted out."""


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
    def last(self) -> Group | None:
        """Words of the last part."""
        return self.parts[-1].last

    @cached_property
    def gates(self) -> list[Group]:
        """Groups of features: the sentence that a match begins in holds one of each."""
        found: list[Group] = []
        before: Part | None = None
        between: Group | None = NOTHING
        paired = False
        for part in self.parts:
            if _is_read_over(part):
                continue
            if isinstance(part, Maybe) and not part.crosses:
                between = _either(between, part.part.first)
                continue
            pairs = _pairs(before, _either(between, _begin(part))) if before is not None else None
            if pairs is not None:
                found.append(pairs)
            elif isinstance(before, Word) and not paired:
                found.append(before.words)
            if not isinstance(part, Word) and (gate := part.gate) is not None:
                found.append(gate)
            before, between, paired = part, NOTHING, pairs is not None
            if part.crosses:
                break
        if isinstance(before, Word) and not paired:
            found.append(before.words)
        return found

    @property
    def gate(self) -> Group | None:
        """The rarest of its gates."""
        gates = self.gates
        return min(gates, key=_commonness) if len(gates) > 1 else gates[0] if gates else None

    @property
    def longest(self) -> int:
        """That of all its parts together."""
        return sum([part.longest for part in self.parts])

    @property
    def crosses(self) -> bool:
        """Whether any of its parts does."""
        return any(part.crosses for part in self.parts)

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


def _commonness(group: Group) -> float:
    """How likely a sentence holds one of a group: short words are common, pairs are rare. No share."""
    return sum([_COMMON[len(feature)] if len(feature) < len(_COMMON) else _RARE for feature in group])


def _pairs(part: Part, first: Group | None) -> Group | None:
    """The pairs of words with which a part goes over into the next ones; None where they are unknown or too many."""
    last = part.last
    if last is None or first is None or len(last) * len(first) > _MOST_PAIRS:
        return None
    return frozenset([f"{one} {two}" for one in last for two in first])


def _is_read_over(part: Part) -> bool:
    """Whether it is a comma or quotation mark, there or not: words on both sides of it are a pair all the same."""
    inner = part.part if isinstance(part, Maybe) else part
    return isinstance(inner, Mark) and not inner.crosses


def _either(one: Group | None, other: Group | None) -> Group | None:
    return None if one is None or other is None else one | other


def _begin(part: Part) -> Group | None:
    """The words or marks that a part begins with, or the end of the sentence; None where any word can."""
    if isinstance(part, SentenceEnd):
        return _END
    return part.gate if isinstance(part, Mark) else part.first


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
    def last(self) -> Group | None:
        """Last words of all parts."""
        return _all_of([part.last for part in self.parts])

    @cached_property
    def gate(self) -> Group | None:
        """The gates of all parts together."""
        return _all_of([part.gate for part in self.parts])

    @property
    def ways(self) -> list[list[Group]]:
        """The gates of each part by itself; parts that have one gate make one way."""
        apart = [part.gates for part in self.parts if isinstance(part, Chain) and len(part.gates) > 1]
        simple = [part.gate for part in self.parts if not (isinstance(part, Chain) and len(part.gates) > 1)]
        together = _all_of(simple)
        return [*apart, [] if together is None else [together]] if simple else apart

    @cached_property
    def longest(self) -> int:
        """That of the longest part."""
        return max(part.longest for part in self.parts)

    @cached_property
    def crosses(self) -> bool:
        """Whether any of its parts does."""
        return any(part.crosses for part in self.parts)

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
