"""Many phrases over many turns: gates tell which phrase can begin in which sentence, and only there it is walked.

Gated and ungated matching give the same hits: what a phrase needs is read off the phrase itself, never written by hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar, cast

from coercionscan.matching.gates import Gates
from coercionscan.matching.page import BREAK, ENDERS, Page, set_bits
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import Row
from coercionscan.matching.words import Words

Key = TypeVar("Key", bound=Hashable)
_PASS_OVER = ENDERS | frozenset({BREAK, '"', "("})
Range = tuple[int, int]
_Open = dict[int, dict[int, list[Range]]]
"""For each turn the phrases, by number, that can begin there, and between which tokens."""


class Hit(NamedTuple, Generic[Key]):
    """A phrase found in a turn: its key, its first and last token (both included), and the phrase as written."""

    key: Key
    first: int
    last: int
    phrase: str


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
        """All hits in one turn, in the order of the phrases, then of the words.

        Args:
            words: The turn's words.

        Returns:
            Hits; hits of one phrase do not overlap each other.
        """
        known = words.page.memo.get(self)
        if known is None:
            known = words.page.memo[self] = self._open(words.page)
        ranges = cast("_Open", known).get(words.number)
        if ranges is None:
            return []
        self.tried += len(ranges)
        row = Row(words.tokens, words.page.clauses_of(words.number))
        hits: list[Hit[Key]] = []
        for number, some in ranges.items():
            hits += _hits(*self._entries[number], row, some)
        return hits

    def find_ungated(self, words: Words) -> list[Hit[Key]]:
        """The same hits without the gates; slow, for the proof that they lose nothing."""
        row = Row(words.tokens)
        whole = [(0, row.size)]
        return [hit for key, phrase in self._entries for hit in _hits(key, phrase, row, whole)]

    def _open(self, page: Page) -> _Open:
        self.pages += 1
        found: _Open = {}
        stretches = page.stretches
        for number, bits in self._gates.standing_open(page):
            for stretch in set_bits(bits):
                turn, begin, end = stretches[stretch]
                found.setdefault(turn, {}).setdefault(number, []).append((begin, end))
        return found

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
