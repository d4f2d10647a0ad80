"""What the questioned person did with an interrogator's detail: the answer to it, a later adoption, a reversal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coercionscan.matching.language import Words
from coercionscan.provenance.answers import ASSENT, DENIAL, OPEN, UNKNOWN, Answer, Answers
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.mentions import Detail, Sight
from coercionscan.provenance.routes import Routes
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import VAGUE, Concept
from coercionscan.records import FactForm, Uptake

_AFFIRMED, _REPEATED, _ADDED_TO = Uptake.ASSENT, Uptake.REPETITION, Uptake.ELABORATION
_DENIED, _CORRECTED = Uptake.DENIAL, Uptake.CORRECTION
"""Named once: to name a member on its class is a call."""
ADOPTED = frozenset({_AFFIRMED, _REPEATED, _ADDED_TO})
_RESISTED = frozenset({_DENIED, _CORRECTED})
_SURE = (0.85, 0.7, 0.5)
"""Confidence in an answer by what stands between it and the offer."""
_TOO_FAR = 1
"""Beyond this distance a bare yes or no answers something else."""
_SHORT = 4
_SLOT_TOKENS = 5
"""An answer of so few tokens to "who" is a name."""
_OPTION, _PRESUPPOSED = FactForm.OPTION_POSED, FactForm.PRESUPPOSED
_NO_NAMES: frozenset[str] = frozenset()
_NO_CONCEPTS: Sequence[Concept] = ()
_LOOKS = 40
"""At most so many mentions of one detail are looked at for their answers."""


@dataclass(slots=True, eq=False)
class Reaction:
    """An uptake, the turn that shows it, how sure the reading is (0..1), and why."""

    uptake: Uptake
    turn_index: int | None
    confidence: float
    reason: str
    reversed_at: int | None = None


NOTHING = Reaction(Uptake.NONE, None, 0.5, "no answer takes it up")


class _Reply:
    """An answer to a line: how far off it stands, how sure that is, and what it says that the line does not.

    ``fresh`` are its detail words that the line does not say, ``strong`` how many of them are of a strong kind;
    ``repeats`` says that it names a word of the line.
    """

    __slots__ = ("answer", "distance", "fresh", "repeats", "strong", "sure")

    def __init__(self, line: Line, answer: Answer, distance: int, strong: frozenset[str]) -> None:
        self.answer = answer
        self.distance = distance
        self.sure = _SURE[min(distance, len(_SURE) - 1)]
        self.repeats, self.fresh, self.strong = False, _NO_CONCEPTS, 0
        if answer.items:
            asked = [item.concept.name for item in line.items]
            self.repeats = not answer.names.isdisjoint(asked)
            fresh = answer.told[:-1] if answer.name else answer.told  # a mere name stands last
            self.fresh = [concept for concept in fresh if concept.name not in asked] if self.repeats else fresh
            self.strong = len([concept for concept in self.fresh if concept.kind in strong])


class _Offer:
    """What a line offers, with the answers that it gets.

    ``names`` are the detail words of the answers, ``silent`` tells how details fare that none of them names, by form.
    ``cut`` says that a gesture answers within the line: its later words may get other answers than the earlier ones.
    """

    __slots__ = ("cut", "given", "names", "silent")

    def __init__(self, given: Sequence[Answer], *, cut: bool) -> None:
        self.given = given
        self.names = given[0].names if given else _NO_NAMES
        if len(given) > 1:
            self.names = self.names.union(*[answer.names for answer in given[1:]])
        self.silent: dict[FactForm, Reaction | None] = {}
        self.cut = cut


class Reactions:
    """Reads reactions to details. What a line and an answer to it have to do with each other is worked out once."""

    def __init__(
        self, words: Sequence[Words], talk: Talk, answers: Answers, routes: Routes, vocabulary: Vocabulary
    ) -> None:
        """Take what was read before."""
        self._words = words
        self._lines = talk.lines
        self._answers = answers
        self._routes = routes
        self._strong = vocabulary.strong
        self._replies: dict[tuple[int, int], _Reply] = {}
        self._offers: dict[int, _Offer] = {}

    def to(self, detail: Detail, form: FactForm) -> Reaction:
        """First reaction to a detail that an interrogator introduced, and whether it was reversed later.

        Args:
            detail: The detail.
            form: Form of its first mention.

        Returns:
            The reaction; ``NOTHING`` where nobody took the detail up.
        """
        names: Collection[str] = detail.key
        if len(names) > 1:
            names = [concept.name for concept in detail.concepts if concept.kind not in VAGUE] or names
        sights = detail.sights
        first = self._answered(detail, names, sights[0], form)
        for sight in sights[1:_LOOKS] if len(sights) > 1 else ():
            line = sight.line
            if line.by_interrogator:
                reaction = self._answered(detail, names, sight, self._routes.form(sight))
                if reaction is None:
                    continue
                uptake, turn_index = reaction.uptake, reaction.turn_index
            else:
                own = _own(sight) if line.by_questioned else None
                if own is None:
                    continue
                uptake, turn_index, reaction = own, line.turn_index, None
            if first is None:
                first = reaction or _named_later(uptake, turn_index)
            elif _opposed(first.uptake, uptake):
                return Reaction(first.uptake, first.turn_index, first.confidence, first.reason, turn_index)
        return first or NOTHING

    def _answered(self, detail: Detail, names: Collection[str], sight: Sight, form: FactForm) -> Reaction | None:
        """The reaction of the first answer that shows one; answers that name the detail come first.

        Where none names it, all details of the line fare alike, but for choices and questions for a memory.
        """
        line = sight.line
        offer = self._offers.get(line.number)
        if offer is None:
            offer = self._offers[line.number] = self._offer(line)
        given = offer.given
        if offer.cut:
            given = self._answers.to(line.turn_index, self._words[line.turn_index].ends[sight.last])
        if not given:
            return None
        silent = given
        if offer.cut or not offer.names.isdisjoint(names):
            for answer in given:
                if not answer.names.isdisjoint(names):
                    reaction = _named(self._reply(line, answer))
                    if reaction is not None:
                        return reaction
                    silent = [one for one in silent if one is not answer]
        if silent is not given or offer.cut or form is _OPTION or "asks_memory" in line.cue_names:
            return self._unnamed(detail, sight, form, silent)
        if form not in offer.silent:
            offer.silent[form] = self._unnamed(detail, sight, form, silent)
        return offer.silent[form]

    def _offer(self, line: Line) -> _Offer:
        given = self._answers.to(line.turn_index)
        ends = self._words[line.turn_index].ends[line.last]
        return _Offer(given, cut=bool(given) and self._answers.start(given[0].turn_index) < ends)

    def _unnamed(self, detail: Detail, sight: Sight, form: FactForm, silent: Sequence[Answer]) -> Reaction | None:
        """What answers that do not name the detail do with it."""
        for answer in silent:
            reaction = _unnamed(detail, sight, form, self._reply(sight.line, answer))
            if reaction is not None:
                return reaction
        return None

    def _reply(self, line: Line, answer: Answer) -> _Reply:
        key = (line.number, answer.turn_index)
        found = self._replies.get(key)
        if found is None:
            found = self._replies[key] = _Reply(line, answer, self._distance(line, answer), self._strong)
        return found

    def _distance(self, line: Line, answer: Answer) -> int:
        """How many other questions and statements of substance stand between an offer and its answer."""
        until = self._answers.start(answer.turn_index)
        between = 0
        for number in range(line.number + 1, len(self._lines)):
            later = self._lines[number]
            if later.turn_index >= answer.turn_index or self._start(later) >= until:
                break
            if later.by_interrogator and (later.size > _SHORT or later.items) and not later.completes:
                between += 2 if later.asks and "tag" not in later.cue_names else 1
        return between

    def _start(self, line: Line) -> int:
        return self._words[line.turn_index].starts[line.first]


def _own(sight: Sight) -> Uptake | None:
    """What a later mention in the questioned person's own words does; None where it only asks back."""
    line = sight.line
    if line.asks or "unknown" in line.cue_names:
        return None
    if line.negated and any(item.at == sight.first and item.clause in line.negated for item in line.items):
        return _DENIED
    return _REPEATED


