"""Spoils words as a poor transcript would: dropped, doubled or misheard, so that what depends on them can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from coercionscan.matching.words import Columns, Words, side_by_side

_Token = tuple[str, int, int]


def spoiled(every: Sequence[Words], rate: float, seed: int) -> tuple[Words, ...]:
    """The words of all turns with a share of them spoiled; marks and places in the source stay.

    A spoiled word is dropped, doubled, or replaced by another word of the same transcript, each as often. Generator:
    numpy PCG64.

    Args:
        every: Words of each turn.
        rate: Share of words 0..1.
        seed: Seed of the generator.

    Returns:
        Words of each turn; the same seed gives the same.
    """
    dice = np.random.Generator(np.random.PCG64(seed))
    known = [token for words in every for token in words.tokens if token[0].isalnum()]
    return side_by_side([_columns(_spoil(words, rate, dice, known)) for words in every])


def _spoil(words: Words, rate: float, dice: np.random.Generator, known: Sequence[str]) -> Iterator[_Token]:
    chances, kinds, picks = (dice.random(len(words.tokens)) for _ in range(3))
    for at, token in enumerate(words.tokens):
        place = (words.starts[at], words.ends[at])
        if not token[0].isalnum() or chances[at] >= rate:
            yield (token, *place)
        elif kinds[at] < 1 / 3:
            yield (token, *place)
            yield (token, *place)
        elif kinds[at] < 2 / 3:
            yield (known[int(picks[at] * len(known))], *place)


def _columns(tokens: Iterable[_Token]) -> Columns:
    rows = list(tokens)
    return [word for word, _, _ in rows], [start for _, start, _ in rows], [end for _, _, end in rows]
