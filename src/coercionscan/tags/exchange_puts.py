"""Facts put to the person: what a record, a count or somebody else holds is laid beside the answer just given.

Nobody says "I put it to you". A short statement follows an answer ("There's nine in the box.", "So that's an hour.")
and holds a figure or a date that the answer did not have; or one such statement follows another.
"""

from __future__ import annotations

from coercionscan.records import QuestionForm, Tag
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, Scene, Stretch, figures

CODE = "transparent_evidence"
_FEWEST, _MOST = 4, 45
"""A statement that only puts a fact has so many tokens. A convention."""
_BRIEF = 20
"""A statement that goes on with what was laid out is short. A convention."""
_NEXT = 1
"""So many asking turns after evidence was laid out the next statement goes on with it. A convention."""
_NO_QUESTION = QuestionForm.NONE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Puts:
    """Finds statements of the asking side that lay a fact beside an answer."""

    def __init__(self, table: ExchangeWords, maker: Maker) -> None:
        """Keep the compiled words."""
        self._table = table
        self._maker = maker
        self._named = table.words["figures"]

    def tag(self, stage: Scene, pressed: Pressed) -> list[Tag]:
        """One tag at most for each asking turn that no pattern took for evidence.

        Args:
            stage: The scene, with all other tags in it.
            pressed: What was put to the person.

        Returns:
            Tags in order of the turns.
        """
        out: list[Tag] = []
        since = _NEXT + 1
        for index in range(len(stage.words)):
            if not stage.asks(index):
                continue
            found = self._put(stage, index, pressed, goes_on=since <= _NEXT)
            if found is not None:
                out.append(found)
            laid_out = found is not None or not stage.codes_at(index).isdisjoint(self._table.words["laid_out_codes"])
            since = 1 if laid_out else since + 1
        return out

    def _put(self, stage: Scene, index: int, pressed: Pressed, *, goes_on: bool) -> Tag | None:
        before = stage.talk.other_before[index]
        if before is None or not stage.is_suspect(before) or not self._only_states(stage, before, index):
            return None
        if not pressed.hot(index):
            return None
        tokens = stage.words[index].tokens
        new = figures(tokens, self._named) - figures(stage.words[before].tokens, self._named)
        asked_back = stage.words[before].tokens[-1:] == ("?",)
        firm = bool(new - self._table.words["loose_figures"])
        whole: Stretch = (0, len(tokens) - 1)
        if firm and goes_on and len(tokens) <= _BRIEF and tokens[0] not in self._table.words["takes_up"]:
            why = "Goes on with what was laid out just before."
            return self._maker.make(stage, CODE, index, whole, "goes_on", why, related=(before,))
        if not new or asked_back or not self._table.says_something(stage.words[before].tokens):
            return None
        if stage.has(index, "reckons"):
            why = "Reckons together what the person said, and holds it beside the answer."
            return self._maker.make(stage, CODE, index, whole, "added_up", why, related=(before,))
        if firm and self._holds_fact(stage, index, new - self._table.words["loose_figures"]):
            why = "Lays a figure or a date that the answer did not have beside it."
            return self._maker.make(stage, CODE, index, whole, "laid_beside", why, related=(before,))
        return None

    def _only_states(self, stage: Scene, before: int, index: int) -> bool:
        """Whether a turn follows the answer, asks nothing and does nothing else that has a code of its own."""
        tokens = stage.words[index].tokens
        if stage.forms[index] is not _NO_QUESTION or not _FEWEST <= len(tokens) <= _MOST or "?" in tokens:
            return False
        if not stage.codes_at(index).isdisjoint(self._table.words["not_put_codes"]):
            return False
        if any(stage.asks(between) for between in range(before + 1, index)) or not stage.words[before].tokens:
            return False
        return not any(stage.has(index, name) for name in ("keeps_time", "procedural", "greeting"))

    def _holds_fact(self, stage: Scene, index: int, new: frozenset[str]) -> bool:
        """Whether the sentence that names something held has one of the new figures."""
        stretches = stage.hits(index, "holds_fact")
        if not stretches:
            return False
        words = stage.words[index]
        return any(
            first <= at < end and not new.isdisjoint(words.tokens[first:end])
            for first, end in words.sentences()
            for at, _ in stretches
        )
