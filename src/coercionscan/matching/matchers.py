"""Many phrases over many turns: a word gate first, then the few phrases that can match.

Each phrase names words that it cannot do without. The gate keeps, for each phrase, the rarest such group in an index
from word to phrase; a turn is then tested only for phrases that all their groups allow. Gated and ungated matching
give the same hits: the groups are read off the phrase itself, never written by hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.matching.nodes import Group, Row
from coercionscan.matching.phrases import Phrase

Key = TypeVar("Key", bound=Hashable)
_PREFIX_LETTERS = 2
_PASS_OVER = ENDERS | frozenset({BREAK, '"', "("})


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A phrase found in a turn: its key, its first and last token (both included), and the phrase as written."""

    key: Key
    first: int
    last: int
    phrase: str


@dataclass(frozen=True, slots=True)
class _Gated(Generic[Key]):
    """A phrase with what the gate asks: plain groups by set arithmetic, groups with prefixes by the matching itself."""

    key: Key
    phrase: Phrase
    groups: tuple[Group, ...]


class PhraseMatcher(Generic[Key]):
    """Finds phrases in words.

    Attributes:
        tried: How many phrase-and-turn pairs were tried so far; what the gate is for.
    """

    def __init__(self, phrases: Iterable[tuple[Key, Phrase]]) -> None:
        """Build the gate.

        Args:
            phrases: Keys and compiled phrases; several phrases may share a key.
        """
        self._entries = tuple(_Gated(key, phrase, _plain(phrase.groups)) for key, phrase in phrases)
        self._always = tuple(number for number, entry in enumerate(self._entries) if not entry.phrase.groups)
        self._by_word: dict[str, list[int]] = {}
        self._by_prefix: dict[str, list[int]] = {}
        usage = _usage(self._entries)
        for number, entry in enumerate(self._entries):
            if entry.phrase.groups:
                self._index(number, min(entry.phrase.groups, key=lambda group: _cost(group, usage)))
        self.tried = 0

    def _index(self, number: int, group: Group) -> None:
        for word in group:
            if word.endswith("~"):
                self._by_prefix.setdefault(word[:_PREFIX_LETTERS], []).append(number)
            else:
                self._by_word.setdefault(word, []).append(number)

    def find(self, words: Words) -> list[Hit[Key]]:
        """All hits in one turn, in the order of the phrases, then of the words.

        Args:
            words: The turn's words.

        Returns:
            Hits; hits of one phrase do not overlap each other.
        """
        numbers = self._candidates(words)
        if not numbers:
            return []
        self.tried += len(numbers)
        row = Row(words.tokens)
        return [hit for number in numbers for hit in _hits(self._entries[number], row)]

    def find_ungated(self, words: Words) -> list[Hit[Key]]:
        """The same hits without the gate; slow, for the proof that the gate loses nothing."""
        row = Row(words.tokens)
        return [hit for entry in self._entries for hit in _hits(entry, row)]

    def _candidates(self, words: Words) -> list[int]:
        present = set(words.tokens)
        numbers = set(self._always)
        by_word, by_prefix = self._by_word, self._by_prefix
        for word in present:
            if word in by_word:
                numbers.update(by_word[word])
            if by_prefix and word[:_PREFIX_LETTERS] in by_prefix:
                numbers.update(by_prefix[word[:_PREFIX_LETTERS]])
        entries = self._entries
        missing = present.isdisjoint
        return sorted(number for number in numbers if not any(map(missing, entries[number].groups)))


def _plain(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups without prefixes, smallest first."""
    return tuple(sorted((group for group in groups if not any(word.endswith("~") for word in group)), key=len))


def _usage(entries: Sequence[_Gated[Key]]) -> Mapping[str, int]:
    """In how many phrases a word is certain: a word that many phrases need is a common word."""
    usage: dict[str, int] = {}
    for entry in entries:
        for group in entry.phrase.groups:
            for word in group:
                usage[word] = usage.get(word, 0) + 1
    return usage


def _cost(group: Group, usage: Mapping[str, int]) -> tuple[int, int]:
    return sum(usage[word] for word in group), -min(len(word) for word in group)


def _hits(entry: _Gated[Key], row: Row) -> Iterator[Hit[Key]]:
    """Hits of one phrase: the fewest gap words first, then the longest; the next begins after the last."""
    free = 0
    chain = entry.phrase.chain
    for place in _places(entry.phrase, row):
        if place < free:
            continue
        ends = chain.ends(row, place)
        if not ends:
            continue
        end = min(ends, key=lambda at: (ends[at], -at)) if len(ends) > 1 else next(iter(ends))
        first, last = _trimmed(row, place, end)
        if first <= last:
            yield Hit(entry.key, first, last, entry.phrase.source)
            free = end


def _places(phrase: Phrase, row: Row) -> Iterable[int]:
    """Where the phrase may begin, in order."""
    first, tokens = phrase.chain.first, row.tokens
    if phrase.start is not None:
        hop, size = row.hop, row.size
        places = sorted(row.clauses(phrase.start))
        if first is None:
            return places
        return [at for at in places if hop[at] < size and tokens[hop[at]] in first]
    if first is not None:
        return [at for at, token in enumerate(tokens) if token in first]
    return [at for at, token in enumerate(tokens) if token != BREAK]


def _trimmed(row: Row, at: int, end: int) -> tuple[int, int]:
    """First and last token of a hit without the marks at its edges."""
    last = end - 1
    while at < last and row.tokens[at] in _PASS_OVER:
        at += 1
    while last > at and row.tokens[last] in _PASS_OVER and row.tokens[last] not in ENDERS:
        last -= 1
    return at, last
