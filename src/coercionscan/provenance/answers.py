"""Answers: which turns answer a turn, and whether they affirm, deny or leave open."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coercionscan.matching.language import BREAK
from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import CueHit, Line, Talk
from coercionscan.provenance.vocabulary import NAMEABLE, OTHER, QUESTIONED, Vocabulary
from coercionscan.records import Origin, Transcript

_SPOKEN = frozenset({"assent", "denial", "unknown"})
_LEAD = 6
"""A word of assent or denial must begin within so many tokens of an answer to be its answer."""

_NAME_TOKENS = 5
_SHORT = 6
"""Answers of so few tokens recur."""
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


class Answer(NamedTuple):
    """A turn of the questioned person, read as an answer.

    ``items`` are the detail words of its first two sentences, ``names`` their general forms, ``negated`` whether the
    first begins with a negation. ``hedges`` says that it guesses ("maybe"), ``own`` whether it begins to tell of the
    person's own doing. ``name`` is what may be a name in a very short one ("Marisol did."), ``size`` counts the tokens
    of these sentences, and ``points`` says whether a whole sentence tells something of what a pronoun points at
    ("it was full").
    """

    turn_index: int
    polarity: Polarity
    items: tuple[Item, ...]
    negated: bool
    gesture: bool
    asks: bool
    points: bool = False
    size: int = 0
    name: str = ""
    own: bool = False
    hedges: bool = False
    names: frozenset[str] = frozenset()


class Answers:
    """Answers of a contact, by the turn that they answer."""

    def __init__(self, transcript: Transcript, talk: Talk, vocabulary: Vocabulary) -> None:
        """Read every turn of a questioned person once.

        Args:
            transcript: The transcript.
            talk: Its lines.
            vocabulary: The vocabulary: its settings say how many turns after an offer its answer may come.
        """
        self._turns = transcript.turns
        self._reach = vocabulary.settings.answer_turns
        read = _Reader(vocabulary)
        self._read = {
            turn.index: read.answer(turn.index, talk.turn(turn.index), gesture=turn.origin is Origin.NONVERBAL)
            for turn in transcript.turns
            if turn.role.questioned and turn.scored
        }
        self._next = _next_questioned(transcript)

    def of(self, turn_index: int) -> Answer | None:
        """The turn read as an answer; None where it is no questioned person's."""
        return self._read.get(turn_index)

    def start(self, turn_index: int) -> int:
        """Where a turn begins in the text."""
        return self._turns[turn_index].span.start

    def to(self, turn_index: int, said_until: int) -> tuple[Answer, ...]:
        """Answers to what a turn says.

        Args:
            turn_index: The turn that offers or asks.
            said_until: End of the offered words in the text: a gesture that began before is no answer to them.

        Returns:
            The run of answers that follows, at most three, nearest first; empty where none comes within reach.
        """
        found: list[Answer] = []
        at = self._next[turn_index]
        while at is not None and at - turn_index <= self._reach:
            answer = self._read[at]
            if self._turns[at].span.start >= said_until:
                found.append(answer)
            following = self._next[at]
            gap = following is not None and following == at + 1
            if len(found) >= 3 or (found and not gap):
                break
            at = following
        return tuple(found)


def _next_questioned(transcript: Transcript) -> list[int | None]:
    """For each turn, the next turn of a questioned person."""
    following: list[int | None] = [None] * len(transcript.turns)
    coming: int | None = None
    for turn in reversed(transcript.turns):
        following[turn.index] = coming
        if turn.role.questioned and turn.scored:
            coming = turn.index
    return following


