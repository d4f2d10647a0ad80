"""The parts of a compiled phrase: each says where it can end when it begins at a token.

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
_SOFT = frozenset({BREAK, '"'})
_MARKS = ENDERS | _SOFT | frozenset("()")
_CLAUSE_MARKS = ENDERS | _SOFT | frozenset("(")
_MOST_LEAD_INS = 4


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
            hop[index] = hop[index + 1] if tokens[index] in _SOFT else index
        self.hop = hop
        self._clauses: dict[int, int] | None = None

    def begins_clause(self, at: int) -> bool:
        """Whether a sentence or clause begins at a token."""
        return at == 0 or self.tokens[at - 1] in _CLAUSE_MARKS

    def clauses(self, start: ClauseStart) -> dict[int, int]:
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


class Word:
    """One of some words, or a word that begins in one of some ways."""

    __slots__ = ("_prefixes", "_words", "best", "first", "groups", "words")

    def __init__(self, words: Sequence[str]) -> None:
        """Take words; a trailing ``~`` makes a prefix."""
        self.words = tuple(words)
        self._prefixes = tuple(word[:-1] for word in words if word[-1] == "~")
        self.best: Group | None = frozenset(words)
        self._words = frozenset(word for word in words if word[-1] != "~") if self._prefixes else frozenset(words)
        self.groups: tuple[Group, ...] = (frozenset(words),)
        self.first: Group | None = None if self._prefixes else self._words

    def step(self, row: Row, at: int) -> int:
        """The position one word on; -1 where the word does not fit."""
        index = row.hop[at]
        if index == row.size:
            return -1
        token = row.tokens[index]
        if token in self._words or (self._prefixes and token.startswith(self._prefixes)):
            return index + 1
        return -1

    def ends(self, row: Row, at: int) -> Ends:
        """One word on, where it fits."""
        end = self.step(row, at)
        return NOWHERE if end < 0 else {end: 0}


class Literal:
    """Some words one after the other, as most members of word sets are."""

    __slots__ = ("best", "first", "groups", "words")

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words in order."""
        self.words = tuple(words)
        best = frozenset({max(words, key=len)})
        self.best: Group | None = best
        self.groups: tuple[Group, ...] = (best,)
        self.first: Group | None = frozenset({words[0]})

    def ends(self, row: Row, at: int) -> Ends:
        """So many words on, where they all stand there."""
        tokens, hop, size = row.tokens, row.hop, row.size
        for word in self.words:
            at = hop[at]
            if at == size or tokens[at] != word:
                return NOWHERE
            at += 1
        return {at: 0}


class AnyWord:
    """Any one word (``_``), or any number in figures (``#``)."""

    __slots__ = ("_number",)
    groups: tuple[Group, ...] = ()
    best: Group | None = None
    first: Group | None = None

    def __init__(self, *, number: bool) -> None:
        """Say whether only figures count."""
        self._number = number

    def ends(self, row: Row, at: int) -> Ends:
        """One word on, where it fits."""
        index = row.hop[at]
        if index == row.size or row.tokens[index] in _MARKS:
            return NOWHERE
        return NOWHERE if self._number and not row.tokens[index][0].isdigit() else {index + 1: 0}


class Gap:
    """Up to so many words of any kind within the sentence."""

    __slots__ = ("_most",)
    groups: tuple[Group, ...] = ()
    best: Group | None = None
    first: Group | None = None

    def __init__(self, most: int) -> None:
        """Take the largest number of words."""
        self._most = most

    def ends(self, row: Row, at: int) -> Ends:
        """All positions up to so many words on."""
        ends = {at: 0}
        for count in range(1, self._most + 1):
            index = row.hop[at]
            if index == row.size or row.tokens[index] in _MARKS:
                break
            at = index + 1
            ends[at] = count
        return ends


class Mark:
    """A punctuation mark itself."""

    __slots__ = ("_mark", "groups")
    best: Group | None = None
    first: Group | None = None

    def __init__(self, mark: str) -> None:
        """Take the mark."""
        self._mark = mark
        self.groups: tuple[Group, ...] = (frozenset({mark}),)

    def ends(self, row: Row, at: int) -> Ends:
        """One token on, where the mark stands there."""
        index = at if self._mark in _SOFT else row.hop[at]
        return {index + 1: 0} if index < row.size and row.tokens[index] == self._mark else NOWHERE


class ClauseStart:
    """A clause begins here; lead-in words may come first."""

    __slots__ = ("_lead_in",)
    groups: tuple[Group, ...] = ()
    best: Group | None = None
    first: Group | None = None

    def __init__(self, lead_in: Part | None) -> None:
        """Take the lead-in words."""
        self._lead_in = lead_in

    def ends(self, row: Row, at: int) -> Ends:
        """The clause's begin, and the places after up to four lead-in words."""
        if not row.begins_clause(at):
            return NOWHERE
        ends = {at: 0}
        frontier = [at]
        for _ in range(_MOST_LEAD_INS if self._lead_in else 0):
            assert self._lead_in is not None  # noqa: S101 - for the type checker
            frontier = [end for place in frontier for end in self._lead_in.ends(row, place) if end not in ends]
            ends.update(dict.fromkeys(frontier, 0))
        return ends


class SentenceEnd:
    """The sentence ends here."""

    groups: tuple[Group, ...] = ()
    best: Group | None = None
    first: Group | None = None

    def ends(self, row: Row, at: int) -> Ends:
        """Here, where a closing mark or the turn's end follows."""
        index = row.hop[at]
        return {at: 0} if index == row.size or row.tokens[index] in ENDERS else NOWHERE


class Maybe:
    """A part that may be missing."""

    __slots__ = ("part",)
    groups: tuple[Group, ...] = ()
    best: Group | None = None
    first: Group | None = None

    def __init__(self, part: Part) -> None:
        """Take the part."""
        self.part = part

    def ends(self, row: Row, at: int) -> Ends:
        """Here, or where the part ends."""
        return {at: 0, **self.part.ends(row, at)}


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
