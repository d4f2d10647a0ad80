"""What the questioned person did with an interrogator's detail: the answer to it, a later adoption, a reversal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from coercionscan.matching.language import Words
from coercionscan.provenance.answers import Answer, Answers, Polarity
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.mentions import Detail, Sight
from coercionscan.provenance.routes import Routes
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import LIGHT, OTHER, VAGUE
from coercionscan.records import FactForm, Uptake

ADOPTED = frozenset({Uptake.ASSENT, Uptake.REPETITION, Uptake.ELABORATION})
_RESISTED = frozenset({Uptake.DENIAL, Uptake.CORRECTION})
_SURE = (0.85, 0.7, 0.5)
"""Confidence in an answer by what stands between it and the offer."""
_TOO_FAR = 1
"""Beyond this distance a bare yes or no answers something else."""
_SHORT = 4
_SLOT_TOKENS = 5
"""An answer of so few tokens to "who" is a name."""
_LOOKS = 40
"""At most so many mentions of one detail are looked at for their answers."""


class Reaction(NamedTuple):
    """An uptake, the turn that shows it, how sure the reading is (0..1), and why."""

    uptake: Uptake
    turn_index: int | None
    confidence: float
    reason: str
    reversed_at: int | None = None


NOTHING = Reaction(Uptake.NONE, None, 0.5, "no answer takes it up")


class Reactions:
    """Reads reactions to details."""

    def __init__(
        self, words: Sequence[Words], talk: Talk, answers: Answers, routes: Routes, vocabulary: Vocabulary
    ) -> None:
        """Take what was read before."""
        self._words = words
        self._lines = talk.lines
        self._talk = talk
        self._answers = answers
        self._routes = routes
        self._strong = vocabulary.strong

    def to(self, detail: Detail) -> Reaction:
        """First reaction to a detail that an interrogator introduced, and whether it was reversed later.

        Args:
            detail: The detail.

        Returns:
            The reaction; ``NOTHING`` where nobody took the detail up.
        """
        first: Reaction | None = None
        for sight in detail.sights[:_LOOKS]:
            line = self._lines[sight.line]
            if line.by_interrogator:
                reaction = self._answered(detail, sight, line)
            elif line.by_questioned:
                reaction = self._own(line, sight)
            else:
                continue
            if reaction is None:
                continue
            if first is None:
                first = reaction
            elif _opposed(first.uptake, reaction.uptake):
                return first._replace(reversed_at=reaction.turn_index)
        return first or NOTHING

    def _own(self, line: Line, sight: Sight) -> Reaction | None:
        """A later mention in the questioned person's own words; asking back is none."""
        if line.asks or line.has("unknown"):
            return None
        if any(item.at == sight.first and item.clause in line.negated for item in line.items):
            return Reaction(Uptake.DENIAL, line.turn_index, 0.5, "named later, with a negation")
        return Reaction(Uptake.REPETITION, line.turn_index, 0.6, "named later in the person's own words")

    def _answered(self, detail: Detail, sight: Sight, line: Line) -> Reaction | None:
        words = self._words[line.turn_index]
        form = self._routes.form(sight)
        given = self._answers.to(line.turn_index, words.ends[sight.last])
        named = [answer for answer in given if self._named(detail, answer.names)]
        for answer in (*named, *given):
            reaction = self._judge(detail, sight, line, form, answer, self._distance(line, answer))
            if reaction is not None:
                return reaction
        return None

    def _distance(self, line: Line, answer: Answer) -> int:
        """How many other questions and statements of substance stand between an offer and its answer."""
        until = self._answers.start(answer.turn_index)
        between = 0
        for number in range(line.number + 1, len(self._lines)):
            later = self._lines[number]
            if later.turn_index >= answer.turn_index or self._start(later) >= until:
                break
            if later.by_interrogator and (later.size > _SHORT or later.items) and not later.completes:
                between += 2 if later.asks and not later.has("tag") else 1
        return between

    def _start(self, line: Line) -> int:
        return self._words[line.turn_index].starts[line.first]

    def _judge(
        self, detail: Detail, sight: Sight, line: Line, form: FactForm, answer: Answer, distance: int
    ) -> Reaction | None:
        said = answer.names
        named = self._named(detail, said)
        if answer.polarity is Polarity.UNKNOWN or (answer.asks and (named or answer.polarity is Polarity.OPEN)):
            return None
        sure = _SURE[min(distance, len(_SURE) - 1)]
        asked = {item.concept.name for item in line.items}
        fresh = [item for item in answer.items if item.concept.kind not in VAGUE and item.concept.name not in asked]
        strong = [item for item in fresh if item.concept.kind in self._strong]
        if form is FactForm.OPTION_POSED and not named and said & asked:
            return Reaction(Uptake.CORRECTION, answer.turn_index, sure - 0.1, "the other one was chosen")
        if not named and distance > _TOO_FAR:
            return None
        if answer.polarity is Polarity.DENIAL and not named and not fresh and _asks_memory(line, sight):
            return None
        if answer.polarity is Polarity.DENIAL and not (named and not answer.negated):
            return _denied(answer, bool(fresh), sure)
        if named:
            if len(strong) > 1:
                return Reaction(Uptake.ELABORATION, answer.turn_index, sure, "named again and added to")
            return Reaction(Uptake.REPETITION, answer.turn_index, sure, "named again in the answer")
        if answer.polarity is Polarity.ASSENT:
            if strong:
                return Reaction(Uptake.ELABORATION, answer.turn_index, sure, "affirmed and added to")
            how = "affirmed by a gesture" if answer.gesture else "affirmed"
            return Reaction(Uptake.ASSENT, answer.turn_index, sure, how)
        kinds = {concept.kind for concept in detail.concepts}
        other = any(item.concept.kind in kinds for item in fresh)
        near = distance <= _TOO_FAR
        if form is FactForm.PRESUPPOSED and near and _fills(line, answer, len(strong)):
            return Reaction(Uptake.ASSENT, answer.turn_index, sure - 0.15, "the question was answered as put")
        return _open(form, line, answer, sure, other=other, fresh=bool(strong), near=near)

    def _named(self, detail: Detail, said: Collection[str]) -> bool:
        """Whether an answer names the detail: each telling word of it, or for a pair one of two telling words."""
        telling = [concept.name for concept in detail.concepts if concept.kind not in (LIGHT, OTHER)]
        return any(name in said for name in telling or detail.key)


