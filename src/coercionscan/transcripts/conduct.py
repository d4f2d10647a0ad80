"""How a turn is spoken: like a question put to somebody, or like an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import mul

from coercionscan.lexicon.catalogue import table
from coercionscan.text import fold

FEATURES = (
    "holds_question",
    "ends_in_question",
    "question_order",
    "you",
    "i",
    "we",
    "yes_no",
    "hedge",
    "order",
    "opener",
    "polite",
    "after_question",
    "short",
    "long",
)
"""Names of what is looked at, in the order of ``features``."""
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_MOST = 600
_FEW_WORDS, _MANY_WORDS = 3, 25


@dataclass(frozen=True, slots=True)
class ConductWords:
    """The words of ``reading/conduct.toml``."""

    words: Mapping[str, frozenset[str]]
    hedge: tuple[str, ...]
    weights: tuple[float, ...]
    base: float


@cache
def conduct_words() -> ConductWords:
    """The words and weights, loaded once."""
    data = table("reading/conduct")
    words = data["words"]
    return ConductWords(
        words={name: frozenset(found) for name, found in words.items()},
        hedge=tuple(words["hedge"]),
        weights=tuple(float(data["weights"][name]) for name in FEATURES),
        base=float(data["weights"]["base"]),
    )


def features(words: str, *, after_question: bool) -> tuple[float, ...]:
    """What is looked at in a turn.

    Args:
        words: The turn.
        after_question: Whether somebody else asked just before.

    Returns:
        One number for each of ``FEATURES``.
    """
    data = conduct_words()
    sets = data.words
    low = fold(words[:_MOST])
    tokens = _WORD.findall(low)
    count = len(tokens)
    at = 0
    while at < count and tokens[at] in sets["filler"]:
        at += 1
    first = tokens[at] if at < count else ""
    second = tokens[at + 1] if at + 1 < count else ""
    opens = tokens[0] if tokens else None
    seen = set(tokens)
    apart = seen.isdisjoint
    return (
        "?" in low,
        low.rstrip(" .\"'")[-1:] == "?",
        first in sets["question"] or (first in sets["auxiliary"] and second in sets["subject"]),
        0 if apart(sets["you"]) else _times(sets["you"], tokens, 3),
        0 if apart(sets["i"]) else _times(sets["i"], tokens, 3),
        0 if apart(sets["we"]) else _times(sets["we"], tokens, 2),
        opens in sets["yes_no"],
        low.lstrip().startswith(data.hedge),
        first in sets["order"],
        opens in sets["opener"],
        not apart(sets["polite"]),
        after_question,
        count <= _FEW_WORDS,
        count > _MANY_WORDS,
    )


def _times(words: frozenset[str], tokens: list[str], most: int) -> int:
    """How often one of the words stands there."""
    return min(most, sum(map(words.__contains__, tokens)))


def weight_of(words: str, *, after_question: bool) -> float:
    """How a turn is spoken: above 0 like one who questions, below 0 like one who answers.

    Args:
        words: The turn.
        after_question: Whether somebody else asked just before.

    Returns:
        Log odds.
    """
    data = conduct_words()
    found: float = sum(map(mul, data.weights, features(words, after_question=after_question)))
    return data.base + found
