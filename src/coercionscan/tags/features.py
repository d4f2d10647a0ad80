"""What the classifier sees of a sentence: its words and word pairs in normal form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_PAIR = " "


def ngrams(tokens: Sequence[str]) -> list[str]:
    """Words and pairs of neighbouring words, in order, with repetitions.

    Args:
        tokens: Normal tokens of a sentence; marks are read over.

    Returns:
        Each word, then each pair joined by a space; empty when there is no word.
    """
    plain = [token for token in tokens if token[0].isalnum() or token[0] == "'"]
    return plain + [one + _PAIR + two for one, two in pairwise(plain)]
