"""Codes that are read off the facts: fact feeding, adopted fact, independent detail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    TagStatus,
    Transcript,
    Uptake,
)
from coercionscan.tags.dialogue import Dialogue
from coercionscan.tags.make import make_tag

FACT = "fact"
FEEDING = "fact_feeding"
ADOPTED = "adopted_fact"
INDEPENDENT = "independent_detail"
_WARNING = "rights_advisement"
_ROUTES = {
    FactForm.ASSERTED: "asserted",
    FactForm.PRESUPPOSED: "presupposed",
    FactForm.OPTION_POSED: "option",
    FactForm.OFFERED_IN_QUESTION: "yes_no",
    FactForm.READ_OR_SHOWN: "asserted",
}
_ALWAYS_FED = (FactForm.ASSERTED, FactForm.PRESUPPOSED)
_GIVEN = (FactForm.PRESUPPOSED, FactForm.OPEN_ANSWER, FactForm.ANSWER_TO_PROBING)
_ADOPTED_FORMS = {Uptake.ASSENT: "assent", Uptake.REPETITION: "repetition", Uptake.ELABORATION: "elaboration"}
_TERMS = 2
_BEYOND = 8
"""A detail that begins after so many tokens of an answer goes beyond what was asked. A convention."""


class FactTags:
    """Reads the provenance codes off the ledger."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the kinds of details from the lexicon; codes that are not assessed make no tags."""
        table: Mapping[str, Any] = lexicon.tables.get("exchanges", {}).get("provenance", {})
        self._kinds = frozenset(table.get("offence_kinds", ()))
        self._specific = frozenset(table.get("specific_kinds", ()))
        self._trust = {code: float(table.get(name, 1.0)) for code, name in _TRUST.items()}
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
            Tags in the order of the facts.
        """
        taken = {(tag.turn_index, tag.code) for tag in tags if tag.status is TagStatus.ACTIVE}
        warned = _warnings(words, tags)
        out: list[Tag] = []
        for fact in ledger.facts:
            if fact.kind not in self._kinds or _is_of_warning(fact, warned):
                continue
            for code, index in self._codes(fact, words, forms):
                if code in self._domains and (index, code) not in taken and talk.sides[index] == _SIDES[code]:
                    taken.add((index, code))
                    out.append(self._made(transcript, fact, code, index))
        return out

    def _codes(self, fact: Fact, words: Sequence[Words], forms: Sequence[QuestionForm]) -> Iterable[tuple[str, int]]:
        """Codes that a fact gives, each with its turn."""
        first = fact.first_turn_index
        if fact.introduced_by.asks:
            if self._is_fed(fact, forms):
                yield FEEDING, first
            if self._is_adopted(fact, words, forms) and fact.uptake_turn_index is not None:
                yield ADOPTED, fact.uptake_turn_index
        elif fact.introduced_by.questioned and self._is_independent(fact, words):
            yield INDEPENDENT, first

    def _is_fed(self, fact: Fact, forms: Sequence[QuestionForm]) -> bool:
        """Whether a detail is specific, and spoken as given rather than merely asked about."""
        if fact.form not in _ROUTES or not self._is_specific(fact):
            return False
        if fact.form in _ALWAYS_FED or fact.form is FactForm.READ_OR_SHOWN:
            return True
        return fact.form is FactForm.OFFERED_IN_QUESTION and forms[fact.first_turn_index] is QuestionForm.LEADING

    def _is_adopted(self, fact: Fact, words: Sequence[Words], forms: Sequence[QuestionForm]) -> bool:
        """Whether a detail that was fed was taken up; a question back takes up nothing."""
        if fact.uptake not in _ADOPTED_FORMS or fact.uptake_turn_index is None or not self._is_fed(fact, forms):
            return False
        return "?" not in words[fact.uptake_turn_index].tokens[-1:]

    def _is_specific(self, fact: Fact) -> bool:
        """Whether a detail is specific by its kind, or told as given in several words."""
        return fact.kind in self._specific or (fact.form in _GIVEN and len(fact.terms) >= _TERMS)

    def _is_independent(self, fact: Fact, words: Sequence[Words]) -> bool:
        """Whether a first mention goes beyond what was asked."""
        if not self._is_specific(fact):
            return False
        if fact.form is FactForm.OPEN_ANSWER:
            return True
        if fact.form is not FactForm.ANSWER_TO_PROBING or not fact.mentions:
            return False
        begin = fact.mentions[0].span.start
        said_before = sum(start < begin for start in words[fact.first_turn_index].starts)
        return said_before > _BEYOND

    def _made(self, transcript: Transcript, fact: Fact, code: str, index: int) -> Tag:
        return make_tag(
            transcript,
            code=code,
            domain=self._domains[code],
            turn_index=index,
            span=_span(transcript, fact, index),
            confidence=min(1.0, fact.confidence * self._trust[code]),
            tagger=FACT,
            evidence=Evidence(
                rule_id=f"{code}.ledger",
                related_turn_indexes=() if index == fact.first_turn_index else (fact.first_turn_index,),
                explanation=f"{_WHY[code]} {fact.label}".strip(),
            ),
            attributes=_attributes(fact, code, specific=self._is_specific(fact)),
        )


_SIDES = {FEEDING: "interrogator", ADOPTED: "suspect", INDEPENDENT: "suspect"}
_TRUST = {FEEDING: "fed", ADOPTED: "adopted", INDEPENDENT: "independent"}
_WHY = {
    FEEDING: "The asking side speaks of it first:",
    ADOPTED: "Takes up a detail that the asking side spoke of first:",
    INDEPENDENT: "First mention on the record:",
}


def _warnings(words: Sequence[Words], tags: Sequence[Tag]) -> Mapping[int, Sequence[Span]]:
    """By turn, the sentences in which the person is told of his rights."""
    found: dict[int, list[Span]] = {}
    for tag in tags:
        if tag.code == _WARNING and tag.status is TagStatus.ACTIVE:
            turn = words[tag.turn_index]
            sentences = (turn.span(first, end - 1) for first, end in turn.sentences())
            told = [one for one in sentences if one.start < tag.span.end and tag.span.start < one.end]
            found.setdefault(tag.turn_index, []).extend(told)
    return found


def _is_of_warning(fact: Fact, warned: Mapping[int, Sequence[Span]]) -> bool:
    """Whether a detail was first spoken in the words of a warning: they tell nothing of the offence."""
    first = next((one.span for one in fact.mentions if one.turn_index == fact.first_turn_index), None)
    return first is not None and any(first.within(sentence) for sentence in warned.get(fact.first_turn_index, ()))


def _span(transcript: Transcript, fact: Fact, index: int) -> Span:
    """The words of the fact in a turn; the whole turn where they are not said in it."""
    found = next((mention.span for mention in fact.mentions if mention.turn_index == index), None)
    return found or transcript.turns[index].span


def _attributes(fact: Fact, code: str, *, specific: bool) -> dict[str, str]:
    if code == FEEDING:
        return {"route": _ROUTES[fact.form], "specificity": "specific" if specific else "category"}
    if code == ADOPTED:
        return {"form": _ADOPTED_FORMS[fact.uptake], "first_mention_turn": str(fact.first_turn_index)}
    return {"corroborated": "unknown"}
