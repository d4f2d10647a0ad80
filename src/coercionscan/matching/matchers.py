"""Many phrases over many turns: a word gate first, then the few phrases that can match.

Each phrase names words that it cannot do without. The gate keeps, for each phrase, the rarest such group in an index
from word to phrase; a turn is then tested only for phrases that all their groups allow. Gated and ungated matching
give the same hits: the groups are read off the phrase itself, never written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from coercionscan.matching.language import BREAK, Words
from coercionscan.matching.phrases import Phrase

Key = TypeVar("Key", bound=Hashable)
_PREFIX_LETTERS = 3
_PASS_OVER = frozenset({BREAK, '"'})


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A phrase found in a turn: its key, and the first and last token, both included."""

    key: Key
    first: int
    last: int
    phrase: str


@dataclass(slots=True)
class _Gated(Generic[Key]):
    key: Key
    phrase: Phrase
    groups: tuple[frozenset[str], ...]
    prefixes: tuple[frozenset[str], ...]
    compiled: re.Pattern[str] | None = field(default=None)

    def expression(self) -> re.Pattern[str]:
        """The compiled expression; made when the phrase is first a candidate, since most never are."""
        if self.compiled is None:
            self.compiled = re.compile(self.phrase.expression)
        return self.compiled


class PhraseMatcher(Generic[Key]):
    """Finds phrases in words.

    Attributes:
        tried: How many phrase-and-turn pairs were tried so far; what the gate is for.
    """

    def __init__(self, phrases: Sequence[tuple[Key, Phrase]]) -> None:
        """Build the gate.

        Args:
            phrases: Keys and compiled phrases; several phrases may share a key.
        """
        self._entries = tuple(_gated(key, phrase) for key, phrase in phrases)
        self._always = tuple(number for number, entry in enumerate(self._entries) if not entry.phrase.groups)
        self._by_word: dict[str, list[int]] = {}
        self._by_prefix: dict[str, list[int]] = {}
        usage = _usage(self._entries)
        for number, entry in enumerate(self._entries):
            if entry.phrase.groups:
                self._index(number, min(entry.phrase.groups, key=lambda group: _cost(group, usage)))
        self.tried = 0

    def _index(self, number: int, group: frozenset[str]) -> None:
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
        hits: list[Hit[Key]] = []
        for number in self._candidates(words):
            self.tried += 1
            entry = self._entries[number]
            hits.extend(_hit(entry, found, words) for found in entry.expression().finditer(words.text))
        return hits

    def find_ungated(self, words: Words) -> list[Hit[Key]]:
        """The same hits without the gate; slow, for the proof that the gate loses nothing."""
        return [
            _hit(entry, found, words) for entry in self._entries for found in entry.expression().finditer(words.text)
        ]

    def _candidates(self, words: Words) -> Iterator[int]:
        present = set(words.tokens)
        numbers = set(self._always)
        for word in present:
            if word in self._by_word:
                numbers.update(self._by_word[word])
            if word[:_PREFIX_LETTERS] in self._by_prefix:
                numbers.update(self._by_prefix[word[:_PREFIX_LETTERS]])
        return (number for number in sorted(numbers) if _possible(self._entries[number], present))


def _gated(key: Key, phrase: Phrase) -> _Gated[Key]:
    plain = tuple(group for group in phrase.groups if not any(word.endswith("~") for word in group))
    prefixed = tuple(group for group in phrase.groups if any(word.endswith("~") for word in group))
    return _Gated(key, phrase, plain, prefixed)


def _possible(entry: _Gated[Key], present: set[str]) -> bool:
    return all(not group.isdisjoint(present) for group in entry.groups)


def _usage(entries: Sequence[_Gated[Key]]) -> Mapping[str, int]:
    """In how many phrases a word is certain: a word that many phrases need is a common word."""
    usage: dict[str, int] = {}
    for entry in entries:
        for group in entry.phrase.groups:
            for word in group:
                usage[word] = usage.get(word, 0) + 1
    return usage


def _cost(group: frozenset[str], usage: Mapping[str, int]) -> tuple[int, int]:
    return sum(usage[word] for word in group), -min(len(word) for word in group)


def _hit(entry: _Gated[Key], found: re.Match[str], words: Words) -> Hit[Key]:
    first = words.token_at(found.start() + 1)
    last = words.token_at(max(found.start() + 1, found.end() - 1))
    while first < last and words.tokens[first] in _PASS_OVER:
        first += 1
    return Hit(entry.key, first, last, entry.phrase.source)
