"""How a turn is spoken: like a question put to somebody, or like an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    "puts",
    "pleads",
    "idle_you",
    "narrates",
)
"""Names of what is looked at, in the order of ``features``."""
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_MOST = 600
_FEW_WORDS, _MANY_WORDS = 3, 25
_MOST_SAID = 2
_OWN = 2
"""In a long turn that is told and put to nobody, "I" stands so many times as often as "you". Source: convention."""

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases as words, by their first word."""


@dataclass(frozen=True, slots=True)
class ConductWords:
    """The words of ``reading/conduct.toml``."""

    words: Mapping[str, frozenset[str]]
    puts: Phrases
    pleads: Phrases
    idle_you: Phrases
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
        puts=_phrases(data["phrases"]["puts"]),
        pleads=_phrases(data["phrases"]["pleads"]),
        idle_you=_phrases(data["phrases"]["idle_you"]),
        hedge=tuple(words["hedge"]),
        weights=tuple(float(data["weights"][name]) for name in FEATURES),
        base=float(data["weights"]["base"]),
    )


def _phrases(listed: Sequence[str]) -> Phrases:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        tokens = tuple(_WORD.findall(phrase))
        found.setdefault(tokens[0], []).append(tokens)
    return {first: tuple(several) for first, several in found.items()}


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
    you = 0 if apart(sets["you"]) else _times(sets["you"], tokens, count)
    mine = 0 if apart(sets["i"]) else _times(sets["i"], tokens, count)
    idle = min(you, _said(data.idle_you, seen, tokens)) if you else 0
    narrates = count > _MANY_WORDS and mine > _OWN * (you - idle + 1)
    return (
        "?" in low,
        low.rstrip(" .\"'")[-1:] == "?",
        first in sets["question"] or (first in sets["auxiliary"] and second in sets["subject"]),
        min(1 if narrates else 3, you),
        min(3, mine),
        0 if apart(sets["we"]) else _times(sets["we"], tokens, 2),
        opens in sets["yes_no"],
        low.lstrip().startswith(data.hedge),
        first in sets["order"],
        opens in sets["opener"],
        not apart(sets["polite"]),
        after_question,
        count <= _FEW_WORDS,
        count > _MANY_WORDS and not narrates,
        _said(data.puts, seen, tokens),
        _said(data.pleads, seen, tokens),
        0 if narrates else idle,
        narrates,
    )


def _times(words: frozenset[str], tokens: list[str], most: int) -> int:
    """How often one of the words stands there."""
    return min(most, sum(map(words.__contains__, tokens)))


def _said(phrases: Phrases, seen: set[str], tokens: Sequence[str]) -> int:
    """How many of the phrases are said; no more than tell something."""
    found = 0
    for first in phrases.keys() & seen:
        for phrase in phrases[first]:
            if seen.issuperset(phrase) and _in_a_row(phrase, tokens):
                found += 1
                if found == _MOST_SAID:
                    return found
    return found


def _in_a_row(phrase: tuple[str, ...], tokens: Sequence[str]) -> bool:
    size = len(phrase)
    return any(
        tokens[at] == phrase[0] and tuple(tokens[at : at + size]) == phrase for at in range(len(tokens) - size + 1)
    )


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
