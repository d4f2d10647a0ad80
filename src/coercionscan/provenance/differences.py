"""Whether a later answer differs in substance from an earlier one, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from coercionscan.provenance.answers import ASSENT, DENIAL, UNKNOWN
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


AGAIN, PRESSED, OFFERED, MATTER, NONE = Relation
_REPLACING = (OFFERED, AGAIN)
"""So related, an answer may tell what its question names."""


class Pair:
    """Two exchanges of which the later may correct the earlier.

    Attributes:
        first: The earlier exchange.
        last: The later one.
        adjacent: Whether nothing else was answered between them.
    """

    __slots__ = ("_exchanges", "_relation", "adjacent", "first", "last")

    def __init__(
        self, first: Exchange, last: Exchange, exchanges: Sequence[Exchange], relation: Relation | None = None
    ) -> None:
        """Take the two; how they hang together is looked at when somebody asks, unless it is known.

        Args:
            first: The earlier one.
            last: The later one.
            exchanges: All exchanges, by their numbers.
            relation: How the two hang together.
        """
        self.first = first
        self.last = last
        self.adjacent = first.number + 1 == last.number
        self._exchanges = exchanges
        self._relation = relation

    @property
    def between(self) -> Sequence[Exchange]:
        """The exchanges between them."""
        return () if self.adjacent else self._exchanges[self.first.number + 1 : self.last.number]

    @property
    def relation(self) -> Relation:
        """How they hang together."""
        if self._relation is None:
            self._relation = self._related()
        return self._relation

    def _related(self) -> Relation:
        first, last = self.first, self.last
        if same_question(first, last) or (self.adjacent and last.challenge and first.slots & last.slots):
            return AGAIN
        if last.options and not last.options.isdisjoint(first.said):
            return OFFERED
        if _presses(first, last) and not any(_is_stray(one, first) for one in self.between):
            return PRESSED
        return MATTER if _same_matter(first, last) else NONE


def same_question(first: Exchange, last: Exchange) -> bool:
    """Whether two exchanges ask for the same thing: by one question word, or both for yes or no, of like details."""
    if first.slots or last.slots:
        return not first.slots.isdisjoint(last.slots) and alike(first, last)
    return not first.asks_what and not last.asks_what and alike(first, last)


def alike(first: Exchange, last: Exchange) -> bool:
    """Whether the last questions of two exchanges share at least half of their detail words, and what is asked of."""
    shared = len(first.asked & last.asked)
    if not shared or shared * 2 < max(len(first.asked), len(last.asked)):
        return False
    if first.things and last.things and first.things.isdisjoint(last.things):
        return False
    if first.doers and last.doers and first.doers.isdisjoint(last.doers):
        return False
    return first.main in last.asked or last.main in first.asked


def _presses(first: Exchange, last: Exchange) -> bool:
    """Whether an exchange asks on about the same without naming it, or only challenges."""
    if last.names and (last.asks or last.names.isdisjoint(first.matter)):
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
    return not last.names.isdisjoint(first.matter)


def difference(pair: Pair, force: float, more: int) -> float:
    """How sure it is that the later answer corrects the earlier.

    Args:
        pair: The two exchanges.
        force: Sum of the challenges after the first answer.
        more: How often more was wanted after it.

    Returns:
        0..1; 0 where the answers agree, or nothing calls the second one forth.
    """
    first = pair.first
    if first.tells:
        return _otherwise(pair, force, more)
    if first.grants:
        return _taken_back(pair, force)
    return _remembered(pair, force) if first.answer.polarity is UNKNOWN else _given_in(pair, force)


def agrees(first: Exchange, last: Exchange) -> bool:
    """Whether one look at two answers shows that the later does not correct the earlier; most pairs end here.

    Args:
        first: The earlier exchange.
        last: The later one.

    Returns:
        True where something told is followed by nothing else that is told, or a yes by no "no".
    """
    if first.tells:
        said = last.said
        return not said or not said.isdisjoint(first.said)
    return first.grants and last.answer.polarity is not DENIAL


def _remembered(pair: Pair, force: float) -> float:
    """Not known at first, then known."""
    first, last = pair.first, pair.last
    polarity = last.answer.polarity
    if polarity is DENIAL or last.certain:
        return 0.0
    if not last.told:
        if polarity is not ASSENT or not last.asked:
            return 0.0
        near = pair.adjacent and last.asks_what and not first.names
        return _FAIR if near or pair.relation is AGAIN else 0.0
    if pair.relation is AGAIN or (force and pair.relation is PRESSED):
        return _FAIR
    return _FAIR - _LESS if pair.adjacent and force >= STRONG and not last.slots else 0.0


def _given_in(pair: Pair, force: float) -> float:
    """Denied at first, then granted: by a yes to the same, by telling the thing denied, or after a challenge."""
    first, last = pair.first, pair.last
    polarity = last.answer.polarity
    if polarity is DENIAL:
        return _FAIR if "inverting" in last.cues and force >= STRONG else 0.0
    if last.certain and not last.told:
        return 0.0
    if polarity is ASSENT and not last.told:
        if last.points and force >= STRONG and pair.relation is PRESSED:
            return _FAIR
        related = first.denied and not last.asks_what and alike(first, last)
        return 0.0 if not related else _SURE if force or "tag" in last.cues or not last.asks else _FAIR - _LESS
    if last.answer.negated or not last.told:
        return 0.0
    if first.denied and _grants(first, last):
        return _SURE if force >= STRONG or pair.relation is not NONE else 0.0
    if first.denied and last.challenge >= STRONG and not last.asks_what and alike(first, last):
        return _FAIR
    return _FAIR if force >= STRONG and pair.relation is PRESSED else 0.0


def _grants(first: Exchange, last: Exchange) -> bool:
    """Whether an answer tells what was denied before: one of the acts that the question asked of."""
    return not first.acts.isdisjoint(last.said)


def _taken_back(pair: Pair, force: float) -> float:
    """Granted at first, then denied."""
    first, last = pair.first, pair.last
    if last.answer.polarity is not DENIAL or first.asks_what or last.asks_what:
        return 0.0
    if first.certain or last.certain or pair.relation is not AGAIN:
        return 0.0
    several = len(first.asked & last.asked) > 1
    return _FAIR if force >= STRONG or (force and several) else _FAIR - _LESS if several else 0.0


def _otherwise(pair: Pair, force: float, more: int) -> float:
    """Told one thing first, then another in its place."""
    first, last = pair.first, pair.last
    if not last.said or not first.said.isdisjoint(last.said):
        return 0.0
    shared = 0.0 if first.kinds.isdisjoint(last.kinds) else _SHARED_KIND
    if not shared and not force and more < _WANTS_MORE:
        return 0.0
    kind = pair.relation
    if kind not in _REPLACING and last.said <= last.names:
        return 0.0
    if kind is OFFERED:
        return _SURE + shared if shared else 0.0
    if kind is AGAIN and (force or shared):
        return (_FAIR if force >= WEAK else _FAIR - _LESS) + shared
    if kind is PRESSED and force >= STRONG:
        return _FAIR + shared
    if more >= _WANTS_MORE and not first.slots and first.asks_what and (last.prompts or last.more):
        return (_SURE if last.more >= _WANTS_MORE else _FAIR) + shared
    return 0.0
