"""Sentences as the classifier meets them: places in one row of words, whose features are named only to be learned from.

A feature is a name and a value, and most are runs of words ("was it", said in this sentence) that no model knows. So
a sentence says where in the talk such words stand, and not which they are: the model then looks each run of words of
the talk up once (``weighed.py``), and no name is put together for a sentence. Training asks for the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coercionscan.matching.language import Words
from coercionscan.tags.dialogue import Side

_MARK = "@"
"""Begins the name of every feature that is no n-gram: a word never begins with it."""

Values = Mapping[str, float]
Places = NDArray[np.intp]
Run = tuple[int, int, float]
"""Where some words of the row begin and end, and what each of their features is worth."""


class Grams(NamedTuple):
    """A kind of feature: all ``size`` neighbouring words of a run, joined by spaces behind a prefix."""

    prefix: str
    size: int


NAMED = None
"""Features of another kind, which have their names from the start."""
OWN: Sequence[Grams | None] = (
    Grams("", 1), Grams("", 2), Grams("", 3), Grams("@^", 1), Grams("@^", 2), NAMED, Grams("@B:", 1), NAMED,
)  # fmt: skip
"""What a sentence has, in order: its words, pairs and triples, its opening, its size, words before it, its place."""
SHARED: Sequence[Grams | None] = (
    NAMED, Grams("@P:", 1), Grams("@P:", 2), NAMED, Grams("@S:", 1), Grams("@S:", 2), NAMED, Grams("@O:", 1),
)  # fmt: skip
"""What its turn has: codes, words and pairs of the other side before, its question, opening and place; own words."""

OwnParts = tuple[Run, Run, Run, Run, Run, Values, Run, Values]
SharedParts = tuple[Values, Run, Run, Values, Run, Run, Values, Run]


class Spoken:
    """The plain words of a talk in one row, as numbers.

    Attributes:
        words: The distinct words.
        number_of: The normal tokens that are words, to the number of the word; some tokens are one word.
        row: Number of the word at each place.
        numbers: The same as a list.
        bounds: Where each turn begins in the row, and the end of the last.
    """

    def __init__(self, turns: Sequence[Words], one_word: Mapping[str, str]) -> None:
        """Lay the words out.

        Args:
            turns: Words of each turn.
            one_word: Words that are one to the classifier, to their common name.
        """
        tokens = [*chain.from_iterable([turn.tokens for turn in turns])]
        names = {token: one_word.get(token, token) for token in plain(dict.fromkeys(tokens))}
        self.words = [*dict.fromkeys(names.values())]
        number_of = dict(zip(self.words, range(len(self.words)), strict=True))
        self.number_of: Mapping[str, int] = {token: number_of[name] for token, name in names.items()}
        numbers = np.fromiter(map(self.number_of.get, tokens, repeat(-1)), np.intp, len(tokens))
        said = numbers >= 0
        self.row: Places = numbers[said]
        self.numbers: list[int] = self.row.tolist()
        self._before: list[int] = [0, *np.cumsum(said).tolist()]
        self._starts = [0, *accumulate([len(turn.tokens) for turn in turns])]
        self.bounds = [self._before[start] for start in self._starts]

    def place(self, turn: int, token: int) -> int:
        """Where a token of a turn stands in the row, or the next word after it."""
        return self._before[self._starts[turn] + token]

    def name(self, place: int, size: int) -> str:
        """Neighbouring words of the row, joined by spaces."""
        return " ".join([self.words[number] for number in self.numbers[place : place + size]])

    @cached_property
    def singles(self) -> Alike:
        """Words by place."""
        return Alike(quick_to_sort(self.row, len(self.words)))

    @cached_property
    def pairs(self) -> Alike:
        """Pairs of neighbouring words by the place of the first."""
        return Alike(self.row[:-1] * len(self.words) + self.row[1:])


class Alike:
    """Which places hold the same.

    Attributes:
        numbers: What stands at each place, as a number from 0.
        first: For each number, the first place that holds it.
        last: For each place, the last place before it that holds the same; -1 where none does.
    """

    def __init__(self, keys: NDArray[np.integer[Any]]) -> None:
        """Number what stands at each place, the same with the same number."""
        order = keys.argsort(kind="stable")
        differs = np.ones(len(keys), dtype=np.bool_)
        differs[1:] = keys[order[1:]] != keys[order[:-1]]
        self.numbers: Places = np.empty(len(keys), dtype=np.intp)
        self.numbers[order] = np.cumsum(differs) - 1
        self.first: Places = order[differs]
        self.last: Places = np.full(len(keys), -1, dtype=np.intp)
        again = np.flatnonzero(~differs)
        self.last[order[again]] = order[again - 1]


@dataclass(slots=True, eq=False)
class Outline:
    """A sentence of a turn, its features not yet named.

    Attributes:
        turn_index: The turn.
        side: Side that speaks.
        first: First token of the sentence in the turn.
        end: Token behind its last.
        own: Features of the sentence, one part for each kind in ``OWN``.
        shared: Features of its turn, for each kind in ``SHARED``; the same object for all sentences of the turn.
    """

    turn_index: int
    side: Side
    first: int
    end: int
    own: OwnParts
    shared: SharedParts


@dataclass(slots=True)
class Sight:
    """A sentence of a turn as the classifier learns from it.

    Attributes:
        turn_index: The turn.
        side: Side that speaks.
        first: First token of the sentence in the turn.
        end: Token behind its last.
        own: Features of the sentence.
        shared: Features of its turn.
    """

    turn_index: int
    side: Side
    first: int
    end: int
    own: Values
    shared: Values


@dataclass(frozen=True, slots=True)
class Outlines:
    """All sentences of a talk that were spoken by one of the two sides, in order, and the words that they hold."""

    spoken: Spoken
    sentences: Sequence[Outline]

    def sights(self) -> list[Sight]:
        """The sentences with their features by name, to learn from."""
        return [
            Sight(
                one.turn_index, one.side, one.first, one.end, self._named(OWN, one.own), self._named(SHARED, one.shared)
            )
            for one in self.sentences
        ]

    def _named(self, kinds: Sequence[Grams | None], parts: Sequence[Run | Values]) -> Values:
        found: dict[str, float] = {}
        for kind, part in zip(kinds, parts, strict=True):
            if isinstance(part, tuple) and kind:
                begin, stop, value = part
                places = range(begin, stop - kind.size + 1)
                found.update({kind.prefix + self.spoken.name(place, kind.size): value for place in places})
            elif isinstance(part, Mapping):
                found.update(part)
        return found


def quick_to_sort(numbers: Places, end: int) -> NDArray[np.integer[Any]]:
    """Numbers under ``end`` in two bytes where that is enough: these are sorted several times quicker."""
    return numbers.astype(np.uint16) if end <= 1 << 16 else numbers


def plain(tokens: Iterable[str]) -> list[str]:
    """Words and question marks of normal tokens; other marks are left out."""
    return [token for token in tokens if token[0].isalnum() or token[0] in "'?"]


def is_word(feature: str) -> bool:
    """Whether a feature is an n-gram of the sentence itself, and not one of its place in the talk."""
    return not feature.startswith(_MARK)
