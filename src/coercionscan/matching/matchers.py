"""Many phrases over many turns: gates tell which phrase can begin in which sentence, and only there it is walked.

Gated and ungated matching give the same hits: what a phrase needs is read off the phrase itself, never written by hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property, reduce
from operator import or_
from typing import Any, Generic, NamedTuple, TypeVar

from coercionscan.matching.gates import Gates
from coercionscan.matching.page import BREAK, ENDERS, Bits, Page, set_bits
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import Row, row_of
from coercionscan.matching.words import Words

Key = TypeVar("Key", bound=Hashable)
_PASS_OVER = ENDERS | frozenset({BREAK, '"', "("})
_FEW_PHRASES = 24
"""So few phrases are a condition, which few turns are asked for: what is open is then spread out turn by turn."""
Range = tuple[int, int]
_NO_HITS: list[Any] = []


class Hit(NamedTuple, Generic[Key]):
    """A phrase found in a turn: its key, its first and last token (both included), and the phrase as written."""

    key: Key
    first: int
    last: int
    phrase: str


class _Found(Generic[Key]):
    """What is known of one page: the hits of the turns that were asked for, and what can begin where."""

    def __init__(self, page: Page, standing_open: list[tuple[int, Bits]]) -> None:
        self.hits: dict[int, list[Hit[Key]]] = {}
        self._page = page
        self._open = standing_open
        self._anywhere: Bits = reduce(or_, (bits for _, bits in standing_open), 0)

    def ranges(self, turn: int) -> dict[int, list[Range]]:
        """The phrases, by number, that can begin in a turn, and between which tokens."""
        if len(self._open) > _FEW_PHRASES:
            return self._by_turn.get(turn, {})
        first, count = self._page.stretches_of(turn)
        mask = (1 << count) - 1
        if not (self._anywhere >> first) & mask:
            return {}
        found: dict[int, list[Range]] = {}
        for number, bits in self._open:
            here = (bits >> first) & mask
            if here:
                found[number] = [self._page.stretches[first + bit][1:] for bit in set_bits(here)]
        return found

    @cached_property
    def _by_turn(self) -> dict[int, dict[int, list[Range]]]:
        stretches = self._page.stretches
        found: dict[int, dict[int, list[Range]]] = {}
        for number, bits in self._open:
            for bit in set_bits(bits):
                turn, begin, end = stretches[bit]
                found.setdefault(turn, {}).setdefault(number, []).append((begin, end))
        return found


class PhraseMatcher(Generic[Key]):
    """Finds phrases in words.

    Attributes:
        pages: How many pages were looked through so far.
        tried: How many phrase-and-turn pairs were walked so far; what the gates are for.
    """

    def __init__(self, phrases: Iterable[tuple[Key, Phrase]]) -> None:
        """Keep the phrases.

        Args:
            phrases: Keys and compiled phrases; several phrases may share a key.
        """
        self._entries = tuple(phrases)
        self.pages = 0
        self.tried = 0

    def find(self, words: Words) -> list[Hit[Key]]:
        """All hits in one turn, in the order of the phrases, then of the words; worked out once per turn.

        Args:
            words: The turn's words.

        Returns:
            Hits; hits of one phrase do not overlap each other. The list is kept: do not change it.
        """
        page = words.page
        found = page.once(self, lambda: self._looked_through(page))
        hits = found.hits.get(words.number)
        if hits is None:
            ranges = found.ranges(words.number)
            hits = found.hits[words.number] = self._walk(words, ranges) if ranges else _NO_HITS
        return hits

    def _looked_through(self, page: Page) -> _Found[Key]:
        self.pages += 1
        return _Found(page, self._gates.standing_open(page))

    def _walk(self, words: Words, ranges: dict[int, list[Range]]) -> list[Hit[Key]]:
        self.tried += len(ranges)
        row = row_of(words.page, words.number)
        hits: list[Hit[Key]] = []
        for number, some in ranges.items():
            hits += _hits(*self._entries[number], row, some)
        return hits

    def find_ungated(self, words: Words) -> list[Hit[Key]]:
        """The same hits without the gates; slow, for the proof that they lose nothing."""
        row = Row(words.tokens)
        whole = [(0, row.size)]
        return [hit for key, phrase in self._entries for hit in _hits(key, phrase, row, whole)]

    @cached_property
    def _gates(self) -> Gates:
        return Gates([phrase for _, phrase in self._entries])


def _hits(key: Key, phrase: Phrase, row: Row, ranges: Iterable[Range]) -> list[Hit[Key]]:
    """Hits of one phrase: the fewest gap words first, then the longest; the next begins after the last."""
    hits: list[Hit[Key]] = []
    free = 0
    ends_of = phrase.chain.ends
    for begin, end in ranges:
        for place in _places(phrase, row, begin, end):
            if place < free:
                continue
            ends = ends_of(row, place)
            if not ends:
                continue
            until = min(ends, key=lambda at: (ends[at], -at)) if len(ends) > 1 else next(iter(ends))
            first, last = _trimmed(row, place, until)
            if first <= last:
                hits.append(Hit(key, first, last, phrase.source))
                free = until
    return hits


def _places(phrase: Phrase, row: Row, begin: int, end: int) -> Iterable[int]:
    """Where the phrase may begin between two tokens, in order."""
    first, tokens = phrase.chain.first, row.tokens
    if phrase.start is not None:
        hop, size, clauses = row.hop, row.size, row.clauses(phrase.start, phrase.start.lead_in)
        places = [at for at in range(begin, end) if at in clauses]
        return places if first is None else [at for at in places if hop[at] < size and tokens[hop[at]] in first]
    if first is not None:
        return [at for at in range(begin, end) if tokens[at] in first]
    return [at for at in range(begin, end) if tokens[at] != BREAK]


def _trimmed(row: Row, at: int, end: int) -> Range:
    """First and last token of a hit without the marks at its edges."""
    last = end - 1
    while at < last and row.tokens[at] in _PASS_OVER:
        at += 1
    while last > at and row.tokens[last] in _PASS_OVER and row.tokens[last] not in ENDERS:
        last -= 1
    return at, last