def _fills(line: Line, answer: Answer, fresh: int) -> bool:
    """Whether an answer only fills in what a question asks for, and so grants what it takes for granted."""
    if answer.negated or answer.asks:
        return False
    if line.has("slot:who"):
        return answer.size <= _SLOT_TOKENS or not fresh
    if line.has("asks_why"):
        return fresh <= 1
    return not fresh and not answer.points


def _asks_memory(line: Line, sight: Sight) -> bool:
    """Whether a question asks what somebody knows of a detail that it takes for granted: "no" says nothing of that."""
    return any(
        cue.name == "asks_memory" and any(wh.name == "wh" and cue.at < wh.at <= sight.first for wh in line.cues)
        for cue in line.cues
    )


def _open(
    form: FactForm, line: Line, answer: Answer, sure: float, *, other: bool, fresh: bool, near: bool
) -> Reaction | None:
    """What an answer without yes or no does with an offer."""
    if form is FactForm.OPTION_POSED and other:
        return Reaction(Uptake.CORRECTION, answer.turn_index, sure - 0.1, "something else was said than was offered")
    if fresh and line.asks and (answer.points or not answer.own):
        return Reaction(Uptake.ELABORATION, answer.turn_index, sure - 0.15, "answered with something added")
    if answer.points and near and not answer.asks:
        return Reaction(Uptake.ELABORATION, answer.turn_index, sure - 0.2, "something was told of it")
    return None


def _denied(answer: Answer, fresh: bool, sure: float) -> Reaction:
    if fresh and not answer.negated:
        return Reaction(Uptake.CORRECTION, answer.turn_index, sure - 0.1, "denied, and something else said instead")
    return Reaction(Uptake.DENIAL, answer.turn_index, sure, "denied")


def _opposed(one: Uptake, two: Uptake) -> bool:
    return (one in ADOPTED and two in _RESISTED) or (one in _RESISTED and two in ADOPTED)
