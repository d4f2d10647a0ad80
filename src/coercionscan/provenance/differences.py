"""Whether a later answer differs in substance from an earlier one, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from coercionscan.provenance.answers import Answer, Polarity
from coercionscan.provenance.exchanges import STRONG, WEAK, Exchange

_WANTS_MORE = 2
"""Asking twice for more in one breath wants something else."""
_SURE = 0.6
_FAIR = 0.5
_SHARED_KIND = 0.1
_LESS = 0.05


class Relation(StrEnum):
    """How an exchange hangs together with an earlier one."""

    AGAIN = "asked again"
    PRESSED = "pressed on"
    OFFERED = "another one offered"
    MATTER = "same matter"
    NONE = "other matter"


def relation(first: Exchange, last: Exchange, between: Sequence[Exchange]) -> Relation:
    """How an exchange hangs together with an earlier one.

    Args:
        first: The earlier exchange.
        last: The later one.
        between: Those between them.
    """
    if same_question(first, last) or (not between and last.challenge and first.slots & last.slots):
        return Relation.AGAIN
    if last.options and not last.options.isdisjoint(first.said):
        return Relation.OFFERED
    if _presses(first, last) and not any(_is_stray(one, first) for one in between):
        return Relation.PRESSED
    return Relation.MATTER if _same_matter(first, last) else Relation.NONE


def same_question(first: Exchange, last: Exchange) -> bool:
    """Whether two exchanges ask for the same thing: by one question word, or both for yes or no, of like details."""
    if first.slots or last.slots:
        return bool(first.slots & last.slots) and alike(first, last)
    return not first.asks_what and not last.asks_what and alike(first, last)


def alike(first: Exchange, last: Exchange) -> bool:
    """Whether the last questions of two exchanges share at least half of their detail words, and what is asked of."""
    shared = len(first.asked & last.asked)
    if first.things and last.things and first.things.isdisjoint(last.things):
        return False
    if first.doers and last.doers and first.doers.isdisjoint(last.doers):
        return False
    if not shared or shared * 2 < max(len(first.asked), len(last.asked)):
        return False
    return first.main in last.asked or last.main in first.asked


def _presses(first: Exchange, last: Exchange) -> bool:
    """Whether an exchange asks on about the same without naming it, or only challenges."""
    if last.names and (last.asks or last.names.isdisjoint(first.names | first.said)):
        return False
    if not last.asks_what and not last.slots and last.challenge >= STRONG:
        return True
    if not last.asks and not last.prompts:
        return bool(last.challenge)
    if ("moves_on" in last.cues and last.challenge < STRONG) or ("asks_words" in last.cues) != (
        "asks_words" in first.cues
    ):
        return False
    return last.slots == first.slots and ("asks_why" in last.cues) == ("asks_why" in first.cues)


def _is_stray(one: Exchange, first: Exchange) -> bool:
    """Whether an exchange asks about another matter."""
    return one.asks and not _same_matter(first, one) and not _presses(first, one)


def _same_matter(first: Exchange, last: Exchange) -> bool:
    """Whether an exchange names something of an earlier question or its answer, and no other thing."""
    if first.things and last.things and first.things.isdisjoint(last.things) and last.things.isdisjoint(first.said):
        return False
    return not last.names.isdisjoint(first.names | first.said)


def difference(first: Exchange, last: Exchange, kind: Relation, force: float, more: int, *, adjacent: bool) -> float:
    """How sure it is that the answer of ``last`` corrects that of ``first``.

    Args:
        first: The settled exchange.
        last: The later one.
        kind: How they hang together.
        force: Sum of the challenges after the first answer.
        more: How often more was wanted after it.
        adjacent: Whether nothing else was answered between them.

    Returns:
        0..1; 0 where the answers agree, or nothing calls the second one forth.
    """
    one, two = first.answer, last.answer
    if one.polarity is Polarity.UNKNOWN:
        return _remembered(first, last, two, kind, force, adjacent=adjacent)
    if first.denied or (one.polarity is Polarity.DENIAL and not first.told):
        return _given_in(first, last, two, kind, force)
    if one.polarity is Polarity.ASSENT and not first.told:
        return _taken_back(first, last, two, kind, force)
    return _otherwise(first, last, two, kind, force, more)


def _remembered(first: Exchange, last: Exchange, two: Answer, kind: Relation, force: float, *, adjacent: bool) -> float:
    """Not known at first, then known."""
    if two.polarity is Polarity.DENIAL or last.certain:
        return 0.0
    if two.polarity is Polarity.ASSENT and not last.told:
        near = adjacent and last.asks_what and not first.names
        supplied = bool(last.asked) and (kind is Relation.AGAIN or near)
        return _FAIR if supplied else 0.0
    if not last.told:
        return 0.0
    if kind is Relation.AGAIN or (kind is Relation.PRESSED and force):
        return _FAIR
    return _FAIR - _LESS if adjacent and force >= STRONG and not last.slots else 0.0


def _given_in(first: Exchange, last: Exchange, two: Answer, kind: Relation, force: float) -> float:
    """Denied at first, then granted: by a yes to the same, by telling the thing denied, or after a challenge."""
    if two.polarity is Polarity.DENIAL:
        return _FAIR if "inverting" in last.cues and force >= STRONG else 0.0
    if last.certain and not last.told:
        return 0.0
    if two.polarity is Polarity.ASSENT and not last.told:
        if last.points and force >= STRONG and kind is Relation.PRESSED:
            return _FAIR
        related = first.denied and alike(first, last) and not last.asks_what
        return 0.0 if not related else _SURE if force or "tag" in last.cues or not last.asks else _FAIR - _LESS
    if two.negated or not last.told:
        return 0.0
    if first.denied and _grants(first, last):
        return _SURE if kind is not Relation.NONE or force >= STRONG else 0.0
    if first.denied and alike(first, last) and last.challenge >= STRONG and not last.asks_what:
        return _FAIR
    return _FAIR if kind is Relation.PRESSED and force >= STRONG else 0.0


def _grants(first: Exchange, last: Exchange) -> bool:
    """Whether an answer tells what was denied before: one of the acts that the question asked of."""
    return not first.acts.isdisjoint(last.said)


def _taken_back(first: Exchange, last: Exchange, two: Answer, kind: Relation, force: float) -> float:
    """Granted at first, then denied or told otherwise."""
    if first.asks_what or last.asks_what or kind is not Relation.AGAIN or first.certain or last.certain:
        return 0.0
    if two.polarity is Polarity.DENIAL:
        several = len(first.asked & last.asked) > 1
        return _FAIR if force >= STRONG or (force and several) else _FAIR - _LESS if several else 0.0
    return 0.0


def _otherwise(first: Exchange, last: Exchange, two: Answer, kind: Relation, force: float, more: int) -> float:
    """Told one thing first, then another in its place."""
    if two.polarity is Polarity.DENIAL and not last.told:
        return 0.0
    fresh = last.said - first.said - (frozenset() if kind in (Relation.OFFERED, Relation.AGAIN) else last.names)
    if not fresh or not first.said.isdisjoint(last.said):
        return 0.0
    shared = _SHARED_KIND if {kind for kind, _ in first.told} & {kind for kind, _ in last.told} else 0.0
    if kind is Relation.OFFERED:
        return _SURE + shared if shared else 0.0
    if kind is Relation.AGAIN and (force or shared):
        return (_FAIR if force >= WEAK else _FAIR - _LESS) + shared
    if kind is Relation.PRESSED and force >= STRONG:
        return _FAIR + shared
    if more >= _WANTS_MORE and not first.slots and first.asks_what and (last.prompts or last.more):
        return (_SURE if last.more >= _WANTS_MORE else _FAIR) + shared
    return 0.0
