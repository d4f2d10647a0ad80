"""Answers: which turns answer a turn, and whether they affirm, deny or leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coercionscan.matching.language import BREAK
from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import ATTRIBUTE, NAME, NAMEABLE, OTHER, QUESTIONED, VAGUE, Concept, CueHit
from coercionscan.records import QUESTIONED_ROLES, Origin, Transcript

_SPOKEN = frozenset({"assent", "denial", "unknown"})
_ALONE = "assent_alone"
_DECIDING = _SPOKEN | {_ALONE}
_GESTURE = Origin.NONVERBAL
_GESTURES = frozenset({"gesture_assent", "gesture_denial"})
_NOTHING: frozenset[str] = frozenset()
_LEAD = 6
"""A word of assent or denial must begin within so many tokens of an answer to be its answer."""

_MOST = 3
"""So many answers of a run are read as answers to one offer."""
_NAME_TOKENS = 5
_SHORT = 6
"""Answers of so few tokens recur."""
_KEPT_SHORT = 10_000
"""So many of them are remembered, then all are forgotten: a run over many transcripts must not grow."""
_TOLD = 4
"""A sentence of so many tokens tells something."""
_TELLING = 0.5
"""A negated answer with a word of at least this weight tells something rather than denying."""


class Polarity(StrEnum):
    """Which way an answer goes."""

    ASSENT = "assent"
    DENIAL = "denial"
    UNKNOWN = "unknown"
    OPEN = "open"


ASSENT, DENIAL, UNKNOWN, OPEN = Polarity
"""Named once: to name a member on its class is a call."""
_BY_CUE = {"assent": ASSENT, "assent_alone": ASSENT, "denial": DENIAL, "unknown": UNKNOWN}

Told = Sequence[Concept]


@dataclass(slots=True, eq=False)
class Answer:
    """A turn of the questioned person, read as an answer.

    ``items`` are the detail words of its first two sentences, ``names`` their general forms, ``negated`` whether the
    first begins with a negation. ``hedges`` says that it guesses ("maybe"), ``own`` whether it begins to tell of the
    person's own doing. ``name`` is what may be a name in a very short one ("Marisol did."), ``size`` counts the tokens
    of these sentences, and ``points`` says whether a whole sentence tells something of what a pronoun points at
    ("it was full"). ``told`` are its detail words that tell something, ``said`` their general forms.
    """

    turn_index: int
    polarity: Polarity
    items: Sequence[Item]
    names: frozenset[str]
    negated: bool
    gesture: bool
    asks: bool
    points: bool = False
    size: int = 0
    name: str = ""
    own: bool = False
    hedges: bool = False
    told: Told = ()
    said: frozenset[str] = _NOTHING


ShortAnswers = dict[tuple[tuple[str, ...], bool], Answer]
"""Short answers that name nothing, by their tokens and whether they are gestures."""


class Answers:
    """Answers of a contact, by the turn that they answer."""

    def __init__(
        self, transcript: Transcript, talk: Talk, vocabulary: Vocabulary, short: ShortAnswers | None = None
    ) -> None:
        """Read every turn of a questioned person once.

        Args:
            transcript: The transcript.
            talk: Its lines.
            vocabulary: The vocabulary: its settings say how many turns after an offer its answer may come.
            short: Short answers that were read before with the same vocabulary; new ones are added.
        """
        self._turns = transcript.turns
        self._reach = vocabulary.settings.answer_turns
        read = _Reader(vocabulary, {} if short is None else short)
        self._read = {
            turn.index: read.answer(turn.index, talk.turns[turn.index], gesture=turn.origin is _GESTURE)
            for turn in transcript.turns
            if turn.role in QUESTIONED_ROLES and turn.scored
        }
        self._next = self._following()
        self._runs: dict[int, tuple[Answer, ...]] = {}

    def of(self, turn_index: int) -> Answer | None:
        """The turn read as an answer; None where it is no questioned person's."""
        return self._read.get(turn_index)

    def start(self, turn_index: int) -> int:
        """Where a turn begins in the text."""
        return self._turns[turn_index].span.start

    def to(self, turn_index: int, said_until: int = 0) -> tuple[Answer, ...]:
        """Answers to what a turn says.

        Args:
            turn_index: The turn that offers or asks.
            said_until: End of the offered words in the text: a gesture that began before is no answer to them.

        Returns:
            The run of answers that follows, at most three, nearest first; empty where none comes within reach.
        """
        known = self._runs.get(turn_index)
        if known is None:
            known = self._runs[turn_index] = self._run(turn_index, 0)
        if known and self.start(known[0].turn_index) < said_until:
            return self._run(turn_index, said_until)
        return known

    def _run(self, turn_index: int, said_until: int) -> tuple[Answer, ...]:
        found: list[Answer] = []
        at = self._next[turn_index]
        while at is not None and at - turn_index <= self._reach:
            if self.start(at) >= said_until:
                found.append(self._read[at])
            following = self._next[at]
            if len(found) >= _MOST or (found and following != at + 1):
                break
            at = following
        return tuple(found)

    def _following(self) -> list[int | None]:
        """For each turn, the next turn of a questioned person."""
        following: list[int | None] = []
        for turn in self._read:
            following += [turn] * (turn - len(following))
        return following + [None] * (len(self._turns) - len(following))


