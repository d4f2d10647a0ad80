"""Codes that are read off the facts: fact feeding, scene exposure, adopted fact, independent detail."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import (
    Evidence,
    Fact,
    FactForm,
    Ledger,
    QuestionForm,
    Span,
    Tag,
    Transcript,
    Uptake,
)
from coercionscan.tags.dialogue import Dialogue
from coercionscan.tags.fact_signs import Round, SignReader, Signs, codes_of
from coercionscan.tags.make import make_tag

FACT = "fact"
TABLE = "fact_tags"
FEEDING = "fact_feeding"
EXPOSURE = "scene_exposure"
ADOPTED = "adopted_fact"
INDEPENDENT = "independent_detail"
_ROUTES = {
    FactForm.ASSERTED: "asserted",
    FactForm.PRESUPPOSED: "presupposed",
    FactForm.OPTION_POSED: "option",
    FactForm.OFFERED_IN_QUESTION: "yes_no",
    FactForm.READ_OR_SHOWN: "asserted",
    FactForm.REPORTED_FROM_EARLIER_INTERVIEW: "asserted",
}
_ADOPTED_FORMS = {Uptake.ASSENT: "assent", Uptake.REPETITION: "repetition", Uptake.ELABORATION: "elaboration"}
_SPECIFIC = 2
"""Words of a detail that is more than the naming of a thing."""


@dataclass(frozen=True, slots=True)
class _Weighing:
    """How the signs of a code are weighed: a sum, what it must come to, and kinds of details that do not count."""

    base: float
    least: float
    trust: float
    left_out: frozenset[str]
    weights: Mapping[str, float]

    def chance(self, signs: Signs) -> float:
        """The sum of the signs as a share of one."""
        total = self.base + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class _Facts:
    """Facts by the turn that they may give a code to."""

    offered: dict[int, list[Fact]]
    shown: dict[int, list[Fact]]
    taken: dict[int, list[Fact]]
    told: dict[int, list[Fact]]


class FactTags:
    """Reads the provenance codes off the ledger."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take signs and weights from the lexicon's table; codes that are not assessed make no tags."""
        table: Mapping[str, Any] = lexicon.tables.get(TABLE, {})
        self.signs = SignReader(table)
        self._weighings = {code: _weighing(table.get(code, {})) for code in (FEEDING, ADOPTED, INDEPENDENT)}
        self._shown = float(table.get("shown", 0.0))
        self._not_shown = frozenset(table.get("not_shown", ()))
        self._domains = {entry.id: entry.domain for entry in lexicon.entries if entry.assessed}

    def tag(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        tags: Sequence[Tag],
        forms: Sequence[QuestionForm],
        ledger: Ledger,
    ) -> list[Tag]:
        """Tags of the provenance codes, at most one of a code for each turn: that of its weightiest fact.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.
            tags: Tags so far.
            forms: Question form of each turn.
            ledger: The facts, in falling weight.

        Returns:
            Tags by turn.
        """
        seen = Round(words=words, talk=talk, forms=forms, codes=codes_of(tags))
        out: list[Tag] = []
        for code, index, fact, confidence in self._found(_by_turn(ledger.facts), seen):
            out.append(self._made(transcript, fact, code, index, confidence))
        return sorted(out, key=lambda tag: tag.turn_index)

    def _may(self, code: str, index: int, seen: Round) -> bool:
        """Whether a turn may get a code: it is reported, not found there yet, and the turn is of its side."""
        return (
            code in self._domains and code not in seen.codes.get(index, ()) and seen.talk.sides[index] == _SIDES[code]
        )

    def _found(self, facts: _Facts, seen: Round) -> Iterator[tuple[str, int, Fact, float]]:
        """Codes with their turn, the fact they rest on and how sure they are."""
        for index, shown in facts.shown.items():
            fact = next((fact for fact in shown if fact.kind not in self._not_shown), None)
            if self._shown and fact is not None and self._may(EXPOSURE, index, seen):
                yield EXPOSURE, index, fact, self._shown * fact.confidence
        readings: tuple[tuple[str, Mapping[int, list[Fact]], Callable[[Sequence[Fact], int, Round], Signs]], ...] = (
            (FEEDING, facts.offered, self.signs.fed),
            (ADOPTED, facts.taken, self.signs.adopted),
            (INDEPENDENT, facts.told, self.signs.independent),
        )
        for code, by_turn, read in readings:
            weighing = self._weighings[code]
            for index, told in by_turn.items():
                fact = next((fact for fact in told if fact.kind not in weighing.left_out), None)
                if fact is None or not self._may(code, index, seen):
                    continue
                chance = weighing.chance(read(told, index, seen))
                if chance >= weighing.least:
                    yield code, index, fact, weighing.trust + (1 - weighing.trust) * chance

    def _made(self, transcript: Transcript, fact: Fact, code: str, index: int, confidence: float) -> Tag:
        return make_tag(
            transcript,
            code=code,
            domain=self._domains[code],
            turn_index=index,
            span=_span(transcript, fact, index),
            confidence=min(confidence, fact.confidence),
            tagger=FACT,
            evidence=Evidence(
                rule_id=f"{code}.ledger",
                related_turn_indexes=() if index == fact.first_turn_index else (fact.first_turn_index,),
                explanation=f"{_WHY[code]} {fact.label}".strip(),
            ),
            attributes=_attributes(fact, code),
        )


