"""How a turn is spoken: like a question put to somebody, or like an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

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


def features(words: str, *, after_question: bool) -> Iterator[float]:
    """What is looked at in a turn.

    Args:
        words: The turn.
        after_question: Whether somebody else asked just before.

    Yields:
        One number for each of ``FEATURES``.
    """
    data = conduct_words()
    sets = data.words
    low = fold(words[:_MOST])
    tokens = _WORD.findall(low)
    at = 0
    while at < len(tokens) and tokens[at] in sets["filler"]:
        at += 1
    first, second = [*tokens[at : at + 2], "", ""][:2]
    yield float("?" in low)
    yield float(low.rstrip(" .\"'")[-1:] == "?")
    yield float(first in sets["question"] or (first in sets["auxiliary"] and second in sets["subject"]))
    yield min(3.0, float(sum(1 for token in tokens if token in sets["you"])))
    yield min(3.0, float(sum(1 for token in tokens if token in sets["i"])))
    yield min(2.0, float(sum(1 for token in tokens if token in sets["we"])))
    yield float(tokens[:1] != [] and tokens[0] in sets["yes_no"])
    yield float(low.lstrip().startswith(data.hedge))
    yield float(first in sets["order"])
    yield float(tokens[:1] != [] and tokens[0] in sets["opener"])
    yield float(not sets["polite"].isdisjoint(tokens))
    yield float(after_question)
    yield float(len(tokens) <= _FEW_WORDS)
    yield float(len(tokens) > _MANY_WORDS)


def weight_of(words: str, *, after_question: bool) -> float:
    """How a turn is spoken: above 0 like one who questions, below 0 like one who answers.

    Args:
        words: The turn.
        after_question: Whether somebody else asked just before.

    Returns:
        Log odds.
    """
    data = conduct_words()
    found = features(words, after_question=after_question)
    return data.base + sum(weight * value for weight, value in zip(data.weights, found, strict=True))
