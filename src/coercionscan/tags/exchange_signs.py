"""What an answer stands in, and what speaks against reading it as an admission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coercionscan.matching.language import ENDERS
from coercionscan.records import QuestionForm
from coercionscan.tags.exchange_acts import Acts
from coercionscan.tags.exchange_heard import Heard
from coercionscan.tags.exchange_scene import ExchangeWords

LEFT_OPEN = "yes_left_open"
"""Name of the points of a yes that leaves open whether it is meant."""
_OPENING = 1
"""Giving in stands within the first tokens of an answer. A convention."""
_FLOW = 20
"""So many turns after an admission the person is still telling. A convention."""
_PLAIN, _ACCOUNT, _LONG = 6, 15, 40
"""An answer of so few tokens says its act and nothing else; of more than so many it is an account, or a long one."""
_PASSIVE = frozenset({"own_presence", "assents_to_presence", "own_words"})
_FLOWING = frozenset({"telling", "has_admitted"})
"""That a person is telling already says nothing where he only tells that he was there. Conventions."""


class Signs:
    """Finds the signs around an answer; how much each weighs is data."""

    def __init__(self, table: ExchangeWords, acts: Acts, weights: Mapping[str, float]) -> None:
        """Keep the compiled words.

        Args:
            table: Words of the exchanges.
            acts: Finds acts.
            weights: Points by name.
        """
        self._words = table.words
        self._acts = acts
        self._weights = weights

    def of(self, heard: Heard, said: Mapping[str, float]) -> dict[str, float]:
        """Points of all signs that hold.

        Args:
            heard: The answer.
            said: Points of what it says, by name.

        Returns:
            Points by name.
        """
        signs = {**self._before(heard), **self._manner(heard), **self._against(heard)}
        left_out = _FLOWING if not set(said) - _PASSIVE else frozenset()
        return {name: self._weights[name] for name, holds in signs.items() if holds and name not in left_out}

    def _before(self, heard: Heard) -> dict[str, bool]:
        """What was said before the answer."""
        index, pressed, record = heard.index, heard.pressed, heard.record
        matches = heard.issue.matches(heard.words, self._acts)
        question = heard.question()
        leads = question is not None and heard.stage.forms[question[0]] is QuestionForm.LEADING
        return {
            "offence_named_before": pressed.hot(index) or heard.has("offence_named"),
            "pressed_now": pressed.coded_before(index, self._words["pressing_codes"]),
            "led": leads or heard.question_holds("tag_question", 2),
            "accused_now": pressed.accused_before(index),
            "denied_before": matches["denied"],
            "asked_before": matches["asked"],
            "about_the_issue": matches["things"],
            "has_admitted": record.holds_offence(),
            "telling": record.last is not None and index - record.last <= _FLOW,
        }

    def _manner(self, heard: Heard) -> dict[str, bool]:
        """How the answer is given."""
        tokens, own = heard.tokens, heard.own
        start = opening(tokens)
        gives_in = (first for first, _ in heard.stage.hits(heard.index, "gives_in"))
        return {
            "gives_in": len(tokens) <= _LONG and any(start <= first <= start + _OPENING for first in gives_in),
            "emphatic": any(hit.emphatic for hit in own),
            "says_back": any(heard.says_back(hit) for hit in own),
            "plain": len(tokens) <= _PLAIN and any(not hit.act.passive for hit in own),
            "no_more_than_that": heard.has("no_more_than_that"),
            "sets_apart": self._sets_apart(heard),
            "was_told_to": heard.has("was_told_to"),
        }

    def _sets_apart(self, heard: Heard) -> bool:
        """Whether an act of his own is told beside another one that is denied: "I held him. I never hit him."."""
        parts = self._words["parts_apart"]
        told = any(hit.clear for hit in heard.own) or any(tag.attribute("act") in parts for tag in heard.statements)
        return told and heard.has("but_not")

    def _against(self, heard: Heard) -> dict[str, bool]:
        """What speaks against an admission."""
        tokens, own, denied = heard.tokens, heard.own, heard.denied
        codes = heard.stage.codes_at(heard.index)
        ends = [word for word in tokens if word in ENDERS]
        return {
            "denies_it": any(hit.clear and hit.act.rank > 1 for hit in denied) and not any(hit.clear for hit in own),
            "was_elsewhere": any(hit.act.passive and hit.verb == "be" for hit in denied),
            LEFT_OPEN: heard.yes_holds(self._words["leaves_open"]),
            "unsure": bool(codes & self._words["unsure_codes"]) or heard.has("unsure"),
            "question": bool(ends) and tokens[-1] == "?" and set(ends) == {"?"},
            "first_account": len(tokens) > _ACCOUNT
            and heard.record.last is None
            and not (heard.issue.denied or denied),
            "long_account": len(tokens) > _LONG and not any(hit.clear for hit in own),
            "supposed": self._supposed(heard),
            "has_if": bool(set(tokens) & self._words["conditional"]),
            "routine": heard.has("routine"),
        }

    def _supposed(self, heard: Heard) -> bool:
        """Whether the question only supposes: "what do you think you would have done?"."""
        question = heard.question()
        if question is None or not question[1]:
            return False
        codes = heard.stage.codes_at(question[0])
        return heard.question_holds("supposes", 1) or bool(codes & self._words["supposing_codes"])


def opening(tokens: Sequence[str]) -> int:
    """The first token that stands in no bracket and is no mark."""
    inside = False
    for at, word in enumerate(tokens):
        inside = word == "(" or (inside and word != ")")
        if not inside and word[0].isalnum():
            return at
    return len(tokens)
