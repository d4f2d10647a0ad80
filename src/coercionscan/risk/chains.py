"""One chain for each detail: told by the interrogator, taken up by the suspect. It scores once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coercionscan.lexicon.profile import FactStatus, Profile
from coercionscan.records import Fact, FactForm, Ledger, Tag, Uptake
from coercionscan.risk.windows import Phase

Placed = TypeVar("Placed")
FED = "fact_feeding"
ADOPTED = "adopted_fact"
CHAIN_CODES = (FED, ADOPTED)
SOURCES = (FED, "leading_question", "answer_shaping")
"""A detail that was taken up came from one of these; out of a neutral question it is an answer, not an adoption."""
_PLAIN_TELLING = (FactForm.ASSERTED, FactForm.PRESUPPOSED, FactForm.READ_OR_SHOWN)
_TAKEN_UP = (Uptake.ASSENT, Uptake.REPETITION, Uptake.ELABORATION)
_CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A detail from the interrogator's mouth, with what makes it count. ``turn_index`` is where it was first told."""

    event_id: str
    turn_index: int
    confidence: float
    factor: float
    tag_ids: tuple[str, ...] = ()
    fact_ids: tuple[str, ...] = ()


class Chains:
    """The chains of a contact, parted by confession.

    A detail belongs to the confession in whose phase the suspect first takes it up, or, never taken up, in whose phase
    it was told. A tag that no detail of the ledger explains is a chain of its own.
    """

    def __init__(self, tags: Sequence[Tag], ledger: Ledger, profile: Profile, *, feeding_assessed: bool = True) -> None:
        """Make the chain of each detail.

        Args:
            tags: Active tags.
            ledger: Details of the contact.
            profile: The score profile.
            feeding_assessed: Whether fact feeding was looked for. Where it was not, a detail that was plainly told
                counts.
        """
        by_turn: dict[int, list[Tag]] = {}
        for tag in tags:
            by_turn.setdefault(tag.turn_index, []).append(tag)
        self._profile = profile
        made = (_of_fact(fact, by_turn, profile, feeding_assessed) for fact in ledger.facts)
        self._of_facts = sorted((found for found in made if found is not None), key=_turn_of_fact)
        told = {fact.first_turn_index for fact in ledger.facts}
        taken = {fact.uptake_turn_index for fact in ledger.facts}
        loose = (
            tag
            for tag in tags
            if tag.code in CHAIN_CODES and tag.turn_index not in (told if tag.code == FED else taken)
        )
        self._loose = sorted(loose, key=_turn_of_tag)

    def of(self, phase: Phase) -> tuple[Chain, ...]:
        """Chains that belong to a confession.

        Args:
            phase: Turns of the confession.

        Returns:
            Chains in the order in which the details were told.
        """
        of_facts = _within(self._of_facts, phase, key=_turn_of_fact)
        loose = _within(self._loose, phase, key=_turn_of_tag)
        found = [*(chain for _, chain in of_facts), *_of_tags(loose, self._profile)]
        return tuple(sorted(found, key=lambda one: (one.turn_index, one.event_id)))


def _turn_of_fact(found: tuple[int, Chain]) -> int:
    return found[0]


def _turn_of_tag(tag: Tag) -> int:
    return tag.turn_index


def _within(found: Sequence[Placed], phase: Phase, *, key: Callable[[Placed], int]) -> Sequence[Placed]:
    """Those of a phase, of what is in the order of its turns."""
    return found[bisect_left(found, phase.opens, key=key) : bisect_right(found, phase.ends, key=key)]


def _of_fact(
    fact: Fact, by_turn: Mapping[int, Sequence[Tag]], profile: Profile, feeding_assessed: bool
) -> tuple[int, Chain] | None:
    """The chain of a detail, and the turn that tells which confession it belongs to."""
    # Confidence 0 is a detail that a reviewer rejected.
    if not fact.introduced_by.asks or _was_his_own(fact) or fact.confidence <= 0:
        return None
    sources = [tag for tag in by_turn.get(fact.first_turn_index, ()) if tag.code in SOURCES]
    told = [tag for tag in sources if tag.code == FED]
    came_by_telling = bool(sources) or (not feeding_assessed and fact.form in _PLAIN_TELLING)
    adopted = came_by_telling and fact.uptake in _TAKEN_UP and fact.uptake_turn_index is not None
    at = fact.uptake_turn_index if adopted and fact.uptake_turn_index is not None else fact.first_turn_index
    # What was told and not taken up counts only where the tagger calls it a specific detail of the offence.
    if not (adopted or told):
        return None
    taken = [tag for tag in by_turn.get(at, ()) if tag.code == ADOPTED] if adopted else []
    rule = profile.facts
    share = rule.adopted.value if adopted else rule.fed_only.value
    chain = Chain(
        event_id=fact.id,
        turn_index=fact.first_turn_index,
        confidence=max([fact.confidence, *(tag.confidence for tag in (*told, *taken))]),
        factor=share * rule.status[_status(fact)].value * max(fact.weight, rule.least_weight.value),
        tag_ids=tuple(tag.id for tag in (*told, *taken)),
        fact_ids=(fact.id,),
    )
    return at, chain


def _was_his_own(fact: Fact) -> bool:
    """The interrogator only reported what the suspect is on record as having said before."""
    return fact.form is FactForm.REPORTED_FROM_EARLIER_INTERVIEW and fact.claim_check == _CONFIRMED


def _status(fact: Fact) -> FactStatus:
    known: tuple[FactStatus, ...] = ("held_back", "public")
    return next((status for status in known if status in fact.case_status), "unknown")


def _of_tags(loose: Sequence[Tag], profile: Profile) -> list[Chain]:
    """Chains of tags alone: an adopted detail takes the telling that it names with it, and is as sure as the surer."""
    told = {tag.turn_index: tag for tag in loose if tag.code == FED}
    adopted = [tag for tag in loose if tag.code == ADOPTED]
    rule = profile.facts
    found = []
    for tag in adopted:
        sources = [told[index] for index in tag.evidence.related_turn_indexes if index in told]
        found.append(_of_tag(tag, rule.adopted.value * rule.status["unknown"].value, sources))
    named = {index for tag in adopted for index in tag.evidence.related_turn_indexes}
    return found + [
        _of_tag(tag, rule.fed_only.value * profile.multiplier(FED, tag.attributes))
        for tag in loose
        if tag.code == FED and tag.turn_index not in named
    ]


def _of_tag(tag: Tag, factor: float, sources: Sequence[Tag] = ()) -> Chain:
    return Chain(
        event_id=tag.id,
        turn_index=tag.turn_index,
        confidence=max(one.confidence for one in (tag, *sources)),
        factor=factor,
        tag_ids=tuple(one.id for one in (*sources, tag)),
    )
