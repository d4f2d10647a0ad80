"""All turns of a page as one long row of places, so that a phrase is looked for in all of them at once.

Every word, bracket and closing mark has a place; commas and quotation marks have none, since phrases read over them.
After each turn comes an empty place, which no part of a phrase passes. A set of places is a row of bits: "here one of
these words, then one of those" is a shift and an operation over the whole page, whatever stands there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from coercionscan.matching.bits import Bits, bits_of
from coercionscan.matching.marks import ENDERS, MARKS, SOFT

Lengths = Mapping[int, Bits]
"""How many places something takes, to where it begins when it takes so many."""

NO_LENGTHS: Lengths = {}
PREFIX = "~"
"""Ends a word that stands for all that begin like it; a group that has such words holds the sign itself as well."""
_TURN_END = "\n"
_CLOSING = ENDERS | {_TURN_END}
_BEFORE_CLAUSE = ENDERS | frozenset("(")


class Measured(Protocol):
    """What has lengths on a field."""

    def lengths(self, field: Field) -> Lengths:
        """Where it begins, by how many places it takes."""


class _Numbers(dict[str, Bits]):
    """Numbers by word as bits; put together when first asked for."""

    def __init__(self, numbers: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, word: str) -> Bits:
        made = self[word] = bits_of(self._numbers[word])
        return made


class Field:
    """The places of some turns.

    Attributes:
        firsts: The place of the first word of each turn, and one more: the end.
        places: For each word or mark the places where it stands, in order.
        everywhere: All places.
        all_sentences: All sentences: a bit for each.
        known_sentences: What ``sentences_with`` knows by now.
    """

    def __init__(self, turns: Sequence[Sequence[str]]) -> None:
        """Lay the turns out.

        Args:
            turns: Normal tokens of each turn.
        """
        self.firsts: list[int] = [0]
        self._soft: dict[str, list[int]] = {mark: [] for mark in SOFT}
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        self._sentences: defaultdict[str, list[int]] = defaultdict(list)
        row: list[str] = []
        for tokens in turns:
            if SOFT.isdisjoint(tokens):
                row += tokens
            else:
                for token in tokens:
                    if token in SOFT:
                        self._soft[token].append(len(row))
                    else:
                        row.append(token)
            row.append(_TURN_END)
            self.firsts.append(len(row))
        sentence = 0
        for place, token in enumerate(row):
            self.places[token].append(place)
            self._sentences[token].append(sentence)
            if token in _CLOSING:
                sentence += 1
        self.everywhere: Bits = (1 << len(row)) - 1
        self.all_sentences: Bits = (1 << sentence) - 1
        self._vocabulary = frozenset(self.places)
        self._in_sentences = _Numbers(self._sentences)
        self.known_sentences: dict[frozenset[str], Bits] = {}
        self._holding = _Numbers(self.places)
        self._holding_one: dict[frozenset[str], Bits] = {}
        self._in_a_row: dict[tuple[str, ...], Bits] = {}
        self._lengths: dict[Measured, Lengths] = {}

    def lengths(self, part: Measured) -> Lengths:
        """The lengths of a part; worked out once, however many phrases share it.

        Args:
            part: The part.

        Returns:
            Its lengths, each with at least one place.
        """
        known = self._lengths.get(part)
        if known is None:
            known = self._lengths[part] = part.lengths(self)
        return known

    def sentences_with(self, group: frozenset[str]) -> Bits:
        """The sentences that hold one of some words: quicker told than the places, and enough to rule most out.

        Args:
            group: Words, and first letters of words, which end with ``~``.

        Returns:
            Bit n is set for sentence n; what stands between the last closing mark and the end of a turn is one as well.
        """
        found, held = 0, self._in_sentences
        for word in self._of(group):
            found |= held[word]
        self.known_sentences[group] = found
        return found

    def _of(self, group: frozenset[str]) -> Collection[str]:
        """The words of the page that belong to a group."""
        found = group & self._vocabulary
        if PREFIX not in group:
            return found
        prefixes = [word[:-1] for word in group if len(word) > 1 and word[-1] == PREFIX]
        return found.union(*[self._words_with(prefix) for prefix in prefixes])

    @cached_property
    def words(self) -> Bits:
        """Where a word stands, and no mark."""
        return self.everywhere & ~self.holding_one(MARKS | {_TURN_END})

    @cached_property
    def figures(self) -> Bits:
        """Where a number in figures stands."""
        return bits_of(sorted([at for word, places in self.places.items() if word[0].isdigit() for at in places]))

    @cached_property
    def sentence_ends(self) -> Bits:
        """Where a closing mark stands, or a turn has ended."""
        return self.holding_one(_CLOSING)

    @cached_property
    def clause_begins(self) -> Bits:
        """Where a turn, sentence or clause begins."""
        begins = bits_of(self.firsts[:-1])
        for mark in SOFT:
            begins |= self.after(mark)
        return begins | self.holding_one(_BEFORE_CLAUSE) << 1

    def after(self, mark: str) -> Bits:
        """Where a comma or quotation mark stands just before.

        Args:
            mark: One of the marks that have no place of their own.

        Returns:
            The places after it.
        """
        return bits_of(self._soft[mark])

    def holding(self, word: str) -> Bits:
        """Where a word or mark stands.

        Args:
            word: The word.

        Returns:
            Its places.
        """
        return self._holding[word] if word in self.places else 0

    def in_a_row(self, words: tuple[str, ...]) -> Bits:
        """Where some words stand one after the other; many lists hold the same, so that it is worked out once.

        Args:
            words: The words.

        Returns:
            The places of the first.
        """
        found = self._in_a_row.get(words)
        if found is None:
            found = self._in_a_row[words] = self._row_begins(words)
        return found

    def _row_begins(self, words: tuple[str, ...]) -> Bits:
        if not all(map(self.places.__contains__, words)):
            return 0
        begins = self._holding[words[0]]
        for offset, word in enumerate(words[1:], 1):
            begins &= self._holding[word] >> offset
            if not begins:
                break
        return begins

    def holding_one(self, group: frozenset[str]) -> Bits:
        """Where one of some words stands.

        Args:
            group: Words, and first letters of words, which end with ``~``.

        Returns:
            Their places.
        """
        found = self._holding_one.get(group)
        if found is None:
            found, held = 0, self._holding
            for word in self._of(group):
                found |= held[word]
            self._holding_one[group] = found
        return found

    def _words_with(self, prefix: str) -> Sequence[str]:
        words = self._sorted
        beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        return words[bisect_left(words, prefix) : bisect_left(words, beyond)]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.places)


def then(begun: Lengths, part: Lengths) -> dict[int, Bits]:
    """Two things one after the other.

    Args:
        begun: Lengths of the first.
        part: Lengths of the second.

    Returns:
        Lengths of both together.
    """
    found: dict[int, Bits] = {}
    for size, begins in begun.items():
        for more, places in part.items():
            both = begins & (places >> size)
            if both:
                found[size + more] = found.get(size + more, 0) | both
    return found


def reached(places: Bits, lengths: Lengths) -> Bits:
    """Where something ends that begins at one of some places.

    Args:
        places: The places.
        lengths: Its lengths.

    Returns:
        The places after it.
    """
    ends = 0
    for size, begins in lengths.items():
        here = places & begins
        if here:
            ends |= here << size
    return ends