class _Reader:
    """Reads turns as answers, and remembers the short ones: "yeah" is "yeah" a thousand times."""

    def __init__(self, vocabulary: Vocabulary, short: ShortAnswers) -> None:
        self._vocabulary = vocabulary
        self._short = short

    def answer(self, turn_index: int, lines: Sequence[Line], *, gesture: bool) -> Answer:
        """One turn as an answer."""
        if not lines:
            return Answer(turn_index, OPEN, (), _NOTHING, negated=False, gesture=gesture, asks=False)
        if len(lines) > 1 or lines[0].items or lines[0].size > _SHORT:
            return self._read(turn_index, lines[:2], gesture=gesture)
        key = (lines[0].tokens, gesture)
        known = self._short.get(key)
        if known is not None:
            return _again(known, turn_index)
        read = self._read(turn_index, lines, gesture=gesture)
        if not read.name:
            if len(self._short) >= _KEPT_SHORT:
                self._short.clear()
            self._short[key] = read
        return read

    def _read(self, turn_index: int, head: Sequence[Line], *, gesture: bool) -> Answer:
        first = head[0]
        cues, items, pointing = first.cue_names, first.items, self._vocabulary.pointing
        size, asks, points = first.size - len(first.unread), _asks(first), _points(first, pointing)
        if len(head) > 1:
            second = head[1]
            cues, items = cues | second.cue_names, [*items, *second.items]
            size += second.size - len(second.unread)
            asks, points = asks or _asks(second), points or _points(second, pointing)
        negated = "negation" in cues and _negated(first)
        name = _name(first) if size <= _NAME_TOKENS and all(item.concept.kind == OTHER for item in items) else ""
        told = _told(items, name) if items or name else ()
        names = frozenset([item.concept.name for item in items]) if items else _NOTHING
        return Answer(
            turn_index,
            _polarity(head, cues, items, negated=negated),
            items,
            names,
            negated,
            gesture,
            asks,
            points,
            size,
            name,
            bool(first.agents[0]) and self._vocabulary.person(first.agents[0], by_interrogator=False) == QUESTIONED,
            "hedge" in cues,
            told,
            names if len(told) == len(items) and not name else frozenset([concept.name for concept in told]),
        )


def _told(items: Sequence[Item], name: str) -> Told:
    told = [item.concept for item in items if item.concept.kind not in VAGUE]
    return [*told, Concept(name, NAME, 0.0, ATTRIBUTE)] if name else told


def _again(one: Answer, turn_index: int) -> Answer:
    """A short answer that was read before, given again."""
    return Answer(
        turn_index, one.polarity, one.items, one.names, one.negated, one.gesture, one.asks, one.points, one.size,
        one.name, one.own, one.hedges, one.told, one.said,
    )  # fmt: skip


def _name(line: Line) -> str:
    """The word of a very short answer that may be a name; empty where all are words of talk."""
    for at in range(line.first, line.last + 1):
        if line.known[at].grammar & NAMEABLE and at not in line.unread:
            return line.tokens[at]
    return ""


def _asks(line: Line) -> bool:
    return line.asks and line.size > 1


def _begins(head: Sequence[Line]) -> int:
    """Where an answer begins to speak, behind gestures in brackets."""
    for line in head:
        for at in range(line.first, line.last + 1):
            if at not in line.unread:
                return at
    return 0


def _points(line: Line, pointing: frozenset[str]) -> bool:
    """Whether a sentence that is long enough to tell something has a pronoun for what was asked about."""
    if line.size < _TOLD or "negation" in line.cue_names:
        return False
    said = line.tokens[line.first : line.last + 1]
    if line.unread:
        said = tuple([line.tokens[at] for at in range(line.first, line.last + 1) if at not in line.unread])
    return len(said) >= _TOLD and not pointing.isdisjoint(said)


def _decides(cue: CueHit, line: Line) -> bool:
    """Whether a cue says yes, no or "I do not know"; some say yes only at the end of their sentence."""
    if cue.name == _ALONE:
        return cue.at + cue.size >= line.last
    return cue.name in _SPOKEN


def _negated(line: Line) -> bool:
    """Whether a negation near the beginning governs what is told: no comma stands between them."""
    cue = next((cue for cue in line.cues if cue.name == "negation" and cue.at - line.first < _LEAD), None)
    if cue is None:
        return False
    told = next((item.at for item in line.items if item.at > cue.at), line.last)
    return BREAK not in line.tokens[cue.at + 1 : told]


def _polarity(head: Sequence[Line], cues: frozenset[str], items: Sequence[Item], *, negated: bool) -> Polarity:
    if not cues.isdisjoint(_DECIDING):
        begin = _begins(head)
        spoken = [cue for line in head for cue in line.cues if cue.at - begin < _LEAD and _decides(cue, line)]
        if spoken:
            first = min(spoken, key=lambda cue: (cue.at, -cue.size))
            return _BY_CUE[first.name]
    if not cues.isdisjoint(_GESTURES):
        return DENIAL if "gesture_denial" in cues else ASSENT
    if negated and not any(item.concept.weight >= _TELLING for item in items):
        return DENIAL
    return OPEN
