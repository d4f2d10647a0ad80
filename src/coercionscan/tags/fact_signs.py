"""What speaks for and against a provenance code at a turn: signs of the facts told there and of the talk around."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coercionscan.matching.language import Words
from coercionscan.records import Fact, FactForm, QuestionForm, Tag, TagStatus, Uptake
from coercionscan.tags.dialogue import Dialogue

ASKING = "interrogator"
_NEAR = 3
"""So many turns before belong to the same exchange. A convention."""
_EXCERPT = 10
"""Fewer turns are an excerpt: it was cut where something is said, and what went before is not known."""
_LATE = 100
"""After so many turns a talk is as far into its matter as it gets."""
_UNKNOWN_PLACE = 0.7
"""How far into its matter an excerpt is taken to be."""
_MOST_TERMS = 4
_MOST_LATER = 3
_MOST_FACTS = 8
"""Counts beyond these say nothing more."""
_FEW = 3
"""Words of an answer that says next to nothing by itself."""
_LONG = 20
_STORY = 25
_SPEECH = 50
"""Tokens of a long answer, of a told stretch, and of a speech in which a detail is one among many."""
Signs = dict[str, float]
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """A transcript with what is known of its turns.

    Attributes:
        words: Words of each turn.
        talk: Who answers whom.
        forms: Question form of each turn.
        codes: Codes found in each turn so far.
    """

    words: Sequence[Words]
    talk: Dialogue
    forms: Sequence[QuestionForm]
    codes: Mapping[int, Collection[str]]


def codes_of(tags: Sequence[Tag]) -> dict[int, set[str]]:
    """Codes of the active tags by turn."""
    found: dict[int, set[str]] = {}
    for tag in tags:
        if tag.status is TagStatus.ACTIVE:
            found.setdefault(tag.turn_index, set()).add(tag.code)
    return found


class SignReader:
    """Reads the signs with the word lists of the table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Take the lists of the table ``fact_tags``."""
        self._opening = int(table.get("opening", 0))
        self._opening_share = float(table.get("opening_share", 0.0))
        self._small_words = frozenset(table.get("small_words", ()))
        self._summing_up = frozenset(table.get("summing_up", ()))
        self._sets = {name: frozenset(codes) for name, codes in table.get("codes", {}).items()}
        self._kinds = {name: frozenset(kinds) for name, kinds in table.get("kinds", {}).items()}
        self._words = {name: frozenset(words) for name, words in table.get("words", {}).items()}

    def fed(self, facts: Sequence[Fact], index: int, seen: Round) -> Signs:
        """Signs that a turn of the asking side feeds a detail.

        Args:
            facts: Facts first told in the turn.
            index: The turn.
            seen: The talk.

        Returns:
            Value of each sign.
        """
        form = seen.forms[index]
        own = seen.codes.get(index, ())
        before = self._before(index, seen)
        answer = seen.talk.other_before[index]
        return {
            **self._common(facts, index, seen),
            **self._wording(seen.words[index]),
            "administrative": float(self._has(own, "administrative")),
            "statement": float("?" not in seen.words[index].tokens),
            "short_answer_before": float(answer is not None and len(_spoken(seen.words[answer])) <= _FEW),
            "facts": float(min(_MOST_FACTS, len(facts))),
            "sure": max(fact.confidence for fact in facts),
            "looks": self._looks(facts),
            "guesses_near": float(self._has(before, "guessing")),
            "asserted": float(any(fact.form is FactForm.ASSERTED for fact in facts)),
            "leading": float(form is QuestionForm.LEADING),
            "open": float(form is QuestionForm.OPEN),
            "probing": float(form is QuestionForm.PROBING),
            "forced_choice": float(form is QuestionForm.FORCED_CHOICE),
            "sums_up": float(self._sums_up(seen.words[index])),
            "repeated": float(min(_MOST_LATER, max(_said(fact) for fact in facts))),
            "repeated_at_once": float(any(fact.uptake is Uptake.REPETITION for fact in facts)),
            "shaping_near": float(self._has(before, "shaping")),
            "general": float(any(fact.kind in self._kinds.get("general", ()) for fact in facts)),
        }

    def adopted(self, facts: Sequence[Fact], index: int, seen: Round) -> Signs:
        """Signs that a turn of the questioned side takes a detail up.

        Args:
            facts: Facts of the asking side that are taken up here first.
            index: The turn.
            seen: The talk.

        Returns:
            Value of each sign.
        """
        asked = _asked(index, seen)
        form = None if asked is None else seen.forms[asked]
        source = max(fact.first_turn_index for fact in facts)
        ups = {fact.uptake for fact in facts if fact.uptake_turn_index == index}
        own, before = seen.codes.get(index, ()), self._before(index, seen)
        spoken = _spoken(seen.words[index])
        question = [] if asked is None else _spoken(seen.words[asked])
        return {
            **self._common(facts, index, seen),
            **self._wording(seen.words[index]),
            "echo": sum(map(set(question).__contains__, spoken)) / max(1, len(spoken)),
            "question_length": math.log1p(len(question)),
            "length": math.log1p(len(spoken)),
            "looks": self._looks(facts),
            "guesses": float(self._has(own, "guessing")),
            "guesses_near": float(self._has(before, "guessing")),
            "admits": float(self._has(own, "admitting")),
            "admitted_near": float(self._has(before, "admitting")),
            "asks_back": float("?" in seen.words[index].tokens and self._uses("asking", spoken)),
            "resists": float(self._has(own, "resisting")),
            "administrative": float(asked is not None and self._has(seen.codes.get(asked, ()), "administrative")),
            "repeated": float(Uptake.REPETITION in ups),
            "only_assented": float(Uptake.ASSENT in ups and Uptake.REPETITION not in ups),
            "leading": float(form is QuestionForm.LEADING),
            "closed": float(form is QuestionForm.CLOSED),
            "open": float(form is QuestionForm.OPEN),
            "no_question": float(form is QuestionForm.NONE),
            "reported": float(any(fact.form is FactForm.REPORTED_FROM_EARLIER_INTERVIEW for fact in facts)),
            "time_or_person": float(any(fact.kind in self._kinds.get("circumstance", ()) for fact in facts)),
            "denied": float(self._has(own, "denied")),
            "sums_up": float(self._sums_up(seen.words[source])),
            "long": float(len(seen.words[index].tokens) > _LONG),
            "sure": max(fact.confidence for fact in facts),
        }

    def independent(self, facts: Sequence[Fact], index: int, seen: Round) -> Signs:
        """Signs that a turn of the questioned side tells something new beyond the question.

        Args:
            facts: Facts first told in the turn.
            index: The turn.
            seen: The talk.

        Returns:
            Value of each sign.
        """
        tokens = seen.words[index].tokens
        asked = _asked(index, seen)
        question = [] if asked is None else _spoken(seen.words[asked])
        return {
            **self._common(facts, index, seen),
            **self._wording(seen.words[index]),
            "closed": float(asked is not None and seen.forms[asked] is QuestionForm.CLOSED),
            "question_length": math.log1p(len(question)),
            "asks_of_person": float(self._uses("addressed", question)),
            "few_words": float(len(_spoken(seen.words[index])) <= _FEW),
            "looks": self._looks(facts),
            "denied": float(self._has(seen.codes.get(index, ()), "denied")),
            "asked_on": float(any(_asked_on(fact, index) for fact in facts)),
            "administrative": float(asked is not None and self._has(seen.codes.get(asked, ()), "administrative")),
            "open": float(asked is not None and seen.forms[asked] is QuestionForm.OPEN),
            "length": math.log1p(len(tokens)),
            "story": float(len(tokens) > _STORY),
            "speech": float(len(tokens) > _SPEECH),
            "facts": float(min(_MOST_FACTS, len(facts))),
            "asks_back": float("?" in tokens),
            "general": float(any(fact.kind in self._kinds.get("loose", ()) for fact in facts)),
            "sure": max(fact.confidence for fact in facts),
        }

    def _common(self, facts: Sequence[Fact], index: int, seen: Round) -> Signs:
        excerpt = len(seen.words) < _EXCERPT
        return {
            "turns_gone": _UNKNOWN_PLACE if excerpt else min(index, _LATE) / _LATE,
            "opening": float(index < min(self._opening, int(self._opening_share * len(seen.words)))),
            "excerpt": float(excerpt and any(map(_specific, facts))),
            "weight": max(fact.weight for fact in facts),
            "terms": float(min(_MOST_TERMS, max(len(fact.terms) for fact in facts))),
        }

    def _wording(self, words: Words) -> Signs:
        """Which of the lists of small words a turn uses."""
        tokens = words.tokens
        return {name: float(not those.isdisjoint(tokens)) for name, those in self._words.items()}

    def _uses(self, name: str, tokens: Sequence[str]) -> bool:
        return not self._words.get(name, _NOTHING).isdisjoint(tokens)

    def _looks(self, facts: Sequence[Fact]) -> float:
        """Whether a detail is one that only an eye on the spot has: a wound, a colour, a thing."""
        kinds = self._kinds.get("looks", _NOTHING)
        return float(any(fact.kind in kinds for fact in facts))

    def _before(self, index: int, seen: Round) -> set[str]:
        out: set[str] = set()
        for at in range(max(0, index - _NEAR), index):
            out.update(seen.codes.get(at, ()))
        return out

    def _has(self, codes: Collection[str], name: str) -> bool:
        return not self._sets.get(name, frozenset()).isdisjoint(codes)

    def _sums_up(self, words: Words) -> bool:
        """Whether a turn opens as a summary of what was said, small words aside."""
        first = next((token for token in words.tokens if token.isalpha() and token not in self._small_words), "")
        return first in self._summing_up


def _asked(index: int, seen: Round) -> int | None:
    """The turn of the asking side just before a turn; None where none is near."""
    return next((at for at in range(index - 1, max(-1, index - _NEAR), -1) if seen.talk.sides[at] == ASKING), None)


def _spoken(words: Words) -> list[str]:
    """The words of a turn without its marks."""
    return [token for token in words.tokens if token.isalnum()]


def _asked_on(fact: Fact, index: int) -> bool:
    """Whether the asking side takes a detail up after a turn."""
    return any(mention.role.asks and mention.turn_index > index for mention in fact.mentions)


def _specific(fact: Fact) -> bool:
    """Whether a detail is more than the naming of a thing."""
    return len(fact.terms) > 1


def _said(fact: Fact) -> int:
    """How often the questioned side says a detail."""
    return sum(mention.role.questioned for mention in fact.mentions)
