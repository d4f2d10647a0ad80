"""All turns of a text side by side: which stretches hold which words, so that many phrases are looked up at once.

A stretch is a sentence, or what stands between brackets: no phrase matches across its end. Words, and pairs of words
side by side, are the features of a stretch; commas and quotation marks are read over. For each feature a row of bits
tells the stretches that hold it, so that "holds one of these and one of those" is one operation over all stretches.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

Made = TypeVar("Made")
Bits = int
"""A set of small numbers: bit n is set where n belongs to it."""

ENDERS = frozenset(".?!")
"""Tokens that end a sentence in the normal form."""
LAST = "$"
"""Stands for the end of a sentence, so that "this word, then the end" is a pair of words like any other."""
BREAK = ","
"""Token that stands for commas, dashes, semicolons, colons and ellipses."""
SOFT = frozenset({BREAK, '"'})
"""Tokens that phrases read over."""
MARKS = ENDERS | SOFT | frozenset("()")
CLAUSE_MARKS = ENDERS | SOFT | frozenset("(")
REACH = 96
"""A stretch is known by its words up to so many beyond its end, where it had to be cut short: no phrase is longer."""
_MOST_WORDS = 160
"""A longer stretch is cut: otherwise an hour without a full stop would hold all words at once."""
_FEW = 6
"""Up to so many numbers a row of bits is put together one by one."""
_HELD = re.compile(rb"[^\0]")
_SET_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


class Stretch(NamedTuple):
    """Some tokens of a turn: number of the turn, and where it begins and ends (exclusive) in it."""

    turn: int
    begin: int
    end: int


class Page:
    """Some turns, and where their words stand.

    Attributes:
        turns: Tokens of each turn; no two are the same.
        sentences: Half-open token ranges of the sentences of each turn that somebody asked for; ``Words`` fills it.
    """

    def __init__(self, turns: Sequence[Sequence[str]]) -> None:
        """Take the turns; nothing is laid out before it is asked for.

        Args:
            turns: Normal tokens of each turn.
        """
        self.turns = turns
        self.sentences: dict[int, tuple[tuple[int, int], ...]] = {}
        self._made: dict[Hashable, Any] = {}
        self._bits: dict[str, Bits] = {}
        self._holding_one: dict[frozenset[str], Bits] = {}
        self._opening: dict[frozenset[str], dict[str, Bits]] = {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is worked out once for this page, and kept with it: do not change it.

        Args:
            key: What tells it from everything else that is kept.
            make: Works it out.

        Returns:
            What was made, now or before.
        """
        made: Made | None = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made

    @property
    def stretches(self) -> Sequence[Stretch]:
        """All stretches in order."""
        return self._laid.stretches

    def stretches_of(self, turn: int) -> tuple[int, int]:
        """The stretches of a turn.

        Args:
            turn: Number of the turn.

        Returns:
            Number of its first stretch, and how many it has.
        """
        first = self._laid.firsts[turn]
        return first, self._laid.firsts[turn + 1] - first

    def holding_one(self, group: frozenset[str]) -> Bits:
        """The stretches that hold one of some features.

        Args:
            group: Words, two words with a space between, and first letters of words, which end with ``~``.

        Returns:
            Bit n is set for stretch n.
        """
        found = self._holding_one.get(group)
        if found is None:
            found, known = 0, self._laid.holders
            for feature in group:
                if feature[-1] == "~":
                    found |= self._beginning(feature[:-1])
                elif feature in known:
                    found |= self._holding(feature)
            self._holding_one[group] = found
        return found

    def opening_one(self, group: frozenset[str], leads: frozenset[str]) -> Bits:
        """The stretches in which one of some words can be the first of a clause.

        Args:
            group: The words.
            leads: Words after which a clause can begin as well as after a mark.

        Returns:
            Bit n is set for stretch n.
        """
        opening = self._opening.get(leads)
        if opening is None:
            size = len(self.stretches)
            opening = {word: _bits(numbers, size) for word, numbers in self._laid.opening(leads).items()}
            self._opening[leads] = opening
        found = 0
        for word in group:
            found |= opening.get(word, 0)
        return found

    def _holding(self, feature: str) -> Bits:
        known = self._bits.get(feature)
        if known is None:
            known = self._bits[feature] = _bits(self._laid.holders[feature], len(self._laid.stretches))
        return known

    def _beginning(self, prefix: str) -> Bits:
        words = self._sorted
        beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        found = 0
        for word in words[bisect_left(words, prefix) : bisect_left(words, beyond)]:
            found |= self._holding(word)
        return found

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted([feature for feature in self._laid.holders if " " not in feature])

    @cached_property
    def _laid(self) -> _Layout:
        return _Layout(self.turns)