def _named_later(uptake: Uptake, turn_index: int | None) -> Reaction:
    """The reaction that such a mention is."""
    if uptake is _DENIED:
        return Reaction(_DENIED, turn_index, 0.5, "named later, with a negation")
    return Reaction(_REPEATED, turn_index, 0.6, "named later in the person's own words")


def _named(reply: _Reply) -> Reaction | None:
    """What an answer that names the detail does with it."""
    answer, sure = reply.answer, reply.sure
    if answer.polarity is UNKNOWN or answer.asks:
        return None
    if answer.polarity is DENIAL and answer.negated:
        return Reaction(_DENIED, answer.turn_index, sure, "denied")
    if reply.strong > 1:
        return Reaction(_ADDED_TO, answer.turn_index, sure, "named again and added to")
    return Reaction(_REPEATED, answer.turn_index, sure, "named again in the answer")


def _unnamed(detail: Detail, sight: Sight, form: FactForm, reply: _Reply) -> Reaction | None:
    """What an answer that does not name the detail does with it."""
    line, answer, sure = sight.line, reply.answer, reply.sure
    if answer.polarity is UNKNOWN or (answer.asks and answer.polarity is OPEN):
        return None
    if form is _OPTION and reply.repeats:
        return Reaction(_CORRECTED, answer.turn_index, sure - 0.1, "the other one was chosen")
    if reply.distance > _TOO_FAR:
        return None
    if answer.polarity is DENIAL:
        if not reply.fresh and _asks_memory(line, sight):
            return None
        return _denied(answer, bool(reply.fresh), sure)
    if answer.polarity is ASSENT:
        if reply.strong:
            return Reaction(_ADDED_TO, answer.turn_index, sure, "affirmed and added to")
        how = "affirmed by a gesture" if answer.gesture else "affirmed"
        return Reaction(_AFFIRMED, answer.turn_index, sure, how)
    if form is _PRESUPPOSED and _fills(line, answer, reply.strong):
        return Reaction(_AFFIRMED, answer.turn_index, sure - 0.15, "the question was answered as put")
    return _open(detail, form, line, reply)


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
    return "asks_memory" in line.cue_names and any(
        cue.name == "asks_memory" and any(wh.name == "wh" and cue.at < wh.at <= sight.first for wh in line.cues)
        for cue in line.cues
    )


def _open(detail: Detail, form: FactForm, line: Line, reply: _Reply) -> Reaction | None:
    """What a near answer without yes or no does with an offer."""
    answer, sure = reply.answer, reply.sure
    if form is _OPTION and not {one.kind for one in reply.fresh}.isdisjoint(
        [concept.kind for concept in detail.concepts]
    ):
        return Reaction(_CORRECTED, answer.turn_index, sure - 0.1, "something else was said than was offered")
    if reply.strong and line.asks and (answer.points or not answer.own):
        return Reaction(_ADDED_TO, answer.turn_index, sure - 0.15, "answered with something added")
    if answer.points and not answer.asks:
        return Reaction(_ADDED_TO, answer.turn_index, sure - 0.2, "something was told of it")
    return None


def _denied(answer: Answer, fresh: bool, sure: float) -> Reaction:
    if fresh and not answer.negated:
        return Reaction(_CORRECTED, answer.turn_index, sure - 0.1, "denied, and something else said instead")
    return Reaction(_DENIED, answer.turn_index, sure, "denied")


def _opposed(one: Uptake, two: Uptake) -> bool:
    return (one in ADOPTED and two in _RESISTED) or (one in _RESISTED and two in ADOPTED)
