"""Who said each detail first, ready to be shown: in every report, and alone in ``coercionscan trace``."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.records import Confession, Fact, Ledger, Transcript, Uptake
from coercionscan.reports.excerpt import Quote, clean, place, quote
from coercionscan.reports.shown import FactView, ProvenanceView
from coercionscan.reports.words import counted, plain

AFTER_HINT = ", after a hint"
_ADOPTED = (Uptake.ASSENT, Uptake.REPETITION, Uptake.ELABORATION)
_REFUSED = (Uptake.DENIAL, Uptake.CORRECTION)


def ledger_view(transcript: Transcript, ledger: Ledger, confessions: Sequence[Confession] = ()) -> ProvenanceView:
    """The details of a contact with their counts.

    Args:
        transcript: The transcript.
        ledger: Its details.
        confessions: Its confessions, to mark the details that they hold.

    Returns:
        The view; rows in the order of the ledger, which is by falling weight.
    """
    facts = ledger.facts
    fed = [fact for fact in facts if fact.introduced_by.asks]
    held = {fact.id for confession in confessions for fact in held_by(confession, ledger)}
    return ProvenanceView(
        headline=_headline(transcript, len(fed), len(facts)),
        fed=len(fed),
        total=len(facts),
        adopted=sum(fact.uptake in _ADOPTED for fact in fed),
        refused=sum(fact.uptake in _REFUSED for fact in fed),
        yielded=sum(map(yielded, fed)),
        corrected_answers=len(ledger.corrected_answers),
        rows=tuple(fact_view(transcript, fact, in_confession=fact.id in held) for fact in facts),
    )


def _headline(transcript: Transcript, fed: int, total: int) -> str:
    """The count in words; where nobody is known to ask, nothing can be counted for the interrogator."""
    if not total:
        return "no checkable details were found"
    if not any(turn.role.asks for turn in transcript.turns):
        return f"{counted(total, 'checkable detail')} found; who asks is not known"
    verb = "was" if fed == 1 else "were"
    return f"{fed} of {counted(total, 'checkable detail')} {verb} first spoken by the interrogator"


def yielded(fact: Fact) -> bool:
    """Whether a detail was first denied or corrected, and taken over later."""
    return fact.uptake in _REFUSED and fact.reversed_at_turn_index is not None


def held_by(confession: Confession, ledger: Ledger) -> tuple[Fact, ...]:
    """The details that a confession holds: those that the questioned person speaks or takes over in its turns.

    Args:
        confession: The confession.
        ledger: The details of its contact.

    Returns:
        The details in the order of the ledger. What was offered there and denied is not among them.
    """
    turns = range(confession.first_turn_index, confession.last_turn_index + 1)
    return tuple(fact for fact in ledger.facts if _spoken_in(fact, turns))


def _spoken_in(fact: Fact, turns: range) -> bool:
    if fact.uptake in _REFUSED and fact.reversed_at_turn_index is None:
        return False
    if fact.uptake in _ADOPTED and fact.uptake_turn_index in turns:
        return True
    return any(one.turn_index in turns and one.role.questioned for one in fact.mentions)


def fact_view(transcript: Transcript, fact: Fact, *, in_confession: bool = False) -> FactView:
    """One detail.

    Args:
        transcript: The transcript.
        fact: The detail.
        in_confession: Whether a confession holds it.
    """
    taken = fact.uptake_turn_index
    return FactView(
        id=fact.id,
        label=clean(fact.label),
        kind=plain(fact.kind),
        introduced_by=plain(fact.introduced_by),
        fed=fact.introduced_by.asks,
        in_confession=in_confession,
        form=_form_words(fact),
        uptake=_uptake_words(fact),
        first=first_words(transcript, fact),
        uptake_place=place(transcript, transcript.turns[taken]) if taken is not None else None,
        weight=fact.weight,
        confidence=fact.confidence,
    )


def _form_words(fact: Fact) -> str:
    """How a detail came in; the person's own may follow a hint."""
    return plain(fact.form) + (AFTER_HINT if fact.narrowed_by else "")


def _uptake_words(fact: Fact) -> str:
    """What the questioned person did with a detail; of their own detail there is nothing to take up."""
    if fact.uptake is not Uptake.NONE:
        return plain(fact.uptake) + ("" if fact.reversed_at_turn_index is None else ", reversed later")
    return "own words" if fact.introduced_by.questioned else "not taken up"


def first_words(transcript: Transcript, fact: Fact) -> Quote:
    """The words by which a detail came in.

    Args:
        transcript: The transcript.
        fact: The detail.
    """
    first = next((one for one in fact.mentions if one.turn_index == fact.first_turn_index), None)
    return quote(transcript, fact.first_turn_index, first.span if first else None)
