"""Hints that shrink the space of answers before the questioned person "volunteers" a detail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coercionscan.provenance.answers import UNKNOWN
from coercionscan.provenance.exchanges import Exchange
from coercionscan.records import Fact

_REACH = 5
"""So many exchanges back a hint still belongs to the same question. A convention."""


def hinted(exchanges: Sequence[Exchange]) -> dict[int, tuple[int, ...]]:
    """Turns of the interrogators that hinted at an answer, by the turn of the answer.

    Args:
        exchanges: The exchanges of a contact.

    Returns:
        Only answers that were sought: somebody did not know, or guessed wrongly, and was helped on; or the answer is
        itself a guess.
    """
    found: dict[int, tuple[int, ...]] = {}
    hints: list[int] = []
    sought = 0
    for number, exchange in enumerate(exchanges):
        if sought and not _goes_on(exchange):
            hints, sought = [], 0
        hints.extend(exchange.hints)
        if exchange.told:
            if hints and (sought or exchange.answer.asks or exchange.answer.hedges):
                found[exchange.answer.turn_index] = tuple(dict.fromkeys(hints))
            sought = sought + 1 if _is_turned_down(exchanges, number) else 0
        elif _is_at_a_loss(exchange):
            sought += 1
        else:
            sought = 0
        hints = hints if 0 < sought <= _REACH else []
    return found


def _is_at_a_loss(exchange: Exchange) -> bool:
    """Whether the person, who tells nothing, does not know or asks back."""
    return exchange.answer.polarity is UNKNOWN or exchange.answer.asks


def _goes_on(exchange: Exchange) -> bool:
    """Whether an exchange still seeks what the one before sought."""
    return bool(exchange.hints) or bool(exchange.challenge) or exchange.rejects or bool(exchange.more)


def _is_turned_down(exchanges: Sequence[Exchange], number: int) -> bool:
    """Whether the next exchange does not take an answer."""
    if number + 1 >= len(exchanges):
        return False
    following = exchanges[number + 1]
    return following.rejects or bool(following.challenge) or bool(following.hints and not following.asks)


def with_hints(facts: Iterable[Fact], by_answer: Mapping[int, tuple[int, ...]]) -> tuple[Fact, ...]:
    """Write onto each fact of the questioned person which turns hinted at it.

    Args:
        facts: The facts.
        by_answer: Turns that hinted, by the turn of the answer.

    Returns:
        The facts; those that nobody hinted at are unchanged.
    """
    return tuple(
        [
            replace(fact, narrowed_by=by_answer[fact.first_turn_index])
            if fact.first_turn_index in by_answer and fact.introduced_by.questioned
            else fact
            for fact in facts
        ]
    )
