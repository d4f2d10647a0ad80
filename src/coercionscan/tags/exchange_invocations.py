"""Going on after an invocation: the question put to a person who wanted a lawyer, or to stop."""

from __future__ import annotations

from coercionscan.records import QuestionForm, Tag
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene

DISREGARD = "invocation_disregard"
_AFTER_INVOCATION = 3
"""How many asking turns after an invocation are looked at. A convention."""
_SAID_ENOUGH = 3
"""Content words of a statement that is no mere "All right". A convention."""
_INVOCATIONS = ("counsel_invocation", "silence_invocation")


class Invocations:
    """Finds questions that go on after an invocation."""

    def __init__(self, table: ExchangeWords, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._maker = maker

    def tag(self, stage: Scene) -> list[Tag]:
        """Wishes that are put off, and the first substantive question after an invocation.

        Args:
            stage: The scene.

        Returns:
            Tags; at most one for each turn.
        """
        out = self._put_off(stage)
        done = {tag.turn_index for tag in out}
        for index, tags in sorted(stage.by_turn.items()):
            for tag in tags:
                if tag.code in _INVOCATIONS and not stage.has(index, "answers_nothing"):
                    if self._asks_to_call(stage, index):
                        continue
                    found = self._goes_on(stage, index)
                    if found is not None and found not in done and DISREGARD not in stage.codes_at(found):
                        done.add(found)
                        out.append(self._disregarded(stage, tag, found))
        return out

    def _put_off(self, stage: Scene) -> list[Tag]:
        """Turns that put off a wish for a lawyer, a parent or an end: "When we're done"."""
        out: list[Tag] = []
        for index in range(len(stage.words)):
            if not (stage.asks(index) and stage.has(index, "puts_off")) or stage.has(index, "honours_invocation"):
                continue
            if DISREGARD in stage.codes_at(index):
                continue
            wish = next((turn for turn in stage.talk.before(index, "suspect", 1) if self._wishes(stage, turn)), None)
            if wish is None:
                continue
            first = stage.hits(index, "puts_off")[0]
            things = {"clarity": "ambiguous", "object": "guardian" if stage.has(wish, "wants_guardian") else "silence"}
            why = "Puts off a wish."
            out.append(
                self._maker.make(stage, DISREGARD, index, first, "put_off", why, related=(wish,), attributes=things)
            )
        return out

    def _wishes(self, stage: Scene, index: int) -> bool:
        """Whether a turn wants a lawyer, a parent or an end."""
        if self._asks_to_call(stage, index):
            return False
        if stage.codes_at(index).intersection(_INVOCATIONS):
            return True
        return stage.has(index, "wants_guardian") or stage.has(index, "wants_out")

    def _asks_to_call(self, stage: Scene, index: int) -> bool:
        """Whether a turn asks no more than to ring or see somebody at home."""
        return stage.has(index, "asks_to_call") and not stage.has(index, "wants_guardian")

    def _goes_on(self, stage: Scene, invocation: int) -> int | None:
        """The turn that puts a question although the person wanted a lawyer or to stop; None when none does."""
        seen = 0
        for index in range(invocation + 1, len(stage.words)):
            if stage.answers(index) and stage.has(index, "resumes"):
                return None
            if not stage.asks(index):
                continue
            seen += 1
            if seen > _AFTER_INVOCATION or stage.has(index, "honours_invocation"):
                return None
            if DISREGARD in stage.codes_at(index):
                return index
            if self._is_substantive(stage, index) or (seen == 1 and self._is_passed_over(stage, index)):
                return index
        return None

    def _is_passed_over(self, stage: Scene, index: int) -> bool:
        """Whether a statement right after the wish speaks of something else, or against it."""
        if stage.has(index, "clarifies_invocation") or stage.codes_at(index) & self._table.words["protective_codes"]:
            return False
        return len(self._table.content(stage.words[index].tokens)) >= _SAID_ENOUGH

    def _is_substantive(self, stage: Scene, index: int) -> bool:
        if stage.has(index, "clarifies_invocation") or stage.has(index, "greeting"):
            return False
        if stage.codes_at(index) & self._table.words["adverse_codes"]:
            return True
        asks = stage.forms[index] is not QuestionForm.NONE or "?" in stage.words[index].tokens
        return asks and len(self._table.content(stage.words[index].tokens)) > 1

    def _disregarded(self, stage: Scene, invocation: Tag, index: int) -> Tag:
        thing = "counsel" if invocation.code == "counsel_invocation" else "silence"
        attributes = {
            "clarity": invocation.attribute("clarity") or "ambiguous",
            "object": invocation.attribute("object") or thing,
        }
        stretch = (0, len(stage.words[index].tokens) - 1)
        why = "Goes on after the invocation."
        related = (invocation.turn_index,)
        return self._maker.make(
            stage, DISREGARD, index, stretch, "disregard", why, related=related, attributes=attributes
        )