class _Reader:
    """Reads turns as answers, and remembers the short ones: "yeah" is "yeah" a thousand times."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[tuple[tuple[str, ...], bool], Answer] = {}

    def answer(self, turn_index: int, lines: tuple[Line, ...], *, gesture: bool) -> Answer:
        """One turn as an answer."""
        if len(lines) != 1 or lines[0].items or lines[0].size > _SHORT:
            return self._read(turn_index, lines, gesture=gesture)
        line = lines[0]
        key = (line.tokens[line.first : line.last + 1], gesture)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._read(turn_index, lines, gesture=gesture)
        return known._replace(turn_index=turn_index)

    def _read(self, turn_index: int, lines: tuple[Line, ...], *, gesture: bool) -> Answer:
        head = lines[:2]
        begin = _begins(head)
        spoken = [cue for line in head for cue in line.cues if _decides(cue, line) and cue.at - begin < _LEAD]
        items = head[0].items if len(head) == 1 else tuple([item for line in head for item in line.items])
        negated = bool(lines) and _negated(lines[0])
        size = sum([line.size - _silent(line) for line in head])
        short = bool(head) and size <= _NAME_TOKENS and not any(item.concept.kind != OTHER for item in items)
        person = self._vocabulary.person(head[0].agents[0], by_interrogator=False) if head else ""
        return Answer(
            turn_index=turn_index,
            polarity=_polarity(head, spoken, negated=negated),
            items=items,
            negated=negated,
            gesture=gesture,
            asks=any(line.asks and line.size > 1 for line in head),
            points=any(_points(line, self._vocabulary.pointing) for line in head),
            size=size,
            name=_name(head[0], self._vocabulary) if short else "",
            own=person == QUESTIONED,
            names=frozenset([item.concept.name for item in items]),
            hedges=any("hedge" in line.cue_names for line in head),
        )


def _silent(line: Line) -> int:
    """How many tokens of a line tell nothing."""
    return sum([line.first <= at <= line.last for at in line.unread]) if line.unread else 0


def _name(line: Line, vocabulary: Vocabulary) -> str:
    """The word of a very short answer that may be a name; empty where all are words of talk."""
    words = (line.tokens[at] for at in range(line.first, line.last + 1) if at not in line.unread)
    return next((word for word in words if vocabulary.known[word].grammar & NAMEABLE), "")


def _begins(head: tuple[Line, ...]) -> int:
    """Where an answer begins to speak, behind gestures in brackets."""
    return next((at for line in head for at in range(line.first, line.last + 1) if at not in line.unread), 0)


def _points(line: Line, pointing: frozenset[str]) -> bool:
    """Whether a sentence that is long enough to tell something has a pronoun for what was asked about."""
    if (
        line.size < _TOLD
        or "negation" in line.cue_names
        or pointing.isdisjoint(line.tokens[line.first : line.last + 1])
    ):
        return False
    said = [line.tokens[at] for at in range(line.first, line.last + 1) if at not in line.unread]
    return len(said) >= _TOLD and not pointing.isdisjoint(said)


def _decides(cue: CueHit, line: Line) -> bool:
    """Whether a cue says yes, no or "I do not know"; some say yes only at the end of their sentence."""
    if cue.name == "assent_alone":
        return cue.at + cue.size >= line.last
    return cue.name in _SPOKEN


def _negated(line: Line) -> bool:
    """Whether a negation near the beginning governs what is told: no comma stands between them."""
    cue = next((cue for cue in line.cues if cue.name == "negation" and cue.at - line.first < _LEAD), None)
    if cue is None:
        return False
    told = next((item.at for item in line.items if item.at > cue.at), line.last)
    return BREAK not in line.tokens[cue.at + 1 : told]


def _polarity(head: tuple[Line, ...], spoken: list[CueHit], *, negated: bool) -> Polarity:
    if spoken:
        first = min(spoken, key=lambda cue: (cue.at, -cue.size))
        return Polarity(first.name.removesuffix("_alone"))
    for name, polarity in (("gesture_denial", Polarity.DENIAL), ("gesture_assent", Polarity.ASSENT)):
        if any(line.has(name) for line in head):
            return polarity
    telling = any(item.concept.weight >= _TELLING for line in head for item in line.items)
    return Polarity.DENIAL if negated and not telling else Polarity.OPEN
