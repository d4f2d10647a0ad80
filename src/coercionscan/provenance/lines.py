"""Turns become lines: one sentence each, with detail words, clauses and cues, so that nothing is read twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from coercionscan.matching.language import BREAK, ENDERS, Words
from coercionscan.provenance.clauses import Item, Sentence, read_items
from coercionscan.provenance.vocabulary import ASKER, DETERMINER, NAMEABLE, OWNER, QUESTIONED, SUBJECT, Vocabulary, Word
from coercionscan.records import Origin, Role, Transcript, Turn

SELF, OTHERS = "self", "others"
_OPEN, _CLOSE = "(", ")"
_ASKS = "?"
_LABEL_WORD = re.compile(r"[a-z]{3,}")
_UNREAD = frozenset({"idiom", "aside"})
_SHORT = 5
"""Sentences of so few tokens recur."""
_LEADS = SUBJECT | DETERMINER | OWNER
_REST = 8
"""The rest of a question has at most so many tokens."""
_CHALLENGE = "challenge"
_ASKING = frozenset({"wh", "open_question"})
_FORMS = frozenset({"wh", "inverted"})
_GESTURES = {
    "assent": "gesture_assent",
    "denial": "gesture_denial",
    "gesture_assent": "gesture_assent",
    "gesture_denial": "gesture_denial",
    "gesture_unknown": "gesture_unknown",
}
"""What a cue means where it stands in brackets; other cues mean nothing there."""
_NOTHING: frozenset[int] = frozenset()


class CueHit(NamedTuple):
    """A cue phrase: its name, its first token, its length in tokens."""

    name: str
    at: int
    size: int


class Line(NamedTuple):
    """One sentence of one turn.

    ``first`` and ``last`` are tokens of the turn, both included. ``asks`` says whether it is a question in form; an
    interrogator's may be one without its mark.
    ``spoken_first`` says whether it is the first sentence of its turn. ``agents`` names for each clause who acts in it:
    a pronoun or a name, empty where nobody is named. ``tokens`` are those of the whole turn, ``unread`` the places
    of those that tell nothing: in brackets, idioms, courtesies; ``subjects`` the places of pronouns and articles that
    may begin a clause, ``askers`` of words behind which a question is asked indirectly.
    """

    number: int
    turn_index: int
    role: Role
    by_interrogator: bool
    by_questioned: bool
    first: int
    last: int
    items: tuple[Item, ...]
    cues: tuple[CueHit, ...]
    asks: bool
    spoken_first: bool
    cue_names: frozenset[str]
    agents: tuple[str, ...]
    negated: frozenset[int]
    tokens: tuple[str, ...]
    unread: frozenset[int]
    subjects: frozenset[int]
    askers: frozenset[int]

    def has(self, name: str) -> bool:
        """Whether a cue of the name stands in the line."""
        return name in self.cue_names

    def begins(self, name: str, reach: int = 2) -> bool:
        """Whether a cue of the name stands within the first ``reach`` tokens."""
        return name in self.cue_names and any(cue.name == name and cue.at - self.first < reach for cue in self.cues)

    def leads_clause(self, at: int) -> bool:
        """Whether a question word leads a side clause ("when you left"): "tell us where she was" asks indirectly."""
        return at + 1 in self.subjects and at - 1 not in self.askers

    @property
    def completes(self) -> bool:
        """Whether a question is only the rest of the one before: "at the back of the shop?"."""
        if not self.asks or self.spoken_first or self.size > _REST:
            return False
        return not self.has("wh") and not self.has("inverted") and self.agents == ("",)

    @property
    def size(self) -> int:
        """Number of tokens."""
        return self.last - self.first + 1


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


class Talk(NamedTuple):
    """All lines in order, and the lines of each turn as (first, beyond last)."""

    lines: tuple[Line, ...]
    of_turn: tuple[tuple[int, int], ...]

    def turn(self, index: int) -> tuple[Line, ...]:
        """Lines of a turn."""
        first, end = self.of_turn[index]
        return self.lines[first:end]


class _Kept:
    """Cues, sets of names and short sentences that recur ("yeah."): each is read once."""

    def __init__(self) -> None:
        self.cues: dict[tuple[str, int, int], CueHit] = {}
        self.sets: dict[tuple[CueHit, ...], tuple[tuple[CueHit, ...], frozenset[str]]] = {}
        self.short: dict[tuple[bool, bool, tuple[str, ...]], Line] = {}

    def cue(self, name: str, at: int, size: int) -> CueHit:
        """A cue."""
        key = (name, at, size)
        found = self.cues.get(key)
        if found is None:
            found = self.cues[key] = CueHit(name, at, size)
        return found

    def named(self, cues: tuple[CueHit, ...]) -> tuple[tuple[CueHit, ...], frozenset[str]]:
        """Some cues with their names."""
        found = self.sets.get(cues)
        if found is None:
            found = self.sets[cues] = (cues, frozenset([cue.name for cue in cues]))
        return found


def lines_of(transcript: Transcript, words: Sequence[Words], vocabulary: Vocabulary) -> Talk:
    """Cut the turns into lines.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        vocabulary: The vocabulary.

    Returns:
        The lines; a turn that is excluded from analysis has none.
    """
    lines: list[Line] = []
    kept = _Kept()
    bounds: list[tuple[int, int]] = []
    speakers = frozenset(word for label in {turn.speaker for turn in transcript.turns} for word in _label_words(label))
    for turn in transcript.turns:
        begin = len(lines)
        if turn.scored:
            _turn_lines(turn, words[turn.index], vocabulary, transcript.text, speakers, lines, kept)
        bounds.append((begin, len(lines)))
    return Talk(tuple(lines), tuple(bounds))


def _label_words(label: str) -> list[str]:
    """Words of a speaker's label: that the people are there who talk is no detail."""
    return _LABEL_WORD.findall(label.lower())


