"""What the user knows of the case, laid beside what was found: held back and fed, wrong, corroborated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coercionscan.provenance.uptake import ADOPTED
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import LIGHT, NUMBER, TIME, Concept
from coercionscan.records import CaseFact, Fact, Ledger
from coercionscan.text import fold

Names = frozenset[str]
Concepts = frozenset[Concept]
DIFFERS = "told_otherwise_than_stated"
NOT_FOUND = "not_found"
_VALUES = ("colour", NUMBER, TIME)
"""Kinds of words that tell what a thing or act was like: of one thing there is one value."""
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_FLAGS = (
    ("known_to_police", "known_to_police", "not_known_to_police"),
    ("public", "public", "not_public"),
    ("held_back", "held_back", "not_held_back"),
    ("true", "stated_true", "stated_false"),
    ("corroborated", "corroborated", "not_corroborated"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFinding:
    """One fact that the user stated, and where the interviews speak of it.

    ``same`` are facts that are it, ``other`` are facts of the person that tell another colour, number or time of it;
    each with the number of its interview (from 0), in order of the first mention.
    """

    known: CaseFact
    same: tuple[tuple[int, Fact], ...]
    other: tuple[tuple[int, Fact], ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What the record says of it, as short names."""
        found = [name for _, fact in self.same[:1] for name in judged(fact, self.known)]
        found += [DIFFERS] if self.other else []
        return tuple(found) if self.same or self.other else (NOT_FOUND,)


def concepts_of(text: str, vocabulary: Vocabulary) -> Concepts:
    """Detail words of a text in their general forms."""
    found = (vocabulary.concept(word) for word in _WORD.findall(fold(text)))
    return frozenset(concept for concept in found if concept is not None)


def names_of(text: str, vocabulary: Vocabulary) -> Names:
    """General forms of the detail words of a text.

    Args:
        text: Any text, such as the words of a case fact.
        vocabulary: The vocabulary.

    Returns:
        The names; empty where the text holds no detail word.
    """
    return _names(concepts_of(text, vocabulary))


def with_case(facts: Sequence[Fact], known: Sequence[CaseFact], vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """Write onto each fact what the user said of it.

    Args:
        facts: The facts found.
        known: The user's facts.
        vocabulary: The vocabulary.

    Returns:
        The facts; those that no user fact means are unchanged. Nothing is assumed of what the user left open.
    """
    wanted = [(concepts_of(one.text, vocabulary), one) for one in known]
    return tuple(_marked(fact, wanted, vocabulary) for fact in facts) if wanted else tuple(facts)


def against_case(
    ledgers: Sequence[Ledger], known: Sequence[CaseFact], vocabulary: Vocabulary
) -> tuple[CaseFinding, ...]:
    """Look for each of the user's facts in the interviews of a contact.

    Args:
        ledgers: Their ledgers, in order.
        known: The user's facts.
        vocabulary: The vocabulary.

    Returns:
        A finding for each of the user's facts, in the user's order.
    """
    facts = [(number, *one) for number, ledger in enumerate(ledgers) for one in _read(ledger, vocabulary)]
    found: list[CaseFinding] = []
    for one in known:
        wanted = concepts_of(one.text, vocabulary)
        same = [(number, fact) for number, have, fact in facts if means(_names(wanted), _names(have))]
        other = [(number, fact) for number, have, fact in facts if one.true and taken(fact) and differs(wanted, have)]
        found.append(CaseFinding(known=one, same=_in_order(same), other=_in_order(other)))
    return tuple(found)


def _read(ledger: Ledger, vocabulary: Vocabulary) -> Iterator[tuple[Concepts, Fact]]:
    return ((concepts_of(" ".join(fact.terms), vocabulary), fact) for fact in ledger.facts)


def _in_order(found: Iterable[tuple[int, Fact]]) -> tuple[tuple[int, Fact], ...]:
    return tuple(sorted(found, key=lambda item: (item[0], item[1].first_turn_index)))


def means(wanted: Names, have: Names) -> bool:
    """Whether a fact with some words is the one that a user's words name.

    It holds all of them and at most as many others, or more than half of them and no other: "backpack" alone is not
    yet "the blue backpack".
    """
    return holds(wanted, have) or (bool(have) and have < wanted and len(have) * 2 > len(wanted))


def holds(wanted: Names, have: Names) -> bool:
    """Whether some words hold all wanted ones, and at most as many others."""
    return bool(wanted) and wanted <= have and len(have) <= 2 * len(wanted)


def alike(one: Names, two: Names) -> bool:
    """Whether all words of the shorter of two facts stand in the longer, and are at least half of it."""
    return holds(one, two) or holds(two, one)


def differs(wanted: Concepts, have: Concepts) -> bool:
    """Whether a fact tells another colour, number or time of the same thing or act.

    Args:
        wanted: Words of the user's fact.
        have: Words of a fact that was found.

    Returns:
        False where either tells no such value, or the fact is not of all the things that the user's words name.
    """
    heads = {one.name for one in wanted if one.kind not in _VALUES and one.kind != LIGHT}
    if not heads or not heads <= _names(have):
        return False
    pairs = ((_values(wanted, kind), _values(have, kind)) for kind in _VALUES)
    return any(one and two and one.isdisjoint(two) for one, two in pairs)


def _values(concepts: Concepts, kind: str) -> Names:
    return frozenset(one.name for one in concepts if one.kind == kind)


def _names(concepts: Concepts) -> Names:
    return frozenset(one.name for one in concepts)


def _marked(fact: Fact, wanted: Sequence[tuple[Concepts, CaseFact]], vocabulary: Vocabulary) -> Fact:
    have = concepts_of(" ".join(fact.terms), vocabulary)
    known = next((one for concepts, one in wanted if means(_names(concepts), _names(have))), None)
    if known is not None:
        status = [yes if getattr(known, flag) else no for flag, yes, no in _FLAGS if getattr(known, flag) is not None]
        return replace(fact, case_status=(*status, *judged(fact, known)))
    if taken(fact) and any(one.true and differs(concepts, have) for concepts, one in wanted):
        return replace(fact, case_status=(DIFFERS,))
    return fact


def taken(fact: Fact) -> bool:
    """Whether the questioned person told a detail, or took it up, be it after resisting it at first."""
    return fact.introduced_by.questioned or fact.uptake in ADOPTED or fact.reversed_at_turn_index is not None


def judged(fact: Fact, known: CaseFact) -> list[str]:
    """What the user's statement and the record say together.

    Args:
        fact: A fact that was found.
        known: The user's fact that it is.

    Returns:
        Short names such as ``held_back_and_fed``; empty where nothing follows.
    """
    own, took = fact.introduced_by.questioned, taken(fact)
    found: list[str] = []
    if known.held_back and fact.introduced_by.asks:
        found.append("held_back_and_fed" if took else "held_back_and_offered")
    if known.true is False and took:
        found.append("taken_though_stated_false")
    if own and known.corroborated:
        found.append("independent_and_corroborated")
    return found
