"""The simple parts of a compiled phrase: each says where it can end when it begins at a token."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.language import ENDERS
from coercionscan.matching.row import MARKS, NOWHERE, SOFT, Ends, Group, Part, Row

_MOST_LEAD_INS = 4


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
        if index == row.size or row.tokens[index] in MARKS:
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
            if index == row.size or row.tokens[index] in MARKS:
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
        index = at if self._mark in SOFT else row.hop[at]
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
