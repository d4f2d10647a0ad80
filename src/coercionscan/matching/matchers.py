"""Many phrases over many turns: gates tell which phrase can begin in which sentence, and only there it is walked.

Gated and ungated matching give the same hits: what a phrase needs is read off the phrase itself, never written by hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from coercionscan.matching.gates import Gates
from coercionscan.matching.marks import BREAK, ENDERS
from coercionscan.matching.page import Page
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import Range, Row, row_of
from coercionscan.matching.words import Words

Key = TypeVar("Key", bound=Hashable)
_PASS_OVER = ENDERS | frozenset({BREAK, '"', "("})
_FEW_PHRASES = 48
_FEW_TURNS = 40
"""So few phrases may be a condition, which hardly any turns are asked for: in the first turns that are, they are told
apart by the words of the turn. Who asks for more turns of a page than that has the phrases looked up in all of them."""
_NO_HITS: list[Any] = []


class Hit(NamedTuple, Generic[Key]):
    """A phrase found in a turn: its key, its first and last token (both included), and the phrase as written."""

    key: Key
    first: int
    last: int
    phrase: str


class _Kept(Generic[Key]):
    """What is known of one page: the hits of the turns that were asked for, and which phrases can begin where."""

    def __init__(self) -> None:
        self.hits: dict[int, list[Hit[Key]]] = {}
        self.open: dict[int, list[tuple[int, list[Range]]]] | None = None


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
        kept: _Kept[Key] = words.page.once(self, _Kept)
        number = words.number
        hits = kept.hits.get(number)
        if hits is None:
            if kept.open is not None and number not in kept.open:
                return _NO_HITS
            hits = kept.hits[number] = self._walk(words, self._open(words, kept))
        return hits

    def _open(self, words: Words, kept: _Kept[Key]) -> Sequence[tuple[int, list[Range]]]:
        """The phrases that can begin in a turn, and between which tokens."""
        if kept.open is None:
            if len(self._entries) <= _FEW_PHRASES and len(kept.hits) < _FEW_TURNS:
                whole = [(0, len(words.tokens))]
                return [(number, whole) for number in self._gates.in_turn(words.tokens)]
            self.pages += 1
            kept.open = _by_turn(self._gates.on_page(words.page.field), words.page)
        return kept.open.get(words.number, ())

    def _walk(self, words: Words, some: Sequence[tuple[int, list[Range]]]) -> list[Hit[Key]]:
        if not some:
            return _NO_HITS
        self.tried += len(some)
        row = row_of(words.page, words.number)
        hits: list[Hit[Key]] = []
        for number, ranges in some:
            hits += _hits(*self._entries[number], row, ranges)
        return hits

    def find_ungated(self, words: Words) -> list[Hit[Key]]:
        """The same hits without the gates; slow, for the proof that they lose nothing."""
        row = Row(words.tokens)
        whole = [(0, row.size)]
        return [hit for key, phrase in self._entries for hit in _hits(key, phrase, row, whole)]

    @cached_property
    def _gates(self) -> Gates:
        return Gates([phrase for _, phrase in self._entries])


def _by_turn(some: Iterable[tuple[int, list[Range]]], page: Page) -> dict[int, list[tuple[int, list[Range]]]]:
    """Phrases with places of a page, as phrases with tokens of each turn."""
    firsts = page.field.firsts
    found: dict[int, list[tuple[int, list[Range]]]] = {}
    for number, ranges in some:
        last = -1
        for begin, end in ranges:
            turn = bisect_left(firsts, end) - 1
            tokens = row_of(page, turn).tokens_of(begin - firsts[turn], end - firsts[turn])
            if turn == last:
                found[turn][-1][1].append(tokens)
            else:
                found.setdefault(turn, []).append((number, [tokens]))
                last = turn
    return found


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
