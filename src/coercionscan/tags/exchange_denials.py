"""Denials and resisted suggestions: what the person does with what is put to him, and answers that ask back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coercionscan.matching.language import ENDERS
from coercionscan.records import FactForm, QuestionForm, Tag, Uptake
from coercionscan.tags.exchange_acts import DENIED, OWN, ActHit
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_replies import Answer, Reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene

DENIAL = "denial"
RESISTED = "resisted_suggestion"
GUESS = "guess_or_inconsistency"
_SHORT = 5
"""An answer that asks back is short. A convention."""
_REJECTED = (Uptake.DENIAL, Uptake.CORRECTION)
_GIVEN = (FactForm.ASSERTED, FactForm.PRESUPPOSED)


class Denials:
    """Finds denials that need the question before them, resisted suggestions, and guesses put as questions."""

    def __init__(self, table: ExchangeWords, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._maker = maker

    def tag(self, stage: Scene, pressed: Pressed, replies: Mapping[int, Reply]) -> list[Tag]:
        """Tags of the three codes where the patterns found none.

        Args:
            stage: The scene.
            pressed: What was put to the person.
            replies: Replies of the questioned person's turns.

        Returns:
            Tags in order of the turns.
        """
        rejected = self._rejected_facts(stage)
        out: list[Tag] = []
        for index, reply in replies.items():
            codes = stage.codes.get(index, frozenset())
            if DENIAL not in codes:
                out += self._denial(stage, index, pressed, reply)
            if RESISTED not in codes and not any(tag.turn_index == index for tag in out[-1:]):
                out += self._resisted(stage, index, pressed, reply, rejected)
            if GUESS not in codes:
                out += self._asks_back(stage, index)
        return out

    def _denial(self, stage: Scene, index: int, pressed: Pressed, reply: Reply) -> list[Tag]:
        own = pressed.told[index]
        admits = any(hit.frame == OWN for hit in own)
        for hit in own:
            if hit.frame == DENIED and hit.act.own_conduct and self._at_issue(pressed, index, hit):
                why = "Denies an act of his own."
                return [self._maker.make(stage, DENIAL, index, (hit.first, hit.last), "act_denial", why)]
        if (
            reply.answer is not Answer.NO
            or admits
            or stage.has(index, "neutral_no")
            or not pressed.adverse_before(index)
        ):
            return []
        asked = stage.talk.other_before[index]
        why = "Answers no to a question that holds conduct against the person."
        related = () if asked is None else (asked,)
        return [self._maker.make(stage, DENIAL, index, reply.stretch, "bare_denial", why, related=related)]

    def _at_issue(self, pressed: Pressed, index: int, hit: ActHit) -> bool:
        """Whether a denied act is more than small talk: it is an offence, or something is held against the person."""
        if not hit.clear:
            return pressed.adverse_before(index)
        return hit.act.rank > 1 or pressed.hot(index) or pressed.adverse_before(index)

    def _rejected_facts(self, stage: Scene) -> dict[int, int]:
        """Turns that reject a detail of the asking side, with the turn that offered it."""
        return {
            fact.uptake_turn_index: fact.first_turn_index
            for fact in stage.ledger.facts
            if fact.uptake in _REJECTED
            and fact.uptake_turn_index is not None
            and fact.introduced_by.asks
            and fact.form in _GIVEN
        }

    def _resisted(
        self, stage: Scene, index: int, pressed: Pressed, reply: Reply, rejected: Mapping[int, int]
    ) -> list[Tag]:
        """A "no" to a leading question, with a correction of its own or against an offered detail."""
        if reply.answer is not Answer.NO or stage.is_gesture(index) or stage.has(index, "neutral_no"):
            return []
        asked = stage.talk.other_before[index]
        if asked is None:
            return []
        leading = stage.forms[asked] is QuestionForm.LEADING
        if not (leading or index in rejected) or (reply.bare and pressed.adverse_before(index)):
            return []
        why = "Says no to a suggestion."
        return [self._maker.make(stage, RESISTED, index, reply.stretch, "resisted", why, related=(asked,))]

    def _asks_back(self, stage: Scene, index: int) -> list[Tag]:
        """A short question as answer to "what", "where", "how": the detail is tried out."""
        tokens = stage.words[index].tokens
        asked = stage.asked_before(index)
        if asked is None or not tokens or tokens[-1] != "?" or stage.has(index, "no_answer"):
            return []
        content = self._table.content(tokens)
        before = stage.words[asked[0]].tokens[: asked[1]]
        if not content or len(tokens) > _SHORT or set(content) & set(before):
            return []
        if not set(_last_sentence(before)) & self._table.words["question_words"]:
            return []
        why = "Gives the detail as a question."
        return [
            self._maker.make(
                stage,
                GUESS,
                index,
                (0, len(tokens) - 1),
                "asks_back",
                why,
                related=(asked[0],),
                attributes={"kind": "asks_interrogator"},
            )
        ]


def _last_sentence(tokens: Sequence[str]) -> Sequence[str]:
    ends = [at for at, word in enumerate(tokens[:-1]) if word in ENDERS]
    return tokens[ends[-1] + 1 :] if ends else tokens
