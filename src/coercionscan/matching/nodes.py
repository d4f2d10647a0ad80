"""The simple parts of a compiled phrase: each says where it can end when it begins at a token."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.bits import Bits
from coercionscan.matching.field import NO_LENGTHS, PREFIX, Field, Lengths, then
from coercionscan.matching.marks import ENDERS, MARKS, SOFT
from coercionscan.matching.row import NOTHING, NOWHERE, Ends, Group, Part, Row

_MOST_LEAD_INS = 4


class Word:
    """One of some words, or a word that begins in one of some ways."""

    __slots__ = ("_plain", "_prefixes", "first", "gate", "words")
    longest = 1
    crosses = False

    def __init__(self, words: Sequence[str]) -> None:
        """Take words; a trailing ``~`` makes a prefix."""
        self.words: Group = frozenset(words)
        self._prefixes = tuple([word[:-1] for word in self.words if word[-1] == PREFIX])
        self._plain = self.words
        self.first: Group | None = self.words
        self.gate: Group | None = self.words
        if self._prefixes:
            self._plain = frozenset(word for word in self.words if word[-1] != PREFIX)
            self.first = None
            self.gate = self.words | {PREFIX}

    def lengths(self, field: Field) -> Lengths:
        """One place, where one of the words stands."""
        places = field.holding_one(self.gate or self.words)
        return {1: places} if places else NO_LENGTHS

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
    def longest(self) -> int:
        """In words."""
        return len(self.words)

    @property
    def gate(self) -> Group | None:
        """Its longest word, which is likely the rarest."""
        return frozenset({max(self.words, key=len)})

    def lengths(self, field: Field) -> Lengths:
        """As many places as words, where they all stand."""
        begins = field.in_a_row(self.words)
        return {len(self.words): begins} if begins else NO_LENGTHS

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
    gate: Group | None = None
    longest = 1
    crosses = False

    def __init__(self, *, number: bool) -> None:
        """Say whether only figures count."""
        self._number = number

    def lengths(self, field: Field) -> Lengths:
        """One place, where a word or a number stands."""
        places = field.figures if self._number else field.words
        return {1: places} if places else NO_LENGTHS

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
    gate: Group | None = None
    crosses = False

    def __init__(self, most: int) -> None:
        """Take the largest number of words."""
        self.longest = most

    def lengths(self, field: Field) -> Lengths:
        """As many places as words stand in a row, up to the most."""
        begins = field.everywhere
        lengths = {0: begins}
        for count in range(1, self.longest + 1):
            begins = field.words & (begins >> 1)
            if not begins:
                break
            lengths[count] = begins
        return lengths

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
    longest = 1

    def __init__(self, mark: str) -> None:
        """Take the mark."""
        self._mark = mark
        self.crosses = mark in ENDERS

    @property
    def gate(self) -> Group | None:
        """The mark, where sentences hold it."""
        return frozenset({self._mark}) if self.crosses else None

    def lengths(self, field: Field) -> Lengths:
        """One place, or none for the marks that have no place of their own."""
        soft = self._mark in SOFT
        places = field.after(self._mark) if soft else field.holding(self._mark)
        return {0 if soft else 1: places} if places else NO_LENGTHS

    def ends(self, row: Row, at: int) -> Ends:
        """One token on, where the mark stands there."""
        index = at if self._mark in SOFT else row.hop[at]
        return {index + 1: 0} if index < row.size and row.tokens[index] == self._mark else NOWHERE


class ClauseStart:
    """A clause begins here; lead-in words may come first."""

    __slots__ = ("lead_in",)
    first: Group | None = None
    gate: Group | None = None

    def __init__(self, lead_in: Part | None) -> None:
        """Take the lead-in words."""
        self.lead_in = lead_in

    @property
    def may_open(self) -> Group | None:
        """First words of what may come before the next part; None where any word can."""
        return self.lead_in.first if self.lead_in else NOTHING

    @property
    def crosses(self) -> bool:
        """Whether the lead-in words do."""
        return self.lead_in is not None and self.lead_in.crosses

    @property
    def longest(self) -> int:
        """All the lead-in words that may come."""
        return _MOST_LEAD_INS * self.lead_in.longest if self.lead_in else 0

    def lengths(self, field: Field) -> Lengths:
        """As many places as the lead-in words take, where a clause begins."""
        begun: dict[int, Bits] = {0: field.clause_begins}
        lengths = dict(begun)
        if self.lead_in is None:
            return lengths
        for _ in range(_MOST_LEAD_INS):
            begun = then(begun, field.lengths(self.lead_in))
            for size, begins in begun.items():
                lengths[size] = lengths.get(size, 0) | begins
        return lengths

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
    gate: Group | None = None
    longest = 0
    crosses = False

    def lengths(self, field: Field) -> Lengths:
        """No place, where a closing mark or the turn's end is next."""
        return {0: field.sentence_ends}

    def ends(self, row: Row, at: int) -> Ends:
        """Here, where a closing mark or the turn's end follows."""
        index = row.hop[at]
        return {at: 0} if index == row.size or row.tokens[index] in ENDERS else NOWHERE


class Maybe:
    """A part that may be missing."""

    __slots__ = ("part",)
    first: Group | None = None
    gate: Group | None = None

    def __init__(self, part: Part) -> None:
        """Take the part."""
        self.part = part

    @property
    def may_open(self) -> Group | None:
        """First words of the part."""
        return self.part.first

    @property
    def crosses(self) -> bool:
        """Whether the part does."""
        return self.part.crosses

    @property
    def longest(self) -> int:
        """That of the part."""
        return self.part.longest

    def lengths(self, field: Field) -> Lengths:
        """No place anywhere, or those of the part."""
        return {**field.lengths(self.part), 0: field.everywhere}

    def ends(self, row: Row, at: int) -> Ends:
        """Here, or where the part ends."""
        return {at: 0, **self.part.ends(row, at)}
