"""Many phrases over many turns: a word gate first, then the few phrases that can match.

Each phrase names words that it cannot do without. The gate keeps, for each phrase, the rarest such group in an index
from word to phrase; a turn is then tested only for phrases that all their groups allow. Gated and ungated matching
give the same hits: the groups are read off the phrase itself, never written by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from coercionscan.matching.chains import gates
from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.matching.phrases import Phrase
from coercionscan.matching.row import Group, Row

Key = TypeVar("Key", bound=Hashable)
_PREFIX_LETTERS = 2
_FEW = 8
_COMMON_SHARE = 0.02
"""A word that more phrases than this are sure of is common: a gate under it would stand open in every turn."""
_MOST_WAYS = 400
_PASS_OVER = ENDERS | frozenset({BREAK, '"', "("})


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A phrase found in a turn: its key, its first and last token (both included), and the phrase as written."""

    key: Key
    first: int
    last: int
    phrase: str


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
        self._entries = tuple(phrases)
        self._always: list[int] = []
        self._gates: list[tuple[int, tuple[Group, ...]]] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_prefix: dict[str, list[int]] = {}
        usage = _usage([phrase for _, phrase in self._entries])
        common = {word for word, count in usage.items() if count > max(_FEW, len(self._entries) * _COMMON_SHARE)}
        for number, (_, phrase) in enumerate(self._entries):
            self._add(number, phrase, usage, common)
        self.tried = 0

    def _add(self, number: int, phrase: Phrase, usage: Mapping[str, int], common: set[str]) -> None:
        """Index a phrase under its rarest group; under each of its ways where that group holds common words."""
        ways: tuple[tuple[Group, ...], ...] = (phrase.groups,)
        if not phrase.groups or not common.isdisjoint(_rarest(phrase.groups, usage)):
            split = gates(phrase.chain)
            ways = split if len(split) <= _MOST_WAYS and all(split) else ways
        if not all(ways):
            self._always.append(number)
            return
        for way in dict.fromkeys(ways):
            self._gates.append((number, _plain(way)))
            self._index(len(self._gates) - 1, _rarest(way, usage))

    def _index(self, gate: int, group: Group) -> None:
        for word in group:
            if word.endswith("~"):
                self._by_prefix.setdefault(word[:_PREFIX_LETTERS], []).append(gate)
            else:
                self._by_word.setdefault(word, []).append(gate)

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
        return [hit for number in numbers for hit in _hits(*self._entries[number], row)]

    def find_ungated(self, words: Words) -> list[Hit[Key]]:
        """The same hits without the gate; slow, for the proof that the gate loses nothing."""
        row = Row(words.tokens)
        return [hit for key, phrase in self._entries for hit in _hits(key, phrase, row)]

    def _candidates(self, words: Words) -> list[int]:
        present = set(words.tokens)
        open_gates: set[int] = set()
        by_word, by_prefix = self._by_word, self._by_prefix
        for word in present:
            if word in by_word:
                open_gates.update(by_word[word])
            if by_prefix and word[:_PREFIX_LETTERS] in by_prefix:
                open_gates.update(by_prefix[word[:_PREFIX_LETTERS]])
        gates_, missing = self._gates, present.isdisjoint
        numbers = {gates_[gate][0] for gate in open_gates if not any(map(missing, gates_[gate][1]))}
        numbers.update(self._always)
        return sorted(numbers)


def _plain(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups without prefixes, smallest first."""
    return tuple(sorted((group for group in groups if not any(word.endswith("~") for word in group)), key=len))


def _usage(phrases: Sequence[Phrase]) -> Mapping[str, int]:
    """In how many phrases a word is certain: a word that many phrases need is a common word."""
    return Counter(word for phrase in phrases for group in phrase.groups for word in group)


def _rarest(groups: Sequence[Group], usage: Mapping[str, int]) -> Group:
    return min(groups, key=lambda group: (sum(usage.get(word, 1) for word in group), -min(map(len, group))))


def _hits(key: Key, phrase: Phrase, row: Row) -> Iterator[Hit[Key]]:
    """Hits of one phrase: the fewest gap words first, then the longest; the next begins after the last."""
    free = 0
    chain = phrase.chain
    for place in _places(phrase, row):
        if place < free:
            continue
        ends = chain.ends(row, place)
        if not ends:
            continue
        end = min(ends, key=lambda at: (ends[at], -at)) if len(ends) > 1 else next(iter(ends))
        first, last = _trimmed(row, place, end)
        if first <= last:
            yield Hit(key, first, last, phrase.source)
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