def _turn_lines(
    turn: Turn,
    words: Words,
    vocabulary: Vocabulary,
    text: str,
    speakers: frozenset[str],
    lines: list[Line],
    kept: _Kept,
) -> None:
    tokens = words.tokens
    role = turn.role
    asking, questioned = role.asks, role.questioned
    gesture = turn.origin is Origin.NONVERBAL
    brackets = gesture or _OPEN in tokens
    known: list[Word] = []
    for begin, end in words.sentences():
        short = begin == 0 and end <= _SHORT and not brackets
        recurs = kept.short.get((asking, questioned, tokens[:end])) if short else None
        if recurs is not None:
            lines.append(recurs._replace(number=len(lines), turn_index=turn.index, role=role, tokens=tokens))
            continue
        known = known or [vocabulary.known[token] for token in tokens]
        bracketed = _bracketed(tokens, begin, end, everything=gesture) if brackets else _NOTHING
        cues, names = kept.named(_cues(tokens, known, begin, end, bracketed, kept, asking=asking))
        if _CHALLENGE in names:
            cues, names = kept.named(_but_challenged(cues))
        unread = bracketed if _UNREAD.isdisjoint(names) else _unread(tokens, begin, end, cues, bracketed)
        told = read_items(Sentence(words, known, begin, end, unread, text, speakers, asking), vocabulary)
        asks = tokens[end - 1] == _ASKS
        if not asks and not questioned:
            asks = any(cue.name in _FORMS and cue.at == begin for cue in cues)
        wh = "wh" in names
        line = Line(
            len(lines), turn.index, role, asking, questioned, begin, end - 1, told.items, cues, asks, begin == 0, names,
            told.agents, told.negated, tokens, unread, _places(known, begin, end, _LEADS) if wh else _NOTHING,
            _places(known, begin, end, ASKER) if wh else _NOTHING,
        )  # fmt: skip
        lines.append(line)
        if short and not any(word.grammar & NAMEABLE for word in known[:end]):
            kept.short[asking, questioned, tokens[:end]] = line


def _places(known: Sequence[Word], begin: int, end: int, grammar: int) -> frozenset[int]:
    """Places of words that have one of some parts in grammar."""
    return frozenset([at for at in range(begin, end) if known[at].grammar & grammar])


def _but_challenged(cues: tuple[CueHit, ...]) -> tuple[CueHit, ...]:
    """Cues without those that are only words of a challenge: "that is not what happened" asks nothing."""
    inside = [(cue.at, cue.at + cue.size) for cue in cues if cue.name == _CHALLENGE and cue.size > 1]
    return tuple(
        cue for cue in cues if cue.name not in _ASKING or not any(begin < cue.at < end for begin, end in inside)
    )


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
    tokens: Sequence[str], begin: int, end: int, cues: Sequence[CueHit], unread: frozenset[int]
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


def _cues(
    tokens: Sequence[str],
    known: Sequence[Word],
    begin: int,
    end: int,
    bracketed: frozenset[int],
    kept: _Kept,
    *,
    asking: bool,
) -> tuple[CueHit, ...]:
    found: list[CueHit] = []
    for at in range(begin, end):
        starts = known[at].asking if asking else known[at].answering
        if starts is None:
            continue
        if starts.alone:
            found.extend([kept.cue(name, at, 1) for name in starts.alone])
        if starts.longer:
            for rest, name in starts.longer.get(tokens[at + 1] if at + 1 < end else "", ()):
                size = len(rest)
                if size == 1 or tokens[at + 1 : at + 1 + size] == rest:
                    found.append(kept.cue(name, at, size + 1))
    return _gestures(found, bracketed) if bracketed else tuple(found)


def _gestures(found: Sequence[CueHit], bracketed: frozenset[int]) -> tuple[CueHit, ...]:
    """Cues with those in brackets turned to what they mean there, or left out."""
    read: list[CueHit] = []
    for cue in found:
        if cue.at not in bracketed:
            read.append(cue)
        elif cue.name in _GESTURES:
            read.append(CueHit(_GESTURES[cue.name], cue.at, cue.size))
    return tuple(read)