class _Layout:
    """The stretches of some turns, and for each feature the numbers of the stretches that hold it."""

    def __init__(self, turns: Sequence[Sequence[str]]) -> None:
        self.turns = turns
        self.stretches: list[Stretch] = []
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        self.firsts: list[int] = []
        for number, tokens in enumerate(turns):
            self.firsts.append(len(self.stretches))
            self._turn(number, tokens)
        self.firsts.append(len(self.stretches))

    def _turn(self, number: int, tokens: Sequence[str]) -> None:
        begin = 0
        words: list[str] = []
        for at, token in enumerate(tokens):
            if token not in MARKS:
                words.append(token)
            elif token not in SOFT:
                if token in ENDERS:
                    words.append(token)
                self._stretch(number, tokens, begin, at + 1, words)
                begin = at + 1
                words = []
        if begin < len(tokens):
            self._stretch(number, tokens, begin, len(tokens), words)

    def _stretch(self, number: int, tokens: Sequence[str], begin: int, end: int, words: list[str]) -> None:
        if len(words) > _MOST_WORDS:
            self._cut(number, tokens, begin, end)
            return
        self._hold(Stretch(number, begin, end), words)
        self._hold_last(tokens, end, words)

    def _cut(self, number: int, tokens: Sequence[str], begin: int, end: int) -> None:
        """Lay out a long stretch piece by piece; each piece also holds the words just beyond it."""
        solid = [at for at in range(begin, end) if tokens[at] not in SOFT]
        for first in range(0, len(solid), _MOST_WORDS):
            after = first + _MOST_WORDS
            words = [tokens[at] for at in solid[first : after + REACH]]
            from_token = solid[first] if first else begin
            self._hold(Stretch(number, from_token, solid[after] if after < len(solid) else end), words)
            if after + REACH >= len(solid):
                self._hold_last(tokens, end, words)

    def _hold(self, stretch: Stretch, words: list[str]) -> None:
        number = len(self.stretches)
        self.stretches.append(stretch)
        for word in words:
            self.holders[word].append(number)
        for pair in map(" ".join, pairwise(words)):
            self.holders[pair].append(number)

    def _hold_last(self, tokens: Sequence[str], end: int, words: list[str]) -> None:
        """The pair of the last word and the end, where a sentence ends with the stretch that was just laid out."""
        closed = tokens[end - 1] in ENDERS
        if closed or end == len(tokens):
            for word in words[-2:-1] if closed else words[-1:]:
                self.holders[f"{word} {LAST}"].append(len(self.stretches) - 1)

    def opening(self, leads: frozenset[str]) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        before = CLAUSE_MARKS | leads
        for number, (turn, begin, end) in enumerate(self.stretches):
            tokens = self.turns[turn]
            for at in range(begin, end):
                if at == 0 or tokens[at - 1] in before:
                    found[tokens[at]].append(number)
        return found


def _bits(numbers: Sequence[int], size: int) -> Bits:
    """The row with the bits of some numbers set, all smaller than ``size``."""
    if len(numbers) <= _FEW:
        bits = 0
        for number in numbers:
            bits |= 1 << number
        return bits
    held = bytearray((size >> 3) + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def set_bits(bits: Bits) -> Iterator[int]:
    """The numbers that a row holds.

    Args:
        bits: The row.

    Yields:
        Numbers in rising order.
    """
    held = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    for match in _HELD.finditer(held):
        byte = match.start()
        for bit in _SET_BITS[held[byte]]:
            yield (byte << 3) + bit