def _by_turn(facts: Sequence[Fact]) -> _Facts:
    out = _Facts({}, {}, {}, {})
    for fact in facts:
        first = fact.first_turn_index
        if fact.introduced_by.asks:
            out.offered.setdefault(first, []).append(fact)
            if fact.form is FactForm.READ_OR_SHOWN:
                out.shown.setdefault(first, []).append(fact)
            taken = _taken_up(fact)
            if taken is not None:
                out.taken.setdefault(taken, []).append(fact)
        elif fact.introduced_by.questioned:
            out.told.setdefault(first, []).append(fact)
    return out


def _taken_up(fact: Fact) -> int | None:
    """The turn in which a detail of the asking side is taken up first; None where it never is."""
    turns = [mention.turn_index for mention in fact.mentions if mention.role.questioned]
    if fact.uptake in _ADOPTED_FORMS and fact.uptake_turn_index is not None:
        turns.append(fact.uptake_turn_index)
    return min(turns, default=None)


def _weighing(table: Mapping[str, Any]) -> _Weighing:
    return _Weighing(
        base=float(table.get("base", 0.0)),
        least=float(table.get("least", 1.0)),
        trust=float(table.get("trust", 0.5)),
        left_out=frozenset(table.get("left_out", ())),
        weights={str(name): float(value) for name, value in table.get("weights", {}).items()},
    )


_SIDES = {FEEDING: "interrogator", EXPOSURE: "interrogator", ADOPTED: "suspect", INDEPENDENT: "suspect"}
_WHY = {
    FEEDING: "The asking side speaks of it first:",
    EXPOSURE: "Read out or shown:",
    ADOPTED: "Takes up a detail that the asking side spoke of first:",
    INDEPENDENT: "First mention on the record:",
}


def _span(transcript: Transcript, fact: Fact, index: int) -> Span:
    """The words of the fact in a turn; the whole turn where they are not said in it."""
    found = next((mention.span for mention in fact.mentions if mention.turn_index == index), None)
    return found or transcript.turns[index].span


def _attributes(fact: Fact, code: str) -> dict[str, str]:
    if code == FEEDING:
        specific = len(fact.terms) >= _SPECIFIC or fact.form is not FactForm.OFFERED_IN_QUESTION
        return {"route": _ROUTES.get(fact.form, "asserted"), "specificity": "specific" if specific else "category"}
    if code == ADOPTED:
        form = _ADOPTED_FORMS.get(fact.uptake, _ADOPTED_FORMS[Uptake.REPETITION])
        return {"form": form, "first_mention_turn": str(fact.first_turn_index)}
    return {} if code == EXPOSURE else {"corroborated": "unknown"}
