"""What the user knows of the case, laid beside what was found: held back and fed, wrong, corroborated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coercionscan.provenance.uptake import ADOPTED
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import CaseFact, Fact
from coercionscan.text import fold

Names = frozenset[str]
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_FLAGS = (
    ("known_to_police", "known_to_police", "not_known_to_police"),
    ("public", "public", "not_public"),
    ("held_back", "held_back", "not_held_back"),
    ("true", "stated_true", "stated_false"),
    ("corroborated", "corroborated", "not_corroborated"),
)


def names_of(text: str, vocabulary: Vocabulary) -> Names:
    """General forms of the detail words of a text.

    Args:
        text: Any text, such as the words of a case fact.
        vocabulary: The vocabulary.

    Returns:
        The names; empty where the text holds no detail word.
    """
    found = (vocabulary.concept(word) for word in _WORD.findall(fold(text)))
    return frozenset(concept.name for concept in found if concept is not None)


def with_case(facts: Sequence[Fact], known: Sequence[CaseFact], vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """Write onto each fact what the user said of it.

    Args:
        facts: The facts found.
        known: The user's facts.
        vocabulary: The vocabulary.

    Returns:
        The facts; those that no user fact means are unchanged. Nothing is assumed of what the user left open.
    """
    wanted = [(names_of(one.text, vocabulary), one) for one in known]
    return tuple(_marked(fact, wanted, vocabulary) for fact in facts)


def means(wanted: Names, have: Names) -> bool:
    """Whether a fact with some words is the one that a user's words name.

    All words of the shorter of both stand in the other, and they share at least half of the longer.
    """
    shared = len(wanted & have)
    return bool(shared) and shared == min(len(wanted), len(have)) and shared * 2 >= max(len(wanted), len(have))


def _marked(fact: Fact, wanted: Sequence[tuple[Names, CaseFact]], vocabulary: Vocabulary) -> Fact:
    have = names_of(" ".join(fact.terms), vocabulary)
    known = next((one for names, one in wanted if means(names, have)), None)
    if known is None:
        return fact
    status = [yes if getattr(known, flag) else no for flag, yes, no in _FLAGS if getattr(known, flag) is not None]
    return replace(fact, case_status=(*status, *_judged(fact, known)))


def _judged(fact: Fact, known: CaseFact) -> list[str]:
    """What the user's statement and the record say together."""
    own = fact.introduced_by.questioned
    taken = own or fact.uptake in ADOPTED
    judged: list[str] = []
    if known.held_back and fact.introduced_by.asks:
        judged.append("held_back_and_fed" if taken else "held_back_and_offered")
    if known.true is False and taken:
        judged.append("taken_though_stated_false")
    if own and known.corroborated:
        judged.append("independent_and_corroborated")
    return judged
