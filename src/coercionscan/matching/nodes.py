"""The simple parts of a compiled phrase: each says where it can end when it begins at a token."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coercionscan.matching.page import ENDERS, MARKS, SOFT
from coercionscan.matching.row import NOTHING, NOWHERE, Ends, Group, Part, Row

_MOST_LEAD_INS = 4


class Word:
    """One of some words, or a word that begins in one of some ways."""

    __slots__ = ("_plain", "_prefixes", "first", "words")
    longest = 1
    crosses = False

    def __init__(self, words: Sequence[str]) -> None:
        """Take words; a trailing ``~`` makes a prefix."""
        self.words: Group = frozenset(words)
        self._prefixes = tuple([word[:-1] for word in self.words if word[-1] == "~"])
        self._plain = self.words
        self.first: Group | None = self.words
        if self._prefixes:
            self._plain = frozenset(word for word in self.words if word[-1] != "~")
            self.first = None

    @property
    def last(self) -> Group | None:
        """Its words; any word where a prefix can be any."""
        return self.first

    @property
    def gate(self) -> Group | None:
        """Its words and prefixes."""
        return self.words

    def step(self, row: Row, at: int) -> int:
        """The position one word on; -1 where the word does not fit."""
        index = row.hop[at]
        if index == row.size:
            return -1
        token = row.tokens[index]
        if token in self._plain or (self._prefixes and token.startswith(self._prefixes)):
            return index + 1
        return -1

    def ends(self, row: Row, at: int) -> Ends:
        """One word on, where it fits."""
        end = self.step(row, at)
        return NOWHERE if end < 0 else {end: 0}


class Literal:
    """Some words one after the other, as most members of word sets are."""

    __slots__ = ("words",)
    crosses = False

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words, at least two, in order."""
        self.words = tuple(words)

    @property
    def first(self) -> Group | None:
        """Its first word."""
        return frozenset(self.words[:1])

    @property
    def last(self) -> Group | None:
        """Its last word."""
        return frozenset(self.words[-1:])

    @property
    def gate(self) -> Group | None:
        """Its longest pair of words, which is likely the rarest."""
        return frozenset({max(map(" ".join, pairwise(self.words)), key=len)})

    @property
    def longest(self) -> int:
        """In words."""
        return len(self.words)

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
    first: Group | None = None
    last: Group | None = None
    gate: Group | None = None
    longest = 1
    crosses = False

    def __init__(self, *, number: bool) -> None:
        """Say whether only figures count."""
        self._number = number

    def ends(self, row: Row, at: int) -> Ends:
        """One word on, where it fits."""
        index = row.hop[at]
        if index == row.size or row.tokens[index] in MARKS:
            return NOWHERE
        return NOWHERE if self._number and not row.tokens[index][0].isdigit() else {index + 1: 0}


class Gap:
    """Up to so many words of any kind within the sentence."""

    __slots__ = ("longest",)
    first: Group | None = None
    last: Group | None = None
    gate: Group | None = None
    crosses = False

    def __init__(self, most: int) -> None:
        """Take the largest number of words."""
        self.longest = most

    def ends(self, row: Row, at: int) -> Ends:
        """All positions up to so many words on."""
        ends = {at: 0}
        for count in range(1, self.longest + 1):
            index = row.hop[at]
            if index == row.size or row.tokens[index] in MARKS:
                break
            at = index + 1
            ends[at] = count
        return ends


class Mark:
    """A punctuation mark itself."""

    __slots__ = ("_mark", "crosses")
    first: Group | None = None
    last: Group | None = None
    longest = 1

    def __init__(self, mark: str) -> None:
        """Take the mark."""
        self._mark = mark
        self.crosses = mark in ENDERS

    @property
    def gate(self) -> Group | None:
        """The mark, where sentences hold it."""
        return frozenset({self._mark}) if self.crosses else None

    def ends(self, row: Row, at: int) -> Ends:
        """One token on, where the mark stands there."""
        index = at if self._mark in SOFT else row.hop[at]
        return {index + 1: 0} if index < row.size and row.tokens[index] == self._mark else NOWHERE


class ClauseStart:
    """A clause begins here; lead-in words may come first."""

    __slots__ = ("lead_in",)
    first: Group | None = None
    last: Group | None = None
    gate: Group | None = None

    def __init__(self, lead_in: Part | None) -> None:
        """Take the lead-in words."""
        self.lead_in = lead_in

    @property
    def may_open(self) -> Group | None:
        """First words of what may come before the next part; None where any word can."""
        return self.lead_in.first if self.lead_in else NOTHING

    @property
    def leads(self) -> Group | None:
        """Words that can stand right before the begin; None where any can."""
        return self.lead_in.last if self.lead_in else NOTHING

    @property
    def longest(self) -> int:
        """All the lead-in words that may come."""
        return _MOST_LEAD_INS * self.lead_in.longest if self.lead_in else 0

    @property
    def crosses(self) -> bool:
        """Whether the lead-in words do."""
        return self.lead_in is not None and self.lead_in.crosses

    def ends(self, row: Row, at: int) -> Ends:
        """The clause's begin, and the places after up to four lead-in words."""
        if not row.begins_clause(at):
            return NOWHERE
        ends = {at: 0}
        if self.lead_in is None:
            return ends
        frontier = [at]
        for _ in range(_MOST_LEAD_INS):
            frontier = [end for place in frontier for end in self.lead_in.ends(row, place) if end not in ends]
            if not frontier:
                break
            ends.update(dict.fromkeys(frontier, 0))
        return ends


class SentenceEnd:
    """The sentence ends here."""

    first: Group | None = None
    last: Group | None = None
    gate: Group | None = None
    longest = 0
    crosses = False

    def ends(self, row: Row, at: int) -> Ends:
        """Here, where a closing mark or the turn's end follows."""
        index = row.hop[at]
        return {at: 0} if index == row.size or row.tokens[index] in ENDERS else NOWHERE


class Maybe:
    """A part that may be missing."""

    __slots__ = ("part",)
    first: Group | None = None
    last: Group | None = None
    gate: Group | None = None

    def __init__(self, part: Part) -> None:
        """Take the part."""
        self.part = part

    @property
    def may_open(self) -> Group | None:
        """First words of the part."""
        return self.part.first

    @property
    def longest(self) -> int:
        """That of the part."""
        return self.part.longest

    @property
    def crosses(self) -> bool:
        """Whether the part does."""
        return self.part.crosses

    def ends(self, row: Row, at: int) -> Ends:
        """Here, or where the part ends."""
        return {at: 0, **self.part.ends(row, at)}
