"""Turns become lines: one sentence each, with detail words, clauses and cues, so that nothing is read twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.provenance.clauses import ClauseReader, Item
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import (
    ASKER,
    DETERMINER,
    NAMEABLE,
    NAMING,
    OWNER,
    QUESTIONED,
    SUBJECT,
    CueHit,
    Cues,
    Word,
)
from coercionscan.records import Origin, Role, Transcript, Turn

SELF, OTHERS = "self", "others"
_OPEN, _CLOSE = "(", ")"
_SIDES = {role: (role.asks, role.questioned) for role in Role}
"""Whether a role asks, and whether it is asked."""
_ASKS = "?"
_LABEL_WORD = re.compile(r"[a-z]{3,}")
_UNREAD = frozenset({"idiom", "aside"})
_SHORT = 5
"""Sentences of so few tokens recur."""
_KEPT_SHORT = 10_000
"""So many of them are remembered, then all are forgotten: a run over many transcripts must not grow."""
_LEADS = SUBJECT | DETERMINER | OWNER
_REST = 8
"""The rest of a question has at most so many tokens."""
_FORMS = frozenset({"wh", "inverted"})
_GESTURE = Origin.NONVERBAL
_NOTHING: frozenset[int] = frozenset()
_NOBODY = [""]


@dataclass(slots=True, eq=False)
class Line:
    """One sentence of one turn.

    ``first`` and ``last`` are tokens of the turn, both included, ``size`` their number. ``asks`` says whether it is a
    question in form; an interrogator's may be one without its mark.
    ``spoken_first`` says whether it is the first sentence of its turn. ``agents`` names for each clause who acts in it:
    a pronoun or a name, empty where nobody is named. ``tokens`` are those of the whole turn, ``known`` what is known of
    each, ``unread`` the places of those that tell nothing: in brackets, idioms, courtesies.
    """

    number: int
    turn_index: int
    role: Role
    by_interrogator: bool
    by_questioned: bool
    first: int
    last: int
    size: int
    items: Sequence[Item]
    cues: Cues
    cue_names: frozenset[str]
    asks: bool
    spoken_first: bool
    agents: Sequence[str]
    negated: Sequence[int]
    tokens: tuple[str, ...]
    known: Sequence[Word]
    unread: frozenset[int]

    def has(self, name: str) -> bool:
        """Whether a cue of the name stands in the line."""
        return name in self.cue_names

    def begins(self, name: str, reach: int = 2) -> bool:
        """Whether a cue of the name stands within the first ``reach`` tokens."""
        return name in self.cue_names and any(cue.name == name and cue.at - self.first < reach for cue in self.cues)

    def leads_clause(self, at: int) -> bool:
        """Whether a question word leads a side clause ("when you left"): "tell us where she was" asks indirectly."""
        if at >= self.last or not self.known[at + 1].grammar & _LEADS:
            return False
        return at <= self.first or not self.known[at - 1].grammar & ASKER

    def asks_what(self) -> bool:
        """Whether a question word asks: no pronoun, article or owner follows as in "when you left"."""
        if "wh" in self.cue_names:
            for cue in self.cues:
                if cue.name == "wh" and not self.leads_clause(cue.at):
                    return True
        return False

    @property
    def completes(self) -> bool:
        """Whether a question is only the rest of the one before: "at the back of the shop?"."""
        if not self.asks or self.spoken_first or self.size > _REST:
            return False
        return self.agents == _NOBODY and self.cue_names.isdisjoint(_FORMS)


def doer(line: Line, clause: int, vocabulary: Vocabulary) -> str:
    """Who acts in a clause.

    Args:
        line: The line.
        clause: Number of the clause.
        vocabulary: The vocabulary.

    Returns:
        ``SELF`` for the questioned person, ``OTHERS`` for somebody else, empty where the words leave it open.
    """
    token = line.agents[clause] if clause < len(line.agents) else ""
    if not token:
        return ""
    if vocabulary.person(token, by_interrogator=line.by_interrogator) == QUESTIONED:
        return SELF
    return OTHERS if vocabulary.is_other(token) else ""


@dataclass(frozen=True, slots=True)
class Talk:
    """All lines in order, and the lines of each turn."""

    lines: Sequence[Line]
    turns: Sequence[Sequence[Line]]

    def turn(self, index: int) -> Sequence[Line]:
        """Lines of a turn."""
        return self.turns[index]


class ShortLines(dict[tuple[bool, bool, tuple[str, ...]], Line]):
    """Short sentences of plain words ("yeah."), by who says them: they recur in every interview, and are read once."""

    def remember(self, line: Line) -> None:
        """Keep a short sentence, unless a word of it may be a name: who is named is read anew in each interview."""
        said = tuple(line.tokens[: line.size])
        known = line.known[: line.size]
        if any(word.grammar & NAMEABLE or (word.concept and word.concept.kind in NAMING) for word in known):
            return
        if len(self) >= _KEPT_SHORT:
            self.clear()
        self[line.by_interrogator, line.by_questioned, said] = _again(line, 0, 0, line.role, said, known)


def lines_of(
    transcript: Transcript, words: Sequence[Words], vocabulary: Vocabulary, short: ShortLines | None = None
) -> Talk:
    """Cut the turns into lines.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        vocabulary: The vocabulary.
        short: Short sentences that were read before with the same vocabulary; new ones are added.

    Returns:
        The lines; a turn that is excluded from analysis has none.
    """
    speakers = frozenset(
        [word for label in {turn.speaker for turn in transcript.turns} for word in _label_words(label)]
    )
    clauses = ClauseReader(transcript.text, speakers, vocabulary)
    reader = _LineReader(clauses, vocabulary, ShortLines() if short is None else short)
    turns = [reader.turn(turn, words[turn.index]) if turn.scored else () for turn in transcript.turns]
    return Talk(reader.lines, turns)


def _label_words(label: str) -> list[str]:
    """Words of a speaker's label: that the people are there who talk is no detail."""
    return _LABEL_WORD.findall(label.lower())


