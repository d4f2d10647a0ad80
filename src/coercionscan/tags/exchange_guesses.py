"""Guesses: a detail put as a question, hedged, or given after another one was sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coercionscan.matching.language import ENDERS
from coercionscan.records import QuestionForm, Tag
from coercionscan.tags.exchange_replies import NEITHER, Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch, stands_before

GUESS = "guess_or_inconsistency"
_SHORT = 5
"""An answer that asks back is short. A convention."""
_TRIED = 25
"""A detail that is tried out or hedged stands in an answer of at most so many tokens. A convention."""
_CHANGED = 12
"""Another detail after one that was sent back is a short answer. A convention."""
_BACK = 14
"""What only sends an answer back is a turn of at most so many tokens. A convention."""
_NEAR = 6
"""A "not" is said of a word among the next ones, up to so many tokens. A convention."""
_PRESSED = 14
"""So many turns back a sign of pressing counts. A convention."""
_NOT_TAKEN = frozenset({"denial", "resisted_suggestion", "memory_distrust_statement", GUESS})
_STEERING = frozenset({"answer_shaping", "fact_feeding"})
_TELLS = frozenset({QuestionForm.LEADING, QuestionForm.NONE})
_NO = Answer.NO
_PROBING = QuestionForm.PROBING
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Guesses:
    """Finds guesses that need the question or the reaction before them."""

    def __init__(self, table: ExchangeWords, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._maker = maker

    def tag(self, stage: Scene, replies: Mapping[int, Reply]) -> list[Tag]:
        """One tag at most for each answer that no pattern took for a guess, and that is no denial.

        Args:
            stage: The scene, with denials and reactions in it.
            replies: Replies of the questioned person's turns.

        Returns:
            Tags in order of the turns.
        """
        out: list[Tag] = []
        pressing = stage.carrying(self._table.words["pressing_codes"] | _STEERING)
        for index in replies:
            asked = stage.asked_before(index)
            if asked is None or not self._gives_detail(stage, index, replies):
                continue
            found = (
                self._asks_back(stage, index, asked)
                or self._adapts(stage, index, asked[0])
                or self._changes(stage, index, asked[0])
                or self._hedges(stage, index, pressing)
            )
            if found is not None:
                rule, kind, why = found
                whole: Stretch = (0, len(stage.words[index].tokens) - 1)
                kinds = {"kind": kind}
                out.append(
                    self._maker.make(stage, GUESS, index, whole, rule, why, related=(asked[0],), attributes=kinds)
                )
        return out

    def _gives_detail(self, stage: Scene, index: int, replies: Mapping[int, Reply]) -> bool:
        """Whether a turn answers with content of its own, and neither denies nor says no."""
        if stage.codes_at(index) & _NOT_TAKEN or stage.is_gesture(index) or stage.has(index, "no_answer"):
            return False
        said_no = replies.get(index, NEITHER).answer is _NO
        return not said_no and not self._table.hedging.issuperset(self._table.content(stage.words[index].tokens))

    def _asks_back(self, stage: Scene, index: int, asked: tuple[int, int]) -> tuple[str, str, str] | None:
        """A question as answer to "what", "where", "how": the detail is tried out."""
        tokens = stage.words[index].tokens
        if tokens[-1] != "?":
            return None
        before = stage.words[asked[0]].tokens[: asked[1]]
        if set(self._table.content(tokens)) & set(before):
            return None
        questions, probing = self._table.words["question_words"], stage.forms[asked[0]] is _PROBING
        last = last_sentence(tokens)
        asks_leave = last[0] in self._table.words["inverted"] and bool({*last} & self._table.words["speakers"])
        tried = stage.is_suspect(index) and probing and len(tokens) <= _TRIED
        short = len(tokens) <= _SHORT and bool(set(last_sentence(before)) & questions)
        short = short and (probing or before[-1:] == ("?",))
        if not (short or (tried and questions.isdisjoint((tokens[0], last[0])) and not asks_leave)):
            return None
        return "asks_back", "asks_interrogator", "Gives the detail as a question."

    def _adapts(self, stage: Scene, index: int, asked: int) -> tuple[str, str, str] | None:
        """The account follows what was held against it: "Then it was seven.", "It was in the truck, then."."""
        tokens = stage.words[index].tokens
        if len(tokens) > _TRIED or not stage.is_suspect(index) or stage.forms[asked] not in _TELLS:
            return None
        whole = any(first <= 1 for first, _ in stage.hits(index, "adapts"))
        if not whole or stage.has(index, "adapts_not"):
            return None
        return "adapted", "changed_after_feedback", "Follows what was just held against the account."

    def _changes(self, stage: Scene, index: int, asked: int) -> tuple[str, str, str] | None:
        """A detail after another one was sent back or steered."""
        tokens = stage.words[index].tokens
        if len(tokens) > _CHANGED or not stage.is_suspect(index):
            return None
        before = stage.talk.other_before[asked]
        said = () if before is None else self._table.content(stage.words[before].tokens)
        words = self._table.words
        if tokens[0] in words["sentence_subjects"] or not words["yes_at_last"].isdisjoint(tokens):
            return None
        if not self._sent_back(stage, asked, said):
            return None
        if set(self._table.content(tokens)) <= set(said) or self._table.words["negating"] & set(tokens):
            return None
        return "changed", "changed_after_feedback", "Gives a detail after the one before was sent back."

    def _sent_back(self, stage: Scene, asked: int, said: Sequence[str]) -> bool:
        """Whether a short turn only sends an answer back, or names it again with a "not"."""
        tokens = stage.words[asked].tokens
        if not tokens or len(tokens) > _BACK or not said:
            return False
        denied = (tokens[at + 1 : at + _NEAR] for at, word in enumerate(tokens) if word in self._table.words["denying"])
        named = tokens[-1] != "?" and any(not set(said).isdisjoint(near) for near in denied)
        return named or stage.has(asked, "sends_back")

    def _hedges(self, stage: Scene, index: int, pressing: Sequence[int]) -> tuple[str, str, str] | None:
        """A hedged answer of a suspect who is pressed."""
        tokens = stage.words[index].tokens
        if len(tokens) > _TRIED or not stage.is_suspect(index):
            return None
        hedged = not self._table.words["hedges"].isdisjoint(tokens)
        loose = len(tokens) <= _CHANGED and not self._table.words["loose_hedges"].isdisjoint(tokens)
        might = stage.has(index, "might_have")
        if not (might or ((hedged or loose) and stands_before(pressing, index, _PRESSED))):
            return None
        return "hedged", "hedge", "Hedges an answer under pressure."


def last_sentence(tokens: Sequence[str]) -> Sequence[str]:
    """The last sentence of some words."""
    ends = [at for at, word in enumerate(tokens[:-1]) if word in ENDERS]
    return tokens[ends[-1] + 1 :] if ends else tokens
