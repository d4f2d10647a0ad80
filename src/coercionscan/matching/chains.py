"""Parts made of parts: one after the other, or one of several; and the words that each way of meeting them needs."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.nodes import Literal, Maybe, Word
from coercionscan.matching.row import NOWHERE, Ends, Group, Part, Row


class Chain:
    """Parts one after the other."""

    __slots__ = ("_head", "_tail", "best", "first", "groups", "parts")

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts in order; leading words are walked first, since most attempts end there."""
        self.parts = tuple(parts)
        self._head = _leading_words(self.parts)
        self._tail = self.parts[len(self._head) :]
        self.groups: tuple[Group, ...] = tuple(group for part in parts for group in part.groups)
        self.best: Group | None = _rarest([part.best for part in parts if part.best])
        self.first: Group | None = _first_of(parts)

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


def _leading_words(parts: Sequence[Part]) -> tuple[Word, ...]:
    words: list[Word] = []
    for part in parts:
        if not isinstance(part, Word):
            break
        words.append(part)
    return tuple(words)


def _walk(part: Part, row: Row, frontier: Ends) -> Ends:
    """Where a part can end when it begins at any of some places."""
    reached: dict[int, int] = {}
    for place, gaps in frontier.items():
        for end, more in part.ends(row, place).items():
            if reached.get(end, _FAR) > gaps + more:
                reached[end] = gaps + more
    return reached


_FAR = 1 << 30


class Choice:
    """One of several parts, found by the word they begin with; shared by all phrases that name it."""

    __slots__ = ("_by_first", "_others", "best", "first", "groups", "parts")

    def __init__(self, parts: Sequence[Part]) -> None:
        """Index the parts by their first words."""
        self.parts = tuple(parts)
        by_first: dict[str, list[Part]] = {}
        others: list[Part] = []
        for part in parts:
            if part.first is None:
                others.append(part)
            else:
                for word in part.first:
                    by_first.setdefault(word, []).append(part)
        self._by_first = by_first
        self._others = tuple(others)
        self.first: Group | None = None if others else frozenset(by_first)
        best = [part.best for part in parts]
        certain = [group for group in best if group is not None]
        self.best: Group | None = frozenset().union(*certain) if len(certain) == len(best) else None
        self.groups: tuple[Group, ...] = (self.best,) if self.best else ()

    def ends(self, row: Row, at: int) -> Ends:
        """Where any of the parts can end; worked out once per turn and position."""
        key = (id(self), at)
        known = row.memo.get(key)
        if known is None:
            known = row.memo[key] = self._ends(row, at)
        return known

    def _ends(self, row: Row, at: int) -> Ends:
        index = row.hop[at]
        begun = self._by_first.get(row.tokens[index], ()) if index < row.size else ()
        if not begun and not self._others:
            return NOWHERE
        ends: dict[int, int] = {}
        for part in (*begun, *self._others):
            for end, gaps in part.ends(row, at).items():
                if ends.get(end, _FAR) > gaps:
                    ends[end] = gaps
        return ends


def gates(part: Part) -> tuple[tuple[Group, ...], ...]:
    """Ways in which a part can be met, each with the words that it cannot do without.

    Args:
        part: The part.

    Returns:
        One row of groups per way: the part matches only where all groups of one row are met.
    """
    if isinstance(part, Choice):
        return tuple(way for inner in part.parts for way in gates(inner))
    if isinstance(part, Literal):
        return (tuple(frozenset({word}) for word in part.words),)
    if not isinstance(part, Chain):
        return (part.groups,)
    choices = [inner for inner in part.parts if isinstance(inner, Choice)]
    if not choices:
        return (part.groups,)
    widest = max(choices, key=lambda choice: len(choice.best or ()))
    rest = tuple(group for inner in part.parts if inner is not widest for group in inner.groups)
    return tuple(way + rest for way in gates(widest))


def _first_of(parts: Sequence[Part]) -> Group | None:
    """Words that a row can begin with: those of its first part, and of the next ones while parts may be missing."""
    words: set[str] = set()
    for part in parts:
        optional = isinstance(part, Maybe)
        first = part.part.first if isinstance(part, Maybe) else part.first
        if first is None:
            return None
        words |= first
        if not optional:
            return frozenset(words)
    return None


def in_order(parts: Sequence[Part]) -> Part:
    """Parts one after the other, in the simplest shape that matches the same.

    Args:
        parts: At least one part.

    Returns:
        The part itself, a literal, or a chain.
    """
    if len(parts) == 1:
        return parts[0]
    words = [_single(part) for part in parts]
    plain = [word for word in words if word is not None]
    return Literal(plain) if len(plain) == len(parts) else Chain(parts)


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


def _single(part: Part) -> str | None:
    """The one plain word of a part, or None."""
    if isinstance(part, Word) and len(part.words) == 1 and part.words[0][-1] != "~":
        return part.words[0]
    return None


def _rarest(groups: Sequence[Group]) -> Group | None:
    """The smallest group; None where there is none."""
    return min(groups, key=len) if groups else None