class _LineReader:
    """Cuts turn after turn into lines."""

    def __init__(self, clauses: ClauseReader, vocabulary: Vocabulary, short: ShortLines) -> None:
        self.lines: list[Line] = []
        self._clauses = clauses
        self._look_up = vocabulary.known.__getitem__
        self._read_cues = vocabulary.cues.read
        self._short = short

    def turn(self, turn: Turn, words: Words) -> Sequence[Line]:
        """The lines of a turn, which are added to all lines as well."""
        tokens, role = words.tokens, turn.role
        asking, questioned = _SIDES[role]
        gesture = turn.origin is _GESTURE
        brackets = gesture or _OPEN in tokens
        lines, clauses = self.lines, self._clauses
        count = len(lines)
        known: list[Word] = []
        for begin, end in words.sentences():
            short = begin == 0 and end <= _SHORT and not brackets
            if short:
                recurs = self._short.get((asking, questioned, tokens[:end]))
                if recurs is not None:
                    lines.append(_again(recurs, len(lines), turn.index, role, tokens, recurs.known))
                    continue
            if not known:
                known = [*map(self._look_up, tokens)]
                clauses.turn(words, known, asking)
            bracketed = _bracketed(tokens, begin, end, everything=gesture) if brackets else _NOTHING
            cues, names = self._read_cues(tokens, known, begin, end, bracketed, asking)
            unread = bracketed if names.isdisjoint(_UNREAD) else _unread(tokens, begin, end, cues, bracketed)
            clauses.read(begin, end, unread)
            asks = tokens[end - 1] == _ASKS
            if not asks and not questioned and not names.isdisjoint(_FORMS):
                asks = not _FORMS.isdisjoint([cue.name for cue in cues if cue.at == begin])
            line = Line(
                len(lines), turn.index, role, asking, questioned, begin, end - 1, end - begin, clauses.items,
                cues, names, asks, begin == 0, clauses.agents, clauses.negated, tokens, known, unread,
            )  # fmt: skip
            lines.append(line)
            if short:
                self._short.remember(line)
        return lines[count:]


def _again(
    line: Line, number: int, turn_index: int, role: Role, tokens: tuple[str, ...], known: Sequence[Word]
) -> Line:
    """A short sentence that was read before, said again."""
    return Line(
        number, turn_index, role, line.by_interrogator, line.by_questioned, 0, line.last, line.size, line.items,
        line.cues, line.cue_names, line.asks, True, line.agents, line.negated, tokens, known, line.unread,
    )  # fmt: skip


def _bracketed(tokens: Sequence[str], begin: int, end: int, *, everything: bool) -> frozenset[int]:
    """Tokens in brackets: what stands there was done or heard, not said."""
    if everything:
        return frozenset(range(begin, end))
    inside: set[int] = set()
    depth = 0
    for at in range(begin, end):
        depth += (tokens[at] == _OPEN) - (tokens[at] == _CLOSE and depth > 0)
        if depth:
            inside.add(at)
    return frozenset(inside)


def _unread(
    tokens: Sequence[str], begin: int, end: int, cues: Sequence[CueHit], unread: Collection[int]
) -> frozenset[int]:
    """Tokens that tell no detail: in brackets, in an idiom, between the commas around a courtesy or caution."""
    silent = set(unread)
    for cue in cues:
        if cue.name == "idiom":
            silent.update(range(cue.at, cue.at + cue.size))
        elif cue.name == "aside":
            first = max((at for at in range(begin, cue.at) if tokens[at] == BREAK), default=begin)
            last = next((at for at in range(cue.at + cue.size, end) if tokens[at] in ENDERS), end)
            silent.update(range(first, last))
    return frozenset(silent)
